// Runs before the first paint, so that nothing flashes: theme of the device, folded navigation.
(() => {
  const page = document.documentElement;
  const device = matchMedia("(prefers-color-scheme: dark)");
  const light = () => {
    const choice = page.dataset.themeChoice;
    const dark = choice === "dark" || (choice === "auto" && device.matches);
    const before = page.dataset.bsTheme;
    page.dataset.bsTheme = dark ? "dark" : "light";
    // Charts draw their own colours and listen.
    if (before !== page.dataset.bsTheme) document.dispatchEvent(new Event("sinan:theme"));
  };
  light();
  device.addEventListener("change", light);
  document.addEventListener("sinan:theme-chosen", light);
  try {
    if (localStorage.getItem("sinan.sidebar") === "folded") page.dataset.sidebar = "folded";
    if (sessionStorage.getItem("sinan.demo") === "closed") page.dataset.demo = "closed";
  } catch {
    // Storage may be switched off; then nothing is remembered.
  }
})();
