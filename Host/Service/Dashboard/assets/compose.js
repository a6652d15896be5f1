// A scenario being written and what is said besides, as the pages for runs and sweeps share it.
import { call, json } from "./api.js";
import { h } from "./dom.js";
import { library } from "./library.js";
import { runOptions } from "./options.js";
import { keptDraft, scenarioEditor } from "./scenario-editor.js";

/** The parts of such a page. `checked` learns each verdict of the service. */
export async function compose({ query, signal, checked = () => {} }) {
  const from = query.get("from");
  const start = from ? await ofRun(from, signal) : { text: await firstText(query, signal) };
  const parts = {};
  parts.options = runOptions({ text: () => parts.editor?.text() ?? start.text,
    changed: () => parts.editor?.later(), initial: start.options });
  parts.editor = scenarioEditor({ text: start.text, settings: parts.options.settings, checked,
    sent: () => parts.button?.click(), signal });
  parts.library = library({ signal, chosen: parts.editor.replace });
  parts.origin = from ? h("p", { class: "quiet" }, "The scenario of run ",
    h("a", { href: `#/runs/${from}` }, from.slice(0, 8)), ".") : null;
  return parts;
}

async function firstText(query, signal) {
  const name = query.get("scenario");
  return name ? (await call(`/v1/scenarios/${encodeURIComponent(name)}`, { signal })).text()
    : keptDraft() ?? "";
}

async function ofRun(id, signal) {
  const [response, { paths, seed, precision }] = await Promise.all([
    call(`/v1/runs/${id}/scenario`, { signal }), json(`/v1/runs/${id}`, { signal })]);
  return { text: await response.text(), options: { paths, seed, precision } };
}
