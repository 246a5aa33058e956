// The workbench: one panel for the measure that is chosen, and the palette. What is set in the panel is stored by itself,
// through the button that does so without this file; until the server answered, tijdlijn.js and meebewegen.js draw it.
const WACHT = 250;
const VELDEN = ["start", "duur", "mate"];
const gelezen = new WeakMap();
function lees(id) {
  const bron = document.getElementById(id);
  if (!gelezen.has(bron)) gelezen.set(bron, JSON.parse(bron.textContent));
  return gelezen.get(bron);
}
const paneel = () => document.querySelector(".maatregelpaneel[data-inzet]");
const werkblad = () => document.getElementById("werkblad");
const bezig = () => werkblad().getAttribute("aria-busy") === "true";
const plan = () => lees("planlijn-gegevens");
let gekozen = null;
let klok = null;
let verstuurd = null;
let bekend = new Set();

const geheel = (tekst, laag, hoog) => (/^\s*\d{1,3}\s*$/.test(tekst) && Number(tekst) >= laag && Number(tekst) <= hoog ? Number(tekst) : null);
const vakken = (vorm) => [...vorm.querySelectorAll("[name=deelgebieden]")];

// What the panel says; null while it says nothing that could be stored.
function ingevuld() {
  const vorm = paneel().querySelector("form");
  const { maanden } = plan();
  const [start, duur, mate] = VELDEN.map((veld) => geheel(vorm.elements[veld].value, veld === "start" ? 0 : 1, veld === "mate" ? 100 : maanden));
  if (start === null || duur === null || mate === null) return null;
  const aan = vakken(vorm).filter((vak) => vak.checked).map((vak) => vak.value);
  return { start, duur, mate, plek: aan.length === vakken(vorm).length ? "" : aan.sort().join(" ") };
}

const gelijk = (een, ander) => ["start", "duur", "mate", "plek"].every((veld) => een[veld] === ander[veld]);

function zetVeld(vorm, veld, waarde) {
  vorm.elements[veld].value = waarde;
  vorm.querySelector(`[data-veld=${veld}] input[type=range]`).value = waarde;
}

// Ids, labels and addresses of the panel carry the key of its measure, as those of a form that comes from the server do.
function hernoem(deel, oud, nieuw) {
  for (const element of deel.querySelectorAll("[id], [for], [aria-describedby], [formaction]")) {
    for (const naam of ["id", "for", "aria-describedby"]) {
      const waarde = element.getAttribute(naam);
      if (waarde?.startsWith(`${oud}_`)) element.setAttribute(naam, nieuw + waarde.slice(oud.length));
    }
    const adres = element.getAttribute("formaction");
    if (adres) element.setAttribute("formaction", adres.replace(`/maatregel/${oud}/`, `/maatregel/${nieuw}/`));
  }
  const vorm = deel.querySelector("form");
  vorm.setAttribute("action", vorm.getAttribute("action").replace(`/maatregel/${oud}/`, `/maatregel/${nieuw}/`));
}

function vul(sleutel) {
  const deel = paneel();
  const inzet = plan().rijen[sleutel];
  const kaart = lees("planlijn-kaarten")[inzet.kaart];
  const vorm = deel.querySelector("form");
  if (deel.dataset.inzet !== sleutel) hernoem(deel, deel.dataset.inzet, sleutel);
  deel.dataset.inzet = sleutel;
  deel.className = `maatregelpaneel smaak-rand-${kaart.principe}`;
  deel.querySelector("use").setAttribute("href", `#vorm-${kaart.principe}`);
  deel.querySelector(".paneel-naam").textContent = `${inzet.kaart} ${kaart.kort}`;
  deel.querySelector(".paneel-partij").textContent = kaart.partij;
  const uitleg = deel.querySelector(".paneel-uitleg");
  uitleg.hash = inzet.kaart;
  for (const veld of VELDEN) zetVeld(vorm, veld, inzet[veld]);
  const waar = inzet.plek.split(" ").filter(Boolean);
  for (const vak of vakken(vorm)) vak.checked = waar.includes(vak.value);
  toonWoorden();
}

