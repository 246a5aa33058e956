// Turns over every plus and minus of FORMULES, one at a time, and prints each line after which the plans come out the
// same to 1e-9: node draai_tekens_om.mjs LEERMODEL FORMULES OPDRACHT. The last line is how many were turned over.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [leermodel, formules, opdracht] = process.argv.slice(2);
const { maakLeermodel } = await import(pathToFileURL(leermodel));
const { getallen, plannen, namen } = JSON.parse(readFileSync(opdracht, "utf-8"));
const tekst = readFileSync(formules, "utf-8");

async function reken(module) {
  const model = maakLeermodel(await import(`data:text/javascript;base64,${Buffer.from(module).toString("base64")}`), getallen);
  return plannen.flatMap((plan) => {
    const { regels, gevraagd, kosten } = model.reken(plan);
    return [...namen.map((naam) => regels[naam]), ...gevraagd, [kosten]].flatMap((rij) => [...rij]);
  });
}

const goed = await reken(tekst);
let aantal = 0;
for (const gevonden of tekst.matchAll(/^.* = \S+ ([+-]) \S+;$/gm)) {
  const waar = gevonden.index + gevonden[0].lastIndexOf(` ${gevonden[1]} `) + 1;
  const fout = await reken(tekst.slice(0, waar) + { "+": "-", "-": "+" }[gevonden[1]] + tekst.slice(waar + 1));
  aantal += 1;
  if (goed.every((getal, nummer) => Math.abs(getal - fout[nummer]) < 1e-9)) {
    console.log(tekst.slice(0, gevonden.index).match(/export const \w+/g).at(-1), gevonden[0]);
  }
}
console.log(aantal);
