// What a JSON Schema says of a place in a scenario.

/** The schemas that may hold for a frame, given what it and those around it already say. */
export function schemasOf(schema, frame) {
  const own = frame.parent === null ? [schema]
    : schemasOf(schema, frame.parent).flatMap((parent) => step(parent, frame.key));
  return variants(own, frame.keys);
}

/** The schemas of a key's value within a frame. */
export function schemasOfKey(schema, frame, key) {
  return schemasOf(schema, frame).flatMap((parent) => step(parent, key));
}

function step(schema, key) {
  if (key === "[]") {
    return schema.items ? [schema.items] : [];
  }

  const own = schema.properties?.[key];
  const other = typeof schema.additionalProperties === "object" ? schema.additionalProperties
    : null;
  return [own ?? other].filter((found) => found);
}

/** Choices narrowed by keys with one possible value, such as kind. */
function variants(schemas, keys) {
  return schemas.flatMap((schema) => {
    if (!schema.oneOf) {
      return [schema];
    }

    const fitting = schema.oneOf.filter((option) => Object.entries(option.properties ?? {})
      .every(([key, { const: fixed }]) => fixed === undefined || !keys.get(key)
        || keys.get(key) === String(fixed)));
    return variants(fitting.length > 0 ? fitting : schema.oneOf, keys);
  });
}

/** The keys that a frame may hold: { name, schema, isRequired }. */
export function keysOf(schema, frame) {
  const found = new Map();
  for (const option of schemasOf(schema, frame)) {
    for (const [name, value] of Object.entries(option.properties ?? {})) {
      const isRequired = option.required?.includes(name) ?? false;
      found.set(name, found.get(name) ?? { name, schema: value, isRequired });
    }
  }

  return [...found.values()];
}

/** The values that a key may have where they can be listed. */
export function valuesOf(schema, frame, key) {
  const found = new Map();
  const schemas = schemasOfKey(schema, frame, key);
  // A key that chooses among variants has all their values, whatever it says now.
  const without = { ...frame, keys: new Map([...frame.keys].filter(([name]) => name !== key)) };
  for (const value of [...schemas, ...schemasOfKey(schema, without, key)]) {
    const listed = value.enum ?? (value.const === undefined ? [] : [value.const]);
    const all = value.type === "boolean" ? [true, false] : listed;
    all.forEach((one) => found.set(String(one), value));
    if (value.default !== undefined) {
      found.set(String(value.default), value);
    }
  }

  return [...found].map(([text, of]) => ({ text, isDefault: String(of.default) === text }));
}

/** What kind of value a schema asks for, in few words. */
export function kindText(schema) {
  if (schema.enum || schema.const !== undefined) {
    return (schema.enum ?? [schema.const]).join(" | ");
  }

  const { minimum, exclusiveMinimum, maximum, exclusiveMaximum } = schema;
  const bounds = [
    minimum === undefined ? null : `\u2265 ${minimum}`,
    exclusiveMinimum === undefined ? null : `> ${exclusiveMinimum}`,
    maximum === undefined ? null : `\u2264 ${maximum}`,
    exclusiveMaximum === undefined ? null : `< ${exclusiveMaximum}`,
  ].filter((text) => text);
  return [schema.type ?? "", bounds.join(", ")].filter((text) => text).join(" ");
}

/** A description with the default, for people. */
export function describe(schema) {
  const fallback = schema.default === undefined ? "" : ` Default: ${schema.default}.`;
  return `${schema.description ?? ""}${fallback}`.trim();
}
