// Deciding without losing your place: a form in the work sheet is sent in the background, the sheet is replaced by the
// server's answer, what happened is read aloud and focus stays where it was. Without this file the same forms reload the page.
const VOORLEZEN = "voorlezen";

document.addEventListener("submit", async (gebeurtenis) => {
  const formulier = gebeurtenis.target;
  const blad = formulier.closest("#werkblad");
  if (!blad) return;
  gebeurtenis.preventDefault();
  if (blad.getAttribute("aria-busy") === "true") return;
  blad.setAttribute("aria-busy", "true");
  const knop = gebeurtenis.submitter;
  const gegevens = new FormData(formulier);
  if (knop?.name) gegevens.append(knop.name, knop.value);
  try {
    const antwoord = await fetch(knop?.getAttribute("formaction") ?? formulier.action, { method: "POST", body: gegevens });
    const pagina = new DOMParser().parseFromString(await antwoord.text(), "text/html");
    const nieuw = pagina.querySelector("#werkblad");
    if (nieuw) vervang(blad, nieuw, pagina, knop);
    else if (antwoord.redirected) location.assign(antwoord.url);
    else throw new Error(`No work sheet in answer ${antwoord.status}`);
  } catch {
    blad.removeAttribute("aria-busy");
    meld(knop, blad.dataset.mislukt);
  }
});

function vervang(blad, nieuw, pagina, knop) {
  const naam = (details) => details.querySelector("summary").textContent;
  const open = new Set([...blad.querySelectorAll("details.feiten[open]")].map(naam));
  const plek = (document.getElementById(knop?.id) ?? blad).getBoundingClientRect().top;
  blad.replaceWith(nieuw);
  for (const details of nieuw.querySelectorAll("details.feiten")) details.open = open.has(naam(details));
  document.title = pagina.title;

  const fouten = nieuw.querySelector("[data-foutenoverzicht]");
  if (fouten) {
    fouten.focus();
    return;
  }
  const hier = document.getElementById(knop?.id) ?? document.getElementById("plan");
  hier.focus({ preventScroll: true });
  if (hier.id === knop?.id) scrollBy({ top: hier.getBoundingClientRect().top - plek, behavior: "instant" });
  else hier.scrollIntoView();
  const bericht = pagina.querySelector(".berichten .melding");
  if (bericht) meld(hier, bericht.querySelector(".melding-tekst").textContent.trim(), bericht);
}

function meld(bij, tekst, bericht) {
  const voorlezen = document.getElementById(VOORLEZEN);
  voorlezen.textContent = "";
  requestAnimationFrame(() => (voorlezen.textContent = tekst));
  document.getElementById("werkmelding")?.remove();
  const zichtbaar = bericht?.cloneNode(true) ?? Object.assign(document.createElement("p"), { className: "melding melding-fout", textContent: tekst });
  zichtbaar.id = "werkmelding";
  (bij?.closest(".maatregel, form") ?? document.getElementById("plan").parentElement).append(zichtbaar);
}
