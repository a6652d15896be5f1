// What stands around every page: who you are, whether the service is well, and whether it is there.
import { address, json } from "./api.js";
import { announce, h, renew, setText } from "./dom.js";
import { connection, poll } from "./poll.js";
import { askForKey, changes, forget, key } from "./session.js";

const who = document.getElementById("who");
const health = document.getElementById("health");
const trouble = document.getElementById("trouble");
let known = null;

/** What the service says of itself and of you. */
export function about() {
  known ??= json("/v1/about").catch((error) => {
    known = null;
    throw error;
  });
  return known;
}

/** Whether you may do something; the service has the last word. */
export function may(scope, { authentication, scopes = [] }) {
  return authentication === "none" || scopes.includes(scope) || scopes.includes("admin");
}

async function showWho() {
  try {
    const { owner, scopes, authentication, version } = await about();
    document.getElementById("version").textContent = version;
    renew(who,
      h("span", { title: authentication === "none" ? "No key is needed" : scopes.join(", ") },
        authentication === "none" ? owner : `${owner} (${scopes.join(", ")})`),
      key() ? h("button", { type: "button", "data-key": "forget",
        title: "Removes the API key from this tab", onclick: forget }, "Forget key") : null);
  } catch (error) {
    const text = error.status === 401 ? "no key" : "";
    renew(who, h("span", {}, text), error.status === 401 ? h("button", { type: "button",
      onclick: () => askForKey("This service asks for an API key.") }, "Enter a key") : null);
  }
}

async function showHealth() {
  const response = await fetch(address("/health/ready"), { cache: "no-store" })
    .catch(() => null);
  const [state, text] = response === null ? ["bad", "not reachable"]
    : response.ok ? ["good", "ready"] : ["bad", "not ready"];
  health.dataset.state = state;
  setText(health, text);
}

/** Fills the frame and keeps it true. */
export function frame() {
  changes.addEventListener("change", () => {
    known = null;
    showWho();
  });
  connection.addEventListener("change", ({ detail: { isDown } }) => {
    trouble.hidden = !isDown;
    setText(trouble, isDown ? "The service cannot be reached; trying again." : "");
    announce(isDown ? "The service cannot be reached." : "The service is back.");
    if (!isDown) {
      known = null;
      showWho();
    }

    showHealth();
  });
  // Its address would be taken for a page's.
  document.getElementById("skip").addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("main").focus();
  });
  showWho();
  poll(showHealth, 5, new AbortController().signal);
}
