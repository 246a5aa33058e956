// Lighthouse on one address after the other, in one browser. The question is one argument of JSON, the answer is JSON.
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const vraag = JSON.parse(process.argv[2]);
const { resolve } = createRequire(`${vraag.modules}/`);
const laad = (naam) => import(pathToFileURL(resolve(naam)).href);
const { default: lighthouse, desktopConfig } = await laad("lighthouse");
const { launch } = await laad("chrome-launcher");

const browser = await launch({ chromePath: vraag.chromium, chromeFlags: vraag.vlaggen });
const uitslag = {};

// On a busy machine a trace now and then misses its beginning (NO_NAVSTART); that says nothing of the page.
async function bekijk(adres, pogingen = 3) {
    const { lhr } = await lighthouse(
        adres,
        { port: browser.port, onlyCategories: vraag.soorten, logLevel: "silent", disableFullPageScreenshot: true },
        vraag.scherm === "desktop" ? desktopConfig : undefined,
    );
    if (!lhr.runtimeError) return lhr;
    if (pogingen > 1) return bekijk(adres, pogingen - 1);
    throw new Error(`${adres}: ${lhr.runtimeError.message}`);
}

try {
    for (const adres of vraag.adressen) {
        const lhr = await bekijk(adres);
        const telt = new Set(
            Object.values(lhr.categories).flatMap((soort) => soort.auditRefs.filter((ref) => ref.weight > 0).map((ref) => ref.id)),
        );
        uitslag[adres] = {
            cijfers: Object.fromEntries(
                Object.entries(lhr.categories).map(([naam, soort]) => [naam, Math.round(soort.score * 100)]),
            ),
            minpunten: Object.values(lhr.audits)
                .filter((toets) => telt.has(toets.id) && toets.score !== null && toets.score < 1)
                .map((toets) => `${toets.id}: ${toets.displayValue ?? toets.title}`),
        };
    }
} finally {
    await browser.kill();
}
console.log(JSON.stringify(uitslag));
