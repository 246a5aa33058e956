// The round around the work sheet of js/simulatie.js. What was decided in the sheet counts for the other forms on the
// page too; when the sheet turns out to be of a later moment than the rest of the page, it says so.
const ronde = document.querySelector("[data-ronde]");
const werkblad = () => document.getElementById("werkblad");
const isVanNu = () => werkblad().dataset.moment === ronde.dataset.moment;

document.addEventListener("submit", ({ target }) => {
  const nummer = target.elements.verwacht_nummer;
  if (nummer && !target.closest("#werkblad") && isVanNu()) nummer.value = werkblad().dataset.nummer;
}, { capture: true });

new MutationObserver(() => {
  const uitleg = werkblad().querySelector("[data-verder]");
  if (uitleg && !isVanNu()) werkblad().prepend(uitleg.content);
}).observe(document.getElementById("inhoud"), { childList: true });
