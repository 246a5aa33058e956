// Questions answered in place: focus on the feedback, say it when saving failed, and follow a redirect to the sign-in page.
document.addEventListener("htmx:beforeSwap", (gebeurtenis) => {
  const { xhr, target } = gebeurtenis.detail;
  if (xhr.status === 200 && !xhr.responseText.includes(`id="${target.id}"`)) {
    gebeurtenis.detail.shouldSwap = false;
    location.assign(xhr.responseURL);
  }
});
document.addEventListener("htmx:afterSettle", (gebeurtenis) => gebeurtenis.target.querySelector("[data-focus]")?.focus());
for (const soort of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(soort, (gebeurtenis) => {
    const melding = gebeurtenis.target.querySelector("[data-verbinding]");
    if (melding) melding.hidden = false;
  });
}
document.addEventListener("htmx:beforeRequest", (gebeurtenis) => {
  const melding = gebeurtenis.target.querySelector("[data-verbinding]");
  if (melding) melding.hidden = true;
});
