// Turns over every plus and minus of FORMULES, one at a time, and prints each line after which the plans come out the
// same to 1e-9: node draai_tekens_om.mjs LEERMODEL FORMULES OPDRACHT. The last line is how many were turned over.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [leermodel, formules, opdracht] = process.argv.slice(2);
const { maakLeermodel } = await import(pathToFileURL(leermodel));
const { getallen, plannen, namen } = JSON.parse(readFileSync(opdracht, "utf-8"));
const tekst = readFileSync(formules, "utf-8");

async function model(module) {
  return maakLeermodel(await import(`data:text/javascript;base64,${Buffer.from(module).toString("base64")}`), getallen);
}

function reken(model, plan) {
  const { regels, gevraagd, kosten } = model.reken(plan);
  return [...namen.map((naam) => regels[naam]), ...gevraagd, [kosten]].flatMap((rij) => [...rij]);
}

const eigen = await model(tekst);
const goed = plannen.map((plan) => reken(eigen, plan));
let aantal = 0;
for (const gevonden of tekst.matchAll(/^.* = \S+ ([+-]) \S+;$/gm)) {
  const waar = gevonden.index + gevonden[0].lastIndexOf(` ${gevonden[1]} `) + 1;
  const fout = await model(tekst.slice(0, waar) + { "+": "-", "-": "+" }[gevonden[1]] + tekst.slice(waar + 1));
  aantal += 1;
  // The first plan that comes out otherwise is enough.
  const gelijk = plannen.every((plan, welk) => {
    const getallen = reken(fout, plan);
    return goed[welk].every((getal, nummer) => Math.abs(getal - getallen[nummer]) < 1e-9);
  });
  if (gelijk) {
    console.log(tekst.slice(0, gevonden.index).match(/export const \w+/g).at(-1), gevonden[0]);
  }
}
console.log(aantal);
