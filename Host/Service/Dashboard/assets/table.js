// Tables whose numbers stand to the right.
import { h } from "./dom.js";

/** A table within a region that scrolls sideways on its own. A column is { title, cell, kind,
 * unit }: kind "n" is a number, "t" a text, "wide" is added where narrow screens leave it out. */
export function table(label, columns, rows, { empty = null, rowClass = () => null } = {}) {
  if (rows.length === 0 && empty !== null) {
    return h("p", { class: "quiet" }, empty);
  }

  const head = h("tr", {}, columns.map(({ title, kind, unit }) =>
    h("th", { scope: "col", class: kind }, title, unit ? h("span", {}, ` ${unit}`) : null)));
  const body = rows.map((row) => h("tr", { class: rowClass(row) }, columns.map(
    ({ cell, kind }, i) => {
      const content = cell(row);
      return i === 0 ? h("th", { scope: "row", class: kind }, content)
        : h("td", { class: kind }, content);
    })));
  return h("div", { class: "scroll", role: "region", "aria-label": label, tabindex: "0" },
    h("table", {}, h("thead", {}, head), h("tbody", {}, body)));
}

/** Pairs of a term and what it is; those without a value are left out. */
export function facts(pairs) {
  return h("dl", { class: "facts" }, pairs
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))));
}
