"use strict";
// What charts are made of: numbers as text, axes, and the charts that every kernel has. Each
// chart is a function of a width that returns its picture, a sentence that stands for it, and
// its figures as a table.
const report = JSON.parse(document.getElementById("data").textContent);

const { figures } = globalThis;
const { shown } = figures;
const short = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** A figure in about four digits. */
const numberText = (value) => figures.compact(value);

/** A figure with its standard error, to the digits that the error leaves. */
const errorText = (value, error) => figures.plusMinus(value, error);

/** What all charts share. */
function frame(width, options) {
  return {
    width,
    marginLeft: 52,
    marginRight: 16,
    marginBottom: 36,
    style: { fontSize: "12px", background: "none", fontVariant: "tabular-nums" },
    ...options,
    x: { labelArrow: "none", labelAnchor: "center", nice: false, ...options.x },
    y: { labelArrow: "none", ...options.y },
  };
}

/** Ticks that leave room for their texts. */
function ticks(width) {
  return Math.max(3, Math.round(width / 110));
}

/** A tick's text, in the digits that tell it from the next. */
function axis(value, index, all) {
  const step = Array.isArray(all) && all.length > 1 ? Math.abs(all[1] - all[0]) : Infinity;
  const largest = Array.isArray(all) ? Math.max(...all.map(Math.abs)) : 0;
  const digits = step > 0 ? Math.ceil(Math.log10(largest / step)) + 1 : 3;
  const format = digits <= 3 || !Number.isFinite(digits) ? short
    : new Intl.NumberFormat("en", { notation: "compact",
      maximumSignificantDigits: Math.min(digits, 9) });
  return format.format(value === 0 ? 0 : value).replace("K", "k").replace("-", "\u2212");
}

/** How often outcomes lie beyond some values, where nearly all paths end alike. */
function drawExceedance(width, { picture, mean, error }) {
  const { scale, unit } = shown(picture.unit);
  const column = figures.scaleOf(picture.exceedance.map(({ threshold }) => scale * threshold));
  const rows = picture.exceedance.map(({ threshold, isAbove, count, share, low, high }) => ({
    name: `${isAbove ? "above" : "below"} ${figures.compact(scale * threshold, column)}`,
    isAbove, count, share: 100 * share, low: 100 * low, high: 100 * high,
    text: figures.mean(share, { standardError: null, low, high, untrusted: true }, 100),
  }));
  const svg = plot.plot(frame(width, {
    height: 60 + 26 * rows.length,
    marginLeft: 120,
    x: { type: "log", label: "share of paths, %, with its 95% interval", grid: true,
      ticks: Math.max(3, Math.round(width / 160)), tickFormat: (value) => numberText(value) },
    y: { label: null, domain: rows.map(({ name }) => name), padding: 0.4 },
    marks: [
      plot.ruleY(rows, { y: "name", x1: "low", x2: "high", stroke: "var(--accent)",
        strokeWidth: 2 }),
      plot.dot(rows, { y: "name", x: "share", r: 4, fill: "var(--accent)" }),
      plot.tip(rows, plot.pointerY({ x: "share", y: "name", title: (d) =>
        `${d.name} ${unit}\n${d.text}% of paths (${d.count})` })),
    ],
  }));
  return {
    svg,
    label: `How often ${picture.name} ends beyond a value: `
      + rows.map((d) => `${d.name} ${unit} on ${numberText(d.share)}%`).join("; ")
      + `. Mean ${figures.mean(mean, error, scale)} ${unit}.`,
    titles: [`${picture.name}, ${unit}`, "share of paths, %, 95%", "paths"],
    rows: rows.map((d) => [d.name, d.text, String(d.count)]),
  };
}

