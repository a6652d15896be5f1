// The figures of a result: those that the kernel is about first, all others on request.
import { field, h, renew } from "./dom.js";
import { metricName } from "./estimates.js";
import { scaled } from "./format.js";
import { table } from "./table.js";

const quantiles = [["5%", "p05"], ["Median", "p50"], ["95%", "p95"]];
const losses = [["VaR 95", "var95"], ["ES 95", "es95"], ["ES 99", "es99"]];

const mostKeyFigures = 16;

/** A section with the metrics of a result. */
export function metricSection(result, headline) {
  const all = Object.entries(result.metrics ?? {}).map(([name, metric]) => ({ name, ...metric }));
  // What the kernel is about, of all its subjects: the net result of every position, say.
  const quantity = (name) => name.slice(name.indexOf(".") + 1);
  const chosen = new Set(headline.map(({ metric }) => quantity(metric)));
  const first = all.filter(({ name }) => chosen.has(quantity(name)));
  const key = first.length > 0 && first.length <= mostKeyFigures ? first
    : all.filter(({ name }) => headline.some(({ metric }) => metric === name));
  return h("section", {}, h("h2", {}, "Key figures"), rowsOf(key, "Key figures"),
    all.length > key.length ? everything(all) : null,
    h("p", { class: "quiet" }, "Mean \u00b1 one standard error of the simulation; every figure "
      + "ends at the second digit of its own error. VaR and ES are losses."));
}

function everything(all) {
  const place = h("div", {}, rowsOf(all, "All metrics"));
  const search = h("input", { type: "search", spellcheck: "false", oninput: () => {
    const words = search.value.toLowerCase().split(/\s+/);
    renew(place, rowsOf(all.filter(({ name }) =>
      words.every((word) => name.toLowerCase().includes(word))), "All metrics"));
  } });
  return h("details", {}, h("summary", {}, `All ${all.length} metrics`),
    h("div", { class: "controls" }, field("Containing", search)), place);
}

function rowsOf(rows, label) {
  return table(label, [
    { title: "Metric", kind: "t", cell: ({ name, unit }) => metricName(name, unit) },
    { title: "Mean", kind: "n", cell: (metric) => rounded(metric, "mean").mean },
    { title: "\u00b1 s.e.", kind: "n", cell: (metric) => rounded(metric, "mean").error },
    ...quantiles.map(([title, name]) => ({ title, kind: "n", cell: (metric) =>
      told(rounded(metric, name)) })),
    ...losses.map(([title, name]) => ({ title, kind: "n", cell: (metric) =>
      (canLose(metric) ? told(rounded(metric, name)) : "") })),
    { title: "P(loss)", unit: "%", kind: "n", cell: (metric) => (canLose(metric)
      ? told(rounded({ ...metric, unit: "fraction" }, "probabilityOfLoss")) : "") },
  ], rows, { empty: "No metric is named like that." });
}

// Where nobody loses, and of events, value at risk says nothing that the quantiles do not.
const canLose = ({ unit, probabilityOfLoss }) => unit !== "probability" && probabilityOfLoss > 0;

/** A figure to the digits that its own error leaves. */
function rounded(metric, name) {
  return scaled(metric[name], name === "mean" ? metric.standardError
    : metric.errors?.[name]?.standardError, metric.unit);
}

function told({ mean, error }) {
  return h("span", { title: `\u00b1 ${error}` }, mean);
}
