// A mission answers in place: htmx puts the page of the answer there; here focus goes to what came of it. Without this
// file the same form loads the page.
const missie = () => document.getElementById("missie");

const naarElders = (gebeurtenis) => {
  const { detail } = gebeurtenis;
  if (detail.xhr.responseText.includes('id="missie"')) return;
  // Signed out, or another mission is open: go where the answer came from.
  detail.shouldSwap = false;
  location.assign(detail.xhr.responseURL);
};

// A picture of what was typed may come after the result took its place. What is no longer in the page hears nothing of it
// there, so the place of the picture listens itself.
const bewaakBeeld = () => {
  const beeld = document.getElementById("beeld");
  beeld?.addEventListener("htmx:beforeSwap", (gebeurtenis) => {
    if (beeld.isConnected) naarElders(gebeurtenis);
    else gebeurtenis.detail.shouldSwap = false;
    gebeurtenis.stopPropagation();
  });
};

document.addEventListener("htmx:beforeSwap", (gebeurtenis) => {
  if (gebeurtenis.detail.target === missie()) naarElders(gebeurtenis);
});

document.addEventListener("htmx:afterSwap", ({ detail }) => {
  if (detail.target?.id !== "missie") return;
  bewaakBeeld();
  (missie().querySelector("[data-foutenoverzicht]") ?? missie().querySelector("#uitkomst")).focus();
});

bewaakBeeld();