// What the server says of the measure, in the row and in the remarks.
function toonWoorden() {
  const deel = paneel();
  const rij = document.getElementById(deel.dataset.inzet);
  if (rij) deel.querySelector(".paneel-woorden").textContent = rij.querySelector(".planlijn-woorden").textContent;
  const waar = deel.querySelector(".paneel-waar");
  const aan = vakken(deel).filter((vak) => vak.checked).map((vak) => vak.closest("label").textContent.trim());
  waar.textContent = aan.join(", ") || waar.dataset.overal;
}

function wijsAan() {
  for (const rij of document.querySelectorAll(".planlijn-rij.is-gekozen")) rij.classList.remove("is-gekozen");
  document.getElementById(gekozen)?.classList.add("is-gekozen");
  for (const balk of document.querySelectorAll(".planlijn-balk")) {
    if (balk.dataset.inzet === gekozen) balk.dataset.gekozen = "ja";
    else delete balk.dataset.gekozen;
  }
  for (const regel of document.querySelectorAll("#aandacht [data-van]")) regel.hidden = regel.dataset.van !== gekozen;
}

function kies(sleutel, ga = false) {
  const deel = paneel();
  if (!deel || !plan().rijen[sleutel]) return;
  if (sleutel !== deel.dataset.inzet) {
    bewaarNu();
    // A form that was refused is the server's: another measure is asked there.
    if (deel.querySelector(".veld-fouten")) {
      location.assign(document.getElementById(sleutel).querySelector("a").href);
      return;
    }
    vul(sleutel);
  }
  gekozen = sleutel;
  wijsAan();
  if (ga) deel.querySelector("input[type=range]").focus();
}

// Store what the panel says when that is something else than what is stored; what changes while the server is busy is sent
// after its answer.
function bewaarNu() {
  wachtNiet();
  const deel = paneel();
  const nu = deel && ingevuld();
  const was = deel && plan().rijen[deel.dataset.inzet];
  if (!nu || !was || bezig() || gelijk(nu, was)) return;
  verstuurd = nu;
  // htmx looks at the button that was pressed last; focus stays where it is.
  document.getElementById(`${deel.dataset.inzet}_bewaren`).click();
}

function straks() {
  clearTimeout(klok);
  klok = setTimeout(bewaarNu, WACHT);
}

function volg() {
  const deel = paneel();
  const nu = ingevuld();
  document.dispatchEvent(new CustomEvent("paneel", { detail: nu && { sleutel: deel.dataset.inzet, ...nu } }));
}

document.addEventListener("input", ({ target }) => {
  if (!target.closest?.(".maatregelpaneel[data-inzet]")) return;
  const rij = target.closest("[data-veld]");
  if (rij) {
    const { veld } = rij.dataset;
    const vorm = target.form;
    if (target.type === "range") vorm.elements[veld].value = target.value;
    else if (geheel(target.value, 0, 999) !== null) rij.querySelector("input[type=range]").value = target.value;
  }
  volg();
});

document.addEventListener("change", ({ target }) => {
  if (!target.closest?.(".maatregelpaneel[data-inzet]")) return;
  if (target.name === "deelgebieden") toonWoorden();
  if (ingevuld()) straks();
});

// What is sent, or came back refused, waits for nothing: only what is typed after it is stored by itself.
function wachtNiet() {
  clearTimeout(klok);
  klok = null;
}

document.addEventListener("submit", wachtNiet, true);

// The bar moves: the panel says the same.
document.addEventListener("balk", ({ detail }) => {
  const deel = paneel();
  if (!deel || deel.contains(document.activeElement)) return;
  const nu = detail?.sleutel === deel.dataset.inzet ? detail : !detail && plan().rijen[deel.dataset.inzet];
  if (nu) for (const veld of VELDEN) zetVeld(deel.querySelector("form"), veld, nu[veld]);
});

