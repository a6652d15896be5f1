// The API key. It lives in this tab's session storage and nowhere else, and is asked for when the
// service wants one.
import { field, h } from "./dom.js";

const place = "gpurisk-key";
export const changes = new EventTarget();
let asking = null;

/** The key, or null. */
export function key() {
  return sessionStorage.getItem(place);
}

/** Gets the key for the code of the link that the service tells at its start. */
export async function logIn(code) {
  const answer = await fetch(new URL("login", document.baseURI), { method: "POST", body: code })
    .catch(() => null);
  if (answer?.ok) {
    sessionStorage.setItem(place, await answer.text());
  }

  return answer?.ok === true;
}

/** Forgets the key. */
export function forget() {
  sessionStorage.removeItem(place);
  changes.dispatchEvent(new Event("change"));
}

/** Asks for a key; true when one was given, false when the person declined. */
export function askForKey(reason) {
  asking ??= ask(reason).finally(() => {
    asking = null;
  });
  return asking;
}

function ask(reason) {
  const input = h("input", { type: "password", autocomplete: "off", spellcheck: "false",
    required: true, size: 40 });
  const form = h("form", {},
    h("h2", { id: "key-title" }, "API key"),
    h("p", {}, reason),
    field("Key", input, "Kept in this tab until it is closed or you forget the key."),
    h("p", { class: "actions" },
      h("button", { type: "submit", class: "primary" }, "Use this key"),
      h("button", { type: "button", onclick: () => dialog.close() }, "Not now")));
  const dialog = h("dialog", { "aria-labelledby": "key-title" }, form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      sessionStorage.setItem(place, input.value.trim());
      dialog.close();
      changes.dispatchEvent(new Event("change"));
      resolve(true);
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(false);
    });
    dialog.showModal();
  });
}
