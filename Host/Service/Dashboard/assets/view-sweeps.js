// A new sweep, and the sweeps whose runs are still listed.
import { json } from "./api.js";
import { compose } from "./compose.js";
import { field, h, renew } from "./dom.js";
import { plural } from "./format.js";
import { leafKeys } from "./options.js";
import { pairs } from "./pairs.js";
import { go, link } from "./router.js";
import { submitButton } from "./submission.js";

/** The page at #/sweeps. */
export async function sweeps({ main, query, signal, title }) {
  title("Sweep");
  main.append(h("h1", {}, "Sweep over keys"));
  const metrics = h("select", { multiple: true, size: 6 });
  const parts = await compose({ query, signal,
    checked: (answer) => offer(metrics, answer.metrics ?? []) });
  const { editor, library, options } = parts;
  const size = h("p", { class: "quiet", role: "status" });
  const vary = pairs({ legend: "What varies", keyLabel: "key", valueLabel: "values",
    add: "Vary a key", keys: () => leafKeys(editor.text()), initial: [["", ""]],
    changed: () => renew(size, sizeText(vary.values())),
    hint: "Values are a,b,c or low:high:count; every combination is one run." });
  const { button, note } = submitButton("Sweep", "/v1/sweeps", {
    signal,
    content: () => ({ text: editor.text(), query: [...options.query(),
      ...vary.values().map((line) => ["vary", line]),
      ...[...metrics.selectedOptions].map(({ value }) => ["metric", value])] }),
    done: ({ id }) => go(`/sweeps/${id}`),
    refused: ({ errors }) => editor.show(errors),
  });
  parts.button = button;
  main.append(h("div", { class: "columns compose" },
    h("div", { class: "major" }, editor.node),
    h("div", { class: "minor" }, library, vary.node, size,
      field("Metrics of the table", metrics, "None chosen: those that the kernel is about."),
      options.node, h("div", { class: "actions" }, button), note, await recent(signal))));
}

/** Keeps what is chosen while the list of metrics follows the scenario. */
function offer(select, names) {
  const chosen = new Set([...select.selectedOptions].map(({ value }) => value));
  select.replaceChildren(...names.map((name) =>
    h("option", { value: name, selected: chosen.has(name) }, name)));
}

function sizeText(lines) {
  const sizes = lines.map((line) => {
    const values = line.slice(line.indexOf("=") + 1);
    const range = values.match(/^[^:,]+:[^:,]+:(\d+)$/);
    return range ? Number(range[1]) : values.split(",").filter((value) => value.trim()).length;
  });
  return lines.length === 0 ? "" : plural(sizes.reduce((all, own) => all * own, 1), "run");
}

async function recent(signal) {
  const { runs } = await json("/v1/runs", { query: [["limit", 200]], signal });
  const found = new Map(runs.filter((run) => run.sweep).map((run) => [run.sweep, run.scenario]));
  return found.size === 0 ? null : h("section", {}, h("h2", {}, "Recent sweeps"),
    h("ul", { class: "plainlist" }, [...found].map(([id, scenario]) => h("li", {},
      h("a", { href: link(`/sweeps/${id}`) }, scenario), " ", h("code", {}, id.slice(0, 8))))));
}