/** How often each outcome came. */
function drawDensity(width, metric) {
  const { picture, mean, error, p05, p95, shortfall } = metric;
  if (picture.exceedance?.length > 0) {
    return drawExceedance(width, metric);
  }

  const { low, high, counts, below, above } = picture.bars;
  const { scale, unit } = shown(picture.unit);
  const total = counts.reduce((sum, count) => sum + count, below + above);
  const step = (high - low) / counts.length;
  const bars = counts.map((count, i) => ({
    from: scale * (low + i * step),
    to: scale * (low + (i + 1) * step),
    share: (100 * count) / total,
  }));
  const marks = metric.marks
    .filter(({ value }) => value !== null && value >= low && value <= high)
    .map(({ name, value }) => ({ name, value: value * scale }));
  const svg = plot.plot(frame(width, {
    height: Math.min(320, Math.max(220, width * 0.4)),
    marginTop: 34,
    x: { label: `${picture.name}, ${unit}`, ticks: ticks(width), tickFormat: axis },
    y: { label: "share of paths, %", ticks: 5, grid: true, domain: [0,
      Math.max(...bars.map((bar) => bar.share)) * 1.04] },
    marks: [
      plot.rectY(bars, { x1: "from", x2: "to", y: "share", fill: "var(--accent)",
        insetLeft: 0.5, insetRight: 0.5 }),
      plot.ruleY([0]),
      low < 0 && high > 0 ? plot.ruleX([0], { stroke: "var(--quiet)" }) : null,
      plot.ruleX(marks, { x: "value", stroke: "var(--other)", strokeWidth: 1.5,
        strokeDasharray: (d) => (d.name === "mean" ? "none" : "4,3") }),
      plot.text(apart(marks, width, scale * low, scale * high), { x: "value", text: "name",
        frameAnchor: "top", lineAnchor: "bottom", dy: -4, fontWeight: 600 }),
      plot.tip(bars, plot.pointerX({ x: (d) => (d.from + d.to) / 2, y: "share",
        title: (d) => `${numberText(d.from)} to ${numberText(d.to)} ${unit}\n`
          + `${numberText(d.share)}% of paths` })),
    ],
  }));
  return {
    svg,
    label: `Histogram of ${picture.name}: mean ${figures.mean(mean, error, scale)} `
      + `${unit}, 5% quantile ${numberText(scale * p05)}, 95% quantile ${numberText(scale * p95)}`
      + (shortfall === null ? "." : `, expected shortfall at 95% ${numberText(scale * shortfall)}.`),
    titles: [`from, ${unit}`, `to, ${unit}`, "share of paths, %"],
    rows: bars.map((bar) => [bar.from, bar.to, bar.share].map((value) => numberText(value))),
  };
}

/** Marks whose texts would touch are named in one. */
function apart(marks, width, low, high) {
  const groups = [];
  for (const mark of [...marks].sort((a, b) => a.value - b.value)) {
    const last = groups[groups.length - 1];
    if (last && ((mark.value - last.value) / (high - low)) * (width - 68) < 36) {
      last.name += ", " + mark.name;
    } else {
      groups.push({ ...mark });
    }
  }

  return groups;
}

/** Where the texts of three rising values stand so that they do not touch. */
function besides([low, middle, high], gap) {
  return [Math.min(low, middle - gap), middle, Math.max(high, middle + gap)];
}

