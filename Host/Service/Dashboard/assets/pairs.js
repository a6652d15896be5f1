// Lines of a key and a value, such as settings.
import { h, renew, uniqueId } from "./dom.js";

/** A list of lines to which more can be added. `values()` are the filled ones as key=value. */
export function pairs({ legend, keyLabel, valueLabel, add, hint, keys, changed, initial = [] }) {
  const options = h("datalist", { id: uniqueId("keys") });
  const list = h("div", { class: "pairs" });
  const line = (key = "", value = "") => {
    const name = h("input", { value: key, list: options.id, "aria-label": keyLabel,
      placeholder: keyLabel, spellcheck: "false", oninput: changed, onfocus: () =>
        renew(options, keys().map((found) => h("option", { value: found }))) });
    const content = h("input", { value, "aria-label": valueLabel, placeholder: valueLabel,
      spellcheck: "false", oninput: changed });
    const row = h("div", { class: "pair" }, name, content, h("button", { type: "button",
      "aria-label": "Remove this line", title: "Remove this line", onclick: () => {
        row.remove();
        changed();
      } }, "\u00d7"));
    return row;
  };
  initial.forEach(([key, value]) => list.append(line(key, value)));
  const node = h("fieldset", {}, h("legend", {}, legend), hint ? h("p", { class: "quiet" }, hint)
    : null, options, list, h("button", { type: "button", onclick: () => {
    const row = line();
    list.append(row);
    row.querySelector("input").focus();
  } }, add));
  const values = () => [...list.children].map((row) =>
    [...row.querySelectorAll("input")].map((input) => input.value.trim()))
    .filter(([key, value]) => key !== "" && value !== "")
    .map(([key, value]) => `${key}=${value}`);
  return { node, values };
}
