// What a sweep found against the first key that varies over numbers; a line for each combination
// of the other keys.
import { chart, frameOf } from "./chart.js";
import { choice, field, h } from "./dom.js";
import { figure, meanText, plural, shown } from "./format.js";

const band = 1.96;
const colours = ["var(--c1)", "var(--c2)", "var(--c3)", "var(--c4)", "var(--c5)", "var(--c6)",
  "var(--c7)", "var(--c8)"];

/** A chart that `update(sweep)` keeps true. */
export function sweepChart() {
  let sweep = null;
  const select = choice([], null, { onchange: () => redraw() });
  const { figure: node, redraw } = chart("Across the sweep",
    (width) => draw(width, sweep, select.value), field("Metric", select));
  const legend = h("ul", { class: "legend" });
  node.append(h("p", { class: "quiet" }, "Means with \u00b11.96 standard errors."));
  node.insertBefore(legend, node.querySelector(".canvas"));
  node.hidden = true;
  const update = (found) => {
    sweep = found;
    const names = [...new Set(found.rows.flatMap((row) => Object.keys(row.metrics ?? {})))];
    if (names.length !== select.options.length) {
      const chosen = select.value;
      select.replaceChildren(...names.map((name) => h("option", { value: name }, name)));
      select.value = names.includes(chosen) ? chosen : names[0] ?? "";
    }

    const { points, lines } = series(found, select.value);
    node.hidden = new Set(points.map(({ x }) => x)).size < 2;
    legend.replaceChildren(...(lines.length > 1 ? lines : []).map((line, i) => h("li", {},
      h("span", { style: `background: ${colours[i % colours.length]}` }), line)));
    redraw();
  };
  return { node, update };
}

/** The points of a metric, and the names of the lines that they form. */
function series(sweep, metric) {
  const numeric = (key) => sweep.rows.every(({ values }) => typeof values[key] === "number");
  const key = sweep.keys.find(numeric);
  if (key === undefined) {
    return { key, points: [], lines: [] };
  }

  const points = sweep.rows.filter((row) => typeof row.metrics?.[metric]?.mean === "number")
    .map(({ values, metrics }) => ({
      x: values[key],
      line: sweep.keys.filter((other) => other !== key)
        .map((other) => `${other} ${values[other]}`).join(", "),
      ...metrics[metric],
    }));
  return { key, points, lines: [...new Set(points.map(({ line }) => line))] };
}

function draw(width, sweep, metric) {
  const { key, points, lines } = series(sweep, metric);
  if (points.length === 0) {
    return null;
  }

  const { scale, unit } = shown(points[0].unit);
  const rows = points.map(({ x, line, mean, standardError, errors }) => ({
    x, line,
    y: mean * scale,
    low: scale * (mean - band * (standardError ?? 0)),
    high: scale * (mean + band * (standardError ?? 0)),
    text: `${key} ${figure(x)}${line ? `\n${line}` : ""}\n`
      + `${meanText({ mean, standardError, errors, unit: points[0].unit })} ${unit}`,
  })).sort((a, b) => a.x - b.x);
  const stroke = ({ line }) => colours[lines.indexOf(line) % colours.length];
  const { plot } = window;
  const svg = plot.plot(frameOf(width, {
    height: Math.min(320, Math.max(200, width * 0.32)),
    x: { label: key, inset: 8 },
    y: { label: unit },
    marks: [
      plot.lineY(rows, { x: "x", y: "y", z: "line", stroke, strokeOpacity: 0.6 }),
      plot.ruleX(rows, { x: "x", y1: "low", y2: "high", stroke, strokeWidth: 1.5 }),
      plot.dot(rows, { x: "x", y: "y", fill: stroke, r: 3.5 }),
      plot.tip(rows, plot.pointer({ x: "x", y: "y", title: "text" })),
    ],
  }));
  return { svg, label: `${metric} against ${key}, ${plural(rows.length, "combination")}; the table below `
    + "has the figures" };
}
