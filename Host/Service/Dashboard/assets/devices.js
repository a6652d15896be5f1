// The devices and how busy they have been since the page was opened.
import { h, renew } from "./dom.js";
import { none, rate, short } from "./format.js";

const remembered = 80;
const svg = "http://www.w3.org/2000/svg";

/** Draws a list of devices into a place; each call adds a moment to the lines of their load. */
export function deviceList(place) {
  const loads = new Map();
  return (devices) => {
    renew(place, h("ul", { class: "devices" }, devices.map((device) => {
      const past = [...loads.get(device.id) ?? [], device.busy ?? 0].slice(-remembered);
      loads.set(device.id, past);
      return entry(device, past);
    })));
  };
}

function entry(device, past) {
  const state = !device.usable ? "unusable" : device.inUse ? "in use" : "not used";
  return h("li", { class: device.usable ? null : "off" },
    h("div", { class: "device" },
      h("strong", {}, device.id), " ",
      h("span", { class: "quiet" }, device.name === device.id ? "" : device.name),
      h("span", { class: "end quiet" }, state)),
    device.inUse ? h("div", { class: "load" },
      line(past, device.id),
      h("span", { class: "n" }, `${Math.round(100 * (device.busy ?? 0))}% busy`),
      h("span", { class: "n end" }, rate(device.pathsPerSecond))) : null,
    device.problem ? h("p", { class: device.usable ? "bad" : "quiet" }, device.problem)
      : h("p", { class: "quiet" }, [device.detail,
        device.paths > 0 ? `${short(device.paths)} paths so far` : null]
        .filter((text) => text).join(" \u00b7 ")));
}

function line(past, name) {
  const [width, height] = [120, 20];
  const point = (busy, i) => `${(width - (past.length - 1 - i) * (width / (remembered - 1)))
    .toFixed(1)},${(height - 1 - Math.min(1, busy) * (height - 2)).toFixed(1)}`;
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  picture.setAttribute("class", "spark");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", `Load of ${name} since this page was opened, now ${
    past.length ? Math.round(100 * past[past.length - 1]) : none}%`);
  const area = document.createElementNS(svg, "polygon");
  const points = past.map(point);
  const first = points[0].split(",")[0];
  area.setAttribute("points", `${first},${height} ${points.join(" ")} ${width},${height}`);
  const top = document.createElementNS(svg, "polyline");
  top.setAttribute("points", points.join(" "));
  picture.append(area, top);
  return picture;
}
