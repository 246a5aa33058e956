// Bars of the plan that move. A bar is the submit button of its own small form: what is dropped, or confirmed with
// Enter, is stored as any other form of the work sheet (simulatie.js), and focus stays on the bar. Until then nothing
// is stored: Escape, leaving the bar or a pointer that is taken away puts it back.
const RAND = 10;
const STAP_MATE = 10;
const PIXELS_PER_STAP = 12;
const HOOGTE = 20;
const VELDEN = ["start", "duur", "mate"];
const SVG = "http://www.w3.org/2000/svg";
const gegevens = new WeakMap();
const klem = (waarde, laag, hoog) => Math.min(Math.max(waarde, laag), hoog);
const procent = (deel) => `${+(100 * deel).toFixed(2)}%`;
const fte = new Intl.NumberFormat("nl-NL", { minimumFractionDigits: 1, maximumFractionDigits: 1 });
let los = null;
let sleep = null;
// What the strips said last of too much being asked.
let gezegd = null;

function lees(lijn) {
  if (!gegevens.has(lijn)) gegevens.set(lijn, JSON.parse(lijn.querySelector("script").textContent));
  return gegevens.get(lijn);
}

const rij = (knop) => lees(knop.closest(".planlijn")).rijen[knop.dataset.inzet];
const stand = (knop) => (los?.knop === knop ? los.nu : rij(knop));
const bezig = (knop) => knop.closest("#werkblad")?.getAttribute("aria-busy") === "true";

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
  const delen = { naam: knop.dataset.naam, start: nu.start, einde: nu.start + nu.duur, mate: nu.mate };
  return lijn.dataset.zegt.replace(/\[(\w+)\]/g, (_, deel) => delen[deel]);
}

function tekenBalk(lijn, knop) {
  const { maanden, rijen } = lees(lijn);
  const nu = stand(knop);
  const begin = begonnen(Object.values({ ...rijen, ...(los && { [los.knop.dataset.inzet]: los.nu }) }), nu);
  const vak = knop.closest(".planlijn-vak");
  const einde = Math.min(nu.start + nu.duur, maanden);
  const werkt = klem(begin + nu.aanloop, nu.start, einde);
  const x = procent(nu.start / maanden);
  const width = procent((einde - nu.start) / maanden);
  const height = (nu.mate * HOOGTE) / 100;
  zet(vak.querySelector(".planlijn-aanloop"), { x, width: procent((werkt - nu.start) / maanden), height });
  zet(vak.querySelector(".planlijn-werk"), { x: procent(werkt / maanden), width: procent((einde - werkt) / maanden), height });
  for (const vorm of vak.querySelectorAll(".planlijn-kader, .planlijn-raak")) zet(vorm, { x, width });
  knop.firstElementChild.textContent = zin(lijn, knop);
  knop.closest(".planlijn-rij").querySelector(".planlijn-mate").textContent = `${nu.mate}\u00a0%`;
  vak.classList.toggle("is-los", los?.knop === knop);
}

function tekenStroken(lijn) {
  const g = lees(lijn);
  const rijen = los ? { ...g.rijen, [los.knop.dataset.inzet]: { ...los.nu, was: rij(los.knop) } } : g.rijen;
  const per_houder = gevraagd(g, rijen);
  return [...lijn.querySelectorAll(".strook")].flatMap((strook, houder) => {
    const vraag = per_houder[houder];
    const er_is = g.beschikbaar[houder];
    const vlak = strook.querySelector(".strook-vlak");
    const hoogte = Number(vlak.getAttribute("height"));
    const schaal = hoogte / (Math.max(...vraag, er_is, 1e-9) * 1.05);
    const grens = hoogte - er_is * schaal;
    const width = procent(1 / g.maanden);
    const staven = vraag.flatMap((aantal, maand) => {
      if (aantal <= 0) return [];
      const x = procent(maand / g.maanden);
      const boven = hoogte - aantal * schaal;
      const past = Math.max(boven, grens);
      const staaf = maak("rect", { class: "strook-staaf", x, y: past.toFixed(1), width, height: (hoogte - past).toFixed(1) });
      if (past - boven < 0.05) return [staaf];
      return [staaf, maak("rect", { class: "strook-te-veel", x, y: boven.toFixed(1), width, height: (past - boven).toFixed(1) })];
    });
    const y = grens.toFixed(1);
    vlak.replaceChildren(...staven, maak("line", { class: "strook-grens", x1: 0, x2: "100%", y1: y, y2: y }));
    const te_veel = vraag.filter((aantal) => aantal > er_is + 1e-9).length;
    const tekst = te_veel === 1 ? lijn.dataset.teVeelEen : lijn.dataset.teVeel.replace("[maanden]", te_veel);
    strook.querySelector(".strook-hoogst").textContent = fte.format(Math.max(...vraag));
    strook.querySelector(".strook-oordeel").hidden = !te_veel;
    if (te_veel) strook.querySelector(".strook-maanden").textContent = tekst;
    return te_veel ? [`${strook.querySelector("strong").textContent}: ${tekst}`] : [];
  });
}

