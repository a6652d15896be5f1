// What a finished run found: figures, files, its report.
import { json } from "./api.js";
import { h, renew } from "./dom.js";
import { downloads } from "./downloads.js";
import { count, duration, figure, pairText, plural, rate } from "./format.js";
import { metricSection } from "./metrics.js";
import { report } from "./report.js";
import { facts } from "./table.js";

/** Fills the places of a finished run's result, where it has one. */
export async function runResult({ figures, files, report: page }, run, signal) {
  if (run.digest === null) {
    // A run that ended before its first chunk has no result.
    renew(figures, h("p", { class: "quiet" },
      "There is no result: the run ended before any paths were done."));
    return;
  }

  try {
    const result = await json(`/v1/runs/${run.id}/result`, { signal });
    renew(figures,
      result.partial ? h("p", { class: "notice" }, `Partial: ${count(result.paths)} of `
        + `${plural(run.paths, "path")} were done when the run ended.`) : null,
      (result.warnings ?? []).map((text) => h("p", { class: "notice" }, text)),
      metricSection(result, run.estimates ?? []), rare(result.rare ?? null),
      trust(result.trust ?? []));
    renew(files, h("section", {}, h("h2", {}, "Files"), downloads(run), provenance(result)));
    renew(page, report(run, signal));
  } catch (error) {
    if (!signal.aborted) {
      renew(figures, h("p", { class: "bad" }, error.message));
    }
  }
}

// By how much laws other than the true one show better what is rare.
function rare(drawn) {
  return drawn === null ? null : h("section", {}, h("h2", {}, "How what is rare was drawn"),
    h("p", {}, [
      drawn.varianceRatio === null ? `${drawn.expression}: no path shows it.`
        : `${drawn.expression}: the error of ${drawn.metric} is that of `
          + `${figure(drawn.varianceRatio)} times as many plain paths.`,
      drawn.effectivePaths === null ? ""
        : ` What is not rare is told by as much as ${figure(drawn.effectivePaths)} paths.`,
      drawn.meanWeight === null ? ""
        : ` Weights are ${pairText(drawn.meanWeight, drawn.meanWeightError, "")} on average, `
          + "which is 1 but for chance.",
    ].join("")));
}

// What the price of each asset rests on; results of older versions do not say.
function trust(rows) {
  return rows.length === 0 ? null : h("section", {}, h("h2", {}, "What the prices rest on"),
    rows.map(({ asset, verdict, text }) =>
      h("p", { class: verdict === "refuted" ? "notice" : null }, `${asset}: ${text}`)),
    h("p", { class: "quiet" }, "How backtests were done and judged: docs/backtest.md."));
}

function provenance(result) {
  const { seconds } = result.timing ?? {};
  return facts([
    ["Digest", h("code", {}, result.digest)],
    ["Computed in", duration(seconds)],
    ["Speed", rate(result.paths / seconds)],
    ["Devices", (result.devices ?? []).map(({ id }) => id).join(", ")],
    ["Precision", result.precision],
  ]);
}
