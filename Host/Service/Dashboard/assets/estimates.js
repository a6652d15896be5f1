// Estimates as rows: the mean to the digits that its error leaves.
import { estimate, shown } from "./format.js";
import { table } from "./table.js";

function textOf({ mean, standardError, unit }) {
  const { scale } = shown(unit);
  return estimate(mean === null ? null : mean * scale,
    standardError === null ? null : standardError * scale);
}

/** A table of estimates: { metric, unit, mean, standardError }. */
export function estimateTable(rows) {
  return table("Estimates", [
    { title: "Metric", kind: "t", cell: (row) => row.metric },
    { title: "Mean", kind: "n", cell: (row) => textOf(row).mean },
    { title: "Standard error", kind: "n", cell: (row) => `\u00b1 ${textOf(row).error}` },
    { title: "Unit", kind: "t quiet", cell: (row) => shown(row.unit).unit },
  ], rows, { empty: "No estimate yet: the first comes with the first checkpoint." });
}
