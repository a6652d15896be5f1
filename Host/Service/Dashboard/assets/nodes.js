// The hosts that share the queue, and what each does for the others.
import { count, none, rate, short } from "./format.js";
import { table } from "./table.js";

/** The hosts as a table. */
export function nodeTable(nodes) {
  return table("Hosts", [
    { title: "Host", kind: "t", cell: name },
    { title: "State", kind: "t", cell: (node) => node.problem ?? node.state },
    { title: "Runs", kind: "n", cell: (node) => count(node.runs) },
    { title: "Speed", kind: "n", cell: speed },
    { title: "Helps with", kind: "t", cell: (node) => node.helpsWith?.slice(-8) ?? none },
    { title: "Helped", kind: "n", cell: (node) => `${short(node.pathsHelped ?? 0)} paths` },
    { title: "Lent", kind: "n", cell: (node) => count(node.leases ?? 0) },
    { title: "Done again", kind: "n", cell: (node) => `${short(node.pathsDoneAgain ?? 0)} paths` },
  ], nodes);
}

// Of the process, as much as tells it from others.
function name(node) {
  const text = node.name.replace(/-([0-9a-f]{6})[0-9a-f]{26}$/, "-$1");
  return node.isThis ? `${text} (this)` : text;
}

function speed(node) {
  const devices = node.devices ?? [];
  const all = devices.reduce((sum, device) => sum + (device.pathsPerSecond ?? 0), 0);
  return all > 0 ? rate(all) : none;
}
