// Elements. What comes from users only ever becomes text, never markup.

/** An element with attributes, listeners (onclick: ...) and children; null children are left
 * out. */
export function h(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      node.addEventListener(key.slice(2), value);
    } else if (value !== null && value !== undefined && value !== false) {
      node.setAttribute(key, value === true ? "" : String(value));
    }
  }

  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** Replaces the children of a node; what had the focus has it again if it is still there. */
export function renew(node, ...children) {
  const held = node.contains(document.activeElement) ? document.activeElement : null;
  const key = held?.getAttribute("data-key") ?? held?.getAttribute("href");
  node.replaceChildren(...children.flat().filter((child) => child !== null));
  if (key) {
    [...node.querySelectorAll("[data-key], a[href]")]
      .find((other) => (other.getAttribute("data-key") ?? other.getAttribute("href")) === key)
      ?.focus({ preventScroll: true });
  }
}

/** Sets a text only where it differs, so that nothing is announced twice. */
export function setText(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

let count = 0;

/** A name that no other element has. */
export function uniqueId(stem) {
  count++;
  return `${stem}-${count}`;
}

/** A control with its label. */
export function field(label, control, hint = null) {
  control.id ||= uniqueId("field");
  const note = hint === null ? null : h("small", { id: `${control.id}-hint` }, hint);
  if (note) {
    control.setAttribute("aria-describedby", note.id);
  }

  return h("div", { class: "field" }, h("label", { for: control.id }, label), control, note);
}

/** A choice among [value, text] pairs. */
export function choice(options, value, attributes = {}) {
  const select = h("select", attributes,
    options.map(([key, text]) => h("option", { value: key }, text)));
  select.value = value;
  return select;
}

const announcer = document.getElementById("announcer");

/** Says something to those who do not see the page. */
export function announce(text) {
  setText(announcer, text);
}
