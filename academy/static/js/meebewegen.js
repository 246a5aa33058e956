// Lines, street and map follow the hand: while a measure changes (its bar, its fields, a button that is on its way to the
// server) the model runs here (leermodel.js), and its figures are written into the lines, which are drawn in figures (see
// schermen/werklijnen.py). Nothing is decided here: the lines of the server's answer replace these, and where they differ
// the page is asked for anew and this model stops. Without the model everything waits for the answer, as it does without
// JavaScript.
const WARMDRAAIEN = 8;
const VERSCHIL = 0.06;
const UIT = "leermodel-uit";
const een_cijfer = new Intl.NumberFormat("nl-NL", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const modellen = new Map();
let gegevens = null;
let los = null;
let gevraagd = false;
// The month whose figures stand beside the lines.
let bekeken = null;

const sectie = () => document.querySelector(".verloop");
const lijnVan = (sleutel) => sectie().querySelector(`[data-lijn="${sleutel}"]`);
const lees = (id) => JSON.parse(document.getElementById(id).textContent);

// The plan as it is stored, by key of the measure.
function opgeslagen() {
  const inzet = ({ kaart, start, duur, sterk, plek }) => ({ kaart, start, duur, mate: sterk, deelgebieden: plek ? plek.split(" ") : null });
  return Object.fromEntries(Object.entries(lees("planlijn-gegevens").rijen).map(([sleutel, rij]) => [sleutel, inzet(rij)]));
}

// One model per set of numbers.
function modelVan({ rekenen, formules, getallen }) {
  if (!modellen.has(getallen)) {
    const delen = [import(rekenen), import(formules), fetch(getallen).then((antwoord) => (antwoord.ok ? antwoord.json() : Promise.reject(antwoord.status)))];
    modellen.set(
      getallen,
      Promise.all(delen).then(([{ maakLeermodel }, vergelijkingen, inhoud]) => maakLeermodel(vergelijkingen, inhoud)),
    );
  }
  return modellen.get(getallen);
}

const tekst = (waarde) => String(+waarde.toFixed(1));
const punten = (waarden) => waarden.map((waarde, maand) => `${maand},${tekst(waarde)}`).join(" ");

// The figures of the month that is looked at, beside each line. Without figures of its own they are read from the lines.
function toonCijfers(reeksen) {
  const maand = Number(document.getElementById("buurtbeeld-maand").value);
  const uitLijn = (lijn, soort) => Number(lijn.querySelector(`polyline.${soort}`).getAttribute("points").split(" ")[maand].split(",")[1]);
  sectie().querySelectorAll(".werklijn").forEach((lijn, nummer) => {
    lijn.querySelector(".werklijn-nu").textContent = een_cijfer.format(reeksen ? reeksen[nummer][maand] : uitLijn(lijn, "lijn-umami"));
    if (maand !== bekeken) lijn.querySelector(".werklijn-niets-nu").textContent = een_cijfer.format(uitLijn(lijn, "streep-kort"));
  });
  // The line of the month is drawn in every row at once, so it is touched only when it moves.
  if (maand === bekeken) return;
  bekeken = maand;
  const { as_tot } = lees("planlijn-gegevens");
  for (const streep of document.querySelectorAll(".jaren-nu")) for (const kant of ["x1", "x2"]) streep.setAttribute(kant, `${(100 * maand) / as_tot}%`);
}

function tekenLijnen(reeksen) {
  gegevens.lijnen.forEach(([sleutel], nummer) => {
    lijnVan(sleutel).querySelector("polyline.lijn-umami").setAttribute("points", punten(reeksen[nummer]));
  });
  toonCijfers(reeksen);
  const tabellen = document.querySelector(".lijntabellen");
  if (!tabellen?.open) return;
  gegevens.lijnen.forEach(([sleutel], nummer) => {
    for (const rij of tabellen.querySelectorAll(`[data-lijn="${sleutel}"] tbody tr`)) rij.cells[1].textContent = een_cijfer.format(reeksen[nummer][Number(rij.cells[0].textContent)]);
  });
}

// The plan as it would be, or as it is stored.
function plan() {
  const inzetten = los ? { ...gegevens.inzetten, [los.sleutel]: los.inzet } : gegevens.inzetten;
  return { inzetten: Object.values(inzetten).filter(Boolean) };
}

function reken(model) {
  const { regels } = model.reken(plan());
  const reeksen = gegevens.lijnen.map(([grootheid, factor]) => model.lijn(regels, grootheid).map((waarde) => waarde * factor));
  return { reeksen, verloop: { wijk: (naam, maand) => model.wijk(regels, naam, maand), gebieden: (naam, maand) => model.gebieden(regels, naam, maand) } };
}

async function tekenAlles() {
  gevraagd = false;
  const deze = gegevens;
  const model = await modelVan(deze);
  // The server answered in the meantime.
  if (deze !== gegevens) return;
  const { reeksen, verloop } = reken(model);
  tekenLijnen(reeksen);
  document.dispatchEvent(new CustomEvent("verloop", { detail: verloop }));
  sectie().classList.toggle("is-los", los !== null);
}

// What is on its way to change is drawn in the next frame, however often it changes before that.
function volg(nu) {
  if (!gegevens || (!nu && !los)) return;
  los = nu;
  if (!gevraagd) requestAnimationFrame(() => tekenAlles().catch(stop));
  gevraagd = true;
}

function stop() {
  gegevens = null;
  document.documentElement.classList.remove("met-leermodel");
}

const alsErTijdIs = window.requestIdleCallback ?? setTimeout;

// Fetched and run some times beforehand, each when there is nothing else to do: a first change does not wait for it, and by
// then the browser has compiled what it runs.
async function draaiWarm(keren) {
  reken(await modelVan(gegevens));
  document.documentElement.classList.add("met-leermodel");
  if (keren > 1) alsErTijdIs(() => gegevens && draaiWarm(keren - 1));
}

function begin() {
  if (!sectie()) return;
  const bron = document.getElementById("leermodel");
  gegevens = bron && JSON.parse(bron.textContent);
  los = bekeken = null;
  toonCijfers();
  const hoofd = sectie().querySelector(".werklijn-hoofd polyline.lijn-umami");
  hoofd.dataset.punten = hoofd.getAttribute("points");
  if (gegevens && sessionStorage.getItem(UIT) === gegevens.getallen) stop();
  if (!gegevens) return;
  gegevens.inzetten = opgeslagen();
  if (!modellen.has(gegevens.getallen)) alsErTijdIs(() => draaiWarm(WARMDRAAIEN).catch(stop));
}

// The server took a decision and says where its model comes out.
async function naBesluit() {
  if (!gegevens) return;
  const was = sectie().querySelector(".werklijn-hoofd polyline.lijn-umami").dataset;
  const nu = { ...gegevens, inzetten: opgeslagen() };
  const model = await modelVan(nu);
  gegevens = nu;
  los = null;
  const waarheid = lees("waarheid");
  const { reeksen, verloop } = reken(model);
  const gelijk = waarheid.every((reeks, nummer) => reeks.every((waarde, maand) => Math.abs(waarde - reeksen[nummer][maand]) <= VERSCHIL));
  tekenLijnen(waarheid);
  sectie().classList.remove("is-los");
  toonVorige(was.punten);
  was.punten = punten(waarheid[0]);
  document.dispatchEvent(new CustomEvent("verloop", { detail: verloop }));
  if (gelijk) return;
  sessionStorage.setItem(UIT, nu.getallen);
  location.reload();
}

function toonVorige(lijn) {
  sectie().querySelector(".lijn-vorige").setAttribute("points", lijn);
  sectie().querySelector(".verloop-vorige").hidden = false;
}

document.addEventListener("maand", () => sectie() && toonCijfers());
document.addEventListener("blad", () => naBesluit().catch(stop));
document.addEventListener("toggle", ({ target }) => target.matches?.(".lijntabellen") && gegevens && tekenAlles().catch(stop), true);

document.addEventListener("balk", ({ detail }) => {
  const was = detail && gegevens?.inzetten[detail.sleutel];
  volg(was ? { sleutel: detail.sleutel, inzet: { ...was, start: detail.start, duur: detail.duur, mate: detail.mate === Math.round(was.mate * 100) ? was.mate : detail.mate / 100, deelgebieden: detail.plek ? detail.plek.split(" ") : null } } : null);
});

// A button that steps, takes out or adds: what it asks is already drawn while the server decides.
document.addEventListener("submit", ({ submitter, target }) => {
  if (!gegevens || !submitter) return;
  if (target.id === "palet-vorm") {
    const { gewoon, langst } = lees("planlijn-kaarten")[submitter.value];
    const start = Number(target.elements.start.value);
    const duur = Math.min(gewoon, langst, lees("planlijn-gegevens").maanden - start);
    if (start >= 0 && duur > 0) volg({ sleutel: "nieuw", inzet: { kaart: submitter.value, start, duur, mate: Number(target.elements.mate.value) / 100, deelgebieden: null } });
    return;
  }
  const sleutel = submitter.closest(".maatregelpaneel")?.dataset.inzet;
  const was = gegevens.inzetten[sleutel];
  if (!was) return;
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

// The server leaves out what this browser draws itself.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (gegevens && document.documentElement.classList.contains("met-leermodel")) detail.headers["X-Leermodel"] = "1";
});

for (const soort of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) document.addEventListener(soort, () => volg(null));

begin();
// htmx puts the sheet of the server's answer in place of the old one.
new MutationObserver(begin).observe(document.getElementById("inhoud"), { childList: true });
