// Charts that follow the width of their place.
import { h, uniqueId } from "./dom.js";

/** A figure that draws itself with `draw(width)`, which returns { svg, label }. The result has
 * `redraw`, which draws at the next frame however often it is called before. */
export function chart(caption, draw, controls = null) {
  const canvas = h("div", { class: "canvas" });
  const id = uniqueId("figure");
  const figure = h("figure", { "aria-labelledby": id },
    h("div", { class: "heading" }, h("figcaption", { id }, caption), controls), canvas);
  let width = 0;
  let isAsked = false;
  const now = () => {
    isAsked = false;
    width = Math.floor(canvas.clientWidth);
    const drawn = width > 0 ? draw(width) : null;
    if (drawn) {
      drawn.svg.setAttribute("role", "img");
      drawn.svg.setAttribute("aria-label", drawn.label);
      canvas.replaceChildren(drawn.svg);
    }
  };
  const redraw = () => {
    if (!isAsked) {
      isAsked = true;
      requestAnimationFrame(now);
    }
  };
  new ResizeObserver(() => {
    if (Math.floor(canvas.clientWidth) !== width) {
      redraw();
    }
  }).observe(canvas);
  return { figure, redraw };
}

/** What all plots share. */
export function frameOf(width, options) {
  return {
    width,
    marginLeft: 64,
    marginRight: 16,
    marginBottom: 36,
    style: { fontSize: "12px", background: "none", fontVariant: "tabular-nums" },
    ...options,
    x: { labelArrow: "none", labelAnchor: "center", nice: false,
      ticks: Math.max(3, Math.round(width / 110)), ...options.x },
    y: { labelArrow: "none", grid: true, ticks: 5, ...options.y },
  };
}
