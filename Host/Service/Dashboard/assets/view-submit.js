// A new run: its scenario, its options, and the button.
import { compose } from "./compose.js";
import { h } from "./dom.js";
import { about, may } from "./frame.js";
import { go } from "./router.js";
import { submitButton } from "./submission.js";

/** The page at #/submit. */
export async function submit({ main, query, signal, title }) {
  title("Run");
  main.append(h("h1", {}, "Run a scenario"));
  const parts = await compose({ query, signal });
  const { editor, library, options, origin } = parts;
  const { button, note } = submitButton("Run", "/v1/runs", {
    signal,
    content: () => ({ text: editor.text(), query: options.query() }),
    done: ({ id }) => go(`/runs/${id}`),
    refused: ({ errors }) => editor.show(errors),
  });
  parts.button = button;
  const validate = h("button", { type: "button", onclick: () => editor.check() }, "Validate");
  main.append(h("div", { class: "columns compose" },
    h("div", { class: "major" }, editor.node),
    h("div", { class: "minor" }, origin, library, options.node,
      h("div", { class: "actions" }, button, validate), note)));
  if (!may("run", await about())) {
    button.disabled = true;
    note.textContent = "Your key may read but not run.";
  }
}
