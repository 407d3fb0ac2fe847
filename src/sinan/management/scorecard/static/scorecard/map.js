// The strategy map: draws cause and effect, lights up chains, plays the year.
import { route, rowsOf } from "./map-routes.js";

const map = document.getElementById("strategy-map");
const year = JSON.parse(document.getElementById("map-data")?.textContent ?? "null");
const SVG = "http://www.w3.org/2000/svg";
const STEP = 1200;

if (map && year) {
  const nodes = new Map([...map.querySelectorAll(".map-node")].map((node) => [node.dataset.code, node]));
  const links = year.links.filter(([cause, effect]) => nodes.has(cause) && nodes.has(effect));
  drawLinks(nodes, links);
  lightChains(nodes, links);
}
if (year) playMonths();

// ---- Curves

function drawLinks(nodes, links) {
  const svg = map.querySelector(".map-links");
  const paths = links.map(([cause, effect]) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", "link");
    path.dataset.cause = cause;
    path.dataset.effect = effect;
    svg.append(path);
    return path;
  });
  const draw = () => {
    if (getComputedStyle(svg).display === "none") return;
    const origin = map.getBoundingClientRect();
    const boxes = new Map([...nodes].map(([code, node]) => [code, boxOf(node, origin)]));
    const rows = rowsOf([...boxes.values()]);
    links.forEach(([cause, effect], i) => {
      paths[i].setAttribute("d", route(boxes.get(cause), boxes.get(effect), rows));
    });
  };
  new ResizeObserver(draw).observe(map);
  for (const node of nodes.values()) new MutationObserver(draw).observe(node, { attributes: true, attributeFilter: ["style"] });
  document.fonts?.ready.then(draw);
  draw();
}

function boxOf(node, origin) {
  const { left, right, top, bottom } = node.getBoundingClientRect();
  return { left: left - origin.left, right: right - origin.left, top: top - origin.top, bottom: bottom - origin.top };
}

// ---- The whole chain of one objective

function lightChains(nodes, links) {
  const reach = (start, from, to) => {
    const found = new Set([start]);
    for (const code of found) for (const link of links) if (link[from] === code) found.add(link[to]);
    return found;
  };
  const paths = [...map.querySelectorAll(".link")];
  const show = (code) => {
    map.classList.toggle("has-chain", code !== null);
    const down = code === null ? new Set() : reach(code, 0, 1);
    const up = code === null ? new Set() : reach(code, 1, 0);
    for (const [own, node] of nodes) node.classList.toggle("is-lit", up.has(own) || down.has(own));
    for (const path of paths) {
      const { cause, effect } = path.dataset;
      const lit = (up.has(cause) && up.has(effect)) || (down.has(cause) && down.has(effect));
      path.classList.toggle("is-lit", lit);
      if (lit) path.parentNode.append(path);
    }
  };
  const settle = () => show(document.activeElement?.closest?.(".map-node:focus-visible")?.dataset.code ?? null);
  for (const [code, node] of nodes) {
    node.addEventListener("pointerenter", (event) => event.pointerType !== "touch" && show(code));
    node.addEventListener("pointerleave", settle);
    node.addEventListener("focus", settle);
    node.addEventListener("blur", settle);
  }
}

// ---- Twelve months

