// Compares a PDF with the fingerprint in our register. The file is read here and goes nowhere.
const vak = document.querySelector("[data-controleren]");
if (vak && window.crypto?.subtle) {
  const veld = vak.querySelector("input");
  const uitslag = vak.querySelector("[role=status]");
  const vergelijk = async (bestand) => {
    if (!bestand) return;
    let tekst = vak.dataset.onleesbaar;
    let soort = "onleesbaar";
    try {
      const som = await crypto.subtle.digest("SHA-256", await bestand.arrayBuffer());
      const zestientallig = Array.from(new Uint8Array(som), (deel) => deel.toString(16).padStart(2, "0")).join("");
      soort = zestientallig === vak.dataset.controleren ? "gelijk" : "anders";
      tekst = vak.dataset[soort];
    } catch {
      // The reason does not help the visitor; choosing the file again does.
    }
    uitslag.textContent = tekst;
    uitslag.dataset.soort = soort;
  };
  veld.addEventListener("change", () => vergelijk(veld.files[0]));
  vak.addEventListener("dragover", (gebeurtenis) => gebeurtenis.preventDefault());
  vak.addEventListener("drop", (gebeurtenis) => {
    gebeurtenis.preventDefault();
    vergelijk(gebeurtenis.dataTransfer.files[0]);
  });
  vak.hidden = false;
}
