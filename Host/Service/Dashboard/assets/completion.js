// Completion and hints from the JSON Schema of scenarios.
import { h } from "./dom.js";
import { describe, keysOf, kindText, schemasOfKey, valuesOf } from "./schema-walk.js";
import { pathOf, scan } from "./yaml-scan.js";

/** A source of completions for CodeMirror; `schema` is a promise that may come to null. */
export function completions(schema) {
  return async (context) => {
    const known = await schema;
    const { place } = scan(context.state.doc.toString(), context.pos);
    const typed = context.matchBefore(/[\w.-]*$/);
    if (!known || !place || (typed.from === typed.to && !context.explicit)) {
      return null;
    }

    const options = place.kind === "key" ? keyOptions(known, place, context)
      : valueOptions(known, place);
    return options.length === 0 ? null : { from: typed.from, options, validFor: /^[\w.-]*$/ };
  };
}

function keyOptions(schema, { frame, key }, context) {
  const after = context.state.sliceDoc(context.pos, context.pos + 40);
  const hasColon = /^[\w-]*\s*:/.test(after);
  return keysOf(schema, frame)
    .filter(({ name }) => name === key || !frame.keys.has(name))
    .map(({ name, schema: value, isRequired }) => ({
      label: name,
      type: "property",
      detail: isRequired ? "required" : "",
      info: () => card(value),
      boost: isRequired ? 1 : 0,
      apply: hasColon ? name : `${name}: `,
    }));
}

function valueOptions(schema, { frame, key }) {
  return valuesOf(schema, frame, key).map(({ text, isDefault }) => ({
    label: text, type: "enum", detail: isDefault ? "default" : "",
  }));
}

function card(schema) {
  return h("div", { class: "card" }, h("p", {}, describe(schema)),
    h("p", { class: "quiet" }, kindText(schema)));
}

/** What a key means, for a pointer that rests on it. */
export function hint(schema) {
  return async (view, position) => {
    const known = await schema;
    const { place } = scan(view.state.doc.toString(), position);
    if (!known || place?.kind !== "key" || !place.key) {
      return null;
    }

    const [found] = schemasOfKey(known, place.frame, place.key);
    if (!found?.description) {
      return null;
    }

    return { pos: place.from, end: place.to, above: true, create: () => ({ dom: h("div",
      { class: "card" },
      h("p", {}, h("code", {}, [...pathOf(place.frame), place.key].join("."))),
      h("p", {}, describe(found)), h("p", { class: "quiet" }, kindText(found))) }) };
  };
}
