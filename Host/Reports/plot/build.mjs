// Bundles Observable Plot and d3-sankey into ../assets/plot.min.js and gathers their licences.
// Run `npm ci && npm run build` here after changing package.json or entry.js.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

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

const [bundled] = Object.values(metafile.outputs);
const folders = Object.entries(bundled.inputs)
  .filter(([, input]) => input.bytesInOutput > 0)
  .map(([path]) => path.match(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+\/)/)?.[1])
  .filter((folder) => folder);
const texts = [...new Set(folders)].sort().map((folder) => {
  const { name, version, license } = JSON.parse(readFileSync(folder + "package.json", "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].find((f) => existsSync(folder + f));
  if (!file) {
    throw new Error(`${name} has no licence file.`);
  }

  const text = readFileSync(folder + file, "utf8").replace(/\r\n/g, "\n").trim();
  return `${name} ${version} (${license})\n\n${text}\n`;
});
writeFileSync(assets + "plot.LICENSES.txt", texts.join(`\n${"-".repeat(80)}\n\n`));
