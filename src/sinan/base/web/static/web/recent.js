// What somebody chose in the palette last stands first when it opens. Kept in their browser only,
// for one person: another one who signs in there sees nothing of it, and signing out forgets it.

const KEY = "sinan.recent";
const KEPT = 5;
const palette = document.getElementById("palette");
const whose = palette?.dataset.whose;

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept?.whose === whose && Array.isArray(kept.hits) ? kept.hits : [];
  } catch {
    return [];
  }
}

function write(hits) {
  try {
    if (hits.length) localStorage.setItem(KEY, JSON.stringify({ whose, hits }));
    else localStorage.removeItem(KEY);
  } catch {
    // Storage may be switched off; then nothing is remembered.
  }
}

// The month goes with the page one is on, not with what was chosen some day.
function withoutMonth(address) {
  const url = new URL(address, location.href);
  url.searchParams.delete("m");
  return url.pathname + url.search;
}

function inMonth(address) {
  const url = new URL(address, location.href);
  const month = new URLSearchParams(location.search).get("m");
  if (month) url.searchParams.set("m", month);
  return url.pathname + url.search;
}

function keep(link) {
  const hit = {
    address: withoutMonth(link.href),
    label: link.querySelector(".hit-label").textContent,
    hint: link.querySelector(".hit-hint").textContent,
    icon: link.querySelector("use").getAttribute("href"),
  };
  write([hit, ...read().filter((other) => other.address !== hit.address)].slice(0, KEPT));
}

function drawn(hit, number) {
  const link = palette.querySelector("template").content.cloneNode(true).firstElementChild;
  link.id = `recent-${number}`;
  link.href = inMonth(hit.address);
  link.querySelector("use").setAttribute("href", hit.icon);
  link.querySelector(".hit-label").textContent = hit.label;
  link.querySelector(".hit-hint").textContent = hit.hint;
  return link;
}

// Only addresses of this site: what stands in the storage is not to be trusted blindly.
function ours(hit) {
  return [hit.address, hit.icon].every(
    (address) => typeof address === "string" && /^\/(?!\/)/.test(address),
  );
}

function addRecent() {
  const field = palette.querySelector("[role=combobox]");
  const hits = read().filter(ours);
  if (field.value.trim() || !hits.length) return;
  const group = document.createElement("div");
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", palette.dataset.recent);
  const heading = document.createElement("div");
  heading.className = "chooser-group";
  heading.setAttribute("aria-hidden", "true");
  heading.textContent = palette.dataset.recent;
  group.append(heading, ...hits.map(drawn));
  palette.querySelector("[role=listbox]").prepend(group);
}

if (palette) {
  // Before the palette itself hears of the answer and chooses its first line.
  palette.addEventListener("htmx:afterSettle", addRecent, { capture: true });
  palette.addEventListener("click", (event) => {
    const link = event.target.closest("a.hit");
    if (link) keep(link);
  });
}
// Also where there is no palette, on the page that is one.
document.addEventListener("submit", (event) => {
  if ("signOut" in event.target.dataset || event.submitter?.name === "out") write([]);
});
