// The figures of a result: those that the kernel is about first, all others on request.
import { field, h, renew } from "./dom.js";
import { metricName } from "./estimates.js";
import { figureList } from "./figure-list.js";
import { bracketText, figure, meanText, percentMost, shareText, shown } from "./format.js";
import { table } from "./table.js";

const mostKeyFigures = 24;
const fewestHits = 30;

/** A section with the metrics of a result. */
export function metricSection(result, headline) {
  const all = Object.entries(result.metrics ?? {}).map(([name, metric]) => ({ name, ...metric }));
  // What the kernel is about, of all its subjects: the net result of every position, say.
  const quantity = (name) => name.slice(name.indexOf(".") + 1);
  const chosen = new Set(headline.map(({ metric }) => quantity(metric)));
  const first = all.filter(({ name }) => chosen.has(quantity(name)));
  const key = first.length > 0 && first.length <= mostKeyFigures ? first
    : all.filter(({ name }) => headline.some(({ metric }) => metric === name));
  return h("section", {}, own(result, all), h("h2", {}, "Key figures"),
    rowsOf(key, "Key figures"),
    all.length > key.length ? everything(all) : null,
    h("p", { class: "quiet" }, "Mean \u00b1 one standard error of the simulation; 12.34(5) is "
      + "12.34 \u00b1 0.05. VaR and ES are losses, of a price or an equity from its start. Where "
      + "the tail was not seen, or on fewer than 30 paths, [low, high] bounds the mean with 95%; "
      + "? is not known, and ~ marks errors that rest on too few outcomes."));
}

// Figures that the scenario states, with what they are.
function own(result, all) {
  const stated = all.filter(({ name }) => result.figures?.[name]);
  return stated.length === 0 ? [] : [h("h2", {}, "Figures of your own"),
    table("Figures of your own", [
      { title: "Figure", kind: "t", cell: ({ name, unit }) => metricName(name, unit) },
      { title: "Is", kind: "t", cell: ({ name }) =>
        h("code", {}, result.figures[name].expression) },
      { title: "Value \u00b1 s.e.", kind: "n", cell: (metric) => meanText(metric) },
    ], stated)];
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
    { title: "Metric", kind: "t", cell: (metric) =>
      [...metricName(metric.name, metric.unit), tailNote(metric)] },
    ...figureList.map(({ name, title, kind }) => ({ title: title[0].toUpperCase() + title.slice(1),
      kind: "n", cell: (metric) => cells[kind](metric, name) })),
  ], rows, { empty: "No metric is named like that." });
}

// How a figure of each kind is told, as on the terminal and in reports.
const cells = {
  mean: (metric) => meanText(metric),
  deviation: (metric, name) => (isEvent(metric) ? "" : rounded(metric, name)),
  quantile,
  loss: (metric, name) => (canLose(metric) ? rounded(metric, name) : ""),
  share: (metric, name) => shareText(metric[name], metric.errors?.[name]),
  shape: (metric, name) => bracketText(metric[name], metric.errors?.[name], ""),
};
const firstQuantile = figureList.find(({ kind }) => kind === "quantile")?.name;

const isEvent = ({ unit }) => unit === "probability";

// Figures of losses stand where a metric can lose; where nobody did, they say nothing.
const canLose = ({ probabilityOfLoss }) => probabilityOfLoss > 0;

/** A figure to the digits that its own error leaves. */
const rounded = (metric, name) => bracketText(metric[name], metric.errors?.[name], metric.unit);

/** A quantile, or all in words where they are one value. */
function quantile(metric, name) {
  const { pointMass, p05, p95, unit } = metric;
  if (isEvent(metric)) {
    return "";
  }

  if (!pointMass || p05 !== p95) {
    return rounded(metric, name);
  }

  return name !== firstQuantile ? "" : `${figure(pointMass.value * shown(unit).scale)} on `
    + `${pointMass.share >= 1 ? "all" : percentMost(pointMass.share)}`;
}

/** What a row says where the sample holds few or none of the outcomes that decide it. */
function tailNote({ exact, hits, present }) {
  return exact !== false || !(hits < fewestHits) || present === 0 ? null
    : h("span", { class: "quiet" }, hits === 0 ? " tail not seen"
      : ` tail seen ${hits === 1 ? "once" : `${hits} times`}`);
}
