// Deciding without losing your place. htmx sends the forms of the work sheet, puts the sheet of the answer in place and
// keeps focus by id; here is what it leaves: what was typed elsewhere, what was open, the place on the screen, and where
// the message stands. Without this file the same forms load the page.
const werkblad = () => document.getElementById("werkblad");
const isWerkblad = ({ detail }) => detail.target?.id === "werkblad";
// Only the parts that changed, each by its own id.
const isDeel = ({ detail }) => detail.xhr.getResponseHeader("HX-Reswap")?.startsWith("none");
let was = null;

// A field keeps its name; whether its text is the server's or the person's own shows by its default.
const vulling = (veld) => (veld.type === "checkbox" ? veld.checked : veld.value);
const standaard = (veld) => {
  if (veld.type === "checkbox") return veld.defaultChecked;
  if (veld.options) return ([...veld.options].find((keuze) => keuze.defaultSelected) ?? veld.options[0])?.value;
  return veld.defaultValue;
};
const velden = (blad) => [...blad.querySelectorAll("form[method=post] :is(input:not([type=hidden]), select)")].filter((veld) => veld.id);
const details = (blad) => [...blad.querySelectorAll("details:is(.feiten, .maatregel-waar, .mensenstroken, .toevoegen)")];
const naam = (deel) => deel.closest("li[id]")?.id ?? deel.querySelector("summary").textContent;

document.addEventListener("htmx:beforeRequest", (gebeurtenis) => {
  if (isWerkblad(gebeurtenis)) werkblad().setAttribute("aria-busy", "true");
});

document.addEventListener("htmx:beforeSwap", (gebeurtenis) => {
  if (!isWerkblad(gebeurtenis)) return;
  const { detail } = gebeurtenis;
  const { xhr } = detail;
  const anders = !isDeel(gebeurtenis) && !xhr.responseText.includes('id="werkblad"');
  if (anders && xhr.status === 200) {
    // Signed out, or the plan was handed in: go where the answer came from.
    detail.shouldSwap = false;
    location.assign(xhr.responseURL);
    return;
  }
  // A refused form comes with the reasons.
  if (xhr.status === 422 && !anders) Object.assign(detail, { shouldSwap: true, isError: false });
  const blad = werkblad();
  const knop = detail.requestConfig.triggeringEvent?.submitter;
  const hier = blad.contains(document.activeElement) ? document.activeElement : knop;
  was = {
    id: hier?.id,
    top: hier?.getBoundingClientRect().top,
    open: details(blad).filter((deel) => deel.open).map(naam),
    getypt: velden(blad).filter((veld) => veld.form !== detail.requestConfig.elt && vulling(veld) !== standaard(veld)).map((veld) => [veld.id, vulling(veld)]),
  };
});

document.addEventListener("htmx:afterSwap", (gebeurtenis) => {
  if (!isWerkblad(gebeurtenis) || !was) return;
  const { id, top, open, getypt } = was;
  was = null;
  const blad = werkblad();
  if (isDeel(gebeurtenis)) {
    blad.removeAttribute("aria-busy");
    const { nummer } = document.getElementById("werkknoppen").dataset;
    const { elt } = gebeurtenis.detail.requestConfig;
    if (elt.matches(".toevoegform")) elt.reset();
    for (const veld of blad.querySelectorAll("[name=verwacht_nummer]")) veld.value = nummer;
    document.dispatchEvent(new CustomEvent("blad"));
  }
  for (const deel of details(blad)) deel.open ||= open.includes(naam(deel));
  for (const [sleutel, waarde] of isDeel(gebeurtenis) ? [] : getypt) {
    const veld = document.getElementById(sleutel);
    if (veld) veld[veld.type === "checkbox" ? "checked" : "value"] = waarde;
  }
  const fouten = blad.querySelector("[data-foutenoverzicht]");
  if (fouten) {
    fouten.focus();
    return;
  }
  // What was not replaced kept focus by itself.
  const gebleven = isDeel(gebeurtenis) && blad.contains(document.activeElement);
  const hier = gebleven ? document.activeElement : id && document.getElementById(id);
  if (hier) {
    hier.focus({ preventScroll: true });
    if (!isDeel(gebeurtenis)) scrollBy({ top: hier.getBoundingClientRect().top - top, behavior: "instant" });
  } else {
    document.getElementById("plan").focus({ preventScroll: true });
    if (!isDeel(gebeurtenis)) document.getElementById("plan").scrollIntoView();
  }
  plaats(hier, document.getElementById("werkmelding"));
});

for (const soort of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(soort, (gebeurtenis) => {
    if (!isWerkblad(gebeurtenis)) return;
    const blad = werkblad();
    blad.removeAttribute("aria-busy");
    const melding = document.getElementById("werkmelding");
    const tekst = Object.assign(document.createElement("p"), { className: "melding melding-fout", textContent: blad.dataset.mislukt });
    melding.replaceChildren(tekst);
    plaats(document.activeElement, melding);
    const voorlezen = document.getElementById("voorlezen");
    voorlezen.textContent = "";
    requestAnimationFrame(() => (voorlezen.textContent = tekst.textContent));
  });
}

// What happened stands beside the control it was done with; under a row of buttons, not in it.
function plaats(bij, melding) {
  const werkbank = bij?.closest(".werkbank") ?? document.querySelector(".werkbank");
  if (werkbank) {
    // Where there is room for it without moving what is looked at.
    const smal = !matchMedia("(min-width: 64rem)").matches && bij?.closest(".maatregelpaneel");
    (bij?.closest(".werkbank-meer form") || smal || werkbank.querySelector(".palet")).append(melding);
    return;
  }
  const velden = bij?.closest(".maatregel, form[novalidate]");
  const rij = bij?.closest(".rij-uiteen");
  const knop = bij?.closest("form");
  if (velden) velden.append(melding);
  else if (knop && !rij) knop.append(melding);
  else (rij ?? document.getElementById("plan").closest(".rij-uiteen")).after(melding);
}
