// The lines follow the hand: while a measure changes (its bar, its fields, a button that is on its way to the server) the
// model runs here (leermodel.js) and the charts are drawn as simulatie/schermen/grafieken.py draws them. Nothing is decided
// here: the sheet of the server's answer replaces all of it. Without the model the lines wait for that answer, as they do
// without JavaScript.
const VELDEN = ["start", "duur", "mate"];
const WARMDRAAIEN = 8;
const SVG = "http://www.w3.org/2000/svg";
const een_cijfer = new Intl.NumberFormat("nl-NL", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const modellen = new Map();
let gegevens = null;
let los = null;
let gevraagd = false;

// The plan as it is stored, by key of the measure: what the timeline knows of it, with how strong it is to the last digit.
function opgeslagen({ mate }) {
  const tijdlijn = document.querySelector(".planlijn > script");
  const rijen = tijdlijn ? JSON.parse(tijdlijn.textContent).rijen : {};
  const inzet = (sleutel, { kaart, start, duur, plek }) => ({ kaart, start, duur, mate: mate[sleutel], deelgebieden: plek ? plek.split(" ") : null });
  return Object.fromEntries(Object.entries(rijen).map(([sleutel, rij]) => [sleutel, inzet(sleutel, rij)]));
}

const sectie = () => document.querySelector(".verloop");

// One model per set of numbers, with the lines of doing nothing.
function modelVan({ rekenen, formules, getallen }) {
  if (!modellen.has(getallen)) {
    const delen = [import(rekenen), import(formules), fetch(getallen).then((antwoord) => (antwoord.ok ? antwoord.json() : Promise.reject(antwoord.status)))];
    modellen.set(
      getallen,
      Promise.all(delen).then(([{ maakLeermodel }, vergelijkingen, inhoud]) => {
        const model = maakLeermodel(vergelijkingen, inhoud);
        return { ...model, niets: model.reken({ inzetten: [] }).regels };
      }),
    );
  }
  return modellen.get(getallen);
}

// As grafieken.Schaal: whole steps more where a value lies outside the range of the case.
function schaalMet([laag, hoog, stap], waarden) {
  const erbij = (tekort) => Math.ceil(Math.max(0, tekort) / stap) * stap;
  return { laag: laag - erbij(laag - Math.min(...waarden)), hoog: hoog + erbij(Math.max(...waarden) - hoog), stap };
}

// Names in their order, moved down where two would stand over each other.
function uitElkaar(hoogtes, onderste, afstand) {
  const uit = [...hoogtes];
  let vorige = null;
  for (const plek of [...uit.keys()].sort((een, ander) => uit[een] - uit[ander])) {
    if (vorige !== null) uit[plek] = Math.max(uit[plek], vorige + afstand);
    vorige = uit[plek];
  }
  const te_laag = Math.max(0, Math.max(...uit) - onderste);
  return uit.map((hoogte) => hoogte - te_laag);
}

function tekenAs(vlak, { laag, hoog, stap }, y, breedte, links) {
  for (const oud of vlak.querySelectorAll('.grafiek-raster, .grafiek-as[text-anchor="end"]')) oud.remove();
  const cijfers = Math.max(0, -Math.floor(Math.log10(stap)));
  const notatie = new Intl.NumberFormat("nl-NL", { minimumFractionDigits: cijfers, maximumFractionDigits: cijfers, useGrouping: false });
  const merken = Array.from({ length: Math.round((hoog - laag) / stap) + 1 }, (_, nummer) => laag + nummer * stap);
  vlak.prepend(
    ...merken.flatMap((waarde) => {
      const streep = document.createElementNS(SVG, "path");
      streep.setAttribute("class", "grafiek-raster");
      streep.setAttribute("d", `M${links} ${y(waarde)}H${breedte}`);
      const tekst = document.createElementNS(SVG, "text");
      for (const [naam, inhoud] of Object.entries({ class: "grafiek-as", x: links - 6, y: y(waarde), dy: "0.32em", "text-anchor": "end" })) tekst.setAttribute(naam, inhoud);
      tekst.textContent = notatie.format(Number(waarde.toFixed(6)) + 0);
      return [streep, tekst];
    }),
  );
}

function teken(plek, reeksen, vast, { links, rechts, boven, onder, labelafstand }) {
  const vlak = plek.querySelector(".grafiek-vlak");
  const { width: breedte, height: hoogte } = vlak.viewBox.baseVal;
  const schaal = schaalMet(vast, reeksen.flat());
  const maanden = reeksen[0].length - 1;
  const x = (maand) => (links + (maand / maanden) * (breedte - links - rechts)).toFixed(1);
  const y = (waarde) => (boven + ((schaal.hoog - waarde) / (schaal.hoog - schaal.laag)) * (hoogte - boven - onder)).toFixed(1);
  const sleutel = `${schaal.laag} ${schaal.hoog}`;
  const zelfde = plek.dataset.schaal === sleutel;
  if (!zelfde) tekenAs(vlak, schaal, y, breedte, links);
  plek.dataset.schaal = sleutel;
  vlak.querySelectorAll(".grafiek-lijn").forEach((lijn, nummer) => {
    if (nummer === 0 || !zelfde) lijn.setAttribute("points", reeksen[nummer].map((waarde, maand) => `${x(maand)},${y(waarde)}`).join(" "));
  });
  const eindes = uitElkaar(reeksen.map((reeks) => Number(y(reeks.at(-1)))), hoogte - onder + labelafstand, labelafstand);
  vlak.querySelectorAll(".grafiek-label").forEach((label, nummer) => {
    const hier = eindes[nummer].toFixed(1);
    if (label.getAttribute("y") !== hier) label.setAttribute("y", hier);
  });
  if (plek.querySelector("details")?.open) {
    for (const rij of plek.querySelectorAll("tbody tr")) rij.cells[1].textContent = een_cijfer.format(reeksen[0][Number(rij.cells[0].textContent)]);
  }
}

// The plan as it would be, or as it is stored.
function plan() {
  const inzetten = los ? { ...gegevens.inzetten, [los.sleutel]: los.inzet } : gegevens.inzetten;
  return { inzetten: Object.values(inzetten).filter(Boolean) };
}

function beeld(model) {
  const { regels } = model.reken(plan());
  return gegevens.lijnen.map(([grootheid, factor]) => [regels, model.niets].map((deze) => model.lijn(deze, grootheid).map((waarde) => waarde * factor)));
}

async function tekenAlles() {
  gevraagd = false;
  const deze = gegevens;
  const model = await modelVan(deze);
  // The server answered in the meantime.
  if (deze !== gegevens) return;
  const plekken = sectie().querySelectorAll(".lijn-met-feiten");
  beeld(model).forEach((reeksen, nummer) => teken(plekken[nummer], reeksen, deze.lijnen[nummer][2], deze.maten));
  sectie().classList.toggle("is-los", los !== null);
}

// What is on its way to change is drawn in the next frame, however often it changes before that.
function volg(nu) {
  if (!gegevens || (!nu && !los)) return;
  los = nu;
  if (!gevraagd) requestAnimationFrame(() => tekenAlles().catch(() => (gegevens = null)));
  gevraagd = true;
}

const alsErTijdIs = window.requestIdleCallback ?? setTimeout;

// Fetched and run some times beforehand, each when there is nothing else to do: a first change does not wait for it, and by
// then the browser has compiled what it runs.
async function draaiWarm(keren) {
  beeld(await modelVan(gegevens));
  if (keren > 1) alsErTijdIs(() => gegevens && draaiWarm(keren - 1));
}

function begin() {
  const bron = document.getElementById("leermodel");
  gegevens = bron && JSON.parse(bron.textContent);
  los = null;
  if (!gegevens) return;
  gegevens.inzetten = opgeslagen(gegevens);
  sectie().querySelector(".verloop-los").hidden = false;
  if (!modellen.has(gegevens.getallen)) alsErTijdIs(() => draaiWarm(WARMDRAAIEN).catch(() => (gegevens = null)));
}

const geheel = (tekst, laag, hoog) => (/^\s*\d{1,3}\s*$/.test(tekst) && Number(tekst) >= laag && Number(tekst) <= hoog ? Number(tekst) : null);

// What the fields of a measure say; null while they say nothing that could be stored.
function ingevuld(form) {
  const [start, duur, mate] = VELDEN.map((veld) => geheel(form.elements[veld].value, veld === "start" ? 0 : 1, veld === "mate" ? 100 : 120));
  if (start === null || duur === null || mate === null) return null;
  const gekozen = [...form.querySelectorAll("[name=deelgebieden]:checked")].map((vak) => vak.value);
  return { start, duur, mate: mate / 100, deelgebieden: gekozen.length ? gekozen : null };
}

const maatregel = (doel) => {
  const sleutel = doel.closest?.(".maatregel")?.id;
  return gegevens?.inzetten[sleutel] ? sleutel : null;
};

document.addEventListener("input", ({ target }) => {
  const sleutel = maatregel(target);
  const nu = sleutel && ingevuld(target.form);
  if (sleutel) volg(nu && { sleutel, inzet: { ...gegevens.inzetten[sleutel], ...nu } });
});

document.addEventListener("balk", ({ detail }) => {
  const was = detail && gegevens?.inzetten[detail.sleutel];
  volg(was ? { sleutel: detail.sleutel, inzet: { ...was, start: detail.start, duur: detail.duur, mate: detail.mate / 100 } } : null);
});

// A button that steps or takes out: what it asks is already drawn while the server decides.
document.addEventListener("submit", ({ submitter }) => {
  const sleutel = submitter && maatregel(submitter);
  if (!sleutel) return;
  const was = gegevens.inzetten[sleutel];
  if (submitter.formAction.endsWith("/verwijderen/")) volg({ sleutel, inzet: null });
  const stap = Number(submitter.value);
  const procent = Math.round(was.mate * 100);
  const stappen = {
    maanden: () => ({ start: was.start + stap }),
    langer: () => ({ duur: was.duur + stap }),
    sterker: () => ({ mate: Math.min(Math.max(procent + stap, Math.min(procent, 10)), 100) / 100 }),
  };
  const inzet = stappen[submitter.name] && { ...was, ...stappen[submitter.name]() };
  if (inzet && inzet.start >= 0 && inzet.duur > 0) volg({ sleutel, inzet });
});

for (const soort of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(soort, () => volg(null));

begin();
// htmx puts the sheet of the server's answer in place of the old one.
new MutationObserver(begin).observe(document.getElementById("inhoud"), { childList: true });
