// Uses the dashboard of a running service as a person would, and prints what is wrong as a JSON
// list of texts. Usage:
//   node dashboard.mjs CHROMIUM SCREENSHOT_FOLDER_OR_- ADDRESS CASE [KEY]
// Where a case wants the service killed and started again it writes "restart" and waits for a line.
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { browse, checkTabs, listen } from "./browser.mjs";
import { modules } from "./dashboard-modules.mjs";
import { shapes } from "./dashboard-shapes.mjs";

const [executablePath, pictures, address, name, key = ""] = process.argv.slice(2);
const problems = [];
const patience = 60000;
const refused = /Failed to load resource: (the server responded with a status of 4|net::ERR_)/;
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Notes a problem where something does not hold. */
function check(holds, text) {
  if (!holds) {
    problems.push(`${name}: ${text}`);
  }
}

async function ask(path, options = {}) {
  return fetch(address + path, { ...options,
    headers: { ...options.headers, ...(key && { Authorization: `Bearer ${key}` }) } });
}

async function runs() {
  return (await (await ask("/v1/runs?limit=200")).json()).runs;
}

async function pageAt(context, hash, expected = /^$/) {
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  listen(page, problems, () => `${name} at ${page.url()}`,
    (url) => url.startsWith(address) || /^(blob|data|about):/.test(url), expected);
  await page.goto(`${address}/${hash}`);
  return page;
}

/** Puts a text into the editor as if it had been typed. */
async function write(page, text) {
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(text);
}

