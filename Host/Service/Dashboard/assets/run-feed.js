// What is known of a run as its events come in. A checkpoint that is told twice, as after a
// restart of the service, stands once.
import { isOver } from "./run-parts.js";
import { follow } from "./stream.js";

/** Gathers the events of a run. */
export class RunFeed {
  constructor(run) {
    this.run = run;
    this.checkpoints = new Map();
    this.isLive = true;
  }

  /** Listens until the run is over; `changed(what)` is told what came. */
  listen(signal, changed) {
    return follow(`/v1/runs/${this.run.id}/events`, {
      signal,
      receive: (event, data) => {
        this.take(event, data);
        changed(event);
      },
      notice: (isLive, seconds) => {
        this.isLive = isLive;
        changed(isLive ? "live" : "lost", seconds);
      },
    });
  }

  take(event, data) {
    if (event === "run") {
      this.run = { ...data, estimates: data.estimates?.length ? data.estimates
        : this.run.estimates };
    } else if (event === "checkpoint") {
      this.checkpoints.set(data.chunk, { paths: data.pathsDone, estimates: data.estimates });
      this.run = { ...this.run, estimates: data.estimates,
        pathsDone: Math.max(this.run.pathsDone ?? 0, data.pathsDone) };
    } else if (event === "progress" && !isOver(this.run)) {
      this.run = { ...this.run, ...data };
    }
  }

  /** The number of points. */
  size() {
    return this.checkpoints.size;
  }

  /** The names of the metrics that have points. */
  metrics() {
    const [first] = this.checkpoints.values();
    return (first?.estimates ?? []).map(({ metric }) => metric);
  }

  /** The points of a metric by number of paths. */
  series(metric) {
    let unit = "";
    const points = [];
    for (const { paths, estimates } of this.checkpoints.values()) {
      const found = estimates.find((estimate) => estimate.metric === metric);
      if (found && found.mean !== null) {
        unit = found.unit;
        points.push({ paths, mean: found.mean, standardError: found.standardError });
      }
    }

    return { unit, points: points.sort((a, b) => a.paths - b.paths) };
  }
}
