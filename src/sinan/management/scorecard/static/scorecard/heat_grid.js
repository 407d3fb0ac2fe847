// The grid: Tabulator keeps only the rows in sight; this file says how cells look and move.
import { counted, LETTERS, lightOf, mark, NAMES, written } from "./heat_lights.js";

const ORDER = "rygstnbih.";
const SHARES = { r: "red", y: "yellow", g: "green", s: "one-star", t: "two-stars", x: "grey" };

export function openGrid(data, words, addressOf) {
  const host = document.getElementById("heat-grid");
  const element = document.createElement("div");
  host.replaceChildren(element);
  const columns = [storeColumn(words), regionColumn(words, data), ...countColumns(words), ...metricColumns(data, words, addressOf)];
  const table = new Tabulator(element, {
    columns,
    index: "id",
    height: "100%",
    rowHeight: 32,
    layout: "fitDataTable",
    columnHeaderSortMulti: false,
    columnDefaults: { headerSort: true, resizable: false, headerSortStartingDir: "asc" },
    initialSort: [
      { column: "code", dir: "asc" },
      { column: "count_r", dir: "desc" },
    ],
    // One write a frame is enough; the library would else draw in the middle of a wheel's turn.
    renderVerticalBuffer: 640,
  });
  let ready = false;
  let latest = null;
  table.on("tableBuilt", () => {
    ready = true;
    headersByKey(element, words);
    if (latest) table.setData(latest);
  });
  walkByKeys(host, table);
  return {
    put(stores) {
      latest = stores;
      if (ready) table.replaceData(stores);
    },
    close() {
      table.destroy();
      host.replaceChildren();
    },
  };
}

function storeColumn(words) {
  return {
    title: words.store,
    field: "code",
    frozen: true,
    width: 200,
    cssClass: "heat-store",
    formatter(cell) {
      const store = cell.getData();
      const link = document.createElement("a");
      link.href = store.href;
      link.tabIndex = -1;
      link.title = `${store.code} ${store.name}`;
      const code = document.createElement("small");
      code.textContent = store.code;
      link.append(store.name, code);
      return link;
    },
    bottomCalc: (values) => values.length,
    bottomCalcFormatter: (cell) => `${cell.getValue().toLocaleString("en")} ${words.stores}`,
  };
}

function regionColumn(words, data) {
  return {
    title: words.region,
    field: "region",
    width: 110,
    cssClass: "heat-region",
    visible: data.regions.filter(Boolean).length > 1,
  };
}

function countColumns(words) {
  return LETTERS.map((letter) => ({
    title: words.lights[letter],
    titleFormatter: () => mark(letter, words),
    field: `count_${letter}`,
    width: letter === "t" ? 50 : 44,
    hozAlign: "right",
    headerHozAlign: "center",
    headerSortStartingDir: "desc",
    cssClass: `heat-count light-${NAMES[letter]}`,
    headerTooltip: words.lights[letter],
    sorter: (_a, _b, a, b) => a.getData().counts[letter] - b.getData().counts[letter],
    formatter: (cell) => (cell.getData().state === "judged" ? String(cell.getData().counts[letter]) : ""),
    bottomCalc: (_values, stores) => stores.reduce((sum, store) => sum + store.counts[letter], 0),
    bottomCalcFormatter: (cell) => cell.getValue().toLocaleString("en"),
  }));
}

function metricColumns(data, words, addressOf) {
  return data.columns.map((column, at) => ({
    title: `${column.code} ${column.name}`,
    titleFormatter: () => header(column),
    headerTooltip: `${column.code} ${column.name}`,
    field: `metric_${at}`,
    width: 92,
    hozAlign: "right",
    cssClass: "heat-metric",
    sorter: (_a, _b, a, b) => worse(a.getData(), b.getData(), at, column.lower),
    formatter: (cell) => face(cell, column, at, words, addressOf),
    bottomCalc: (_values, stores) => counted(stores.map((store) => store.letters[at])),
    bottomCalcFormatter: (cell) => shares(cell.getValue(), words),
  }));
}

function header(column) {
  const box = document.createElement("span");
  const code = document.createElement("b");
  const name = document.createElement("span");
  const unit = document.createElement("small");
  box.className = "heat-head";
  code.textContent = column.code;
  name.textContent = column.name;
  unit.textContent = column.lower ? `${column.unit} ↓` : column.unit;
  code.append(unit);
  box.append(code, name);
  return box;
}

