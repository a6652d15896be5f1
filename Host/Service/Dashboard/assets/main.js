// Starts the dashboard: the frame around all pages, and which page an address opens.
import { announce, h } from "./dom.js";
import { frame } from "./frame.js";
import { start } from "./router.js";
import { changes, logIn } from "./session.js";
import { compare } from "./view-compare.js";
import { overview } from "./view-overview.js";
import { run } from "./view-run.js";
import { submit } from "./view-submit.js";
import { sweep } from "./view-sweep.js";
import { sweeps } from "./view-sweeps.js";

const routes = [
  [/^\/$/, overview, "overview"],
  [/^\/runs\/([0-9a-zA-Z]+)$/, run, "overview"],
  [/^\/submit$/, submit, "submit"],
  [/^\/compare$/, compare, "compare"],
  [/^\/sweeps$/, sweeps, "sweeps"],
  [/^\/sweeps\/([0-9a-zA-Z]+)$/, sweep, "sweeps"],
];

function moved(section) {
  for (const anchor of document.querySelectorAll("nav a")) {
    anchor.toggleAttribute("aria-current", false);
    if (anchor.dataset.section === section) {
      anchor.setAttribute("aria-current", "page");
    }
  }
}

function broke(container, error) {
  const text = error.status === 401 ? "An API key is needed to see this."
    : error.status === 403 ? `Your key does not allow this. ${error.message}` : error.message;
  announce(text);
  container.replaceChildren(h("div", { class: "notice bad", role: "alert" },
    h("p", {}, text),
    h("p", {}, h("button", { type: "button", onclick: () => again() }, "Try again"))));
  if (error.status === undefined) {
    reportError(error);
  }
}

// The code is good once, and has no place in the history.
const code = location.hash.match(/^#\/login\/([0-9a-f]+)$/)?.[1];
if (code) {
  history.replaceState(null, "", "#/");
  if (!await logIn(code)) {
    announce("This link was used, or is too old.");
  }
}

const again = start(document.getElementById("main"), routes, { moved, broke });
// A new key may show other runs, and a page that waited for one can now be filled.
changes.addEventListener("change", () => again());
frame();
