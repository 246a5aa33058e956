// Bars of the plan that move. A bar is a submit button: what is dropped, or confirmed with Enter, is stored as any other
// form of the work sheet (simulatie.js), and focus stays on the bar. Until then nothing is stored: Escape, leaving the bar
// or a pointer that is taken away puts it back.
const RAND = 10;
const STAP_MATE = 10;
const PIXELS_PER_STAP = 12;
const STROOKHOOGTE = 24;
const VELDEN = ["start", "duur", "mate"];
const SVG = "http://www.w3.org/2000/svg";
const klem = (waarde, laag, hoog) => Math.min(Math.max(waarde, laag), hoog);
const procent = (deel) => `${+(100 * deel).toFixed(2)}%`;
const fte = new Intl.NumberFormat("nl-NL", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
let gelezen = null;
let los = null;
let sleep = null;
// What the strips said last of too much being asked.
let gezegd = null;

// The plan as it is stored; each measure with what its card says.
function lees() {
  const bron = document.getElementById("planlijn-gegevens");
  if (gelezen?.bron !== bron) {
    const g = JSON.parse(bron.textContent);
    const kaarten = JSON.parse(document.getElementById("planlijn-kaarten").textContent);
    for (const [sleutel, deel] of Object.entries(g.rijen)) g.rijen[sleutel] = { ...kaarten[deel.kaart], ...deel };
    gelezen = { bron, g };
  }
  return gelezen.g;
}

const rij = (knop) => lees().rijen[knop.dataset.inzet];
const naamVan = (knop) => rij(knop).kaart;
const stand = (knop) => (los?.knop === knop ? los.nu : rij(knop));
const bezig = (knop) => knop.closest("#werkblad")?.getAttribute("aria-busy") === "true";
const balken = () => [...document.querySelectorAll(".planlijn-balk")];

// What can be done to a measure, within the programme, its card and the months that have passed.
const DOE = {
  schuif(nu, maanden, g) {
    const start = nu.start < g.vanaf ? nu.start : klem(nu.start + maanden, g.vanaf, Math.max(nu.start, g.maanden - nu.duur));
    return { ...nu, start };
  },
  begin(nu, maanden, g) {
    if (nu.start < g.vanaf) return nu;
    const erbij = klem(maanden, Math.min(0, Math.max(g.vanaf - nu.start, nu.duur - nu.langst)), nu.duur - 1);
    return { ...nu, start: nu.start + erbij, duur: nu.duur - erbij };
  },
  einde(nu, maanden, g) {
    const langst = Math.max(nu.duur, Math.min(nu.langst, g.maanden - nu.start));
    return { ...nu, duur: klem(nu.duur + maanden, Math.min(nu.duur, Math.max(1, g.vanaf - nu.start)), langst) };
  },
  mate(nu, stappen) {
    return { ...nu, mate: klem(nu.mate + stappen * STAP_MATE, Math.min(nu.mate, STAP_MATE), 100) };
  },
};

// Month in which the work of a measure began: where another of the same card in the same place ends, it goes on.
function begonnen(delen, deel, keer = delen.length) {
  const eerder = keer && delen.find((een) => een.kaart === deel.kaart && een.plek === deel.plek && een.start + een.duur === deel.start);
  return eerder ? begonnen(delen, eerder, keer - 1) : deel.start;
}

// Staff asked per holder and month; the rules of simulatie/kern/model/doses.py.
function gevraagd(g, rijen) {
  const som = g.beschikbaar.map(() => new Array(g.maanden).fill(0));
  const delen = Object.values(rijen).flatMap(({ was, ...nu }) => {
    if (!was || was.mate === nu.mate || nu.start >= g.vanaf) return [nu];
    return [{ ...nu, mate: was.mate, duur: g.vanaf - nu.start }, { ...nu, start: g.vanaf, duur: nu.start + nu.duur - g.vanaf }];
  });
  for (const deel of delen) {
    const werkdag = begonnen(delen, deel) + deel.aanloop;
    const hoeveel = g.vast + ((1 - g.vast) * deel.mate) / 100;
    for (let maand = deel.start; maand < Math.min(deel.start + deel.duur, g.maanden); maand++) {
      const werk = hoeveel * (maand < werkdag ? g.in_aanloop : 1);
      deel.fte.forEach((vol, houder) => (som[houder][maand] += vol * werk));
    }
  }
  return som;
}

function maak(naam, eigenschappen) {
  const vorm = document.createElementNS(SVG, naam);
  for (const [sleutel, waarde] of Object.entries(eigenschappen)) vorm.setAttribute(sleutel, waarde);
  return vorm;
}

function zet(vorm, eigenschappen) {
  for (const [sleutel, waarde] of Object.entries(eigenschappen)) vorm.setAttribute(sleutel, waarde);
}

function zin(lijn, knop) {
  const nu = stand(knop);
  const delen = { naam: naamVan(knop), start: nu.start, einde: nu.start + nu.duur, mate: nu.mate };
  return lijn.dataset.zegt.replace(/\[(\w+)\]/g, (_, deel) => delen[deel]);
}

function tekenBalk(lijn, knop) {
  const { maanden, as_tot, rijen } = lees();
  const nu = stand(knop);
  const begin = begonnen(Object.values({ ...rijen, ...(los && { [los.knop.dataset.inzet]: los.nu }) }), nu);
  const vak = knop.closest(".planlijn-vak");
  const einde = Math.min(nu.start + nu.duur, maanden);
  const werkt = klem(begin + nu.aanloop, nu.start, einde);
  const x = procent(nu.start / as_tot);
  const width = procent((einde - nu.start) / as_tot);
  const height = `${nu.mate}%`;
  zet(vak.querySelector(".planlijn-aanloop"), { x, width: procent((werkt - nu.start) / as_tot), height });
  zet(vak.querySelector(".planlijn-werk"), { x: procent(werkt / as_tot), width: procent((einde - werkt) / as_tot), height });
  for (const vorm of vak.querySelectorAll(".planlijn-kader, .planlijn-raak")) zet(vorm, { x, width });
  knop.firstElementChild.textContent = zin(lijn, knop);
  knop.closest(".planlijn-rij").querySelector(".planlijn-mate").textContent = `${nu.mate}\u00a0%`;
  vak.classList.toggle("is-los", los?.knop === knop);
}

// An area with a step per month, as grafieken.strook draws it.
function trap(hoogtes, bodem) {
  if (hoogtes.every((hoogte) => hoogte === bodem)) return "";
  const stappen = hoogtes.map((hoogte, maand) => (hoogte === (hoogtes[maand - 1] ?? bodem) ? "" : `H${maand}V${hoogte}`));
  return `M0 ${bodem}${stappen.join("")}H${hoogtes.length}V${bodem}z`;
}

function tekenStroken(lijn) {
  const g = lees();
  const rijen = los ? { ...g.rijen, [los.knop.dataset.inzet]: { ...los.nu, was: rij(los.knop) } } : g.rijen;
  const per_houder = gevraagd(g, rijen);
  const gezegden = [...lijn.querySelectorAll(".strook")].flatMap((strook, houder) => {
    const vraag = per_houder[houder];
    const er_is = g.beschikbaar[houder];
    const top = Math.max(...vraag, er_is, 1e-9) * 1.05;
    const hoogte = (aantal) => String(+(STROOKHOOGTE - (aantal / top) * STROOKHOOGTE).toFixed(1));
    const grens = hoogte(er_is);
    strook.querySelector(".strook-staaf").setAttribute("d", trap(vraag.map((aantal) => hoogte(Math.min(aantal, er_is))), String(STROOKHOOGTE)));
    strook.querySelector(".strook-te-veel").setAttribute("d", trap(vraag.map((aantal) => hoogte(Math.max(aantal, er_is))), grens));
    strook.querySelector(".strook-grens").setAttribute("d", `M0 ${grens}H${g.maanden}`);
    const te_veel = vraag.filter((aantal) => aantal > er_is + 1e-9).length;
    const tekst = te_veel === 1 ? lijn.dataset.teVeelEen : lijn.dataset.teVeel.replace("[maanden]", te_veel);
    strook.querySelector(".strook-hoogst").textContent = fte.format(Math.max(...vraag));
    strook.querySelector(".strook-oordeel").hidden = !te_veel;
    if (te_veel) strook.querySelector(".strook-maanden").textContent = tekst;
    return te_veel ? [`${strook.querySelector("strong").textContent}: ${tekst}`] : [];
  });
  const woord = lijn.querySelector(".mensen-woord");
  woord.textContent = gezegden.join("; ") || lijn.dataset.rust;
  return gezegden;
}

// What a bar says before it is stored, for whoever draws more of it (meebewegen.js, werkbank.js); null: it is back where
// it was.
function meld() {
  document.dispatchEvent(new CustomEvent("balk", { detail: los && { sleutel: los.knop.dataset.inzet, ...los.nu } }));
}

function zeg(tekst) {
  document.getElementById("voorlezen").textContent = tekst;
}

// A measure that goes on where the moved one ends has another lead time then.
function tekenKaart(lijn, knop) {
  const { kaart } = rij(knop);
  for (const balk of lijn.querySelectorAll(".planlijn-balk")) if (rij(balk).kaart === kaart) tekenBalk(lijn, balk);
}

function verander(knop, nu, { stil = false } = {}) {
  const lijn = knop.closest(".planlijn");
  const was = rij(knop);
  if (VELDEN.every((veld) => nu[veld] === stand(knop)[veld]) && (nu.plek ?? was.plek) === stand(knop).plek) return;
  const eerst = gezegd ?? tekenStroken(lijn).join();
  los = VELDEN.some((veld) => nu[veld] !== was[veld]) || nu.plek !== was.plek ? { knop, nu } : null;
  meld();
  tekenKaart(lijn, knop);
  const te_veel = tekenStroken(lijn);
  gezegd = te_veel.join();
  if (!stil || gezegd !== eerst) zeg([zin(lijn, knop), ...(gezegd === eerst ? [] : te_veel)].join(". "));
}

function zetTerug({ stil = false } = {}) {
  sleep = null;
  if (!los) return;
  const { knop } = los;
  const lijn = knop.closest(".planlijn");
  los = gezegd = null;
  meld();
  tekenKaart(lijn, knop);
  tekenStroken(lijn);
  if (!stil) zeg(lijn.dataset.terug.replace("[naam]", naamVan(knop)));
}

// One bar is a Tab stop, the others are reached by arrows.
function wijsAan(knop) {
  for (const balk of balken()) balk.tabIndex = balk === knop ? 0 : -1;
}

function begin() {
  los = sleep = gezegd = null;
  const alle = balken();
  for (const lijn of document.querySelectorAll(".planlijn:has(.planlijn-balk)")) {
    lijn.querySelector(".planlijn-uitleg").hidden = false;
    for (const naam of lijn.querySelectorAll(".planlijn-naam")) naam.tabIndex = -1;
    for (const knop of lijn.querySelectorAll(".planlijn-balk")) {
      const strook = knop.closest(".planlijn-vak").querySelector("svg");
      if (!strook.querySelector(".planlijn-raak")) {
        strook.append(maak("rect", { class: "planlijn-kader", y: 1 }), maak("rect", { class: "planlijn-raak", y: 1 }));
      }
      tekenBalk(lijn, knop);
    }
  }
  wijsAan(alle.find((knop) => knop === document.activeElement) ?? alle.find((knop) => knop.dataset.gekozen) ?? alle[0]);
}

const knopBij = (doel) => doel.closest?.(".planlijn-vak")?.querySelector(".planlijn-balk");
const balkVan = (doel) => doel.closest?.(".planlijn-balk");

function greep(vorm, x) {
  const vak = vorm.getBoundingClientRect();
  const rand = Math.min(RAND, vak.width / 4);
  if (x > vak.right - rand) return "einde";
  return x < vak.left + rand ? "begin" : "schuif";
}

document.addEventListener("pointerdown", (gebeurtenis) => {
  const { target: vorm, button, clientX: x, clientY: y, pointerId: id, pointerType } = gebeurtenis;
  const knop = vorm.matches(".planlijn-raak") && knopBij(vorm);
  if (!knop || button !== 0 || bezig(knop) || sleep) return;
  // Without this the mouse event that follows would take focus off the bar again.
  gebeurtenis.preventDefault();
  const gekozen = document.activeElement === knop;
  if (pointerType === "touch" && !gekozen) {
    sleep = { id, knop, kiest: true };
    return;
  }
  knop.focus({ preventScroll: true });
  vorm.setPointerCapture(id);
  sleep = { id, knop, x, y, van: stand(knop), wat: greep(vorm, x), as: null };
});

document.addEventListener("pointermove", (gebeurtenis) => {
  const { target, clientX, clientY, pointerId } = gebeurtenis;
  if (!sleep) {
    if (target.matches?.(".planlijn-raak")) target.dataset.greep = greep(target, clientX);
    return;
  }
  if (sleep.id !== pointerId || sleep.kiest) return;
  const [dx, dy] = [clientX - sleep.x, clientY - sleep.y];
  if (!sleep.as && Math.max(Math.abs(dx), Math.abs(dy)) < 4) return;
  sleep.as ??= Math.abs(dx) >= Math.abs(dy) ? "tijd" : "mate";
  const g = lees();
  const breedte = sleep.knop.closest(".planlijn-vak").getBoundingClientRect().width;
  const nu =
    sleep.as === "mate"
      ? DOE.mate(sleep.van, -Math.round(dy / PIXELS_PER_STAP))
      : DOE[sleep.wat](sleep.van, Math.round((dx / breedte) * g.as_tot), g);
  verander(sleep.knop, nu);
});

document.addEventListener("pointerup", ({ pointerId }) => {
  if (sleep?.id !== pointerId) return;
  const { knop, kiest } = sleep;
  sleep = null;
  if (kiest) {
    knop.focus({ preventScroll: true });
    zeg(zin(knop.closest(".planlijn"), knop));
  } else if (los) knop.click();
});

document.addEventListener("pointercancel", ({ pointerId }) => {
  if (sleep?.id === pointerId) zetTerug();
});

document.addEventListener("keydown", (gebeurtenis) => {
  const knop = balkVan(gebeurtenis.target);
  if (!knop || bezig(knop) || gebeurtenis.ctrlKey || gebeurtenis.altKey || gebeurtenis.metaKey) return;
  const { key, shiftKey } = gebeurtenis;
  const g = lees();
  const alle = balken();
  const plek = alle.indexOf(knop);
  const ander = { ArrowUp: alle[plek - 1], ArrowDown: alle[plek + 1], Home: alle[0], End: alle.at(-1) };
  const richting = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const sterker = { "+": 1, "=": 1, "-": -1, "−": -1 }[key];
  if (key === "Escape") zetTerug();
  else if (sleep) return;
  else if (key in ander) ander[key]?.focus();
  else if (key === "Delete") document.dispatchEvent(new CustomEvent("weg", { detail: knop.dataset.inzet }));
  else if (richting) verander(knop, DOE[shiftKey ? "einde" : "schuif"](stand(knop), richting, g));
  else if (sterker) verander(knop, DOE.mate(stand(knop), sterker));
  else return;
  gebeurtenis.preventDefault();
});

document.addEventListener("click", (gebeurtenis) => {
  const knop = balkVan(gebeurtenis.target);
  if (!knop) return;
  if (los?.knop !== knop) {
    gebeurtenis.preventDefault();
    // By Enter or Space: on to the panel of this measure.
    if (gebeurtenis.detail === 0) document.dispatchEvent(new CustomEvent("kies", { detail: { sleutel: knop.dataset.inzet, ga: true } }));
    return;
  }
  const { form } = knop;
  knop.formAction = knop.closest(".planlijn").dataset.wijzigen.replace("SLEUTEL", knop.dataset.inzet);
  for (const veld of VELDEN) form.elements[veld].value = los.nu[veld];
  for (const oud of form.querySelectorAll("[name=deelgebieden]")) oud.remove();
  for (const value of los.nu.plek.split(" ").filter(Boolean)) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "deelgebieden", value }));
});

document.addEventListener("focusin", ({ target }) => {
  const knop = balkVan(target);
  if (!knop) return;
  wijsAan(knop);
  document.dispatchEvent(new CustomEvent("kies", { detail: { sleutel: knop.dataset.inzet } }));
});

document.addEventListener("focusout", ({ target }) => {
  if (los && los.knop === target && !bezig(target)) zetTerug();
});

// What the panel says before it is stored; null: what is stored.
document.addEventListener("paneel", ({ detail }) => {
  const knop = detail && document.getElementById(`${detail.sleutel}_balk`);
  if (knop) verander(knop, { ...rij(knop), ...detail }, { stil: true });
  else if (!detail) zetTerug({ stil: true });
});

// On the root, not on the forms: a bar of the sheet that htmx puts in place must be there to take focus.
document.documentElement.classList.add("met-tijdlijn");
begin();
// htmx puts the sheet of the server's answer in place of the old one.
new MutationObserver(begin).observe(document.getElementById("inhoud"), { childList: true });
// Or only some of its parts.
document.addEventListener("blad", begin);
