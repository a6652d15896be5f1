// The mean of a metric against the number of paths, with the band of its error.
import { chart, frameOf } from "./chart.js";
import { choice, field, h } from "./dom.js";
import { estimateText, pairText, plural, short, shown } from "./format.js";

const drawnPoints = 400;
const band = 1.96;

/** A chart of the points that a feed gathers, with a choice among their metrics. */
export function convergence(feed) {
  let chosen = null;
  const select = choice([], null, { onchange: () => {
    chosen = select.value;
    redraw();
  } });
  const { figure: node, redraw } = chart(
    "Convergence", (width) => draw(width, feed.series(chosen)), field("Metric", select));
  node.append(h("p", { class: "quiet" },
    "The mean of the paths done so far, and the band of \u00b11.96 standard errors around it."));
  node.hidden = true;
  const update = () => {
    const names = feed.metrics();
    if (names.length !== select.options.length) {
      select.replaceChildren(...names.map((name) => h("option", { value: name }, name)));
      chosen = names.includes(chosen) ? chosen : names[0] ?? null;
      select.value = chosen;
    }

    node.dataset.points = feed.size();
    node.hidden = feed.size() < 2;
    redraw();
  };
  return { node, update };
}

/** Points that differ enough in paths to be told apart, the last one among them. */
function thinned(points) {
  if (points.length <= drawnPoints) {
    return points;
  }

  const last = points.length - 1;
  return Array.from({ length: drawnPoints },
    (_, i) => points[Math.round((i * last) / (drawnPoints - 1))]);
}

function draw(width, { unit: own, points }) {
  if (points.length < 2) {
    return null;
  }

  const { scale, unit } = shown(own);
  const rows = thinned(points).map(({ paths, mean, standardError }) => {
    const error = (standardError ?? 0) * scale;
    return { paths, mean: mean * scale, standardError, error,
      low: mean * scale - band * error, high: mean * scale + band * error };
  });
  const last = rows.at(-1);
  // The first points spread so far that the rest would be a line: they may leave the frame.
  const near = rows.filter((row) => row.paths >= last.paths / 12);
  const low = Math.min(...near.map((row) => row.low));
  const high = Math.max(...near.map((row) => row.high));
  const margin = 0.05 * (high - low) || Math.abs(last.mean) * 0.01 || 1;
  const svg = window.plot.plot(frameOf(width, {
    height: Math.min(300, Math.max(200, width * 0.32)),
    x: { label: "paths", tickFormat: short },
    y: { label: unit, domain: [low - margin, high + margin] },
    marks: marks(rows, last, unit),
  }));
  const name = estimateText({ mean: last.mean / scale, standardError: last.standardError,
    unit: own });
  return { svg, label: `Mean after ${plural(last.paths, "path")}: ${name}` };
}

function marks(rows, last, unit) {
  const { plot } = window;
  const line = { x: "paths", stroke: "var(--accent)", clip: true };
  return [
    plot.areaY(rows, { x: "paths", y1: "low", y2: "high", fill: "var(--accent)",
      fillOpacity: 0.16, clip: true }),
    plot.ruleY([last.mean], { stroke: "var(--quiet)", strokeDasharray: "2,3" }),
    plot.lineY(rows, { ...line, y: "low", strokeWidth: 0.6, strokeOpacity: 0.6 }),
    plot.lineY(rows, { ...line, y: "high", strokeWidth: 0.6, strokeOpacity: 0.6 }),
    plot.lineY(rows, { ...line, y: "mean", strokeWidth: 1.8 }),
    plot.dot([last], { x: "paths", y: "mean", r: 3, fill: "var(--accent)" }),
    plot.tip(rows, plot.pointerX({ x: "paths", y: "mean", title: (row) =>
      `${plural(row.paths, "path")}\n${pairText(row.mean, row.standardError === null ? null
        : row.error, unit)} ${unit}` })),
  ];
}
