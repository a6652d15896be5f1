// Estimates as rows: the mean to the digits that its error leaves.
import { h } from "./dom.js";
import { meanText, shown } from "./format.js";
import { table } from "./table.js";

/** A metric's name and unit. */
export function metricName(name, unit) {
  const parts = name.split(/(?<=\.)/).flatMap((part) => [part, h("wbr")]);
  return [...parts, " ", h("span", { class: "quiet" }, shown(unit).unit)];
}

/** A table of estimates: { metric, unit, mean, standardError, low, high, untrusted }. */
export function estimateTable(rows) {
  return table("Estimates", [
    { title: "Metric", kind: "t", cell: ({ metric, unit }) => metricName(metric, unit) },
    { title: "Mean \u00b1 s.e.", kind: "n", cell: (row) => meanText(row) },
  ], rows, { empty: "No estimate yet: the first comes with the first checkpoint." });
}
