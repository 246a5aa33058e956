// The map and the street of another month, without asking the server: every month is in the page. Without this file
// the same form asks for a page. What was chosen stays chosen when htmx puts another work sheet in place.
const STAP = 700;
const RAAM_AAN_VANAF = [2, 4, 3, 1];
const TEKENS = "0123456789abcdefghijklmnopqrstuvwxyzABCD";
const kaartgegevens = new WeakMap();
const rustig = matchMedia("(prefers-reduced-motion: reduce)");
const HUIZEN = 8;
const RAMEN = 4;
const LEEG_PER_HUIS = 5;
const VOORKEUR = [5, 2, 7, 0, 3, 6, 1, 4];
let gekozen = null;
let speelt = null;
// The run of a plan that this browser made itself (meebewegen.js); without it what the page brought.
let levend = null;

const kaart = () => document.querySelector(".buurtbeeld");
const deel = (naam) => document.getElementById(`buurtbeeld-${naam}`);

function leesKaart(beeld) {
  if (!kaartgegevens.has(beeld)) kaartgegevens.set(beeld, JSON.parse(beeld.querySelector("script").textContent));
  return kaartgegevens.get(beeld);
}

function toon(beeld) {
  const { lagen, straat } = leesKaart(beeld);
  const maand = Number(deel("maand").value);
  const indicator = deel("indicator")?.value;
  if (maand !== gekozen?.maand) document.dispatchEvent(new CustomEvent("maand", { detail: maand }));
  gekozen = { maand, indicator };
  beeld.querySelector(".buurtbeeld-nu").textContent = maand;
  if (indicator) toonLaag(beeld, lagen[indicator], maand, levend?.gebieden(indicator, maand).map((waarde) => String(Math.round(waarde))));
  if (straat.length) toonStraat(beeld, levend ? straatVan(levend, maand) : straat[maand]);
}

// The street of a month as schermen/buurtbeeld.py draws it.
function straatVan(verloop, maand) {
  const [samenredzaamheid, angst, fysieke_kwaliteit, leegstand] = ["samenredzaamheid", "angst", "fysieke_kwaliteit", "leegstand"].map((naam) => verloop.wijk(naam, maand));
  const dicht = Math.min(HUIZEN, Math.round(leegstand / LEEG_PER_HUIS));
  const bewoond = VOORKEUR.slice(0, HUIZEN - dicht);
  const ramen = Math.min(Math.round((HUIZEN * RAMEN * samenredzaamheid) / 100), RAMEN * bewoond.length);
  const deuren = Math.round(HUIZEN * (1 - angst / 100));
  const stoepen = Math.round((HUIZEN * fysieke_kwaliteit) / 100);
  const huizen = new Array(HUIZEN).fill(20);
  bewoond.forEach((huis, rang) => {
    huizen[huis] = Math.floor(ramen / bewoond.length) + (rang < ramen % bewoond.length) + 5 * (rang < deuren) + 10 * (rang < stoepen);
  });
  return huizen.map((staat) => TEKENS[staat]).join("");
}

function toonLaag(beeld, laag, maand, nu) {
  const waarden = nu ?? laag.waarden[maand].split(" ");
  const cellen = beeld.querySelectorAll(".buurtkaart-tabel td");
  const sleutel = [laag.kop, maand, ...waarden].join();
  if (beeld.dataset.getekend === sleutel) return;
  beeld.dataset.getekend = sleutel;
  beeld.querySelectorAll(".buurtkaart-gebied").forEach((gebied, nummer) => {
    const bekend = waarden[nummer] !== "-";
    const waarde = bekend ? Number(waarden[nummer]) : "–";
    if (!bekend) delete gebied.dataset.trap;
    else gebied.dataset.trap = laag.trap[Math.min(Math.max(Math.floor((waarde - laag.laag) / laag.breed), 0), laag.trap.length - 1)];
    gebied.querySelector(".buurtkaart-waarde").textContent = cellen[nummer].textContent = bekend && laag.ruim ? bereik(waarde, laag.ruim) : waarde;
  });
  beeld.querySelectorAll(".buurtkaart-legenda > li").forEach((trede, nummer) => {
    const van = laag.laag + nummer * laag.breed;
    trede.querySelector("g").dataset.trap = laag.trap[nummer];
    trede.querySelector("span").textContent = laag.breed === 1 ? van : `${van}–${van + laag.breed - 1}`;
  });
  const kop = laag.kop.replace("[maand]", maand);
  beeld.querySelector(".buurtkaart-tabel caption").textContent = kop;
  beeld.querySelector(".buurtkaart-tabel .tabel-schuif").setAttribute("aria-label", kop);
  beeld.querySelector(".buurtkaart-vaag").textContent = laag.vaag;
}

