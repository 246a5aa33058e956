// After a refused form: focus on the summary, and from its links on to the field, also when that is a group of choices.
const overzicht = document.querySelector("[data-foutenoverzicht]");
if (overzicht) {
  overzicht.focus();
  overzicht.addEventListener("click", (gebeurtenis) => {
    const link = gebeurtenis.target.closest('a[href^="#"]');
    const doel = link && document.getElementById(link.hash.slice(1));
    if (!doel) return;
    const veld = doel.matches("input, select, textarea") ? doel : doel.querySelector("input, select, textarea");
    if (!veld) return;
    gebeurtenis.preventDefault();
    doel.closest(".veld")?.scrollIntoView();
    veld.focus({ preventScroll: true });
  });
}
