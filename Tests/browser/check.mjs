// Opens pages in headless Chromium, on a desk and on a phone, in light and dark, and prints what is
// wrong with them as a JSON list of texts. The first page is looked at in all four ways. Usage:
//   node check.mjs CHROMIUM SCREENSHOT_FOLDER_OR_- PAGE.html...
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { browse, checkScheme, checkTabs, listen } from "./browser.mjs";

const [executablePath, pictures, ...pages] = process.argv.slice(2);
const problems = [];
const patience = 5000;
const stops = "a[href], button, select, summary, [tabindex='0']";

async function shape(page, where) {
  const found = await page.evaluate(() => ({
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    charts: [...document.querySelectorAll("figure[data-chart]")].map((figure) => ({
      name: figure.dataset.chart,
      marks: figure.querySelectorAll("svg path, svg rect, svg circle, svg line").length,
      label: figure.querySelector("svg[role=img]")?.getAttribute("aria-label") ?? "",
      wide: [...figure.querySelectorAll("svg")].some(
        (svg) => svg.getBoundingClientRect().right > document.documentElement.clientWidth + 1),
      broken: /NaN|undefined|Infinity/.test(figure.innerHTML),
      rows: figure.querySelectorAll("details tbody tr").length,
    })),
    texts: document.body.innerText,
  }));
  if (found.overflow > 0) {
    problems.push(`${where}: ${found.overflow} px too wide`);
  }

  if (found.charts.length === 0) {
    problems.push(`${where}: no charts`);
  }

  for (const chart of found.charts) {
    const bad = [[chart.marks < 5, "has no marks"], [chart.label.length < 20, "has no label"],
      [chart.wide, "is too wide"], [chart.broken, "draws what is no number"],
      [chart.rows === 0, "has no figures"]];
    bad.filter(([is]) => is).forEach(([, text]) =>
      problems.push(`${where}: ${chart.name} ${text}`));
  }

  if (/NaN|undefined|Infinity|\[object/.test(found.texts)) {
    problems.push(`${where}: shows what is no number`);
  }
}

/** Every choice of every list must draw. */
async function choices(page, where) {
  for (const select of await page.locator("figure select").all()) {
    const values = await select.evaluate((node) => [...node.options].map((o) => o.value));
    for (const value of values.slice(0, 25)) {
      await select.selectOption(value);
    }

    await shape(page, `${where} after ${values.length} choices`);
    await select.selectOption(values[0]);
  }
}

async function open(context, path, width, colorScheme) {
  const where = `${basename(path)} at ${width} px, ${colorScheme}`;
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  listen(page, problems, () => where, (url) => url === pathToFileURL(path).href);
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  await page.goto(pathToFileURL(path).href);
  await page.waitForTimeout(100);
  await shape(page, where);
  if (pictures !== "-") {
    const name = `${basename(path, ".html")}-${width}-${colorScheme}.png`;
    await page.screenshot({ path: join(pictures, name), fullPage: true });
  }

  return { page, where };
}

async function look(context, path) {
  const ways = [[1280, "light"], [390, "dark"], [1280, "dark"], [390, "light"]];
  for (const [width, scheme] of path === pages[0] || pictures !== "-" ? ways : ways.slice(0, 2)) {
    const { page, where } = await open(context, path, width, scheme);
    await checkScheme(page, problems, where, scheme);
    if (width === 1280 && scheme === "light") {
      await checkTabs(page, problems, where, stops);
      if (path === pages[0]) {
        await choices(page, where);
      }

      await page.locator("#theme").click();
      await page.locator("#theme").click();
      if (await page.evaluate(() => document.documentElement.dataset.theme) !== "dark") {
        problems.push(`${where}: the theme does not change`);
      }

      await page.locator("#theme").click();
    }

    await page.close();
  }
}

await browse(executablePath, problems, async (context) => {
  for (const path of pages) {
    await look(context, path);
  }
});