function playMonths() {
  const bar = document.getElementById("map-months");
  const range = document.getElementById("map-range");
  const button = document.getElementById("map-play");
  const said = document.getElementById("map-said");
  const words = document.getElementById("map-words").dataset;
  const ticks = [...bar.querySelectorAll("[data-month]")];
  const marks = new Map(
    [...document.getElementById("map-lights").content.children].map((one) => [one.dataset.for, one]),
  );
  let shown = Number(range.value) - 1;
  let timer = 0;
  let late = 0;
  range.hidden = false;
  button.hidden = false;

  const put = (slot, light) => slot.replaceChildren(...[...marks.get(light).childNodes].map((one) => one.cloneNode(true)));

  const show = (index) => {
    const before = year.months[shown].month;
    const now = year.months[index];
    shown = index;
    range.value = index + 1;
    range.setAttribute("aria-valuetext", now.month);
    for (const tick of ticks) tick.toggleAttribute("aria-current", tick.dataset.month === now.month);
    ticks[index].setAttribute("aria-current", "date");
    for (const [code, light] of Object.entries(now.objectives)) {
      const node = document.getElementById(`node-${code}`);
      if (node) node.dataset.light = light;
      for (const slot of document.querySelectorAll(`#node-${CSS.escape(code)} [data-light-slot], [data-row="${CSS.escape(code)}"] [data-light-slot]`)) put(slot, light);
    }
    for (const [code, counts] of Object.entries(now.perspectives)) {
      for (const one of document.querySelectorAll(`[data-perspective="${CSS.escape(code)}"] [data-count]`)) {
        const count = counts[one.dataset.count];
        one.hidden = count === 0;
        one.querySelector("[data-number]").textContent = count;
      }
    }
    for (const [key, { light, value }] of Object.entries(now.headlines)) {
      const line = document.querySelector(`[data-headline="${CSS.escape(key)}"]`);
      put(line.querySelector("[data-light-slot]"), light);
      line.querySelector("[data-value]").textContent = value ?? "—";
    }
    for (const text of document.querySelectorAll("[data-month-text]")) text.textContent = now.month;
    const lights = Object.entries(now.counts).filter(([, count]) => count);
    said.textContent = `${now.month}: ${lights.map(([light, count]) => `${marks.get(light).dataset.word} ${count}`).join(", ")}`;
    leadTo(before, now.month);
    follow();
  };

  // The address, every link that carries the month, and whoever else shows it.
  const leadTo = (before, now) => {
    const here = new URL(location.href);
    here.searchParams.set("m", now);
    history.replaceState(history.state, "", here);
    for (const link of document.querySelectorAll(`a[href*="m=${before}"]`)) {
      if (bar.contains(link) || link.closest(".month-picker")) continue;
      for (const name of ["href", "hx-get"]) {
        const address = link.getAttribute(name);
        if (address) link.setAttribute(name, address.replace(`m=${before}`, `m=${now}`));
      }
      // htmx keeps the address it has read once.
      if (link.hasAttribute("hx-get")) window.htmx?.process(link);
    }
    document.dispatchEvent(new CustomEvent("sinan:month", { detail: { month: now } }));
  };

  // An open panel follows once the month rests.
  const follow = () => {
    clearTimeout(late);
    const open = document.querySelector("#objective [data-open]")?.dataset.open;
    if (!open || !window.htmx) return;
    late = setTimeout(() => {
      const address = `?m=${year.months[shown].month}&o=${encodeURIComponent(open)}`;
      window.htmx.ajax("GET", address, { target: "#objective", swap: "outerHTML" });
    }, 250);
  };

  const isLit = (one) => Object.entries(one.counts).some(([light, count]) => light !== "grey" && count);
  const lastLit = () => Math.max(year.months.findLastIndex((one) => !one.future && isLit(one)), 0);

  const stop = () => {
    clearInterval(timer);
    timer = 0;
    bar.classList.remove("is-playing");
    button.setAttribute("aria-pressed", "false");
    button.setAttribute("aria-label", words.play);
    button.title = words.play;
  };
  const play = () => {
    const last = lastLit();
    show(shown >= last ? 0 : shown + 1);
    bar.classList.add("is-playing");
    button.setAttribute("aria-pressed", "true");
    button.setAttribute("aria-label", words.pause);
    button.title = words.pause;
    timer = setInterval(() => (shown >= last ? stop() : show(shown + 1)), STEP);
  };

  button.addEventListener("click", () => (timer ? stop() : play()));
  range.addEventListener("input", () => {
    stop();
    show(Number(range.value) - 1);
  });
  ticks.forEach((tick, index) =>
    tick.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      stop();
      show(index);
    }),
  );
}

// ---- The panel: focus goes in, Escape comes back

function markOpen() {
  const open = document.querySelector("#objective [data-open]")?.dataset.open;
  for (const node of document.querySelectorAll(".map-node")) node.classList.toggle("is-open", node.dataset.code === open);
  return open;
}
let opened = markOpen();

document.addEventListener("htmx:afterSwap", () => {
  const open = markOpen();
  if (open === opened) return;
  const left = opened;
  opened = open;
  if (open) document.getElementById("objective-name").focus();
  else if (left) document.getElementById(`node-${left}`)?.focus({ preventScroll: true });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !document.querySelector("dialog[open]")) document.getElementById("objective-close")?.click();
});
