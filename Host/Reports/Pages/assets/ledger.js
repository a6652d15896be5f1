"use strict";
// Charts of the ledger: who gains, by what channel, from whom, and how unequally.
const classes = report.ledger?.accounts.filter((account) => account.kind === "class") ?? [];

// Seven colours that the colour-blind tell apart, and then paler ones of the same hues: lightness
// tells those from the first.
const palette = ["--c1", "--c2", "--c3", "--c4", "--c5", "--c6", "--c7",
  "--c1b", "--c2b", "--c3b", "--c4b", "--c6b", "--c7b"].map((c) => `var(${c})`);
const centre = "var(--accent)";
const dispersed = "var(--other)";

/** Colours and what they stand for, as a list. */
function legend(entries) {
  const list = document.createElement("ul");
  list.className = "legend";
  for (const [name, colour] of entries) {
    const item = document.createElement("li");
    if (colour !== null) {
      const swatch = document.createElement("span");
      swatch.style.background = colour;
      item.append(swatch);
    }

    item.append(name);
    list.append(item);
  }

  return list;
}

const sides = () => legend([["centralised", centre], ["dispersed", dispersed]]);

/** Densities of the classes' profits, one above another. */
function drawRidges(width, per) {
  const names = new Map(report.metrics.map((metric) => [metric.picture.name, metric]));
  const rows = classes
    .map((account) => ({ account, metric: names.get(`${account.name}.profit`) }))
    .filter(({ account, metric }) => metric && (per !== "wealth" || account.wealthUsd > 0))
    .map(({ account, metric }) => {
      const scale = per === "wealth" ? 100 / account.wealthUsd
        : per === "wallet" ? 1 / Math.max(account.wallets, 1) : 1;
      const { low, high, counts } = metric.picture.bars;
      const step = (high - low) / counts.length;
      return { account, metric, scale, mean: metric.mean * scale,
        edges: counts.map((count, i) => ({
          from: scale * (low + i * step), to: scale * (low + (i + 1) * step), count })) };
    })
    .sort((a, b) => b.mean - a.mean);
  const unit = per === "wealth" ? "% of wealth" : per === "wallet" ? "USD a wallet" : "USD";

  // Profits of classes differ by orders of magnitude and in sign: far from zero the axis is
  // logarithmic, near it linear. Areas are kept by measuring widths on that axis.
  const reach = rows.map(({ edges }) =>
    Math.max(Math.abs(edges[0].from), Math.abs(edges[edges.length - 1].to)));
  const constant = Math.max(Math.min(...reach) / 3, Math.max(...reach) / 1e5);
  const bend = (x) => Math.sign(x) * Math.log1p(Math.abs(x) / constant);
  for (const row of rows) {
    const total = row.edges.reduce((sum, edge) => sum + edge.count, 0);
    row.edges.forEach((edge) => {
      edge.density = edge.count / total / (bend(edge.to) - bend(edge.from));
    });
  }

  const narrow = width < 560;
  const peaks = rows.map((row) => Math.max(...row.edges.map((edge) => edge.density)));
  const outlines = rows.flatMap((row, i) => {
    // Narrow peaks would dwarf all else, so heights are roots of densities, each to its own peak.
    const height = (density) => 0.85 * Math.sqrt(density / peaks[i]);
    const base = rows.length - 1 - i;
    const points = row.edges.map((edge) => ({
      x: (edge.from + edge.to) / 2, y: base + height(edge.density), base, row }));
    const ends = [row.edges[0].from, row.edges[row.edges.length - 1].to];
    return [{ ...points[0], x: ends[0], y: base }, ...points,
      { ...points[0], x: ends[1], y: base }];
  });
  const colour = ({ row }) => (row.account.centralised ? centre : dispersed);
  const label = ({ account, metric, scale }) =>
    `${account.name}: mean ${figures.mean(metric.mean, metric.error, scale)} ${unit}`;
  const bases = rows.map((row, i) => ({ row, base: rows.length - 1 - i }));
  const svg = plot.plot(frame(width, {
    height: 60 + rows.length * (narrow ? 44 : 40),
    marginLeft: narrow ? 8 : 110,
    marginTop: 26,
    x: { type: "symlog", constant, label: `profit, ${unit}`, tickFormat: axis, grid: true,
      ticks: symlogTicks(rows, constant, width) },
    y: { axis: null, domain: [-0.1, rows.length + 0.2] },
    marks: [
      plot.ruleX([0], { stroke: "var(--quiet)" }),
      plot.areaY(outlines, { x: "x", y1: "base", y2: "y", z: "base", fill: colour,
        fillOpacity: 0.55, stroke: colour, curve: "monotone-x" }),
      plot.ruleX(bases, { x: (d) => d.row.mean, y1: "base", y2: (d) => d.base + 0.55,
        stroke: "currentColor", strokeWidth: 1.5 }),
      plot.text(bases, narrow
        ? { frameAnchor: "left", y: "base", dy: -22, text: (d) => d.row.account.name,
          textAnchor: "start", className: "halo", fontWeight: 600 }
        : { frameAnchor: "left", y: "base", dx: -8, dy: -8, text: (d) => d.row.account.name,
          textAnchor: "end" }),
      plot.tip(bases, plot.pointerY({ x: (d) => d.row.mean, y: "base",
        title: (d) => label(d.row) })),
    ],
  }));
  return {
    svg,
    legend: sides(),
    label: `Distribution of profit by class, from the highest mean to the lowest. `
      + rows.map(label).join("; ") + ".",
    titles: ["class", `mean, ${unit} \u00b1 s.e.`, "5%", "95%"],
    rows: rows.map(({ account, metric, scale }) => [account.name,
      figures.mean(metric.mean, metric.error, scale), numberText(metric.p05 * scale),
      numberText(metric.p95 * scale)]),
  };
}

