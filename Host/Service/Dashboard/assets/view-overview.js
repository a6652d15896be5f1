// What the service does now and has done lately.
import { json } from "./api.js";
import { h, renew } from "./dom.js";
import { deviceList } from "./devices.js";
import { nodeTable } from "./nodes.js";
import { count, duration, none, plural, rate } from "./format.js";
import { poll } from "./poll.js";
import { link } from "./router.js";
import { liveColumns } from "./run-parts.js";
import { runList } from "./run-list.js";
import { table } from "./table.js";

/** The page at #/. */
export async function overview({ main, query, signal, title }) {
  title("Overview");
  const strip = h("dl", { class: "strip" });
  const live = h("div", {});
  const devices = h("div", {});
  const owners = h("div", {});
  const nodes = h("section", { hidden: true });
  main.append(
    h("h1", { class: "unseen" }, "Overview"),
    strip,
    h("div", { class: "columns" },
      h("div", { class: "major" },
        section("Running", live),
        runList(query, signal),
        nodes),
      h("div", { class: "minor" },
        section("Devices", devices),
        section("Shares of the queue", owners))));
  const draw = deviceList(devices);
  await Promise.all([
    poll(async () => {
      const [queue, running] = await Promise.all([
        json("/v1/queue", { signal }),
        json("/v1/runs", { query: [["state", "running"], ["limit", 50]], signal }),
      ]);
      renew(strip, figures(queue, running.runs));
      renew(live, running.runs.length === 0
        ? h("p", { class: "quiet" }, "Nothing is running. ",
          h("a", { href: link("/submit") }, "Start a run"))
        : table("Running", liveColumns, running.runs));
      renew(owners, ownerTable(queue.owners ?? []));
    }, 1.5, signal, (error) => {
      if (error.status > 0) {
        renew(live, h("p", { class: "bad" }, error.message));
      }
    }),
    poll(async () => draw(await json("/v1/devices", { signal })), 1.5, signal),
    poll(async () => {
      const all = await json("/v1/nodes", { signal });
      nodes.hidden = all.length < 2;
      renew(nodes, [h("h2", {}, "Hosts"), nodeTable(all)]);
    }, 3, signal),
  ]);
}

function section(name, ...content) {
  return h("section", {}, h("h2", {}, name), content);
}

function figures(queue, running) {
  const speed = running.reduce((sum, run) => sum + (run.pathsPerSecond ?? 0), 0);
  return [
    ["Running", count(queue.running)],
    ["Queued", [count(queue.queued), h("small", {}, ` of ${count(queue.limit)}`)]],
    ["Drained in", queue.queued + queue.running === 0 ? none : duration(queue.secondsToDrain)],
    ["Speed", running.length === 0 ? none : rate(speed)],
  ].map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)));
}

function ownerTable(owners) {
  const all = owners.reduce((sum, owner) => sum + owner.seconds, 0);
  return table("Owners", [
    { title: "Owner", kind: "t", cell: (owner) => owner.owner },
    { title: "Running", kind: "n", cell: (owner) => count(owner.running) },
    { title: "Queued", kind: "n", cell: (owner) => count(owner.queued) },
    { title: "Computed lately", kind: "n", cell: (owner) => h("span",
      { title: `${plural(Math.round(owner.seconds), "second")} of computing` },
      all > 0 ? `${Math.round((100 * owner.seconds) / all)}%` : none) },
  ], owners, { empty: "Nobody has asked for anything lately." });
}