/** How a metric spreads over time. */
function drawFan(width, fan) {
  const { scale, unit } = shown(fan.unit);
  const horizon = fan.points[fan.points.length - 1].seconds;
  const [length, name] = horizon >= 5 * 86400 ? [86400, "days"]
    : horizon >= 3 * 3600 ? [3600, "hours"] : [60, "minutes"];
  const points = fan.points.map(({ seconds, ...rest }) => Object.fromEntries([
    ["time", seconds / length],
    ...Object.entries(rest).map(([key, value]) => [key, value * scale]),
  ]));
  const ends = ["p05", "p50", "p95"].map((key) => points[points.length - 1][key]);
  const height = Math.min(280, Math.max(200, width * 0.5));
  const range = Math.max(...points.map((d) => d.p95)) - Math.min(...points.map((d) => d.p05));
  const labels = besides(ends, (range * 14) / (height - 60));
  const svg = plot.plot(frame(width, {
    height,
    marginRight: 46,
    x: { label: name, ticks: ticks(width) },
    y: { label: unit, grid: true, ticks: 5, tickFormat: axis },
    marks: [
      plot.areaY(points, { x: "time", y1: "p05", y2: "p95", fill: "var(--accent)",
        fillOpacity: 0.2 }),
      plot.areaY(points, { x: "time", y1: "p25", y2: "p75", fill: "var(--accent)",
        fillOpacity: 0.4 }),
      plot.lineY(points, { x: "time", y: "p50", stroke: "var(--accent)", strokeWidth: 2 }),
      plot.ruleY([points[0].p50], { stroke: "var(--quiet)", strokeDasharray: "2,3" }),
      plot.text(ends, { x: () => horizon / length, y: labels,
        text: (end) => axis(end, 0, ends), textAnchor: "start", dx: 5 }),
      plot.tip(points, plot.pointerX({ x: "time", y: "p50",
        title: (d) => `after ${numberText(d.time)} ${name}\n95%  ${numberText(d.p95)}\n75%  `
          + `${numberText(d.p75)}\n50%  ${numberText(d.p50)}\n25%  ${numberText(d.p25)}\n`
          + `5%  ${numberText(d.p05)}` })),
    ],
  }));
  const last = points[points.length - 1];
  return {
    svg,
    label: `${fan.name} over ${numberText(horizon / length)} ${name}: at the end the median is `
      + `${numberText(last.p50)} ${unit}, nine tenths lie between ${numberText(last.p05)} and `
      + `${numberText(last.p95)}.`,
    titles: [name, "5%", "25%", "median", "75%", "95%"],
    rows: points.map((d) =>
      [d.time, d.p05, d.p25, d.p50, d.p75, d.p95].map((value) => numberText(value))),
  };
}

/** A mean as paths come in. */
function drawConvergence(width, metric) {
  const { picture } = metric;
  const { scale, unit } = shown(picture.unit);
  const points = picture.convergence.map(({ paths, mean, standardError }) => ({
    paths,
    doublings: Math.log2(paths),
    mean: mean * scale,
    error: standardError === null ? null : standardError * scale,
    low: scale * (mean - 1.96 * (standardError ?? 0)),
    high: scale * (mean + 1.96 * (standardError ?? 0)),
  }));
  const last = points[points.length - 1];
  const ends = [points[0].doublings - 0.3, last.doublings + 0.3];
  const svg = plot.plot(frame(width, {
    height: Math.min(280, Math.max(200, width * 0.35)),
    marginLeft: 64,
    x: { label: "paths", tickFormat: (value) => axis(Math.round(2 ** value)),
      ticks: points.map((d) => d.doublings).filter((_, i) => width > 500 || i % 2 === 0),
      domain: ends },
    y: { label: `mean of ${picture.name}, ${unit}`, grid: true, ticks: 5,
      tickFormat: axis },
    marks: [
      plot.areaY(ends, { x: (d) => d, y1: () => last.low,
        y2: () => last.high, fill: "var(--accent)", fillOpacity: 0.15 }),
      plot.ruleY([last.mean], { stroke: "var(--accent)", strokeOpacity: 0.6 }),
      plot.ruleX(points, { x: "doublings", y1: "low", y2: "high", stroke: "var(--accent)",
        strokeWidth: 1.5 }),
      plot.dot(points, { x: "doublings", y: "mean", r: 3.5, fill: "var(--accent)" }),
      plot.tip(points, plot.pointerX({ x: "doublings", y: "mean",
        title: (d) => `${numberText(d.paths)} paths\n${errorText(d.mean, d.error)} ${unit}` })),
    ],
  }));
  return {
    svg,
    label: `Mean of ${picture.name} by number of paths, from ${numberText(points[0].paths)} `
      + `(${errorText(points[0].mean, points[0].error)}) to ${numberText(last.paths)} `
      + `(${errorText(last.mean, last.error)} ${unit}).`,
    titles: ["paths", `mean, ${unit} \u00b1 s.e.`],
    rows: points.map((d) => [numberText(d.paths), errorText(d.mean, d.error)]),
  };
}
