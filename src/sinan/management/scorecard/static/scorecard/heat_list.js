// The phone's heat map: a list of stores, the reddest first, each with its worst metrics.
import { countsStrip, mark, written } from "./heat_lights.js";

const MOST = 4;
const STEP = 40;

export function openList(data, words, addressOf) {
  const list = document.getElementById("heat-list");
  const more = document.createElement("button");
  more.type = "button";
  more.className = "btn w-100 heat-more";
  more.textContent = words.more;
  let waiting = [];
  const grow = () => {
    const next = waiting.splice(0, STEP);
    list.append(...next.map((store) => entry(store, data, words, addressOf)));
    more.hidden = !waiting.length;
  };
  more.addEventListener("click", grow);
  list.after(more);
  return {
    put(stores) {
      waiting = [...stores].sort((a, b) => b.counts.r - a.counts.r || b.counts.y - a.counts.y || a.id - b.id);
      list.replaceChildren();
      grow();
    },
    close() {
      list.replaceChildren();
      more.remove();
    },
  };
}

function entry(store, data, words, addressOf) {
  const item = document.createElement("li");
  item.className = "card heat-entry";
  const head = document.createElement("a");
  head.className = "heat-entry-head";
  head.href = store.href;
  const name = document.createElement("b");
  name.textContent = store.name;
  const place = document.createElement("small");
  place.textContent = [store.code, store.region].filter(Boolean).join(" · ");
  head.append(name, place);
  item.append(head);
  if (store.state === "judged") item.append(countsStrip(store.counts, words), worst(store, data, words, addressOf));
  else item.append(Object.assign(document.createElement("p"), { className: "text-secondary", textContent: words.states[store.state] }));
  return item;
}

function worst(store, data, words, addressOf) {
  const found = [..."ry"].flatMap((letter) =>
    data.columns.map((column, at) => ({ column, at })).filter(({ at }) => store.letters[at] === letter),
  );
  if (!found.length) return Object.assign(document.createElement("p"), { className: "text-secondary", textContent: words.none_worst });
  const list = document.createElement("ul");
  list.className = "heat-worst";
  list.setAttribute("aria-label", words.worst);
  for (const { column, at } of found.slice(0, MOST)) {
    const link = document.createElement("a");
    link.href = addressOf(store, column);
    const [precision, unit] = store.others[at] || [column.precision, column.unit];
    const value = written(store.values[at], precision);
    const figure = document.createElement("span");
    figure.className = "num";
    figure.textContent = value ? `${value} ${unit}` : "";
    const name = document.createElement("span");
    name.textContent = `${column.code} ${column.name}`;
    link.append(mark(store.letters[at], words), name, figure);
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
  return list;
}
