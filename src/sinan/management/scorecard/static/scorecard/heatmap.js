// The heat map: stores × metrics. A grid with its own window on the rows, on a phone a list.
import { counted, countsStrip, LETTERS, lightOf } from "./heat_lights.js";
import { openGrid } from "./heat_grid.js";
import { openList } from "./heat_list.js";

const page = document.getElementById("heat-page");
const heat = JSON.parse(document.getElementById("heat").textContent);
const filters = document.getElementById("heat-filters");
const phone = matchMedia("(max-width: 767.98px)");
let data = null;
let stores = [];
let shown = null;

const addressOf = (store, column) =>
  `${heat.metric.replace("__store__", encodeURIComponent(store.key)).replace("__metric__", encodeURIComponent(column.code))}?m=${heat.month}`;

function storesOf(raw) {
  return raw.rows.map(([key, code, name, region, state, letters, values, others], id) => {
    const store = { id, key, code, name, region: raw.regions[region], state, letters, values, others: others || {} };
    store.counts = counted(letters);
    store.text = `${name} ${code}`.toLowerCase();
    store.href = `${heat.store.replace("__store__", encodeURIComponent(key))}?m=${heat.month}`;
    return store;
  });
}

function fits(asked) {
  const text = asked.q.trim().toLowerCase();
  const at = asked.metric === "" ? -1 : data.columns.findIndex((column) => column.code === asked.metric);
  return (store) => {
    if (text && !store.text.includes(text)) return false;
    if (asked.region && store.region !== asked.region) return false;
    if (!asked.light) return at < 0 || store.letters[at] !== ".";
    if (at >= 0) return lightOf(store.letters[at]) === asked.light;
    return store.counts[asked.light] > 0;
  };
}

function asked() {
  return Object.fromEntries(new FormData(filters));
}

function summarise(chosen) {
  const total = Object.fromEntries(LETTERS.map((letter) => [letter, 0]));
  for (const store of chosen) for (const letter of LETTERS) total[letter] += store.counts[letter];
  const words = document.createElement("span");
  words.className = "heat-number";
  const of = chosen.length === stores.length ? "" : ` / ${stores.length.toLocaleString("en")}`;
  words.textContent = `${chosen.length.toLocaleString("en")}${of} ${heat.words.stores}`;
  document.getElementById("heat-summary").replaceChildren(words, countsStrip(total, heat.words));
}

function show() {
  const chosen = stores.filter(fits(asked()));
  page.dataset.state = data.columns.length ? (chosen.length ? "shown" : "nothing") : "empty";
  summarise(chosen);
  const kind = phone.matches ? "list" : "grid";
  if (shown?.kind !== kind) {
    shown?.close();
    const open = phone.matches ? openList : openGrid;
    shown = { kind, ...open(data, heat.words, addressOf) };
  }
  shown.put(chosen);
}

function remember() {
  const address = new URL(location.href);
  for (const [name, value] of Object.entries(asked())) {
    if (value) address.searchParams.set(name, value);
    else address.searchParams.delete(name);
  }
  history.replaceState(history.state, "", address);
}

function fillFilters() {
  const option = (value, text) => new Option(text, value);
  const { region, light, metric } = filters.elements;
  region.append(...data.regions.filter(Boolean).map((name) => option(name, name)));
  light.append(...LETTERS.map((letter) => option(letter, heat.words.lights[letter])));
  metric.append(...data.columns.map((column) => option(column.code, `${column.code} ${column.name}`)));
  const query = new URL(location.href).searchParams;
  for (const field of [filters.elements.q, region, light, metric]) {
    if (query.has(field.name)) field.value = query.get(field.name);
    // A value of another month's address that is no longer there.
    if (field.selectedIndex === -1) field.value = "";
  }
}

function explain() {
  const legend = document.getElementById("heat-legend");
  const { n, b, i, h } = heat.words.reasons;
  legend.textContent = `○ ${heat.words.lights.x}: ${[n, b, i, h].join(" · ")}. ↓ ${heat.words.lower}`;
}

async function load() {
  page.dataset.state = "loading";
  try {
    const answer = await fetch(heat.data, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    data = await answer.json();
  } catch {
    page.dataset.state = "failed";
    return;
  }
  stores = storesOf(data);
  fillFilters();
  explain();
  show();
}

let waiting = 0;
const changed = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    remember();
    show();
  }, 120);
};
filters.addEventListener("input", changed);
filters.addEventListener("reset", () => setTimeout(changed));
filters.addEventListener("submit", (event) => event.preventDefault());
document.getElementById("heat-again").addEventListener("click", load);
phone.addEventListener("change", () => data && show());
load();
