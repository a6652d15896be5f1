// How a run is shown wherever it is shown.
import { h } from "./dom.js";
import { between, count, duration, estimateText, moment, none, percent, rate } from "./format.js";
import { link } from "./router.js";

const reasons = {
  "cancelled": "cancelled by request",
  "deadline": "its deadline passed",
  "run-time": "it ran longer than the service allows",
  "devices": "no device could go on",
  "outcome": "an outcome was not a number or out of range",
  "scenario-changed": "its scenario changed",
};

/** Whether a run has come to its end. */
export function isOver({ state }) {
  return ["succeeded", "failed", "cancelled"].includes(state);
}

/** Why a run failed or was cancelled, in words. */
export function reasonText({ reason, error }) {
  const words = reasons[reason] ?? reason ?? "";
  return error ? `${words ? `${words}: ` : ""}${error}` : words;
}

/** A state: never told by colour alone. */
export function stateMark(state) {
  return h("span", { class: "state", "data-state": state }, state);
}

/** A progress bar with its share as text beside it. */
export function progressBar(done, total, label) {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  return h("progress", { max: "1", value: share.toFixed(4), "aria-label": label },
    percent(done, total));
}

/** A link to a run by its scenario's name. */
export function runLink({ id, scenario }) {
  return h("a", { href: link(`/runs/${id}`) }, scenario);
}

/** The first estimate of a run, as numbers and a name. */
function headline({ estimates }) {
  const first = estimates?.[0];
  if (!first) {
    return none;
  }

  return [h("span", { class: "quiet" }, `${first.metric} `), estimateText(first)];
}

const share = ({ paths, pathsDone }) => percent(pathsDone, paths);

/** The columns of a list of runs. */
export const runColumns = [
  { title: "Scenario", kind: "t", cell: runLink },
  { title: "State", kind: "t", cell: (run) => [stateMark(run.state),
    run.state === "queued" && run.queuePosition ? ` #${run.queuePosition}` : "",
    run.state === "running" ? ` ${share(run)}` : ""] },
  { title: "Estimate", kind: "n wide", cell: headline },
  { title: "Paths", kind: "n", cell: (run) => count(run.paths) },
  { title: "Seed", kind: "n wide", cell: (run) => String(run.seed) },
  { title: "Created", kind: "n", cell: (run) =>
    h("time", { datetime: run.created, title: run.created }, moment(run.created)) },
  { title: "Took", kind: "n wide", cell: (run) =>
    (run.started ? duration(between(run.started, run.finished)) : none) },
  { title: "Owner", kind: "t wide", cell: (run) => run.owner },
];

/** The columns of the runs that are running now. */
export const liveColumns = [
  { title: "Scenario", kind: "t", cell: runLink },
  { title: "Progress", kind: "t", cell: (run) => h("span", { class: "meter" },
    progressBar(run.pathsDone, run.paths, `Progress of ${run.scenario}`), ` ${share(run)}`) },
  { title: "Estimate", kind: "n wide", cell: headline },
  { title: "Paths", kind: "n wide", cell: (run) => count(run.paths) },
  { title: "Rate", kind: "n wide", cell: (run) => rate(run.pathsPerSecond) },
  { title: "Left", kind: "n", cell: (run) => duration(run.secondsLeft) },
  { title: "Owner", kind: "t wide", cell: (run) => run.owner },
];
