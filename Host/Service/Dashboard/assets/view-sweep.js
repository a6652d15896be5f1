// One sweep: its combinations, their states and what they found.
import { json } from "./api.js";
import { confirmed } from "./confirm.js";
import { announce, h, renew } from "./dom.js";
import { save } from "./downloads.js";
import { columnOf, count, figure, meanText, none, shown } from "./format.js";
import { poll } from "./poll.js";
import { link } from "./router.js";
import { isOver, stateMark } from "./run-parts.js";
import { sweepChart } from "./sweep-chart.js";
import { table } from "./table.js";

/** The page at #/sweeps/ID. */
export async function sweep({ main, parts: [id], signal, title }) {
  title("Sweep");
  const head = h("div", {});
  const bar = h("progress", { max: "1", value: "0", "aria-label": "Combinations done" });
  const body = h("section", {});
  const problem = h("p", { class: "bad", role: "alert" });
  const picture = sweepChart();
  main.append(head, bar, problem, picture.node, body);
  let shownState = null;
  await poll(async () => {
    const found = await json(`/v1/sweeps/${id}`, { signal });
    title(`Sweep ${found.scenario} ${found.state}`);
    bar.value = found.combinations > 0 ? found.done / found.combinations : 0;
    bar.hidden = isOver(found);
    renew(head, heading(found, problem));
    picture.update(found);
    renew(body, rows(found));
    if (found.state !== shownState) {
      shownState = found.state;
      announce(`Sweep ${found.scenario}: ${found.state}`);
    }

    return isOver(found);
  }, 1.5, signal, (error) => renew(problem, error.message));
}

function heading(sweep, problem) {
  const attempt = (work) => async () => {
    renew(problem);
    try {
      await work();
    } catch (error) {
      renew(problem, error.message);
    }
  };
  const cancel = async () => {
    if (await confirmed("Cancel this sweep?", "Runs that are done stay.", "Cancel the sweep",
      "Keep running")) {
      await json(`/v1/sweeps/${sweep.id}/cancel`, { method: "POST" });
    }
  };
  return h("div", { class: "heading" },
    h("h1", {}, sweep.scenario, " ", stateMark(sweep.state), " ", h("small", { class: "quiet" },
      `${count(sweep.done)} of ${count(sweep.combinations)} done`
      + (sweep.failed > 0 ? `, ${count(sweep.failed)} failed` : ""))),
    h("div", { class: "actions" },
      isOver(sweep) ? null : h("button", { type: "button", class: "danger", "data-key": "cancel",
        onclick: attempt(cancel) }, "Cancel"),
      h("button", { type: "button", "data-key": "csv", onclick: attempt(() =>
        save(`/v1/sweeps/${sweep.id}`, "text/csv", `${sweep.scenario}-sweep`, "csv")) }, "CSV")));
}

function rows(sweep) {
  const names = [...new Set(sweep.rows.flatMap((row) => Object.keys(row.metrics ?? {})))];
  const unitOf = (name) => sweep.rows.map((row) => row.metrics?.[name]?.unit).find((unit) => unit);
  const cellOf = (name) => {
    const column = columnOf(sweep.rows.map((row) => row.metrics?.[name]));
    return ({ metrics }) => (metrics?.[name] ? meanText(metrics[name], column) : none);
  };
  return table("Combinations", [
    ...sweep.keys.map((key, i) => ({ title: key, kind: "n", cell: ({ values, run }) => {
      const text = typeof values[key] === "number" ? figure(values[key]) : String(values[key]);
      return i === 0 && run ? h("a", { href: link(`/runs/${run}`) }, text) : text;
    } })),
    { title: "State", kind: "t", cell: ({ state }) => stateMark(state) },
    ...names.map((name) => ({ title: name, unit: shown(unitOf(name)).unit, kind: "n",
      cell: cellOf(name) })),
  ], sweep.rows);
}
