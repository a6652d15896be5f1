// The licences of the packages that a bundle holds.
import { existsSync, readFileSync } from "node:fs";

/** The texts for what esbuild put into its one output, one package after the other. */
export function licences(metafile) {
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
  return texts.join(`\n${"-".repeat(80)}\n\n`);
}
