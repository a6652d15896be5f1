// Opens pages in headless Chromium, on a desk and on a phone, in light and dark, and prints what is
// wrong with them as a JSON list of texts. The first page is looked at in all four ways. Usage:
//   node check.mjs CHROMIUM SCREENSHOT_FOLDER_OR_- PAGE.html...
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [executablePath, pictures, ...pages] = process.argv.slice(2);
const problems = [];
const profile = mkdtempSync(join(tmpdir(), "gpurisk-browser-"));
const patience = 5000;
const context = await chromium.launchPersistentContext(profile, {
  executablePath,
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

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

/** Everything that can be used must be reached by tab, in the order of the page. */
async function tabs(page, where) {
  const expected = await page.evaluate(() => {
    const all = [...document.querySelectorAll("a[href], button, select, summary, [tabindex='0']")]
      .filter((node) => node.checkVisibility() && !node.disabled);
    all.forEach((node, i) => node.setAttribute("data-stop", i));
    document.activeElement?.blur();
    return all.length;
  });
  for (let i = 0; i < Math.min(expected, 40); i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return { stop: document.activeElement.getAttribute("data-stop"),
        outline: style.outlineStyle !== "none" };
    });
    if (stop.stop !== String(i) || !stop.outline) {
      problems.push(`${where}: tab ${i} reaches ${JSON.stringify(stop)}`);
      return;
    }
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

async function open(path, width, colorScheme) {
  const where = `${basename(path)} at ${width} px, ${colorScheme}`;
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) {
      problems.push(`${where}: console: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => problems.push(`${where}: ${error.message}`));
  page.on("request", (request) => {
    if (request.url() !== pathToFileURL(path).href) {
      problems.push(`${where}: asked for ${request.url()}`);
    }
  });
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

try {
  for (const path of pages) {
    const ways = [[1280, "light"], [390, "dark"], [1280, "dark"], [390, "light"]];
    for (const [width, scheme] of path === pages[0] || pictures !== "-" ? ways : ways.slice(0, 2)) {
      const { page, where } = await open(path, width, scheme);
      const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const isDark = Number(background.match(/\d+/)[0]) < 128;
      if (isDark !== (scheme === "dark")) {
        problems.push(`${where}: the background is ${background}`);
      }

      if (width === 1280 && scheme === "light") {
        await tabs(page, where);
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
} catch (error) {
  problems.push(`the check broke off: ${error.message}`);
} finally {
  await context.close();
  rmSync(profile, { recursive: true, force: true });
}

console.log(JSON.stringify(problems));