/** Powers of ten on both sides of zero, as many as there is room for. */
function symlogTicks(rows, constant, width) {
  const all = rows.flatMap(({ edges }) => [edges[0].from, edges[edges.length - 1].to]);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const first = Math.ceil(Math.log10(constant));
  const last = Math.floor(Math.log10(Math.max(-low, high)));
  const stride = Math.max(1, Math.ceil((2 * (last - first + 1)) / ticks(width)));
  const powers = [];
  for (let power = last; power >= first; power -= stride) {
    powers.push(10 ** power);
  }

  return [...powers.map((p) => -p), 0, ...powers].filter((tick) => tick >= low && tick <= high);
}

function mountRidges(figure) {
  let per = classes.every((account) => account.wealthUsd > 0) ? "wealth" : "class";
  const redraw = mount(figure, (width) => drawRidges(width, per));
  choose(figure, "Profit", [[null, [["wealth", "per cent of wealth"],
    ["wallet", "USD a wallet"], ["class", "USD"]]]], per, (value) => {
    per = value;
    redraw();
  });
}

/** What each class earned and paid by channel. */
function drawChannels(width, relative) {
  const entries = report.ledger.channels;
  const weight = new Map(classes.map(({ name }) => [name, relative
    ? entries.filter((d) => d.account === name).reduce((sum, d) => sum + Math.abs(d.mean), 0) / 100
    : 1]));
  const sizes = new Map();
  entries.forEach((d) => sizes.set(d.channel,
    (sizes.get(d.channel) ?? 0) + Math.abs(d.mean) / weight.get(d.account)));
  const ranked = [...sizes.keys()].sort((a, b) => sizes.get(b) - sizes.get(a));
  const named = ranked.slice(0, palette.length);
  const colourOf = (channel) => palette[named.indexOf(channel)] ?? "var(--c8)";
  const bars = [];
  for (const { name } of classes) {
    const reach = { plus: 0, minus: 0 };
    for (const channel of ranked) {
      const entry = entries.find((d) => d.account === name && d.channel === channel);
      if (entry) {
        const side = entry.mean > 0 ? "plus" : "minus";
        const from = reach[side];
        reach[side] += entry.mean / weight.get(name);
        bars.push({ ...entry, from, to: reach[side] });
      }
    }
  }

  const narrow = width < 560;
  const unit = relative ? "% of all that the class earns and pays" : "USD";
  const totals = classes.map((account) => ({ ...account, text:
    figures.mean(account.mean, account.error, 1) }));
  const svg = plot.plot(frame(width, {
    height: 70 + classes.length * (narrow ? 40 : 30),
    marginLeft: narrow ? 8 : 110,
    marginRight: narrow ? 8 : 130,
    x: { label: unit, tickFormat: axis, ticks: ticks(width), grid: true },
    y: { domain: classes.map(({ name }) => name), label: null, axis: null, padding:
      narrow ? 0.5 : 0.25 },
    marks: [
      plot.barX(bars, { x1: "from", x2: "to", y: "account", fill: (d) => colourOf(d.channel),
        stroke: "var(--paper)", strokeWidth: 0.75 }),
      plot.ruleX([0], { stroke: "currentColor" }),
      plot.text(totals, { y: "name", text: "name", frameAnchor: "left", fontWeight: narrow
        ? 600 : null, textAnchor: narrow ? "start" : "end", dx: narrow ? 0 : -8,
      dy: narrow ? -18 : 0 }),
      narrow ? null : plot.text(totals, { y: "name", text: "text", frameAnchor: "right",
        textAnchor: "start", dx: 8 }),
      narrow ? null : plot.text(["net, USD"], { frameAnchor: "top-right", textAnchor: "start",
        dx: 8, dy: -14, fontWeight: 600 }),
      plot.tip(bars, plot.pointer({ x: (d) => (d.from + d.to) / 2, y: "account",
        title: (d) => `${d.account}\n${d.channel}\n${figures.mean(d.mean, d.error, 1)} USD` })),
    ],
  }));
  const rest = ranked.length > named.length ? [["other channels", "var(--c8)"]] : [];
  return {
    svg,
    legend: legend([...named.map((channel) => [channel, colourOf(channel)]), ...rest]),
    label: "Earnings and payments of each class by channel. Net: "
      + totals.map((d) => `${d.name} ${d.text} USD`).join("; ") + ".",
    titles: ["class", "channel", "mean, USD \u00b1 s.e."],
    rows: bars.map((d) => [d.account, d.channel, figures.mean(d.mean, d.error, 1)]),
  };
}

