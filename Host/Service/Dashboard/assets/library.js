// Scenarios to start from.
import { call, json } from "./api.js";
import { choice, field, h, renew } from "./dom.js";

/** A choice that puts a scenario of the library into the editor. */
export function library({ signal, chosen }) {
  const about = h("p", { class: "quiet" });
  const select = choice([["", "choose\u2026"]], "", { onchange: () => take(select.value) });
  let scenarios = [];
  json("/v1/scenarios", { signal }).then((found) => {
    scenarios = found;
    for (const kernel of [...new Set(found.map((scenario) => scenario.kernel))]) {
      select.append(h("optgroup", { label: kernel }, found
        .filter((scenario) => scenario.kernel === kernel)
        .map(({ name, title }) => h("option", { value: name }, title || name))));
    }
  }, () => {});
  const take = async (name) => {
    const found = scenarios.find((scenario) => scenario.name === name);
    if (!found) {
      return;
    }

    const files = found.needsFiles ?? [];
    renew(about, found.description, files.length > 0
      ? ` It reads ${files.join(" and ")}, which must be in the `
      + "service's folder of files." : "");
    try {
      chosen(await (await call(`/v1/scenarios/${encodeURIComponent(name)}`, { signal,
        headers: { Accept: "application/yaml, text/plain;q=0.9, */*;q=0.1" } })).text());
    } catch (error) {
      renew(about, error.message);
    }
  };
  return h("div", {}, field("Start from the library", select), about);
}