/** Starts the library's first scenario with so many paths; the run's page is open then. */
async function start(page, paths) {
  await page.getByLabel("Start from the library").selectOption("quick-start");
  await page.locator(".verdict[data-state=good]").waitFor();
  await page.getByLabel("Paths").fill(String(paths));
  await page.getByRole("button", { name: "Run", exact: true }).dblclick();
  await page.waitForURL(/#\/runs\/[0-9a-z]+$/);
  return page.url().split("/").at(-1);
}

const state = (page, value) => page.locator(`h1 .state[data-state=${value}]`).waitFor();

async function submit(context) {
  const page = await pageAt(context, "#/submit");
  const before = await runs();
  const id = await start(page, 600000);
  await state(page, "succeeded");
  check((await runs()).length === before.length + 1, "a double click made more than one run");
  const row = page.getByRole("region", { name: "Key figures" }).locator("tbody tr").first();
  check(/\d/.test(await row.locator("td").first().innerText()), "there are no key figures");
  const digest = (await (await ask(`/v1/runs/${id}`)).json()).digest;
  await page.getByText(digest).waitFor();
  const report = page.frameLocator("iframe").locator("figure[data-chart] svg").first();
  await report.waitFor();
  for (const [kind, begins] of [["JSON", "{"], ["CSV", "metric"], ["Parquet", "PAR1"],
    ["Arrow", "ARROW1"], ["Manifest", "{"], ["Scenario", "# The smallest"]]) {
    const [file] = await Promise.all([page.waitForEvent("download"),
      page.getByRole("button", { name: kind, exact: true }).click()]);
    const content = readFileSync(await file.path(), "latin1");
    check(content.startsWith(begins), `${kind} begins with ${content.slice(0, 20)}`);
  }

  const [tab] = await Promise.all([page.waitForEvent("popup"),
    page.getByRole("link", { name: "Open in a new tab" }).click()]);
  await tab.locator("figure[data-chart] svg").first().waitFor();
  await tab.close();
  await page.getByRole("link", { name: "Run again" }).click();
  await page.locator(".verdict[data-state=good]").waitFor();
  check(await page.getByLabel("Paths").inputValue() === "600000", "the paths are not kept");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.getByText("from the store").waitFor();
  await page.goBack();
  await page.getByRole("heading", { name: "Run a scenario" }).waitFor();
  await page.locator(".cm-content").waitFor();
}

async function cancel(context) {
  const page = await pageAt(context, "#/submit");
  await start(page, 2000000000);
  await state(page, "running");
  await page.waitForFunction(() =>
    document.querySelector("figure[data-points]")?.dataset.points >= 1);
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await page.getByRole("button", { name: "Keep running" }).click();
  await state(page, "running");
  await page.getByRole("button", { name: "Cancel", exact: true }).click();
  await page.getByRole("button", { name: "Cancel the run" }).click();
  await state(page, "cancelled");
  await page.getByText("cancelled by request").waitFor();
  await page.getByText(/^Partial: [\d,]+ of 2,000,000,000 paths/).waitFor();
  await page.getByRole("region", { name: "Key figures" }).waitFor();
  check(await page.getByRole("button", { name: "Cancel", exact: true }).count() === 0,
    "a cancelled run can be cancelled");
}

async function bad(context) {
  const page = await pageAt(context, "#/submit?scenario=quick-start", refused);
  await page.locator(".verdict[data-state=good]").waitFor();
  const before = await runs();
  const text = await (await ask("/v1/scenarios/quick-start")).text();
  const hostile = text.replace("volatility: 0.38", "volatility: -3")
    + "\"<img src=x id=injected>\": 1\n";
  await write(page, hostile);
  const line = hostile.split("\n").findIndex((row) => row.includes("volatility: -3")) + 1;
  const entry = page.locator(".errors button", { hasText: `${line}:` });
  await entry.waitFor();
  check((await entry.innerText()).includes("assets.ETH.process.volatility"),
    `the error is told as ${await entry.innerText()}`);
  check(await page.locator(".cm-lintRange-error", { hasText: "-3" }).count() > 0,
    "the error is not underlined");
  check(await page.locator(".cm-lint-marker-error").count() > 0, "the margin shows no error");
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await page.locator(".note").filter({ hasText: /./ }).waitFor();
  await entry.click();
  const active = await page.locator(".cm-activeLine").innerText();
  check(active.includes("volatility: -3"), `the error leads to ${active}`);
  check(page.url().includes("#/submit"), "a bad scenario was submitted");
  check((await runs()).length === before.length, "a bad scenario made a run");
  check(await page.locator("#injected").count() === 0, "text of a scenario became markup");
  await write(page, text);
  await page.locator(".verdict[data-state=good]").waitFor();
  check(await page.locator(".errors li").count() === 0, "errors stay after they are mended");
}

async function complete(context) {
  const page = await pageAt(context, "#/submit");
  await write(page, "kernel: ");
  await page.keyboard.press("Control+Space");
  await page.locator(".cm-tooltip-autocomplete li", { hasText: "impermanent-loss" }).click();
  await page.keyboard.press("Enter");
  await page.keyboard.type("measu");
  await page.locator(".cm-tooltip-autocomplete li", { hasText: "measure" }).waitFor();
  await page.locator(".card", { hasText: "risk-free" }).waitFor();
  await page.waitForTimeout(100);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Space");
  await page.locator(".cm-tooltip-autocomplete li", { hasText: "risk-neutral" }).click();
  const text = await page.locator(".cm-content").innerText();
  check(text.trim() === "kernel: impermanent-loss\nmeasure: risk-neutral",
    `completion wrote ${text}`);
}

async function checkpoints(id) {
  const text = await (await ask(`/v1/runs/${id}/events`)).text();
  return text.match(/^event: checkpoint$/gm)?.length ?? 0;
}

/** So many paths of the library's first scenario that this machine needs about so long. */
async function pathsFor(seconds) {
  const text = await (await ask("/v1/scenarios/quick-start")).text();
  const began = Date.now();
  const { id } = await (await ask("/v1/runs?paths=200000&seed=77", { method: "POST", body: text,
    headers: { "Content-Type": "application/yaml" } })).json();
  await (await ask(`/v1/runs/${id}/events`)).text();
  return Math.round((seconds * 200000) / ((Date.now() - began) / 1000));
}

async function restart(context) {
  const paths = await pathsFor(15);
  const page = await pageAt(context, "#/submit", refused);
  const id = await start(page, paths);
  await state(page, "running");
  await page.evaluate(() => {
    window.isSamePage = true;
  });
  const points = () => page.locator("figure[data-points]").getAttribute("data-points");
  await page.waitForFunction(() =>
    document.querySelector("figure[data-points]")?.dataset.points >= 3);
  console.log("restart");
  await page.getByText(/reconnecting/).first().waitFor();
  await lines.next();
  await state(page, "succeeded");
  check(await page.evaluate(() => window.isSamePage), "the page was loaded again");
  const expected = await checkpoints(id);
  check(Number(await points()) === expected,
    `the chart has ${await points()} points, the service tells of ${expected}`);
  check(await page.locator(".notice", { hasText: "reconnecting" }).isHidden(),
    "the page still says that it reconnects");
}

async function keys(context) {
  const page = await pageAt(context, "#/", refused);
  await page.getByRole("textbox", { name: "Key" }).fill("gpurisk_no_such");
  await page.getByRole("button", { name: "Use this key" }).click();
  await page.getByText("does not know this key").waitFor();
  await page.getByRole("textbox", { name: "Key" }).fill(key);
  await page.keyboard.press("Enter");
  const forget = page.getByRole("button", { name: "Forget key" });
  await forget.waitFor();
  await page.locator(".strip dd").first().waitFor();
  const kept = await page.evaluate(() => [JSON.stringify({ ...sessionStorage }),
    JSON.stringify({ ...localStorage }) + document.cookie]);
  check(kept[0].includes(key), "the key is not kept for the tab");
  check(!kept[1].includes(key), "the key is kept beyond the tab");
  await page.goto(`${address}/#/submit`);
  await start(page, 100000);
  await state(page, "succeeded");
  await page.frameLocator("iframe").locator("h1").waitFor();
  await forget.click();
  await page.getByRole("textbox", { name: "Key" }).waitFor();
  check(await page.evaluate(() => sessionStorage.getItem("gpurisk-key")) === null,
    "a forgotten key is kept");
}

// The last argument is the code of the link that the service tells at its start.
async function login(context) {
  const page = await pageAt(context, `#/login/${key}`);
  await page.getByRole("button", { name: "Forget key" }).waitFor();
  await page.getByText("local (", { exact: false }).waitFor();
  check(!page.url().includes(key), "the code stays in the address");
  const second = await pageAt(context, `#/login/${key}`, refused);
  await second.getByRole("textbox", { name: "Key" }).waitFor();
}

async function sweep(context) {
  const page = await pageAt(context, "#/sweeps?scenario=quick-start");
  await page.locator(".verdict[data-state=good]").waitFor();
  const vary = page.getByRole("group", { name: "What varies" });
  await vary.getByLabel("key", { exact: true }).fill("assets.ETH.process.volatility");
  await vary.getByLabel("values").fill("0.3,0.5");
  await page.getByText("2 runs", { exact: true }).waitFor();
  await page.getByLabel("Paths").fill("20000");
  await page.getByRole("button", { name: "Sweep", exact: true }).click();
  await state(page, "succeeded");
  const cells = page.getByRole("region", { name: "Combinations" }).locator("tbody tr");
  check(await cells.count() === 2, `the sweep has ${await cells.count()} rows`);
  check(/\u00b1/.test(await cells.first().innerText()), "the sweep shows no estimates");
  const [file] = await Promise.all([page.waitForEvent("download"),
    page.getByRole("button", { name: "CSV" }).click()]);
  check(readFileSync(await file.path(), "utf8").trim().split("\n").length >= 3,
    "the file of the sweep is empty");
  await cells.first().getByRole("link").click();
  await state(page, "succeeded");
  await page.locator("dl.facts").first().getByRole("link").click();
  await page.getByRole("region", { name: "Combinations" }).waitFor();
}

async function shape(context) {
  await shapes({ context, pageAt, ask, check, start, state, pictures, problems });
  const page = await pageAt(context, "#/");
  await page.getByRole("region", { name: "Runs" }).waitFor();
  await checkTabs(page, problems, "overview", "a[href], button, select, input, [tabindex='0']");
}

const cases = { submit, cancel, bad, complete, restart, keys, login, sweep, shape,
  modules: async (context) => modules(await pageAt(context, "#/compare"), check) };
await browse(executablePath, problems, cases[name]);
process.exit(0);
