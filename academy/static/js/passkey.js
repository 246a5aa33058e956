// A passkey that fails or is cancelled: say so in the page instead of only in the console.
document.addEventListener("allauth.error", (gebeurtenis) => {
  const fout = document.querySelector("[data-passkey-fout]");
  if (!fout) return;
  gebeurtenis.preventDefault();
  fout.hidden = false;
  fout.scrollIntoView({ block: "nearest" });
});
