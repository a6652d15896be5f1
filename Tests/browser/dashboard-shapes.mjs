// Whether the dashboard's pages fit phones and desks, in light and dark, with names on everything.
import { join } from "node:path";
import { checkScheme } from "./browser.mjs";

async function wait(page) {
  await page.waitForLoadState("networkidle", { timeout: 1500 }).catch(() => {});
  await page.waitForTimeout(300);
}

/** What hangs over the edge, and controls that no one could name. */
function faults() {
  const { scrollWidth, clientWidth } = document.documentElement;
  const isNamed = (node) => node.labels?.length > 0 || node.getAttribute("aria-label")
    || node.textContent.trim() !== "";
  const nameless = [...document.querySelectorAll("input, select, button, a[href], iframe")]
    .filter((node) => !isNamed(node) && !node.title)
    .map((node) => node.outerHTML.slice(0, 80));
  return { excess: scrollWidth - clientWidth, nameless, text: document.body.innerText };
}

/** Looks at every page in every width and scheme; keeps pictures where a folder is given. */
export async function shapes({ context, pageAt, ask, check, start, state, pictures, problems }) {
  const first = await pageAt(context, "#/submit");
  const done = await start(first, 200000);
  await state(first, "succeeded");
  await first.goto(first.url().replace(/#.*/, "#/submit"));
  await first.getByLabel("Seed").fill("2");
  const other = await start(first, 200000);
  await state(first, "succeeded");
  await first.goto(first.url().replace(/#.*/, "#/submit"));
  const long = await start(first, 2000000000);
  await state(first, "running");
  await first.close();
  const pages = { overview: "#/", submit: "#/submit?scenario=quick-start",
    running: `#/runs/${long}`, finished: `#/runs/${done}`,
    compare: `#/compare?a=${done}&b=${other}`, sweeps: "#/sweeps", missing: "#/nowhere" };
  for (const width of [360, 390, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const [name, hash] of Object.entries(pages)) {
        const where = `${name} at ${width} px, ${colorScheme}`;
        const page = await pageAt(context, hash);
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await wait(page);
        const { excess, nameless, text } = await page.evaluate(faults);
        check(excess <= 0, `${where}: ${excess} px too wide`);
        check(nameless.length === 0, `${where}: no name on ${nameless.join(", ")}`);
        check(!/NaN|undefined|Infinity|\[object/.test(text), `${where}: shows what is no number`);
        await checkScheme(page, problems, where, colorScheme);
        if (pictures !== "-") {
          await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) });
        }

        await page.close();
      }
    }
  }

  await ask(`/v1/runs/${long}/cancel`, { method: "POST" });
}
