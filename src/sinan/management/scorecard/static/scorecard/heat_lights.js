// The letters of the heat map's cells, from worst to unknown, and how a light and a value look.

export const LETTERS = ["r", "y", "g", "s", "t", "x"];
export const NAMES = { r: "red", y: "yellow", g: "green", s: "one-star", t: "two-stars", x: "grey" };
export const MARKS = { r: "▼", y: "◆", g: "●", s: "★", t: "★★", x: "○" };

// n, b, i, h are grey for four reasons; "." is not measured at all.
export const lightOf = (letter) => ("nbih".includes(letter) ? "x" : letter);

export function mark(letter, words) {
  const light = lightOf(letter);
  const span = document.createElement("span");
  span.className = `light light-${NAMES[light]}`;
  span.title = words.lights[light];
  span.textContent = MARKS[light];
  return span;
}

// Values are whole numbers of the last decimal; text when longer than a number can hold.
export function written(value, precision) {
  if (value === null) return "";
  const text = String(value);
  const negative = text.startsWith("-");
  const digits = (negative ? text.slice(1) : text).padStart(precision + 1, "0");
  const whole = digits.slice(0, digits.length - precision).replace(/\B(?=(\d{3})+$)/g, ",");
  const decimals = precision ? `.${digits.slice(-precision)}` : "";
  return `${negative ? "−" : ""}${whole}${decimals}`;
}

export function counted(letters) {
  const counts = { r: 0, y: 0, g: 0, s: 0, t: 0, x: 0 };
  for (const letter of letters) if (letter !== ".") counts[lightOf(letter)] += 1;
  return counts;
}

export function countsStrip(counts, words) {
  const list = document.createElement("ul");
  list.className = "lights-strip";
  for (const letter of LETTERS) {
    const item = document.createElement("li");
    if (!counts[letter]) item.className = "is-none";
    const number = document.createElement("b");
    number.textContent = counts[letter].toLocaleString("en");
    item.title = words.lights[letter];
    item.append(mark(letter, words), number);
    list.append(item);
  }
  return list;
}

export const colour = (light) =>
  getComputedStyle(document.documentElement).getPropertyValue(`--light-${light}`).trim() || "#888";
