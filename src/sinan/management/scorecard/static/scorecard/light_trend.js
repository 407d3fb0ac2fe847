// Stacked bars of the lights of twelve months; asked for when they come into sight, for the
// answer takes the server a moment in a large group.
import { colour, LETTERS, NAMES } from "./heat_lights.js";

const box = document.getElementById("light-trend");
const heat = JSON.parse(document.getElementById("heat").textContent);
const KEYS = { r: "red", y: "yellow", g: "green", s: "one_star", t: "two_stars", x: "grey" };
let chart = null;
let counts = null;

function draw() {
  chart ??= echarts.init(box.querySelector(".heat-trend-chart"), null, { renderer: "svg" });
  const ink = getComputedStyle(document.body).color;
  const line = getComputedStyle(document.documentElement).getPropertyValue("--tblr-border-color");
  chart.setOption({
    animation: false,
    textStyle: { color: ink, fontFamily: "inherit" },
    grid: { left: 8, right: 8, top: 36, bottom: 4, containLabel: true },
    legend: { top: 0, textStyle: { color: ink } },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
    xAxis: { type: "category", data: counts.months, axisLabel: { color: ink } },
    yAxis: { type: "value", axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } } },
    series: LETTERS.map((letter) => ({
      name: heat.words.lights[letter],
      type: "bar",
      stack: "lights",
      barMaxWidth: 48,
      itemStyle: { color: colour(NAMES[letter]) },
      data: counts.counts[KEYS[letter]],
    })),
  });
}

async function load() {
  try {
    const answer = await fetch(heat.trend, { headers: { Accept: "application/json" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    counts = await answer.json();
  } catch {
    box.dataset.state = "failed";
    return;
  }
  // Twelve empty months are nothing to look at.
  box.hidden = Object.values(counts.counts).every((months) => months.every((count) => count === 0));
  if (box.hidden) return;
  box.dataset.state = "shown";
  draw();
}

const seen = new IntersectionObserver((entries) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  seen.disconnect();
  load();
});
seen.observe(box);
addEventListener("resize", () => chart?.resize());
document.addEventListener("sinan:theme", () => counts && draw());