// Worst light first, among alike ones the worst value first; unknown and unmeasured last.
function worse(a, b, at, lower) {
  const lights = ORDER.indexOf(a.letters[at]) - ORDER.indexOf(b.letters[at]);
  if (lights) return lights;
  const [one, two] = [a.values[at], b.values[at]];
  if (one === null || two === null) return (one === null) - (two === null);
  return lower ? Number(two) - Number(one) : Number(one) - Number(two);
}

function face(cell, column, at, words, addressOf) {
  const store = cell.getData();
  const letter = store.letters[at];
  if (letter === ".") {
    cell.getElement().title = words.states[store.state] || words.reasons["."];
    return at ? "·" : words.states[store.state] || "·";
  }
  const [precision, unit] = store.others[at] || [column.precision, column.unit];
  const light = lightOf(letter);
  const hidden = store.values[at] === null && letter !== "n";
  const value = hidden ? "" : written(store.values[at], precision);
  const link = document.createElement("a");
  link.href = addressOf(store, column);
  link.tabIndex = -1;
  link.dataset.at = at;
  link.className = `heat-cell light-${NAMES[light]}`;
  const shown = document.createElement("span");
  shown.textContent = value;
  link.append(mark(letter, words), shown);
  const told = [
    `${store.name} · ${column.code} ${column.name}`,
    `${words.lights[light]}${value ? ` ${value} ${unit}` : ""}`,
    words.reasons[letter],
    hidden ? words.hidden : "",
    store.others[at] ? words.other : "",
  ];
  link.title = told.filter(Boolean).join("\n");
  link.setAttribute("aria-label", told.filter(Boolean).join(", "));
  if (store.others[at]) shown.append(" *");
  return link;
}

function shares(counts, words) {
  const bar = document.createElement("span");
  bar.className = "heat-shares";
  bar.title = LETTERS.map((letter) => `${words.lights[letter]} ${counts[letter]}`).join("\n");
  for (const letter of LETTERS) {
    if (!counts[letter]) continue;
    const part = document.createElement("i");
    part.className = `light-${SHARES[letter]}`;
    part.style.flexGrow = counts[letter];
    bar.append(part);
  }
  const red = document.createElement("b");
  red.textContent = counts.r.toLocaleString("en");
  const box = document.createElement("span");
  box.className = "heat-foot";
  box.append(mark("r", words), red, bar);
  return box;
}

function headersByKey(element, words) {
  for (const head of element.querySelectorAll(".tabulator-header .tabulator-col.tabulator-sortable")) {
    head.tabIndex = 0;
    head.setAttribute("aria-description", words.sort);
    head.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      head.click();
    });
  }
}

// Tab reaches the grid once; inside, arrows move and Enter follows the link.
function walkByKeys(host, table) {
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0] };
  host.tabIndex = 0;
  host.addEventListener("focus", () => host.querySelector(".tabulator-table .heat-cell")?.focus());
  host.addEventListener("keydown", async (event) => {
    const step = steps[event.key];
    const from = event.target.closest(".tabulator-table .tabulator-cell");
    if (!step || !from) return;
    event.preventDefault();
    if (step[1]) return beside(from, step[1]);
    const rows = table.getRows("active");
    const row = table.getRow(Number(from.parentElement.dataset.id));
    const next = rows[Math.min(Math.max(rows.indexOf(row) + step[0], 0), rows.length - 1)];
    await table.scrollToRow(next, "nearest", false);
    const field = from.getAttribute("tabulator-field");
    next.getElement().querySelector(`[tabulator-field="${field}"] a`)?.focus({ preventScroll: true });
  });
  host.addEventListener("focusin", (event) => {
    host.tabIndex = event.target === host ? 0 : -1;
  });
  host.addEventListener("focusout", () => {
    host.tabIndex = 0;
  });
  table.on("rowFormatter", () => {});
}

function beside(from, step) {
  let cell = from;
  do cell = step > 0 ? cell.nextElementSibling : cell.previousElementSibling;
  while (cell && !cell.querySelector("a"));
  cell?.querySelector("a").focus({ preventScroll: true });
  cell?.scrollIntoView({ block: "nearest", inline: "center" });
}
