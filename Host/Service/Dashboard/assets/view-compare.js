// Two finished runs side by side: changed keys, and differences in units of their error.
import { json } from "./api.js";
import { choice, field, h, renew } from "./dom.js";
import { metricName } from "./estimates.js";
import { moment, none, pairText, plural } from "./format.js";
import { amend, link } from "./router.js";
import { table } from "./table.js";

const notable = 3;

/** The page at #/compare. */
export async function compare({ main, query, signal, title }) {
  title("Compare");
  const { runs } = await json("/v1/runs",
    { query: [["state", "succeeded"], ["limit", 200]], signal });
  const known = [...runs];
  for (const id of [query.get("a"), query.get("b")]) {
    if (id && !known.some((run) => run.id === id)) {
      known.push(await json(`/v1/runs/${id}`, { signal }));
    }
  }

  const options = [["", "choose\u2026"], ...known.map((run) => [run.id,
    `${run.scenario}, ${moment(run.finished ?? run.created)}, seed ${run.seed}, ${
      run.id.slice(-6)}`])];
  const body = h("div", { role: "status" });
  const change = () => {
    amend({ a: first.value, b: second.value });
    show(body, first.value, second.value, signal);
  };
  const first = choice(options, query.get("a") ?? "", { onchange: change });
  const second = choice(options, query.get("b") ?? "", { onchange: change });
  main.append(h("h1", {}, "Compare two runs"),
    h("div", { class: "controls pick" }, field("A", first), field("B", second)), body);
  await show(body, first.value, second.value, signal);
}

async function show(body, a, b, signal) {
  if (!a || !b) {
    renew(body, h("p", { class: "quiet" }, "Choose two runs that have succeeded."));
    return;
  }

  try {
    const found = await json(`/v1/runs/${a}/comparison`, { query: [["with", b]], signal });
    renew(body, links(a, b), (found.warnings ?? []).map((text) => h("p", { class: "notice" },
      text)), changes(found.changed), differences(found));
  } catch (error) {
    if (!signal.aborted) {
      renew(body, h("p", { class: "notice bad" }, error.message));
    }
  }
}

function links(a, b) {
  return h("p", {}, "Runs ", h("a", { href: link(`/runs/${a}`) }, "A"), " and ",
    h("a", { href: link(`/runs/${b}`) }, "B"), ". Differences are B less A.");
}

function changes(changed) {
  const text = (value) => (value === null || value === undefined ? none : String(value));
  return h("section", {}, h("h2", {}, "Changed keys"), table("Changed keys", [
    { title: "Key", kind: "t", cell: ({ key }) => h("code", {}, key) },
    { title: "A", kind: "n", cell: ({ before }) => text(before) },
    { title: "B", kind: "n", cell: ({ after }) => text(after) },
  ], changed ?? [], { empty: "The scenarios say the same." }));
}

function differences({ paired, metrics }) {
  // What is the same constant in both tells nothing.
  const telling = metrics.filter(({ difference, standardError }) =>
    difference !== 0 || standardError > 0);
  return h("section", {}, h("h2", {}, "Metrics"), h("p", { class: "quiet" }, paired
    ? "Paired: both runs drew the same random numbers, and the errors of the differences say so."
    : "Not paired: the errors of the differences are those of independent runs.",
  ` z is the difference in its standard errors; ${notable} and more is marked.`),
  table("Metrics", [
    { title: "Metric", kind: "t", cell: ({ name, unit }) => metricName(name, unit) },
    { title: "A", kind: "n wide", cell: ({ a, unit }) =>
      pairText(a?.mean, a?.standardError, unit) },
    { title: "B", kind: "n wide", cell: ({ b, unit }) =>
      pairText(b?.mean, b?.standardError, unit) },
    { title: "Difference", kind: "n", cell: ({ difference, standardError, unit }) =>
      pairText(difference, standardError, unit) },
    { title: "z", kind: "n", cell: ({ z }) => (typeof z === "number"
      ? z.toFixed(Math.abs(z) < 100 ? 1 : 0).replace("-", "\u2212") : none) },
  ], telling, { rowClass: ({ z }) => (Math.abs(z) >= notable ? "notable" : null),
    empty: "All metrics are the same." }),
  telling.length < metrics.length ? h("p", { class: "quiet" },
    `${plural(metrics.length - telling.length, "metric")} with the same value in both left out.`)
    : null);
}
