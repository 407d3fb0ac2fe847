// A window on the rows: as many row elements as fit, filled anew while they pass by. Building
// rows as they come into sight (so does Tabulator) took 140 ms a turn of the wheel with 27
// metrics, refilling takes a few.
import { columnsOf, make } from "./heat_columns.js";

const ROW = 32;
const SPARE = 6;

export function openGrid(data, words, addressOf) {
  const host = document.getElementById("heat-grid");
  const columns = columnsOf(data, words, addressOf);
  const box = make("div", "heat-box");
  const body = make("div", "heat-rows");
  box.setAttribute("role", "grid");
  box.setAttribute("aria-label", host.dataset.label);
  box.setAttribute("aria-colcount", columns.length);
  box.style.setProperty("--heat-columns", columns.map((column) => `${column.width}px`).join(" "));
  box.style.setProperty("--heat-width", `${columns.reduce((sum, column) => sum + column.width, 0)}px`);
  body.setAttribute("role", "rowgroup");

  const grid = { columns, box, body, lines: [], stores: [], sorted: { at: columns.findIndex((c) => c.key === "r"), way: -1 }, active: { row: 0, at: 0 } };
  grid.head = headRow(grid, words);
  grid.foot = line(columns, "heat-row heat-total", "row");
  box.append(grid.head, body, grid.foot.element);
  host.replaceChildren(box);

  const draw = () => drawWindow(grid);
  let asked = 0;
  const soon = () => {
    asked ||= requestAnimationFrame(() => {
      asked = 0;
      draw();
    });
  };
  const sized = new ResizeObserver(soon);
  sized.observe(box);
  box.addEventListener("scroll", soon, { passive: true });
  box.addEventListener("pointerover", (event) => tell(grid, event.target));
  box.addEventListener("focusin", (event) => tell(grid, event.target));
  walkByKeys(grid, draw);

  return {
    put(stores) {
      grid.stores = [...stores];
      sort(grid);
      columns.forEach((column, at) => grid.foot.cells[at].replaceChildren(column.foot(stores)));
      box.setAttribute("aria-rowcount", stores.length + 2);
      body.style.blockSize = `${stores.length * ROW}px`;
      refill(grid);
    },
    close() {
      sized.disconnect();
      host.replaceChildren();
    },
  };
}

function line(columns, css, role) {
  const element = make("div", css);
  element.setAttribute("role", role);
  const cells = columns.map((column) => {
    const cell = make("div", column.css);
    cell.setAttribute("role", "gridcell");
    element.append(cell);
    return cell;
  });
  return { element, cells };
}

function headRow(grid, words) {
  const row = make("div", "heat-row heat-top");
  row.setAttribute("role", "row");
  grid.heads = grid.columns.map((column, at) => {
    const cell = make("div", column.css);
    const button = make("button", "heat-sort");
    cell.setAttribute("role", "columnheader");
    button.type = "button";
    button.title = [column.title, words.sort].filter(Boolean).join("\n");
    button.append(column.head());
    button.addEventListener("click", () => {
      const again = grid.sorted.at === at;
      grid.sorted = { at, way: again ? -grid.sorted.way : column.first };
      sort(grid);
      grid.box.scrollTop = 0;
      refill(grid);
    });
    cell.append(button);
    row.append(cell);
    return { cell, button };
  });
  return row;
}

function sort(grid) {
  const { at, way } = grid.sorted;
  const { compare } = grid.columns[at];
  // Alike ones keep the order of their codes, whichever way the column runs.
  grid.stores.sort((a, b) => way * compare(a, b) || a.id - b.id);
  grid.heads.forEach(({ cell, button }, place) => {
    const here = place === at;
    cell.setAttribute("aria-sort", here ? (way > 0 ? "ascending" : "descending") : "none");
    button.tabIndex = here ? 0 : -1;
  });
}

function refill(grid) {
  for (const one of grid.lines) one.shows = -1;
  drawWindow(grid);
}

