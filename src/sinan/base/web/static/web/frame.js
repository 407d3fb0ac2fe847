// The frame's behaviour: choosers (palette, unit switch), drawer, month menu, theme, toasts.
import "./chooser.js";
import "./drawer.js";
import "./recent.js";
import "./toasts.js";

const page = document.documentElement;

function remember(storage, key, value) {
  try {
    storage.setItem(key, value);
  } catch {
    // Storage may be switched off; then nothing is remembered.
  }
}

function fold(button) {
  const folded = page.dataset.sidebar !== "folded";
  page.dataset.sidebar = folded ? "folded" : "open";
  button.setAttribute("aria-expanded", String(!folded));
  remember(localStorage, "sinan.sidebar", folded ? "folded" : "open");
  // Charts and tables measure the room they have.
  window.dispatchEvent(new Event("resize"));
}

function stepYear(button) {
  const menu = button.closest("[data-month-menu]");
  const { monthMenu: shown, first, last, reported } = menu.dataset;
  const year = Number(menu.querySelector("[data-year]").value) + Number(button.dataset.yearStep);
  if (year < Number(first) || year > Number(last)) return;
  menu.querySelector("[data-year]").value = String(year);
  for (const step of menu.querySelectorAll("[data-year-step]")) {
    step.disabled = year === Number(step.dataset.yearStep < 0 ? first : last);
  }
  const known = new Set(reported.split(" "));
  for (const link of menu.querySelectorAll("[data-month]")) {
    const month = `${year}-${link.dataset.month.slice(5)}`;
    const address = new URL(link.href);
    address.searchParams.set("m", month);
    link.href = address.href;
    link.dataset.month = month;
    link.toggleAttribute("data-has-figures", known.has(month));
    if (month === shown) link.setAttribute("aria-current", "date");
    else link.removeAttribute("aria-current");
  }
}

// The page changes its light at once and keeps its place; the choice is sent beside.
async function chooseTheme(event) {
  const form = event.target.closest("[data-theme-form]");
  if (!form || !event.submitter) return;
  event.preventDefault();
  const theme = event.submitter.value;
  page.dataset.themeChoice = theme;
  document.dispatchEvent(new Event("sinan:theme-chosen"));
  for (const button of document.querySelectorAll("[data-theme-form] [name=theme]")) {
    button.setAttribute("aria-pressed", String(button.value === theme));
  }
  const body = new FormData(form, event.submitter);
  await fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => undefined);
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fold], [data-year-step], [data-demo-close]");
  if (!button) return;
  if ("fold" in button.dataset) fold(button);
  if (button.dataset.yearStep) stepYear(button);
  if ("demoClose" in button.dataset) {
    page.dataset.demo = "closed";
    remember(sessionStorage, "sinan.demo", "closed");
  }
});
document.addEventListener("submit", chooseTheme);

let waiting = 0;
document.addEventListener("htmx:beforeRequest", () => {
  waiting += 1;
  page.classList.add("is-loading");
});
document.addEventListener("htmx:afterRequest", () => {
  waiting = Math.max(0, waiting - 1);
  page.classList.toggle("is-loading", waiting > 0);
});

const foldButton = document.querySelector("[data-fold]");
foldButton?.setAttribute("aria-expanded", String(page.dataset.sidebar !== "folded"));
