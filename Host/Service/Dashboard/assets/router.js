// Pages by what stands after # in the address.
import { h } from "./dom.js";

let leaving = new AbortController();

/** Where the address points: a path and a query. */
export function place() {
  const [path, query = ""] = location.hash.replace(/^#/, "").split("?");
  return { path: path || "/", query: new URLSearchParams(query) };
}

/** The address of a page. */
export function link(path, query = {}) {
  const filled = Object.entries(query).filter(([, value]) => value);
  const text = new URLSearchParams(filled).toString();
  return `#${path}${text ? `?${text}` : ""}`;
}

/** Changes the query of the page that is open, with no new entry in the history. */
export function amend(query) {
  history.replaceState(null, "", link(place().path, query));
}

/** Opens a page. */
export function go(path, query) {
  location.hash = link(path, query);
}

/** Shows the page of the address now and whenever it changes. A route is [pattern, page, section];
 * a page is called with { main, query, parts, signal, title } and may be asynchronous. */
export function start(main, routes, { moved, broke }) {
  const show = async (isFirst) => {
    leaving.abort();
    leaving = new AbortController();
    const { signal } = leaving;
    const { path, query } = place();
    const [pattern, page, section] = routes.find(([test]) => test.test(path))
      ?? [/.*/, missing, null];
    const container = h("div", { class: "page" });
    main.replaceChildren(container);
    moved(section);
    const title = (text) => {
      if (!signal.aborted) {
        document.title = `${text} \u00b7 GpuRisk`;
      }
    };
    try {
      const parts = path.match(pattern).slice(1).map(decodeURIComponent);
      const opening = page({ main: container, query, parts, signal, title });
      if (!isFirst) {
        scrollTo(0, 0);
        main.focus({ preventScroll: true });
      }

      await opening;
    } catch (error) {
      if (!signal.aborted) {
        broke(container, error);
      }
    }
  };
  addEventListener("hashchange", () => show(false));
  show(true);
  return () => show(false);
}

function missing({ main, title }) {
  title("Not found");
  main.append(h("h1", {}, "There is no such page"),
    h("p", {}, h("a", { href: "#/" }, "Overview")));
}
