// A headless Chromium with a profile of its own, and an ear for what goes wrong in its pages.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

/** Does something with a browser and prints the problems as a JSON list of texts. */
export async function browse(executablePath, problems, work) {
  const profile = mkdtempSync(join(tmpdir(), "gpurisk-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
  try {
    await work(context);
  } catch (error) {
    problems.push(`the check broke off: ${error.message}`);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }

  console.log(JSON.stringify(problems));
}

/** Reports what a page says on its console, throws, and asks for beyond what it may. */
export function listen(page, problems, where, mayAsk, expected = /^$/) {
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !expected.test(message.text())) {
      problems.push(`${where()}: console: ${message.text()}`);
    }
  });
  page.on("pageerror", (error) => problems.push(`${where()}: ${error.message}`));
  page.on("request", (request) => {
    if (!mayAsk(request.url())) {
      problems.push(`${where()}: asked for ${request.url()}`);
    }
  });
}

/** Reports a background that is not of the scheme that was asked for. */
export async function checkScheme(page, problems, where, scheme) {
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  if ((Number(background.match(/\d+/)[0]) < 128) !== (scheme === "dark")) {
    problems.push(`${where}: the background is ${background}`);
  }
}

/** Everything that can be used must be reached by tab, in the order of the page, and show it. */
export async function checkTabs(page, problems, where, selector) {
  const expected = await page.evaluate((query) => {
    const all = [...document.querySelectorAll(query)]
      .filter((node) => node.checkVisibility() && !node.disabled);
    all.forEach((node, i) => node.setAttribute("data-stop", i));
    document.activeElement?.blur();
    return all.length;
  }, selector);
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