// What a bar says before it is stored, for whoever draws more of it (meebewegen.js); null: it is back where it was.
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

function verander(knop, nu) {
  const lijn = knop.closest(".planlijn");
  const was = rij(knop);
  if (VELDEN.every((veld) => nu[veld] === stand(knop)[veld])) return;
  const eerst = gezegd ?? tekenStroken(lijn).join();
  los = VELDEN.some((veld) => nu[veld] !== was[veld]) ? { knop, nu } : null;
  meld();
  tekenKaart(lijn, knop);
  const te_veel = tekenStroken(lijn);
  gezegd = te_veel.join();
  zeg([zin(lijn, knop), ...(gezegd === eerst ? [] : te_veel)].join(". "));
}

function zetTerug() {
  sleep = null;
  if (!los) return;
  const { knop } = los;
  const lijn = knop.closest(".planlijn");
  los = gezegd = null;
  meld();
  tekenKaart(lijn, knop);
  tekenStroken(lijn);
  zeg(lijn.dataset.terug.replace("[naam]", knop.dataset.naam));
}

function begin() {
  los = sleep = gezegd = null;
  for (const lijn of document.querySelectorAll(".planlijn:has(.planlijn-balk)")) {
    lijn.querySelector(".planlijn-uitleg").hidden = false;
    for (const knop of lijn.querySelectorAll(".planlijn-balk")) {
      const strook = knop.closest(".planlijn-vak").querySelector("svg");
      if (!strook.querySelector(".planlijn-raak")) {
        strook.append(maak("rect", { class: "planlijn-kader", y: 1, height: 28 }), maak("rect", { class: "planlijn-raak", y: 1, height: 28 }));
      }
      tekenBalk(lijn, knop);
    }
  }
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
  const g = lees(sleep.knop.closest(".planlijn"));
  const breedte = sleep.knop.closest(".planlijn-vak").getBoundingClientRect().width;
  const nu =
    sleep.as === "mate"
      ? DOE.mate(sleep.van, -Math.round(dy / PIXELS_PER_STAP))
      : DOE[sleep.wat](sleep.van, Math.round((dx / breedte) * g.maanden), g);
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
  const g = lees(knop.closest(".planlijn"));
  const richting = { ArrowLeft: -1, ArrowRight: 1 }[key];
  const sterker = { "+": 1, "=": 1, "-": -1, "−": -1 }[key];
  if (key === "Escape") zetTerug();
  else if (sleep) return;
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
    return;
  }
  for (const veld of VELDEN) knop.form.elements[veld].value = los.nu[veld];
});

document.addEventListener("focusout", ({ target }) => {
  if (los && los.knop === target && !bezig(target)) zetTerug();
});

// On the root, not on the forms: a bar of the sheet that htmx puts in place must be there to take focus.
document.documentElement.classList.add("met-tijdlijn");
begin();
// htmx puts the sheet of the server's answer in place of the old one.
new MutationObserver(begin).observe(document.getElementById("inhoud"), { childList: true });
