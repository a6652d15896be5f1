// A run's report: a page of its own, shown in a frame that may run its scripts and nothing more.
import { address, call } from "./api.js";
import { h, renew } from "./dom.js";
import { about } from "./frame.js";

/** A section with the report; it is fetched once for the frame and the tab. */
export function report(run, signal) {
  const place = h("div", {}, h("p", { class: "quiet" }, "Loading the report."));
  const tab = h("span", {});
  fill(place, tab, run, signal);
  return h("section", {}, h("div", { class: "heading" }, h("h2", {}, "Report"), tab), place);
}

// A link cannot carry a key, so what was fetched with one gets an address of its own.
function temporary(page, signal) {
  const url = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  signal.addEventListener("abort", () => URL.revokeObjectURL(url));
  return url;
}

async function fill(place, tab, run, signal) {
  try {
    const response = await call(`/v1/runs/${run.id}/report`,
      { headers: { Accept: "text/html" }, signal });
    const page = await response.text();
    const { authentication } = await about();
    const url = authentication === "none" ? address(`/v1/runs/${run.id}/report`).href
      : temporary(page, signal);
    const frame = h("iframe", { title: `Report of ${run.scenario}`, sandbox: "allow-scripts" });
    frame.srcdoc = page;
    renew(tab, h("a", { href: url, target: "_blank", rel: "noopener" }, "Open in a new tab"));
    renew(place, frame);
  } catch (error) {
    if (!signal.aborted) {
      renew(place, h("p", { class: "quiet" }, error.status === 404 || error.status === 409
        ? "This run has no report." : error.message));
    }
  }
}
