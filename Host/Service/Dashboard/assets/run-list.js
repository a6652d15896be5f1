// The runs of the past, filtered by state and scenario, page by page.
import { json } from "./api.js";
import { choice, field, h, renew } from "./dom.js";
import { poll } from "./poll.js";
import { amend } from "./router.js";
import { runColumns } from "./run-parts.js";
import { table } from "./table.js";

const states = [["", "any state"], ...["queued", "running", "succeeded", "failed", "cancelled"]
  .map((state) => [state, state])];

/** A section that keeps its first page true and shows older pages on request. */
export function runList(query, signal) {
  const body = h("div", {});
  const filter = { state: query.get("state") ?? "", scenario: query.get("scenario") ?? "" };
  // The cursors of the pages before the one that is shown.
  let trail = [];
  let after = null;
  let polling = new AbortController();

  const load = async (inner) => {
    const answer = await json("/v1/runs", { signal: inner,
      query: [["state", filter.state], ["scenario", filter.scenario], ["limit", 20],
        ["after", after]] });
    const rows = table("Runs", runColumns, answer.runs, { empty: filter.state || filter.scenario
      ? "No run is like that." : "No runs yet." });
    renew(body, rows, pager(answer.next));
  };

  const restart = () => {
    polling.abort();
    polling = new AbortController();
    const inner = AbortSignal.any([signal, polling.signal]);
    // Only the newest page changes by itself.
    poll(async () => {
      await load(inner);
      return after !== null;
    }, 3, inner, (error) => renew(body, h("p", { class: "bad" }, error.message)));
  };

  const turn = (cursor, past) => {
    after = cursor;
    trail = past;
    restart();
  };

  const pager = (next) => (trail.length === 0 && next === null ? null : h("p", { class: "pager" },
    h("button", { type: "button", "data-key": "newer", disabled: trail.length === 0,
      onclick: () => turn(trail.at(-1), trail.slice(0, -1)) }, "Newer"),
    h("button", { type: "button", "data-key": "older", disabled: next === null,
      onclick: () => turn(next, [...trail, after]) }, "Older"),
    h("span", { class: "quiet" }, `page ${trail.length + 1}`)));

  const change = () => {
    filter.state = state.value;
    filter.scenario = scenario.value.trim();
    amend(filter);
    turn(null, []);
  };
  const state = choice(states, filter.state, { onchange: change });
  const scenario = h("input", { type: "search", value: filter.scenario, onchange: change,
    spellcheck: "false", size: 18, placeholder: "any scenario" });
  restart();
  return h("section", {},
    h("div", { class: "heading" }, h("h2", {}, "Runs"),
      h("div", { class: "controls" }, field("State", state), field("Scenario", scenario))),
    body);
}