// As schermen/buurtbeeld.py says it: what is stale is a range.
function bereik(waarde, ruim) {
  const heel = (getal) => Number(getal.toFixed(6));
  return `${Math.floor(heel(waarde * (1 - ruim)))}–${Math.ceil(heel(waarde * (1 + ruim)))}`;
}

function toonStraat(beeld, tekens) {
  if (beeld.dataset.straat === tekens) return;
  beeld.dataset.straat = tekens;
  const som = { ramen: 0, deuren: 0, stoepen: 0, dicht: 0 };
  beeld.querySelectorAll(".huis").forEach((huis, nummer) => {
    const staat = TEKENS.indexOf(tekens[nummer]);
    const licht = staat % 5;
    const open = Math.floor(staat / 5) % 2 === 1;
    const stoep = Math.floor(staat / 10) % 2 === 1;
    const dicht = staat >= 20;
    const klassen = { "is-open": open, "is-stoep": stoep, "is-dicht": dicht, "is-donker": !licht && !dicht, "is-kaal": !stoep && !licht };
    for (const [klasse, ja] of Object.entries(klassen)) huis.classList.toggle(klasse, ja);
    huis.querySelectorAll(".raam").forEach((raam, plek) => raam.classList.toggle("raam-licht", licht >= RAAM_AAN_VANAF[plek]));
    som.ramen += licht;
    som.deuren += open;
    som.stoepen += stoep;
    som.dicht += dicht;
  });
  beeld.querySelector(".buurtstraat-telling").textContent = beeld.dataset.telling.replace(/\[(\w+)\]/g, (_, wat) => som[wat]);
}

function ga(maanden) {
  const maand = deel("maand");
  maand.value = Number(maand.value) + maanden;
  toon(kaart());
}

function stop() {
  clearInterval(speelt);
  speelt = null;
  const knop = deel("speel");
  if (knop) knop.textContent = kaart().dataset.speel;
}

function speel() {
  const maand = deel("maand");
  if (maand.value === maand.max) maand.value = 0;
  toon(kaart());
  deel("speel").textContent = kaart().dataset.stop;
  speelt = setInterval(() => {
    ga(1);
    if (deel("maand").value === deel("maand").max) stop();
  }, STAP);
}

function beginKaart() {
  if (speelt) stop();
  const beeld = kaart();
  if (!beeld) return;
  levend = null;
  deel("toon").hidden = true;
  deel("speel").hidden = rustig.matches;
  if (!gekozen) return;
  deel("maand").value = gekozen.maand;
  if (leesKaart(beeld).lagen[gekozen.indicator]) deel("indicator").value = gekozen.indicator;
  toon(beeld);
}

document.addEventListener(
  "submit",
  (gebeurtenis) => {
    if (!gebeurtenis.target.matches(".buurtbeeld-form")) return;
    gebeurtenis.preventDefault();
    gebeurtenis.stopImmediatePropagation();
    stop();
    ga(Number(gebeurtenis.submitter?.value || 0));
    document.getElementById("voorlezen").textContent = kaart().querySelector(".buurtbeeld-tijd p").textContent;
  },
  true,
);
document.addEventListener("input", ({ target }) => {
  if (!target.form?.matches(".buurtbeeld-form")) return;
  stop();
  toon(kaart());
});
document.addEventListener("click", ({ target }) => {
  if (target.id === "buurtbeeld-speel") speelt ? stop() : speel();
});
document.addEventListener("verloop", ({ detail }) => {
  levend = detail;
  if (kaart()) toon(kaart());
});
rustig.addEventListener("change", beginKaart);
beginKaart();
new MutationObserver(beginKaart).observe(document.getElementById("inhoud"), { childList: true });