function drawWindow(grid) {
  const { box, stores, lines } = grid;
  const fitting = Math.ceil(box.clientHeight / ROW) + 2 * SPARE;
  while (lines.length < fitting) addLine(grid);
  const first = Math.max(0, Math.floor(box.scrollTop / ROW) - SPARE);
  const end = Math.min(stores.length, first + lines.length);
  const free = lines.filter((one) => one.shows < first || one.shows >= end);
  const there = new Set(lines.map((one) => one.shows));
  for (let row = first; row < end; row += 1) if (!there.has(row)) fill(grid, free.pop(), row);
  for (const one of free) hide(grid, one);
}

function addLine(grid) {
  const made = line(grid.columns, "heat-row", "row");
  made.parts = grid.columns.map((column, at) => column.make(made.cells[at]));
  made.shows = -1;
  made.element.hidden = true;
  grid.lines.push(made);
  grid.body.append(made.element);
}

function fill(grid, one, row) {
  leave(grid, one);
  const store = grid.stores[row];
  one.shows = row;
  one.element.hidden = false;
  one.element.style.transform = `translateY(${row * ROW}px)`;
  one.element.setAttribute("aria-rowindex", row + 2);
  grid.columns.forEach((column, at) => column.fill(one.parts[at], store));
}

function hide(grid, one) {
  leave(grid, one);
  one.shows = -1;
  one.element.hidden = true;
}

// A row that is about to show another store must not take the focus along.
function leave(grid, one) {
  if (one.element.contains(document.activeElement)) grid.box.focus({ preventScroll: true });
}

function placeOf(grid, target) {
  const cell = target.closest("[role=gridcell]");
  const one = cell && grid.lines.find(({ element }) => element === cell.parentElement);
  return one ? { one, row: one.shows, at: one.cells.indexOf(cell) } : null;
}

function tell(grid, target) {
  const place = placeOf(grid, target);
  if (place) grid.columns[place.at].tell?.(place.one.parts[place.at], grid.stores[place.row]);
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-12, 0], PageDown: [12, 0], Home: [-Infinity, 0], End: [Infinity, 0] };
const HEAD = -1;

// Tab reaches the heads and then the rows; inside, arrows move and Enter follows or sorts.
function walkByKeys(grid, draw) {
  const { box } = grid;
  box.tabIndex = 0;
  box.addEventListener("focusin", (event) => {
    const head = grid.heads.findIndex(({ button }) => button === event.target);
    const place = head < 0 ? placeOf(grid, event.target) : { row: HEAD, at: head };
    if (place) grid.active = { row: place.row, at: place.at };
  });
  box.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const fresh = event.target === box && !("touched" in grid);
    grid.touched = true;
    go(grid, fresh ? [0, 0] : step, draw);
  });
}

function go(grid, [down, right], draw) {
  const { active, columns, stores } = grid;
  const row = Math.min(Math.max(active.row + down, HEAD), stores.length - 1);
  let at = active.at + right;
  const canStand = (place) => row === HEAD || "make" in columns[place] && grid.lines[0]?.cells[place].querySelector("a");
  while (at >= 0 && at < columns.length && !canStand(at)) at += right || 1;
  if (at < 0 || at >= columns.length) return;
  show(grid, row, at);
  draw();
  const to = row === HEAD ? grid.heads[at].button : grid.lines.find((one) => one.shows === row)?.cells[at].querySelector("a");
  grid.active = { row, at };
  to?.focus({ preventScroll: true });
}

function show({ box, columns, head, foot }, row, at) {
  const space = box.clientHeight - head.offsetHeight - foot.element.offsetHeight;
  if (row !== HEAD) box.scrollTop = Math.min(Math.max(box.scrollTop, (row + 1) * ROW - space), row * ROW);
  if (at === 0) return;
  const left = columns.slice(0, at).reduce((sum, column) => sum + column.width, 0);
  const right = left + columns[at].width;
  box.scrollLeft = Math.min(Math.max(box.scrollLeft, right - box.clientWidth), left - columns[0].width);
}
