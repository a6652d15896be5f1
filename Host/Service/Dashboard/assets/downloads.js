// Files of a run. The key goes in a header, so they are fetched and then handed to the browser.
import { call } from "./api.js";
import { h, setText } from "./dom.js";

const kinds = [
  ["JSON", "result", "application/json", "json", "All figures"],
  ["CSV", "result", "text/csv", "csv", "A row for each metric"],
  ["Parquet", "result", "application/vnd.apache.parquet", "parquet", "The distributions"],
  ["Arrow", "result", "application/vnd.apache.arrow.file", "arrow", "The distributions"],
  ["Manifest", "manifest", "application/json", "manifest.json", "How the result came about"],
  ["Scenario", "scenario", "*/*", "yaml", "The scenario as it was submitted"],
];

/** Buttons that save a run's files. */
export function downloads(run) {
  const problem = h("span", { class: "bad", role: "alert" });
  const buttons = kinds.map(([name, part, type, ending, hint]) => {
    const button = h("button", { type: "button", title: hint, onclick: async () => {
      button.disabled = true;
      setText(problem, "");
      try {
        await save(`/v1/runs/${run.id}/${part}`, type, `${run.scenario}-${run.id.slice(0, 8)}`,
          ending);
      } catch (error) {
        setText(problem, `${name}: ${error.message}`);
      } finally {
        button.disabled = false;
      }
    } }, name);
    return button;
  });
  return h("p", { class: "actions" }, buttons, problem);
}

/** Fetches something and saves it as a file. */
export async function save(path, type, stem, ending) {
  const response = await call(path, { headers: { Accept: type } });
  const isJson = ending === "yaml"
    && response.headers.get("Content-Type")?.includes("application/json");
  const url = URL.createObjectURL(await response.blob());
  const anchor = h("a", { href: url, download: `${stem}.${isJson ? "json" : ending}` });
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}
