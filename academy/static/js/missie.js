// A mission answers in place: htmx puts the page of the answer there; here focus goes to what came of it. Without this
// file the same form loads the page.
document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.requestConfig.parameters?.kijken || detail.requestConfig.formData?.get?.("kijken")) return;
  const blad = document.getElementById("missie");
  (blad.querySelector("[data-foutenoverzicht]") ?? blad.querySelector("#uitkomst"))?.focus();
});
