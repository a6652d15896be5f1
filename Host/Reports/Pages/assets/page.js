"use strict";
// Puts charts in their places, redraws them when their width changes, and keeps the theme.

/** An element with a text. */
function element(name, text, attributes = {}) {
  const node = document.createElement(name);
  node.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  return node;
}

/** A choice that redraws a figure. */
function choose(figure, label, groups, initial, changed) {
  const select = document.createElement("select");
  for (const [title, options] of groups) {
    const parent = title === null ? select : select.appendChild(document.createElement("optgroup"));
    if (title !== null) {
      parent.label = title;
    }

    options.forEach(([value, text]) => parent.append(element("option", text, { value })));
  }

  select.value = initial;
  select.addEventListener("change", () => changed(select.value));
  const wrapper = element("label", label);
  wrapper.append(select);
  figure.querySelector(".controls").append(wrapper);
}

/** Fills the figures that stand behind a chart. */
function tabulate(figure, { titles, rows }) {
  const details = figure.querySelector("details");
  details.querySelector(".scroll")?.remove();
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  titles.forEach((title) => head.append(element("th", title, { scope: "col" })));
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    row.forEach((cell, i) => line.append(
      i === 0 ? element("th", cell, { scope: "row" }) : element("td", cell)));
  }

  const region = element("div", "", { class: "scroll", role: "region", tabindex: "0",
    "aria-label": "Figures of the chart" });
  region.append(table);
  details.append(region);
}

/** Draws a figure now and whenever its width changes. */
function mount(figure, draw) {
  const canvas = figure.querySelector(".canvas");
  let drawn = 0;
  const redraw = () => {
    drawn = Math.floor(canvas.clientWidth);
    const chart = draw(Math.max(drawn, 240));
    chart.svg.setAttribute("role", "img");
    chart.svg.setAttribute("aria-label", chart.label);
    canvas.replaceChildren(...(chart.legend ? [chart.legend] : []), chart.svg);
    tabulate(figure, chart);
  };
  new ResizeObserver(() => {
    if (Math.floor(canvas.clientWidth) !== drawn) {
      redraw();
    }
  }).observe(canvas);
  redraw();
  return redraw;
}

/** A figure with a choice among the metrics. */
function mountMetric(figure, draw, all) {
  const names = new Map(all.map((metric) => [metric.picture.name, metric]));
  let chosen = report.headline.find((name) => names.has(name)) ?? [...names.keys()][0];
  const groups = Map.groupBy
    ? Map.groupBy(all, (metric) => metric.picture.subject)
    : all.reduce((map, metric) => map.set(metric.picture.subject,
      [...(map.get(metric.picture.subject) ?? []), metric]), new Map());
  const redraw = mount(figure, (width) => draw(width, names.get(chosen)));
  choose(
    figure, "Metric",
    [...groups].map(([subject, metrics]) => [subject,
      metrics.map(({ picture }) => [picture.name, picture.quantity])]),
    chosen, (value) => {
      chosen = value;
      redraw();
    });
}

const themes = ["automatic", "light", "dark"];
const button = document.getElementById("theme");
function setTheme(theme) {
  if (theme === "automatic") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }

  button.textContent = `Theme: ${theme}`;
  try {
    localStorage.setItem("gpurisk-theme", theme);
  } catch {
    // A page opened from a file may be denied storage; the choice then lasts as long as it does.
  }
}

let kept = null;
try {
  kept = localStorage.getItem("gpurisk-theme");
} catch {
  kept = null;
}

button.hidden = false;
setTheme(themes.includes(kept) ? kept : "automatic");
button.addEventListener("click", () => {
  const current = document.documentElement.dataset.theme ?? "automatic";
  setTheme(themes[(themes.indexOf(current) + 1) % themes.length]);
});

const charts = {
  density: (figure) => mountMetric(figure, drawDensity, report.metrics),
  convergence: (figure) => mountMetric(figure, drawConvergence,
    report.metrics.filter((metric) => metric.picture.convergence.length > 0)),
  fan: (figure, index) => mount(figure, (width) => drawFan(width, report.fans[index])),
  lorenz: (figure) => mount(figure, drawLorenz),
  ridges: mountRidges,
  flows: mountFlows,
  channels: mountChannels,
};
const seen = new Map();
for (const figure of document.querySelectorAll("figure[data-chart]")) {
  const name = figure.dataset.chart;
  const index = seen.get(name) ?? 0;
  seen.set(name, index + 1);
  charts[name](figure, index);
}
