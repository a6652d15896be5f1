// Whether the dashboard's pages fit phones and desks, in light and dark, with names on everything.
import { join } from "node:path";
import { checkScheme } from "./browser.mjs";

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
  // Where each page is, and what is on it when it is whole.
  const pages = {
    overview: ["#/", ".devices .load"],
    submit: ["#/submit?scenario=quick-start", ".verdict[data-state=good]"],
    running: [`#/runs/${long}`, "figure svg"],
    finished: [`#/runs/${done}`, "iframe"],
    compare: [`#/compare?a=${done}&b=${other}`, "tr.notable, tbody tr"],
    sweeps: ["#/sweeps", ".verdict"],
    missing: ["#/nowhere", "h1"],
  };
  for (const width of [360, 390, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      for (const [name, [hash, sign]] of Object.entries(pages)) {
        const where = `${name} at ${width} px, ${colorScheme}`;
        const page = await pageAt(context, hash);
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await page.locator(sign).first().waitFor();
        await page.waitForTimeout(200);
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