document.addEventListener("kies", ({ detail: { sleutel, ga } }) => kies(sleutel, ga));
document.addEventListener("weg", ({ detail }) => {
  kies(detail);
  document.getElementById(`${detail}_verwijderen`)?.click();
});

document.addEventListener("click", (gebeurtenis) => {
  const naam = gebeurtenis.target.closest?.(".werkbank .planlijn-naam");
  if (!naam || gebeurtenis.ctrlKey || gebeurtenis.metaKey || gebeurtenis.shiftKey) return;
  gebeurtenis.preventDefault();
  const sleutel = naam.closest("li").id;
  kies(sleutel);
  document.getElementById(`${sleutel}_balk`)?.focus({ preventScroll: true });
});

// ---- The palette.
const palet = () => document.querySelector(".palet-lijst");
const kaarten = () => [...palet().querySelectorAll(".palet-kaart")];

function regels() {
  return [...palet().querySelectorAll("summary")].filter((regel) => {
    const groep = regel.parentElement.parentElement.closest("details");
    return !regel.parentElement.hidden && (!groep || (groep.open && !groep.hidden));
  });
}

function eenHalte(regel) {
  const alle = regels();
  const hier = alle.includes(regel) ? regel : alle[0];
  for (const een of palet().querySelectorAll("summary")) een.tabIndex = een === hier ? 0 : -1;
}

function zoek(tekst) {
  const woorden = tekst.toLowerCase().split(/\s+/).filter(Boolean);
  for (const kaart of kaarten()) kaart.hidden = !woorden.every((woord) => kaart.dataset.zoek.includes(woord));
  for (const groep of palet().querySelectorAll(".palet-groep")) {
    const over = groep.querySelectorAll(".palet-kaart:not([hidden])").length;
    groep.hidden = !over;
    groep.querySelector(".palet-aantal").textContent = over;
    if (woorden.length) {
      // With a name only one group at a time is open.
      groep.removeAttribute("name");
      groep.open = over > 0;
    } else {
      groep.open = false;
      groep.setAttribute("name", "palet-groep");
    }
  }
  eenHalte();
  const aantal = kaarten().filter((kaart) => !kaart.hidden).length;
  document.getElementById("voorlezen").textContent = woorden.length ? palet().dataset.gevonden.replace("[aantal]", aantal) : "";
}

const maandVeld = () => document.getElementById("palet-start");

function zetMaand(maand, zeg) {
  const hoogst = plan().maanden - 1;
  const nu = Math.min(Math.max(maand, 0), hoogst);
  maandVeld().value = nu;
  toonMaand();
  if (zeg) document.getElementById("voorlezen").textContent = palet().dataset.maand.replace("[maand]", nu);
}

function toonMaand() {
  const maand = geheel(maandVeld().value, 0, 999) ?? 0;
  for (const plek of palet().querySelectorAll(".palet-maand")) plek.textContent = maand;
}

document.addEventListener("input", ({ target }) => {
  if (target.id === "palet-zoek") zoek(target.value);
  if (target.id === "palet-start") toonMaand();
});

document.addEventListener("keydown", (gebeurtenis) => {
  const { target, key } = gebeurtenis;
  if (target.id === "palet-zoek" && key === "Enter") {
    gebeurtenis.preventDefault();
    regels()[0]?.focus();
    return;
  }
  if (!target.closest?.(".palet-lijst") || gebeurtenis.ctrlKey || gebeurtenis.altKey || gebeurtenis.metaKey) return;
  if (target.matches("summary")) {
    const alle = regels();
    const plek = alle.indexOf(target);
    const deel = target.parentElement;
    const naar = { ArrowUp: alle[plek - 1], ArrowDown: alle[plek + 1], Home: alle[0], End: alle.at(-1) }[key];
    if (naar) naar.focus();
    else if (key === "ArrowRight" && !deel.open) deel.open = true;
    else if (key === "ArrowLeft" && deel.open) deel.open = false;
    else if (key === "ArrowLeft") deel.parentElement.closest("details")?.querySelector("summary").focus();
    else if (!["ArrowUp", "ArrowDown", "ArrowRight"].includes(key)) return;
    gebeurtenis.preventDefault();
  } else if (target.matches("button[name=kaart]")) {
    const richting = { ArrowLeft: -1, ArrowRight: 1, PageDown: -12, PageUp: 12 }[key];
    if (!richting) return;
    gebeurtenis.preventDefault();
    zetMaand(Number(maandVeld().value) + richting, true);
  }
});

