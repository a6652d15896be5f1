// One run, from its place in the queue to its report.
import { json } from "./api.js";
import { confirmed } from "./confirm.js";
import { convergence } from "./convergence.js";
import { announce, h, renew, setText } from "./dom.js";
import { estimateTable } from "./estimates.js";
import { count, moment, percent } from "./format.js";
import { link } from "./router.js";
import { RunFeed } from "./run-feed.js";
import { isOver, reasonText, stateMark } from "./run-parts.js";
import { runProgress } from "./run-progress.js";
import { runResult } from "./run-result.js";
import { facts } from "./table.js";

/** The page at #/runs/ID. */
export async function run({ main, parts: [id], signal, title }) {
  title("Run");
  const feed = new RunFeed(await json(`/v1/runs/${id}`, { signal }));
  const head = h("header", { class: "run" });
  const progress = runProgress();
  const chart = convergence(feed);
  const table = h("div", {});
  const estimates = h("section", { hidden: true }, h("h2", {}, "Estimates"), table);
  const places = { figures: h("div", {}), files: h("div", {}), report: h("div", {}) };
  main.append(head, progress.node, places.figures, h("div", { class: "columns" },
    h("div", { class: "major" }, chart.node),
    h("div", { class: "minor" }, estimates, places.files)), places.report);

  let shownState = null;
  const show = () => {
    const current = feed.run;
    progress.update(current);
    chart.update();
    // A finished run has better: its figures.
    estimates.hidden = isOver(current) || (feed.size() === 0 && !current.estimates?.length);
    renew(table, estimateTable(current.estimates ?? []));
    title(isOver(current) ? `${current.scenario} ${current.state}`
      : current.state === "running"
        ? `${percent(current.pathsDone, current.paths)} ${current.scenario}`
        : `${current.scenario} ${current.state}`);
    if (current.state !== shownState) {
      shownState = current.state;
      announce(`${current.scenario}: ${current.state}`);
      renew(head, heading(current));
      if (isOver(current)) {
        runResult(places, current, signal);
      }
    }
  };
  // A run that is long over tells all its checkpoints at once.
  let isAsked = false;
  const showSoon = () => {
    if (!isAsked) {
      isAsked = true;
      setTimeout(() => {
        isAsked = false;
        if (!signal.aborted) {
          show();
        }
      }, 50);
    }
  };
  show();
  await feed.listen(signal, (what, seconds) => {
    if (what === "live" || what === "lost") {
      progress.connected(feed.isLive, seconds);
      if (!feed.isLive) {
        announce("The connection was lost; reconnecting.");
      }
    } else {
      showSoon();
    }
  });
}

function heading(run) {
  const failed = run.state === "failed" || run.state === "cancelled";
  const reason = failed ? reasonText(run) : "";
  return [
    h("div", { class: "heading" },
      h("h1", {}, run.scenario, " ", stateMark(run.state),
        run.fromStore ? h("span", { class: "badge", title: "An identical run had been kept; "
          + "nothing was computed" }, "from the store") : null),
      actions(run)),
    reason ? h("p", { class: run.state === "failed" ? "notice bad" : "notice" },
      `${run.state === "failed" ? "Failed" : "Cancelled"}: ${reason}`) : null,
    facts([
      ["Kernel", run.kernel], ["Paths", count(run.paths)], ["Steps", count(run.steps)],
      ["Seed", String(run.seed)], ["Precision", run.precision],
      ["Priority", run.priority === null ? null : String(run.priority)], ["Owner", run.owner],
      ["Created", h("time", { datetime: run.created, title: run.created }, moment(run.created))],
      ["Deadline", run.deadline ? moment(run.deadline) : null],
      ["Sweep", run.sweep ? h("a", { href: link(`/sweeps/${run.sweep}`) },
        run.sweep.slice(0, 8)) : null],
      ["Run", h("code", {}, run.id)],
    ]),
  ];
}

function actions(run) {
  const problem = h("span", { class: "bad", role: "alert" });
  const cancel = h("button", { type: "button", class: "danger", "data-key": "cancel",
    onclick: async () => {
      if (!await confirmed("Cancel this run?",
        "What is done so far is kept as a partial result.", "Cancel the run", "Keep running")) {
        return;
      }

      cancel.disabled = true;
      setText(problem, "");
      try {
        await json(`/v1/runs/${run.id}/cancel`, { method: "POST" });
      } catch (error) {
        cancel.disabled = false;
        setText(problem, error.message);
      }
    } }, "Cancel");
  return h("div", { class: "actions" }, problem,
    isOver(run) ? null : cancel,
    h("a", { class: "button", href: link("/submit", { from: run.id }) }, "Run again"),
    run.state === "succeeded"
      ? h("a", { class: "button", href: link("/compare", { a: run.id }) }, "Compare") : null);
}
