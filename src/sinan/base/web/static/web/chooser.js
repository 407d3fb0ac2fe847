// A dialog with a search field and a list: the command palette and the unit switch.
// The field keeps the focus; the arrows move through the list, Enter follows, Escape closes.
// Without this script the buttons are links to pages that do the same.

const WAIT = 140;

function options(dialog) {
  return [...dialog.querySelectorAll("[role=option]")];
}

function choose(dialog, option) {
  for (const other of options(dialog)) {
    other.setAttribute("aria-selected", String(other === option));
  }
  const field = dialog.querySelector("[role=combobox]");
  if (option) {
    field.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  } else {
    field.removeAttribute("aria-activedescendant");
  }
}

function ask(dialog) {
  window.htmx.trigger(dialog.querySelector("[role=combobox]"), "chooser:ask");
}

function open(dialog, opener) {
  if (dialog.open) return;
  const place = opener?.getBoundingClientRect();
  if (place) {
    dialog.style.setProperty("--chooser-left", `${Math.max(8, place.left)}px`);
    dialog.style.setProperty("--chooser-top", `${place.bottom}px`);
  }
  for (const other of document.querySelectorAll("dialog.chooser[open]")) other.close();
  dialog.showModal();
  const field = dialog.querySelector("[role=combobox]");
  field.select();
  field.focus();
  ask(dialog);
}

function step(dialog, key) {
  const all = options(dialog);
  if (!all.length) return;
  const now = all.findIndex((option) => option.getAttribute("aria-selected") === "true");
  const page = key.startsWith("Page") ? 8 : 1;
  const down = key.endsWith("Down");
  const next = down ? now + page : now - page;
  const turned = page === 1 ? (next + all.length) % all.length : next;
  choose(dialog, all[Math.min(all.length - 1, Math.max(0, turned))]);
}

function onKey(event) {
  const dialog = event.currentTarget;
  if (event.isComposing) return;
  if (["ArrowDown", "ArrowUp", "PageDown", "PageUp"].includes(event.key)) {
    event.preventDefault();
    step(dialog, event.key);
  } else if (event.key === "Escape") {
    // A search field would only empty itself first.
    event.preventDefault();
    dialog.close();
  } else if (event.key === "Enter" && event.target.matches("[role=combobox]")) {
    event.preventDefault();
    // What was typed last may still be on its way; then its first answer is meant.
    if (dialog.dataset.stale) dialog.dataset.enter = "1";
    else dialog.querySelector("[role=option][aria-selected=true]")?.click();
  }
}

function onAnswer(dialog) {
  delete dialog.dataset.stale;
  const here = dialog.querySelector("[role=option][aria-current]");
  choose(dialog, here ?? options(dialog)[0]);
  if (dialog.dataset.enter) {
    delete dialog.dataset.enter;
    dialog.querySelector("[role=option][aria-selected=true]")?.click();
  }
}

function prepare(dialog) {
  let timer;
  const field = dialog.querySelector("[role=combobox]");
  dialog.addEventListener("keydown", onKey);
  field.addEventListener("input", () => {
    dialog.dataset.stale = "1";
    clearTimeout(timer);
    timer = setTimeout(() => ask(dialog), WAIT);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-chooser-close]")) dialog.close();
  });
  dialog.addEventListener("pointermove", (event) => {
    const option = event.target.closest("[role=option]");
    if (option && option.getAttribute("aria-selected") !== "true") {
      for (const other of options(dialog)) {
        other.setAttribute("aria-selected", String(other === option));
      }
      field.setAttribute("aria-activedescendant", option.id);
    }
  });
  dialog.addEventListener("htmx:afterSettle", () => onAnswer(dialog));
}

for (const dialog of document.querySelectorAll("dialog.chooser")) prepare(dialog);

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-chooser]");
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const dialog = document.getElementById(opener.dataset.chooser);
  if (!dialog) return;
  event.preventDefault();
  open(dialog, opener);
});

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const palette = document.getElementById("palette");
  if (!palette) return;
  event.preventDefault();
  if (palette.open) palette.close();
  else open(palette);
});

if (/Mac|iPhone|iPad/.test(navigator.platform)) {
  for (const keys of document.querySelectorAll("[data-keys]")) keys.textContent = "⌘ K";
}
