// What is said of a run besides its scenario.
import { choice, field, h } from "./dom.js";
import { pairs } from "./pairs.js";
import { scan } from "./yaml-scan.js";

/** Controls for paths, seed, precision, priority, deadline and changed keys. */
export function runOptions({ text, changed, initial = {} }) {
  const number = (value, attributes = {}) => h("input", { inputmode: "numeric", value,
    placeholder: "of the scenario", autocomplete: "off", size: 12, ...attributes });
  const paths = number(initial.paths);
  const seed = number(initial.seed);
  const precision = choice([["", "float32 (default)"], ["float32", "float32"],
    ["float64", "float64"]], initial.precision ?? "");
  const priority = choice([["", "normal"], ...Array.from({ length: 10 }, (_, i) =>
    [String(i), i === 0 ? "0 (last)" : i === 9 ? "9 (first)" : String(i)])], "");
  const deadline = number("", { placeholder: "none" });
  const set = pairs({ legend: "Changed keys", keyLabel: "key", valueLabel: "value",
    add: "Change a key", keys: () => leafKeys(text()), changed,
    hint: "Values that replace those of the text, for this run only." });
  const node = h("div", { class: "options" },
    field("Paths", paths), field("Seed", seed), field("Precision", precision),
    field("Priority", priority), field("Deadline, seconds", deadline), set.node);
  return {
    node,
    settings: set.values,
    query: () => [
      ["paths", plainNumber(paths.value)], ["seed", plainNumber(seed.value)],
      ["precision", precision.value], ["priority", priority.value],
      ["deadlineSeconds", plainNumber(deadline.value)],
      ...set.values().map((pair) => ["set", pair]),
    ],
  };
}

/** The keys of a text that hold one value. */
export function leafKeys(text) {
  return scan(text).leaves.map(({ path }) => path);
}

/** 1,000,000 and 1e6 as 1000000; what is no whole number is left for the service to refuse. */
export function plainNumber(text) {
  const bare = text.replace(/[\s,_']/g, "");
  return /^\d+(\.\d+)?e\d+$/i.test(bare) && Number.isSafeInteger(Number(bare))
    ? String(Number(bare)) : bare;
}
