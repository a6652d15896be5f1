// The dashboard's modules on their own, in the browser that they are for.

/** Checks them in a page of the dashboard. */
export async function modules(page, check) {
  const told = (name, found, expected) => check(JSON.stringify(found) === JSON.stringify(expected),
    `${name} is ${JSON.stringify(found)}, not ${JSON.stringify(expected)}`);
  await events(page, told);
  await numbers(page, told);
  await places(page, told);
}

/** A stream may be cut between any two characters, and its lines may end in three ways. */
async function events(page, told) {
  const found = await page.evaluate(async () => {
    const { EventParser } = await import("/assets/event-parser.js");
    const text = ":\n\nevent: checkpoint\nid: 3\ndata: {\"a\":\ndata: 1}\n\ndata:x\nid\n\n"
      + "event: none\n\nevent: run\nid: end\ndata: {}\n\n";
    const wrong = [];
    const read = (...pieces) => {
      const all = [];
      const parser = new EventParser((event) => all.push(event));
      pieces.forEach((piece) => parser.feed(piece));
      return JSON.stringify(all);
    };
    const whole = read(text);
    for (const end of ["\n", "\r\n", "\r"]) {
      const same = text.replaceAll("\n", end);
      for (let i = 0; i <= same.length; i++) {
        const cut = end === "\r" ? read(same.slice(0, i), same.slice(i), "\n")
          : read(same.slice(0, i), same.slice(i));
        if (cut !== whole) {
          wrong.push([JSON.stringify(end), i]);
        }
      }
    }

    return { wrong, whole: JSON.parse(whole) };
  });
  told("what cuts change", found.wrong, []);
  told("the events", found.whole, [
    { name: "checkpoint", id: "3", data: "{\"a\":\n1}" }, { name: "message", id: "", data: "x" },
    { name: "run", id: "end", data: "{}" }]);
}

async function numbers(page, told) {
  const cases = [
    [[1856.0123, 0.64321], "1,856.0 \u00b1 0.6"], [[-1.7129, 1.0398], "\u22121.7 \u00b1 1.0"],
    [[134288123, 13456], "134.29M \u00b1 0.01M"], [[-0.0004, 0.0123], "0.000 \u00b1 0.012"],
    [[12.3456, 0.0996], "12.35 \u00b1 0.10"], [[5, 0], "5"], [[5, null], "5 \u00b1 ?"],
    [[null, 1], "\u2013"], [[99.999, 9.96], "100 \u00b1 10"],
  ];
  const found = await page.evaluate(async (pairs) => {
    const { pairText } = await import("/assets/format.js");
    return pairs.map(([[mean, error]]) => pairText(mean, error, "USD"));
  }, cases);
  cases.forEach(([input, expected], i) => told(`estimate of ${input}`, found[i], expected));
  told("durations", await page.evaluate(async () => {
    const { duration } = await import("/assets/format.js");
    return [0.44, 9.96, 59.4, 59.6, 185, 3599.9, 7800, 273600, null].map(duration);
  }), ["0.4 s", "10 s", "59 s", "1 min 00 s", "3 min 05 s", "1 h 00 min", "2 h 10 min", "3 d 4 h",
    "\u2013"]);
}

/** What stands at the cursor, which is written as a bar. */
async function places(page, told) {
  const cases = [
    ["kernel: |", "value", "", "kernel"],
    ["assets:\n  ETH:\n    process:\n      kind: gbm\n      |", "key", "assets.ETH.process", null],
    ["assets:\n  ETH: { price: 1, process: { kind: |, drift: 0 } }", "value",
      "assets.ETH.process", "kind"],
    ["assets:\n  ETH: { price: 1, pro| }", "key", "assets.ETH", "pro"],
    ["assets:\n  ETH: { price: 1, process: { kind: gbm\n  USDC: { pri|", "key", "assets.USDC",
      "pri"],
    ["pools:\n  a:\n    fee: 1\n  |", "key", "pools", null],
    ["positions:\n  p: { range: [1, |] }", "value", "positions.p.range", "[]"],
    ["# kernel: |\nseed: 1", null, null, null],
    ["list:\n  - a: 1\n    b|", "key", "list.[]", null],
    ["seed: 1\n|\npaths: 2", "key", "", null],
  ];
  const found = await page.evaluate(async (texts) => {
    const { pathOf, scan } = await import("/assets/yaml-scan.js");
    return texts.map(([text]) => {
      const { place } = scan(text.replace("|", ""), text.indexOf("|"));
      return place ? [place.kind, pathOf(place.frame).join("."), place.key] : [null, null, null];
    });
  }, cases);
  cases.forEach(([text, ...expected], i) => told(`the place in ${text}`, found[i], expected));
}
