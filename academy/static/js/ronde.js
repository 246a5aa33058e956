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

// Drawing a prediction. The fields of the years hold the values; the picture shows them and writes into them. Dragging
// is one way: a press in the picture sets a year too, and every year has a slider that arrow keys move.
const doek = document.querySelector("[data-tekening]");
if (doek) {
  const form = doek.closest("form");
  const jaren = [...form.querySelectorAll("[data-jaren] input")];
  const lijn = doek.querySelector(".tekening-voorspeld");
  const maat = Object.fromEntries(["links", "rechts", "boven", "onder", "top", "laatste", "maand", "van"].map((naam) => [naam, Number(doek.dataset[naam])]));
  const maandVan = (veld) => Number(veld.name.slice(veld.name.indexOf("_") + 1));
  const x = (maand) => maat.links + (maand / maat.laatste) * (maat.rechts - maat.links);
  const y = (waarde) => maat.onder - (waarde / maat.top) * (maat.onder - maat.boven);
  const vorm = () => new FormData(form).get("vorm");
  const grens = (waarde) => Math.min(Math.max(waarde, 0), maat.top);
  const tekst = (waarde) => Number(waarde).toLocaleString("nl-NL");

  const teken = () => {
    for (const veld of jaren) veld.nextElementSibling.value = tekst(veld.value);
    const punten = [[maat.maand, maat.van], ...jaren.map((veld) => [maandVan(veld), Number(veld.value)])];
    lijn.setAttribute("points", vorm() ? punten.map(([maand, waarde]) => `${x(maand).toFixed(1)},${y(waarde).toFixed(1)}`).join(" ") : "");
  };
  const kies = (waarde) => {
    form.querySelector(`[name=vorm][value=${waarde}]`).checked = true;
  };
  const rechteLijn = () => {
    const kant = { stijgt: 1, gelijk: 0, daalt: -1 }[vorm()];
    if (kant === undefined) return;
    const hoeveel = Number(form.elements.hoeveel.value.replace(",", ".")) || 0;
    const laatste = maandVan(jaren.at(-1));
    for (const veld of jaren) veld.value = grens(maat.van + (kant * hoeveel * (maandVan(veld) - maat.maand)) / (laatste - maat.maand));
  };

  for (const veld of jaren) {
    veld.type = "range";
    const waarde = Object.assign(document.createElement("output"), { htmlFor: veld.id });
    veld.after(waarde);
    veld.addEventListener("input", () => {
      kies("lijn");
      teken();
    });
  }
  form.addEventListener("input", ({ target }) => {
    if (target.name !== "vorm" && target.name !== "hoeveel") return;
    rechteLijn();
    teken();
  });

  // One press sets the nearest year; who keeps pressing draws on through the others.
  const zet = (gebeurtenis) => {
    const plek = new DOMPoint(gebeurtenis.clientX, gebeurtenis.clientY).matrixTransform(doek.getScreenCTM().inverse());
    const waar = ((plek.x - maat.links) / (maat.rechts - maat.links)) * maat.laatste;
    const veld = jaren.reduce((beste, ander) => (Math.abs(maandVan(ander) - waar) < Math.abs(maandVan(beste) - waar) ? ander : beste));
    veld.value = grens(((maat.onder - plek.y) / (maat.onder - maat.boven)) * maat.top);
    kies("lijn");
    teken();
  };
  doek.addEventListener("pointerdown", (gebeurtenis) => {
    if (!gebeurtenis.isPrimary || gebeurtenis.button) return;
    // No text is selected while drawing.
    gebeurtenis.preventDefault();
    doek.setPointerCapture(gebeurtenis.pointerId);
    zet(gebeurtenis);
  });
  doek.addEventListener("pointermove", (gebeurtenis) => {
    if (doek.hasPointerCapture(gebeurtenis.pointerId)) zet(gebeurtenis);
  });
  form.classList.add("is-tekenbaar");
  rechteLijn();
  teken();
}
