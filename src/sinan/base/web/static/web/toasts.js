// Short messages at the edge: what the server said, and what went wrong on the way.

const alerts = document.getElementById("alerts");
const words = document.getElementById("words")?.dataset ?? {};
const STAYS = 6000;

export function toast(text) {
  for (const other of alerts.querySelectorAll("[data-toast]")) {
    if (other.textContent.trim() === text) return;
  }
  const box = document.createElement("div");
  box.className = "toast show";
  box.dataset.toast = "";
  const line = document.createElement("div");
  line.className = "toast-body";
  line.textContent = text;
  const close = document.createElement("button");
  close.className = "btn-close";
  close.type = "button";
  close.dataset.toastClose = "";
  close.setAttribute("aria-label", words.close);
  box.append(line, close);
  alerts.append(box);
}

function failed(event) {
  const status = event.detail.xhr?.status;
  if (status === 403) toast(words.forbidden);
  else if (status === 404) toast(words.absent);
  else toast(words.broken);
}

document.addEventListener("click", (event) => {
  event.target.closest("[data-toast-close]")?.closest("[data-toast]")?.remove();
});
document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", () => toast(words.offline));
document.addEventListener("htmx:timeout", () => toast(words.late));
window.addEventListener("offline", () => toast(words.offline));

// What was said in passing goes by itself; what went wrong stays until it is read.
for (const box of alerts?.querySelectorAll("[data-toast]") ?? []) {
  setTimeout(() => box.matches(":hover, :focus-within") || box.remove(), STAYS);
}
