// Questions that must be answered before something is done.
import { h } from "./dom.js";

/** Asks; true where the person agrees. */
export function confirmed(title, text, yes, no) {
  const dialog = h("dialog", { "aria-labelledby": "question", role: "alertdialog" },
    h("h2", { id: "question" }, title),
    h("p", {}, text),
    h("p", { class: "actions" },
      h("button", { type: "button", class: "danger", onclick: () => dialog.close("yes") }, yes),
      h("button", { type: "button", autofocus: true, onclick: () => dialog.close("no") }, no)));
  document.body.append(dialog);
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes");
    });
    dialog.showModal();
  });
}
