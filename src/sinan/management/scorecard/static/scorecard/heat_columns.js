// The columns of the heat map: how wide, how sorted, how a cell is made once and filled often.
import { counted, LETTERS, lightOf, MARKS, mark, NAMES, written } from "./heat_lights.js";

// Worst light first, unknown and unmeasured last.
const ORDER = "rygstnbih.";

export function make(tag, css, text = "") {
  const made = document.createElement(tag);
  made.className = css;
  made.textContent = text;
  return made;
}

export function columnsOf(data, words, addressOf) {
  const regions = data.regions.filter(Boolean).length > 1;
  return [
    storeColumn(words),
    ...(regions ? [regionColumn(words)] : []),
    ...LETTERS.map((letter) => countColumn(letter, words)),
    ...data.columns.map((column, at) => metricColumn(column, at, words, addressOf)),
  ];
}

function storeColumn(words) {
  return {
    key: "store",
    css: "heat-store",
    width: 200,
    first: 1,
    head: () => words.store,
    compare: (a, b) => a.id - b.id,
    make(cell) {
      const link = make("a", "heat-link");
      const code = make("small", "");
      link.tabIndex = -1;
      link.append("", code);
      cell.append(link);
      return { link, name: link.firstChild, code };
    },
    fill({ link, name, code }, store) {
      link.href = store.href;
      link.title = `${store.code} ${store.name}`;
      name.data = store.name;
      code.textContent = store.state === "judged" ? store.code : words.states[store.state];
    },
    foot: (stores) => `${stores.length.toLocaleString("en")} ${words.stores}`,
  };
}

function regionColumn(words) {
  return {
    key: "region",
    css: "heat-region",
    width: 104,
    first: 1,
    head: () => words.region,
    compare: (a, b) => a.region.localeCompare(b.region, "zh", { numeric: true }),
    make: (cell) => cell,
    fill(cell, store) {
      cell.textContent = store.region;
    },
    foot: () => "",
  };
}

function countColumn(letter, words) {
  return {
    key: letter,
    css: `heat-count light-${NAMES[letter]}`,
    width: letter === "t" ? 60 : 50,
    first: -1,
    title: words.lights[letter],
    head: () => mark(letter, words),
    compare: (a, b) => a.counts[letter] - b.counts[letter],
    make: (cell) => cell,
    fill(cell, store) {
      cell.textContent = store.state === "judged" ? store.counts[letter] : "";
    },
    foot: (stores) => stores.reduce((sum, store) => sum + store.counts[letter], 0).toLocaleString("en"),
  };
}

function metricColumn(column, at, words, addressOf) {
  const told = (store) => {
    const letter = store.letters[at];
    const [precision, unit] = store.others[at] || [column.precision, column.unit];
    const value = written(store.values[at], precision);
    return [
      `${store.name} · ${column.code} ${column.name}`,
      `${words.lights[lightOf(letter)]}${value ? ` ${value} ${unit}` : ""}`,
      words.reasons[letter],
      isHidden(store, at) ? words.hidden : "",
      store.others[at] ? words.other : "",
    ].filter(Boolean);
  };
  return {
    key: column.code,
    css: "heat-metric",
    width: 92,
    first: 1,
    title: `${column.code} ${column.name}`,
    head: () => headOf(column),
    compare: (a, b) => worse(a, b, at, column.lower),
    make(cell) {
      const link = make("a", "heat-cell");
      const sign = make("span", "light");
      const value = make("span", "");
      link.tabIndex = -1;
      sign.setAttribute("role", "img");
      link.append(sign, value);
      cell.append(link);
      return { cell, link, sign, value };
    },
    fill(parts, store) {
      fillMetric(parts, store, at, column, words);
      if (store.letters[at] !== ".") parts.link.href = addressOf(store, column);
    },
    // Longer words only when somebody points at the cell: thousands pass by in a second.
    tell({ link }, store) {
      if (!link.title) link.title = told(store).join("\n");
    },
    foot: (stores) => shares(counted(stores.map((store) => store.letters[at])), words),
  };
}

function fillMetric({ link, sign, value }, store, at, column, words) {
  const letter = store.letters[at];
  link.title = "";
  link.hidden = letter === ".";
  if (link.hidden) return;
  const light = lightOf(letter);
  const [precision] = store.others[at] || [column.precision];
  link.className = `heat-cell light-${NAMES[light]}`;
  sign.className = `light light-${NAMES[light]}`;
  sign.textContent = MARKS[light];
  sign.setAttribute("aria-label", words.lights[light]);
  value.textContent = written(store.values[at], precision) + (store.others[at] ? " *" : "");
}

const isHidden = (store, at) => store.values[at] === null && !"n.".includes(store.letters[at]);

function worse(a, b, at, lower) {
  const lights = ORDER.indexOf(a.letters[at]) - ORDER.indexOf(b.letters[at]);
  if (lights) return lights;
  const [one, two] = [a.values[at], b.values[at]];
  if (one === null || two === null) return (one === null) - (two === null);
  return lower ? Number(two) - Number(one) : Number(one) - Number(two);
}

function headOf(column) {
  const box = make("span", "heat-head");
  const code = make("b", "", column.code);
  code.append(make("small", "", column.lower ? `${column.unit} ↓` : column.unit));
  box.append(code, make("span", "", column.name));
  return box;
}

function shares(counts, words) {
  const bar = make("span", "heat-shares");
  for (const letter of LETTERS) {
    if (!counts[letter]) continue;
    const part = make("i", `light-${NAMES[letter]}`);
    part.style.flexGrow = counts[letter];
    bar.append(part);
  }
  const box = make("span", "heat-foot");
  box.title = LETTERS.map((letter) => `${words.lights[letter]} ${counts[letter]}`).join("\n");
  box.append(mark("r", words), make("b", "", counts.r.toLocaleString("en")), bar);
  return box;
}