function mountChannels(figure) {
  let relative = true;
  const redraw = mount(figure, (width) => drawChannels(width, relative));
  choose(figure, "Length", [[null, [["relative", "per cent of the class's turnover"],
    ["usd", "USD"]]]], "relative", (value) => {
    relative = value === "relative";
    redraw();
  });
}

/** The Lorenz curve of gains. */
function drawLorenz(width) {
  const known = report.ledger.lorenz;
  const ends = [0, 1]
    .filter((end) => !known.some((d) => d.wallets === end))
    .map((end) => ({ wallets: end, mean: end, standardError: null, p05: null, p95: null }));
  const points = [...known, ...ends].sort((a, b) => a.wallets - b.wallets).map((d) => ({
    wallets: 100 * d.wallets, mean: 100 * d.mean, error: 100 * d.standardError,
    p05: 100 * (d.p05 ?? d.mean), p95: 100 * (d.p95 ?? d.mean) }));
  const side = Math.min(width, 460);
  const gini = report.ledger.gini;
  const svg = plot.plot(frame(side, {
    height: side,
    marginTop: 22,
    x: { label: "wallets, %, those who gain least first", domain: [0, 100], ticks: 5 },
    y: { label: "gains, %", domain: [0, 100], ticks: 5, grid: true },
    marks: [
      plot.link([0], { x1: 0, y1: 0, x2: 100, y2: 100, stroke: "var(--quiet)",
        strokeDasharray: "2,3" }),
      plot.areaY(points, { x: "wallets", y1: "p05", y2: "p95", fill: "var(--accent)",
        fillOpacity: 0.25 }),
      plot.lineY(points, { x: "wallets", y: "mean", stroke: "var(--accent)", strokeWidth: 2 }),
      gini === null || gini === undefined ? null : plot.text([0], { x: 4, y: 94,
        text: () => `Gini ${gini.toFixed(3)}`, textAnchor: "start", fontWeight: 600 }),
      plot.tip(points, plot.pointerX({ x: "wallets", y: "mean",
        title: (d) => `${numberText(d.wallets)}% of wallets hold\n`
          + `${errorText(d.mean, d.error)}% of gains` })),
    ],
  }));
  const half = points.find((d) => d.wallets >= 50) ?? points[points.length - 1];
  return {
    svg,
    label: `Lorenz curve of gains: the lower ${numberText(half.wallets)}% of wallets hold `
      + `${errorText(half.mean, half.error)}% of all gains.`,
    titles: ["wallets, %", "gains, % \u00b1 s.e.", "5%", "95%"],
    rows: points.map((d) => [numberText(d.wallets), errorText(d.mean, d.error),
      numberText(d.p05), numberText(d.p95)]),
  };
}