document.addEventListener("focusin", ({ target }) => {
  if (target.matches?.(".palet-lijst summary")) eenHalte(target);
});

// A card dragged onto the axis begins in the month where it is dropped.
let sleep = null;
const strookOnder = (doel) => doel.closest?.(".werkbank-midden")?.querySelector(".planlijn-kop .planlijn-strook");

function maandOnder({ target, clientX }) {
  const strook = strookOnder(target);
  if (!strook) return null;
  const { left, width } = strook.getBoundingClientRect();
  const { as_tot, maanden } = plan();
  const maand = Math.floor(((clientX - left) / width) * as_tot);
  return maand >= 0 && maand < maanden ? maand : null;
}

document.addEventListener("dragstart", (gebeurtenis) => {
  const kaart = gebeurtenis.target.closest?.(".palet-kaart");
  if (!kaart) return;
  sleep = kaart.dataset.kaart;
  gebeurtenis.dataTransfer.effectAllowed = "copy";
  gebeurtenis.dataTransfer.setData("text/plain", sleep);
});
document.addEventListener("dragover", (gebeurtenis) => {
  const maand = sleep && maandOnder(gebeurtenis);
  if (maand === null || !sleep) return;
  gebeurtenis.preventDefault();
  if (Number(maandVeld().value) !== maand) zetMaand(maand, false);
});
document.addEventListener("drop", (gebeurtenis) => {
  const maand = sleep && maandOnder(gebeurtenis);
  if (maand === null || !sleep) return;
  gebeurtenis.preventDefault();
  zetMaand(maand, false);
  document.getElementById(`palet-${sleep}`).click();
});
document.addEventListener("dragend", () => (sleep = null));

// ---- A sheet, or parts of it, from the server.
function begin() {
  wachtNiet();
  if (!palet()) return;
  for (const deel of document.querySelectorAll(".maatregelpaneel input[type=range], .palet-zoek")) deel.hidden = false;
  for (const knop of document.querySelectorAll(".paneel-stappen .knop")) knop.tabIndex = -1;
  for (const kaart of kaarten()) kaart.draggable = true;
  eenHalte();
  toonMaand();
  gekozen = paneel()?.dataset.inzet ?? null;
  bekend = new Set(Object.keys(plan().rijen));
  wijsAan();
  if (paneel()) toonWoorden();
}

document.addEventListener("blad", () => {
  const rijen = plan().rijen;
  const { besloten } = document.getElementById("werkknoppen").dataset;
  const deel = paneel();
  // The first measure, or none any more: the panel itself is the server's.
  if (!deel !== !Object.keys(rijen).length) {
    htmx.ajax("GET", location.pathname, { target: "#werkblad", select: "#werkblad", swap: "outerHTML" });
    return;
  }
  if (!deel) return;
  werkblad().classList.toggle("is-vol", Object.keys(rijen).length > 8);
  const was = deel.dataset.inzet;
  // A measure that is new, or that a step back or forth was about, is the one to look at.
  const kijk = besloten in rijen && (!bekend.has(besloten) || document.activeElement?.closest(".werkknoppen"));
  const nieuw = kijk ? besloten : was in rijen ? was : Object.keys(rijen)[0];
  bekend = new Set(Object.keys(rijen));
  const nu = ingevuld();
  const meer = nieuw === was && verstuurd && nu && !gelijk(nu, verstuurd);
  verstuurd = null;
  if (!meer && !(nieuw === was && !nu)) vul(nieuw);
  gekozen = nieuw;
  wijsAan();
  toonWoorden();
  if (meer) bewaarNu();
});

begin();
new MutationObserver(begin).observe(document.getElementById("inhoud"), { childList: true });
