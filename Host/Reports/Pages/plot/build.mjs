// Bundles Observable Plot and d3-sankey into ../assets/plot.min.js and gathers their licences.
// Run `npm ci && npm run build` here after changing package.json or entry.js.
import { writeFileSync } from "node:fs";
import { build } from "esbuild";
import { licences } from "./licences.mjs";

const assets = "../assets/";
const { metafile } = await build({
  entryPoints: ["entry.js"],
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "plot",
  target: "es2020",
  legalComments: "none",
  metafile: true,
  outfile: assets + "plot.min.js",
});

writeFileSync(assets + "plot.LICENSES.txt", licences(metafile));
