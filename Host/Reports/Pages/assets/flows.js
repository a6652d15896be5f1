"use strict";
// Who pays whom, as a Sankey diagram: payers on the left, payees on the right. An account that
// does both stands on both sides, so that money never runs in circles.
const smallestFlow = 0.004;

/** Net payments between pairs of accounts, through one channel or all. */
function netFlows(channel) {
  const net = new Map();
  for (const flow of report.ledger.flows) {
    if (channel === "" || flow.channel === channel) {
      const forward = flow.payer < flow.payee;
      const key = JSON.stringify(
        forward ? [flow.payer, flow.payee] : [flow.payee, flow.payer]);
      const sum = net.get(key) ?? { mean: 0, square: 0 };
      sum.mean += forward ? flow.mean : -flow.mean;
      // An error that is not known leaves that of the sum unknown.
      sum.square += flow.standardError === null ? NaN : flow.standardError ** 2;
      net.set(key, sum);
    }
  }

  return [...net]
    .map(([key, { mean, square }]) => {
      const [a, b] = JSON.parse(key);
      const [payer, payee] = mean > 0 ? [a, b] : [b, a];
      return { payer, payee, value: Math.abs(mean), error: Math.sqrt(square) };
    })
    .filter((flow) => flow.value > 0)
    .sort((a, b) => b.value - a.value);
}

function svgElement(name, attributes, text) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", name);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  if (text !== undefined) {
    node.textContent = text;
  }

  return node;
}

function drawFlows(width, channel) {
  const all = netFlows(channel);

  // Channels between the same accounts move together, so their errors do not add up to one.
  const amount = ({ value, error }) => channel === "" ? numberText(value) : errorText(value, error);
  const total = all.reduce((sum, flow) => sum + flow.value, 0);
  const flows = all.filter((flow) => flow.value >= smallestFlow * total);
  const hidden = all.length - flows.length;
  const accounts = new Map(report.ledger.accounts.map((account) => [account.name, account]));
  const nodes = [];
  const place = (name, side) => {
    const found = nodes.find((node) => node.name === name && node.side === side);
    return found ?? nodes[nodes.push({ name, side, id: nodes.length }) - 1];
  };
  const links = flows.map((flow) => ({
    source: place(flow.payer, 0), target: place(flow.payee, 1), value: flow.value, flow }));
  const most = Math.max(...[0, 1].map((side) => nodes.filter((n) => n.side === side).length), 1);
  const room = Math.max(160, most * 27);
  const gutter = width < 560 ? 0 : 150;
  plot.sankey()
    .nodeAlign((node) => node.side)
    .nodeWidth(10)
    .nodePadding(12)
    .iterations(24)
    .extent([[gutter, 8], [width - gutter, room - 8]])({ nodes, links });

  // The layout may leave the last of many nodes below the room that it was given.
  const height = Math.max(room, ...nodes.map((node) => node.y1 + 8));
  const svg = svgElement("svg", { viewBox: `0 0 ${width} ${height}`, width, height,
    "font-size": 12 });
  const path = plot.sankeyLinkHorizontal();
  const colour = ({ name }) => {
    const account = accounts.get(name);
    return account?.kind === "class"
      ? account.centralised ? centre : dispersed
      : "var(--c8)";
  };
  const ribbons = svg.appendChild(svgElement("g", { fill: "none", "stroke-opacity": 0.42 }));
  for (const link of links) {
    const ribbon = ribbons.appendChild(svgElement("path", { d: path(link),
      stroke: colour(link.target), "stroke-width": Math.max(1, link.width), class: "ribbon" }));
    ribbon.append(svgElement("title", {}, `${link.flow.payer} pays ${link.flow.payee} `
      + `${amount(link.flow)} USD`));
  }

  for (const node of nodes) {
    svg.append(svgElement("rect", { x: node.x0, y: node.y0, width: node.x1 - node.x0,
      height: Math.max(1, node.y1 - node.y0), fill: colour(node) }));
    const outside = gutter > 0;
    const left = node.side === 0;
    svg.append(svgElement("text", {
      x: left ? (outside ? node.x0 - 6 : node.x1 + 6) : outside ? node.x1 + 6 : node.x0 - 6,
      y: (node.y0 + node.y1) / 2, dy: "0.35em",
      "text-anchor": left === outside ? "end" : "start", class: "halo",
    }, `${node.name} ${axis(node.value)}`));
  }

  const share = all.slice(flows.length).reduce((sum, flow) => sum + flow.value, 0) / total;
  return {
    svg,
    legend: legend([["to centralised classes", centre], ["to dispersed classes", dispersed],
      ["to venues and others", "var(--c8)"],
      ...(hidden > 0
        ? [[`${hidden} smallest flows, ${axis(100 * share)}% in all, not drawn`, null]]
        : [])]),
    label: "Net payments between accounts. " + flows.slice(0, 8).map((flow) =>
      `${flow.payer} pays ${flow.payee} ${numberText(flow.value)} USD`).join("; ") + ".",
    titles: ["payer", "payee", channel === "" ? "mean, USD" : "mean, USD \u00b1 s.e."],
    rows: all.map((flow) => [flow.payer, flow.payee, amount(flow)]),
  };
}

function mountFlows(figure) {
  const channels = [...new Set(report.ledger.flows.map((flow) => flow.channel))].sort();
  let channel = "";
  const redraw = mount(figure, (width) => drawFlows(width, channel));
  choose(figure, "Channel", [[null, [["", "all channels"],
    ...channels.map((name) => [name, name])]]], "", (value) => {
    channel = value;
    redraw();
  });
}
