// The figures of a result: those that the kernel is about first, all others on request.
import { h, renew } from "./dom.js";
import { estimate, figure, none, shown } from "./format.js";
import { field } from "./dom.js";
import { table } from "./table.js";

const figures = [
  ["5%", "p05"], ["Median", "p50"], ["95%", "p95"], ["VaR 95", "var95"], ["ES 95", "es95"],
  ["ES 99", "es99"],
];

/** A section with the metrics of a result. */
export function metricSection(result, headline) {
  const all = Object.entries(result.metrics ?? {}).map(([name, metric]) => ({ name, ...metric }));
  const chosen = new Set(headline.map(({ metric }) => metric));
  const first = all.filter(({ name }) => chosen.has(name));
  const key = first.length > 0 ? first : all.slice(0, 8);
  return h("section", {}, h("h2", {}, "Key figures"), rowsOf(key, "Key figures"),
    all.length > key.length ? everything(all) : null,
    h("p", { class: "quiet" }, "Mean \u00b1 one standard error of the simulation. VaR and ES are "
      + "losses."));
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
  const scaled = (metric, name) => (metric[name] === null || metric[name] === undefined ? none
    : figure(metric[name] * shown(metric.unit).scale));
  return table(label, [
    { title: "Metric", kind: "t", cell: ({ name }) => name },
    { title: "Unit", kind: "t quiet", cell: ({ unit }) => shown(unit).unit },
    { title: "Mean", kind: "n", cell: (metric) => parts(metric).mean },
    { title: "\u00b1 s.e.", kind: "n", cell: (metric) => parts(metric).error },
    ...figures.map(([title, name]) => ({ title, kind: "n",
      cell: (metric) => scaled(metric, name) })),
    { title: "P(loss)", kind: "n", cell: ({ probabilityOfLoss: share }) =>
      (typeof share === "number" ? `${figure(100 * share)}%` : none) },
  ], rows, { empty: "No metric is named like that." });
}

function parts({ mean, standardError, unit }) {
  const { scale } = shown(unit);
  return estimate(typeof mean === "number" ? mean * scale : null,
    typeof standardError === "number" ? standardError * scale : null);
}
