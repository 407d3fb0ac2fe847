// How many stores lie where, with median and quartiles; choosing a metric shows it at once.
import { colour } from "./heat_lights.js";

const form = document.getElementById("ranking-form");
form?.addEventListener("change", () => form.requestSubmit());

const box = document.getElementById("ranking-bars");
const source = document.getElementById("ranking-chart");

// Elements and not text: ECharts takes text for markup, and a unit comes out of a file.
function lines(...texts) {
  const told = document.createElement("div");
  for (const text of texts) told.appendChild(document.createElement("div")).textContent = text;
  return told;
}

function draw(chart, data) {
  const style = getComputedStyle(document.documentElement);
  const ink = getComputedStyle(document.body).color;
  const line = style.getPropertyValue("--tblr-border-color").trim();
  const main = style.getPropertyValue("--tblr-primary").trim();
  const edges = [Number(data.bars[0].start), Number(data.bars.at(-1).end)];
  const value = { type: "value", min: edges[0], max: edges[1], splitLine: { show: false }, axisLabel: { color: ink, hideOverlap: true } };
  const quiet = { type: "category", data: [""], axisTick: { show: false }, axisLine: { show: false } };
  const rows = data.bars.map((bar) => [Number(bar.start), Number(bar.end), bar.count]);
  chart.setOption(
    {
      animation: false,
      textStyle: { color: ink, fontFamily: "inherit" },
      grid: [
        { left: 44, right: 20, top: 12, bottom: 84, outerBoundsMode: "none" },
        { left: 44, right: 20, height: 28, bottom: 16, outerBoundsMode: "none" },
      ],
      tooltip: {},
      xAxis: [value, { ...value, gridIndex: 1, axisLabel: { show: false }, axisLine: { show: false }, axisTick: { show: false } }],
      yAxis: [
        { type: "value", minInterval: 1, axisLabel: { color: ink }, splitLine: { lineStyle: { color: line } } },
        { ...quiet, gridIndex: 1 },
      ],
      series: [
        {
          type: "custom",
          renderItem(_params, api) {
            const [left, top] = api.coord([api.value(0), api.value(2)]);
            const [right, bottom] = api.coord([api.value(1), 0]);
            return { type: "rect", shape: { x: left + 1, y: top, width: Math.max(right - left - 2, 1), height: bottom - top }, style: { fill: main } };
          },
          encode: { x: [0, 1], y: 2 },
          data: rows,
          tooltip: { formatter: ({ value: [start, end, count] }) => lines(`${start} – ${end} ${data.unit}`, `${data.words.stores}: ${count}`) },
          markLine: {
            symbol: "none",
            silent: true,
            label: { show: false },
            lineStyle: { color: colour("grey"), type: "dashed" },
            data: [{ xAxis: Number(data.box[2]) }],
          },
        },
        {
          type: "boxplot",
          xAxisIndex: 1,
          yAxisIndex: 1,
          itemStyle: { color: "transparent", borderColor: ink },
          boxWidth: [14, 20],
          data: [data.box.map(Number)],
          tooltip: { formatter: () => lines(data.words.spread, `${data.box.join(" · ")} ${data.unit}`) },
        },
      ],
    },
    true,
  );
}

if (box && source) {
  const data = JSON.parse(source.textContent);
  const chart = echarts.init(box, null, { renderer: "svg" });
  draw(chart, data);
  addEventListener("resize", () => chart.resize());
  document.addEventListener("sinan:theme", () => draw(chart, data));
}
