// What is wrong with the page that is shown: run in it by the tests, which expect an empty list.
() => {
  const wrong = [];
  const shown = (element) => element.checkVisibility({ checkVisibilityCSS: true });
  const text = (element) => (element?.textContent ?? "").trim();
  const say = (what, element) => wrong.push(`${what}: ${element.outerHTML.slice(0, 160)}`);
  const named = (element) => {
    const by = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean);
    return (
      element.getAttribute("aria-label")?.trim() ||
      by.map((id) => text(document.getElementById(id))).join("") ||
      [...(element.labels ?? [])].map(text).join("") ||
      (/^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) ? "" : text(element)) ||
      [...element.querySelectorAll("[aria-label]")].map((one) => one.getAttribute("aria-label")).join("") ||
      element.title
    );
  };
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=option]";
  for (const one of document.querySelectorAll(controls)) if (shown(one) && !named(one)) say("no name", one);
  for (const one of document.querySelectorAll("[role=img], [role=grid], [role=dialog], dialog, nav, img")) {
    if (shown(one) && !named(one) && !one.getAttribute("alt")) say("no label", one);
  }
  for (const one of document.querySelectorAll("svg")) {
    if (shown(one) && !one.closest("[aria-hidden=true], [role=img]")) say("svg neither hidden nor labelled", one);
  }
  for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
    for (const one of document.querySelectorAll(`[${name}]`)) {
      for (const id of one.getAttribute(name).split(/\s+/).filter(Boolean)) {
        if (!document.getElementById(id)) say(`${name} to nothing`, one);
      }
    }
  }
  const ids = new Set();
  for (const one of document.querySelectorAll("[id]")) {
    if (ids.has(one.id)) say("id twice", one);
    ids.add(one.id);
  }
  const heads = [...document.querySelectorAll("h1")].filter(shown);
  if (heads.length !== 1 || !text(heads[0])) wrong.push(`${heads.length} headings of the page`);
  if (document.querySelectorAll("main").length !== 1) wrong.push("not one main part");
  if (!document.title.trim()) wrong.push("no title");
  for (const one of document.querySelectorAll("img")) if (!one.complete || !one.naturalWidth) say("no picture", one);
  for (const one of document.querySelectorAll("table")) {
    if (shown(one) && !one.querySelector("th")) say("table without headings", one);
  }
  return wrong;
}
