// Bundles CodeMirror into ../assets/codemirror.min.js and gathers its licences.
// Run `npm ci && npm run build` here after changing package.json or entry.js.
import { writeFileSync } from "node:fs";
import { build } from "esbuild";
import { licences } from "../../../Reports/Pages/plot/licences.mjs";

const assets = "../assets/";
const { metafile } = await build({
  entryPoints: ["entry.js"],
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  metafile: true,
  outfile: assets + "codemirror.min.js",
});

writeFileSync(assets + "codemirror.LICENSES.txt", licences(metafile));
