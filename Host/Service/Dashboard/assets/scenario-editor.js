// The editor of a scenario with its errors: in the margin, underlined, and as a list.
import { json } from "./api.js";
import { h, renew, setText } from "./dom.js";
import { editor } from "./editor.js";
import { plural } from "./format.js";

const draft = "gpurisk-draft";
const quietTime = 400;

/** The text that was being written in this tab, or null. */
export function keptDraft() {
  return sessionStorage.getItem(draft);
}

function keep(text) {
  try {
    sessionStorage.setItem(draft, text);
  } catch {
    // A text too large to be kept can still be checked and run.
  }
}

/** An editor that has the service check the text after each pause of the typist. `settings()` are
 * the changed keys that go with it, `checked(answer)` learns what the service said, `sent()` that
 * the keys for sending it were pressed. */
export function scenarioEditor({ text, settings, checked, sent, signal }) {
  const place = h("div", { class: "editor" });
  const verdict = h("p", { class: "verdict", role: "status" });
  const list = h("ol", { class: "errors", "aria-label": "Errors of the scenario" });
  const node = h("div", {}, place, verdict, list,
    h("p", { class: "quiet" }, "Ctrl-Space completes, Ctrl-F searches, Ctrl-Enter submits; Esc "
      + "and then Tab leaves the editor."));
  const schema = json("/v1/scenarios/schema", { signal }).catch(() => null);
  let timer = null;
  let asking = new AbortController();
  const view = editor(place, { label: "Scenario, YAML", text, schema,
    changed: () => later(), sent: () => sent() });

  const show = (errors) => {
    view.mark(errors.filter((error) => (error.file ?? "scenario") === "scenario"));
    renew(list, errors.map((error) => h("li", {}, entry(error, view))));
  };

  const check = async () => {
    clearTimeout(timer);
    asking.abort();
    asking = new AbortController();
    const { signal: own } = asking;
    keep(view.text());
    if (view.text().trim() === "") {
      show([]);
      setText(verdict, "Write a scenario or start from one of the library.");
      return null;
    }

    verdict.dataset.state = "asking";
    try {
      const answer = await json("/v1/validate", { method: "POST", ...bodyOf(view.text()),
        query: settings().map((pair) => ["set", pair]), signal: own });
      if (own.aborted) {
        return null;
      }

      show(answer.errors ?? []);
      verdict.dataset.state = answer.valid ? "good" : "bad";
      setText(verdict, verdictText(answer));
      checked(answer);
      return answer;
    } catch (error) {
      // An answer to an older text says nothing of this one.
      if (!own.aborted) {
        verdict.dataset.state = "bad";
        setText(verdict, error.message);
        show(error.errors ?? []);
      }

      return null;
    }
  };

  const later = () => {
    clearTimeout(timer);
    asking.abort();
    timer = setTimeout(check, quietTime);
  };
  signal.addEventListener("abort", () => {
    clearTimeout(timer);
    asking.abort();
    view.destroy();
  });
  check();
  return { node, show, check, later, text: view.text, replace: view.replace };
}

/** A scenario as the body of a request: JSON where it is JSON, YAML else. */
export function bodyOf(text) {
  let type = "application/yaml";
  if (text.trimStart().startsWith("{")) {
    try {
      JSON.parse(text);
      type = "application/json";
    } catch {
      // A flow mapping of YAML may begin like JSON.
    }
  }

  return { body: text, headers: { "Content-Type": type } };
}

function verdictText(answer) {
  if (!answer.valid) {
    return plural(answer.errors.length, "error");
  }

  return `Valid: ${answer.scenario}, ${answer.kernel}, ${plural(answer.steps, "step")}, `
    + `${plural(answer.paths, "path")}, seed ${answer.seed}, `
    + plural(answer.metrics.length, "metric");
}

function entry(error, view) {
  const isHere = error.line && (error.file ?? "scenario") === "scenario";
  const where = error.line ? `${error.line}:${error.column ?? 1}` : "";
  const text = [h("span", { class: "n quiet" }, isHere ? where
    : [error.file, where].filter((part) => part).join(" ")), " ",
  error.key ? h("code", {}, error.key) : null, error.key ? " " : null, error.message];
  return isHere ? h("button", { type: "button", class: "plain", onclick: () => view.jump(error) },
    text) : h("p", {}, text);
}
