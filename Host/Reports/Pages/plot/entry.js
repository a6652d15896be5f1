// All that a report's page uses; the bundler leaves out the rest.
export {
  areaX, areaY, axisX, axisY, barX, dot, gridX, gridY, lineX, lineY, link, plot, pointer, pointerX,
  pointerY, rectY, ruleX, ruleY, text, tip,
} from "@observablehq/plot";
export { sankey, sankeyJustify, sankeyLinkHorizontal } from "d3-sankey";
