// <a href="…" data-drawer> opens the part #drawer-content of the link's page in the drawer. The
// address is the page's own: reloading, sharing and opening in a new tab give the whole page.

const drawer = document.getElementById("drawer");
const body = document.getElementById("drawer-body");
let opener = null;

function panel() {
  return window.tabler.bootstrap.Offcanvas.getOrCreateInstance(drawer);
}

function shown() {
  return drawer.classList.contains("show") || drawer.classList.contains("showing");
}

async function show(address) {
  document.getElementById("drawer-full").href = address;
  await window.htmx.ajax("GET", address, {
    source: body,
    target: body,
    swap: "innerHTML",
    select: "#drawer-content",
    headers: { "HX-Target": "drawer-content" },
  });
  const title = body.querySelector("h1, h2, h3");
  if (title) drawer.setAttribute("aria-label", title.textContent.trim());
  if (body.childElementCount && history.state?.drawer === address) panel().show();
}

function follow(event) {
  const link = event.target.closest("a[data-drawer]");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (!drawer.contains(link)) opener = link;
  // Inside an open drawer a further link takes the place of the first: one step back closes.
  const state = { drawer: link.href };
  if (history.state?.drawer) history.replaceState(state, "", link.href);
  else history.pushState(state, "", link.href);
  show(link.href);
}

function onBack(event) {
  const address = event.state?.drawer;
  if (address) show(address);
  else if (shown()) panel().hide();
}

if (drawer) {
  document.addEventListener("click", follow);
  window.addEventListener("popstate", onBack);
  drawer.addEventListener("shown.bs.offcanvas", () => {
    if (!drawer.contains(document.activeElement)) drawer.focus({ preventScroll: true });
  });
  drawer.addEventListener("hidden.bs.offcanvas", () => {
    if (history.state?.drawer) history.back();
    body.replaceChildren();
    opener?.focus({ preventScroll: true });
    opener = null;
  });
  body.addEventListener("htmx:responseError", () => history.state?.drawer && history.back());
  body.addEventListener("htmx:sendError", () => history.state?.drawer && history.back());
}
