// How far a run is, as it goes on.
import { h, renew, setText } from "./dom.js";
import { count, duration, percent, rate } from "./format.js";
import { isOver } from "./run-parts.js";

/** A bar and its figures. */
export function runProgress() {
  const bar = h("progress", { max: "1", value: "0", "aria-label": "Paths done" });
  const strip = h("dl", { class: "strip" });
  const lost = h("p", { class: "notice", role: "status", hidden: true });
  const node = h("section", { class: "progress" }, lost, bar, strip);
  const update = (run) => {
    node.hidden = isOver(run);
    const done = run.pathsDone ?? 0;
    bar.value = run.paths > 0 ? done / run.paths : 0;
    const figures = run.state === "queued"
      ? [["Place in the queue", run.queuePosition === null ? "\u2013" : count(run.queuePosition)],
        ["Paths", count(run.paths)]]
      : [["Paths done", [count(done), h("small", {}, ` of ${count(run.paths)}`)]],
        ["Done", percent(done, run.paths)],
        ["Speed", rate(run.pathsPerSecond)],
        ["Time left", duration(run.secondsLeft)]];
    renew(strip, figures.map(([name, value]) => h("div", {}, h("dt", {}, name),
      h("dd", {}, value))));
  };
  const connected = (isLive, seconds) => {
    lost.hidden = isLive;
    setText(lost, isLive ? ""
      : `The connection was lost; reconnecting${seconds >= 1 ? ` in ${seconds} s` : ""}.`);
  };
  return { node, update, connected };
}
