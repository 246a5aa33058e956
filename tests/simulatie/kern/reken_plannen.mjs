// Runs plans by the browser's model: node reken_plannen.mjs LEERMODEL FORMULES OPDRACHT UIT. OPDRACHT is JSON {getallen,
// plannen, namen}; UIT gets float64: per plan every named quantity month by month, the staff asked per holder and month,
// the cost, and the line of every named quantity for the whole area.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [leermodel, formules, opdracht, uit] = process.argv.slice(2);
const { maakLeermodel } = await import(pathToFileURL(leermodel));
const { getallen, plannen, namen } = JSON.parse(readFileSync(opdracht, "utf-8"));
const model = maakLeermodel(await import(pathToFileURL(formules)), getallen);
const getal = plannen.flatMap((plan) => {
  const { regels, gevraagd, kosten } = model.reken(plan);
  return [...namen.map((naam) => regels[naam]), ...gevraagd, [kosten], ...namen.map((naam) => model.lijn(regels, naam))].map((rij) => Float64Array.from(rij));
});
writeFileSync(uit, Buffer.concat(getal.map((rij) => Buffer.from(rij.buffer))));
