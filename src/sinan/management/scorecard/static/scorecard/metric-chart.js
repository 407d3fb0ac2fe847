// A metric's year: bars in the colour of their light, the four bands as steps, last year's line.
(() => {
  const box = document.getElementById("metric-chart");
  const told = document.getElementById("metric-chart-data");
  if (!box || !told || !window.echarts) return;

  const data = JSON.parse(told.textContent);
  const BANDS = { threshold: "yellow", target: "green", challenge_1: "one-star", challenge_2: "two-stars" };
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const narrow = () => box.clientWidth < 560;
  const actual = `${data.words.actual} (${data.unit})`;
  const number = (text) => (text === null ? null : Number(text));
  const lightName = (light) => light.replace("_", "-");

  // Whatever way a style sheet writes a colour, the chart's library gets red, green and blue.
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const probe = box.parentElement.appendChild(Object.assign(document.createElement("i"), { hidden: true }));
  function read(name) {
    probe.style.color = `var(${name})`;
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = getComputedStyle(probe).color;
    pen.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
    return `rgba(${red},${green},${blue},${(alpha / 255).toFixed(3)})`;
  }

  function colours() {
    const lights = {};
    for (const name of ["red", "yellow", "green", "one-star", "two-stars", "grey"]) lights[name] = read(`--light-${name}`);
    return {
      lights,
      text: read("--tblr-body-color"),
      quiet: read("--quiet"),
      line: read("--tblr-border-color"),
      surface: read("--tblr-bg-surface"),
      primary: read("--tblr-primary"),
    };
  }

  // Months whose bands are drafts stand on hatched ground.
  function hatching(colour) {
    const tile = document.createElement("canvas");
    tile.width = tile.height = 8;
    const hatch = tile.getContext("2d");
    hatch.strokeStyle = colour;
    hatch.globalAlpha = 0.28;
    hatch.beginPath();
    for (const shift of [-8, 0, 8]) {
      hatch.moveTo(shift, 8);
      hatch.lineTo(shift + 8, 0);
    }
    hatch.stroke();
    return { image: tile, repeat: "repeat" };
  }

  // A month's band runs over the width of the month and steps to the next in the middle between
  // them. A line series would leave a single month without any line.
  function stepped(band, colour) {
    const months = band.months;
    return {
      name: band.name,
      type: "custom",
      z: 4,
      clip: true,
      itemStyle: { color: colour },
      dimensions: ["month", "value"],
      encode: { x: 0, y: 1 },
      tooltip: { show: false },
      data: months.map((cell, index) => [index, cell && number(cell.value)]),
      renderItem(params, api) {
        const index = params.dataIndex;
        const cell = months[index];
        if (!cell) return null;
        const [x, y] = api.coord([index, number(cell.value)]);
        const half = api.size([1, 0])[0] / 2;
        const style = { stroke: colour, fill: "none", lineWidth: 2, lineDash: cell.draft ? [5, 4] : null, opacity: cell.draft ? 0.75 : 1 };
        const points = [[x - half, y], [x + half, y]];
        const next = months[index + 1];
        if (next && next.draft === cell.draft) points.push([x + half, api.coord([index + 1, number(next.value)])[1]]);
        return { type: "polyline", shape: { points }, style };
      },
    };
  }

  // On a phone there is room for the shape only; the figures stand in the table below.
  const labelOf = (month) => (narrow() ? month.mark : `${month.mark} ${month.shown}`);

  function bars(ink) {
    return {
      name: actual,
      type: "bar",
      z: 3,
      barWidth: "46%",
      barMaxWidth: 44,
      itemStyle: { color: ink.lights.grey },
      data: data.months.map((month) => ({
        value: number(month.value),
        itemStyle: { color: ink.lights[lightName(month.light)], borderRadius: Number(month.value) < 0 ? [0, 0, 3, 3] : [3, 3, 0, 0] },
      })),
      markArea: {
        silent: true,
        z: 0,
        data: drafts().map(([from, to]) => [{ xAxis: from, itemStyle: { color: hatching(ink.quiet) } }, { xAxis: to }]),
      },
    };
  }

  // Words of their own series, so that no line of a band runs through them.
  function labels(ink) {
    return {
      name: actual,
      type: "scatter",
      z: 6,
      silent: true,
      symbolSize: 1,
      itemStyle: { color: "transparent", opacity: 1 },
      data: data.months.map((month) => ({
        value: number(month.value),
        label: { position: Number(month.value) < 0 ? "bottom" : "top" },
      })),
      label: {
        show: true,
        distance: 4,
        color: ink.text,
        fontSize: 12,
        backgroundColor: ink.surface,
        borderRadius: 3,
        padding: [1, 3],
        formatter: ({ dataIndex }) => labelOf(data.months[dataIndex]),
      },
    };
  }

  function drafts() {
    const runs = [];
    data.months.forEach((_, index) => {
      if (!data.bands.some((band) => band.months[index]?.draft)) return;
      const last = runs.at(-1);
      if (last && last[1] === index - 1) last[1] = index;
      else runs.push([index, index]);
    });
    return runs;
  }

  function former(ink) {
    if (!data.former) return [];
    return [
      {
        name: data.former.name,
        type: "line",
        z: 5,
        data: data.former.values.map(number),
        symbol: "circle",
        symbolSize: 5,
        lineStyle: { width: 1.5, type: "dotted", color: ink.quiet },
        itemStyle: { color: ink.quiet },
      },
    ];
  }

  function line(label, value, strong) {
    const row = document.createElement("div");
    row.style.cssText = "display:flex;justify-content:space-between;gap:1.5rem";
    const [name, figure] = [document.createElement("span"), document.createElement(strong ? "strong" : "span")];
    name.textContent = label;
    figure.textContent = value;
    row.append(name, figure);
    return row;
  }

  // Built of nodes: names and sources are text, whatever they hold.
  function tooltip(points) {
    const index = points[0]?.dataIndex ?? 0;
    const month = data.months[index];
    const told = document.createElement("div");
    told.style.cssText = "max-width:20rem;white-space:normal";
    const sentence = document.createElement("strong");
    sentence.textContent = `${month.mark} ${month.word} · ${month.sentence}`;
    told.append(sentence);
    for (const band of data.bands) {
      const cell = band.months[index];
      if (cell) told.append(line(band.name + (cell.draft ? ` (${data.words.draft})` : ""), cell.shown));
    }
    if (month.shown !== null) told.append(line(data.words.actual, `${month.shown} ${data.unit}`, true));
    const before = data.former?.shown[index];
    if (before) told.append(line(`${data.former.name} ${month.label}`, before));
    return told;
  }

  function legend() {
    const stroke = "path://M0,4h16v2h-16z";
    return [
      { name: actual, icon: "roundRect" },
      ...data.bands.map((band) => ({ name: band.name, icon: stroke })),
      ...(data.former ? [{ name: data.former.name, icon: "circle" }] : []),
    ];
  }

  function option() {
    const ink = colours();
    return {
      animation: !still,
      animationDuration: 250,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: ink.text },
      grid: { left: 8, right: 12, top: narrow() ? 80 : 52, bottom: 4, containLabel: true },
      legend: { top: 4, left: 4, itemGap: 14, itemWidth: 16, itemHeight: 10, type: narrow() ? "plain" : "scroll", data: legend(), textStyle: { color: ink.text, fontSize: 12 }, inactiveColor: ink.line },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        backgroundColor: ink.surface,
        borderColor: ink.line,
        textStyle: { color: ink.text, fontSize: 13 },
        confine: true,
        formatter: tooltip,
      },
      xAxis: {
        type: "category",
        data: data.months.map((month) => month.label),
        axisTick: { show: false },
        axisLine: { lineStyle: { color: ink.line }, onZero: true },
        axisLabel: {
          interval: 0,
          fontSize: narrow() ? 10 : 12,
          color: (_, index) => (index === data.asked ? ink.primary : ink.quiet),
          formatter: (label, index) => (narrow() ? String(index + 1) : label),
        },
      },
      yAxis: {
        type: "value",
        axisLabel: { color: ink.quiet },
        splitLine: { lineStyle: { color: ink.line, opacity: 0.6 } },
      },
      series: [bars(ink), labels(ink), ...data.bands.map((band) => stepped(band, ink.lights[BANDS[band.band]])), ...former(ink)],
    };
  }

  const chart = window.echarts.init(box, null, { renderer: "canvas" });
  const draw = () => chart.setOption(option(), { notMerge: true });
  draw();
  new ResizeObserver(() => {
    chart.resize();
    draw();
  }).observe(box);
  new MutationObserver(draw).observe(document.documentElement, { attributes: true, attributeFilter: ["data-bs-theme"] });
  chart.on("click", ({ dataIndex }) => {
    const link = document.querySelectorAll("#band-table thead a")[dataIndex];
    if (link) link.click();
  });
})();
