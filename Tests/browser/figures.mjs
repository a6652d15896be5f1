// Figures as pages tell them beside those of the terminal: node figures.mjs FIGURES.JS CASES.JSON
// writes the cases that differ.
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";

const [script, cases] = process.argv.slice(2);
runInThisContext(readFileSync(script, "utf8"));
const { figures } = globalThis;
const plain = (text) => text.replaceAll("\u2212", "-");
const wrong = [];
for (const { value, error, bound, share, inside, most, expected } of JSON.parse(readFileSync(cases, "utf8"))) {
  const found = [figures.compact(value), figures.bracketed(value, error),
    figures.plusMinus(value, error), figures.marked(value, bound, 100),
    figures.mean(value, bound, 100), figures.share(share, inside), figures.most(most)].map(plain);
  expected.forEach((text, i) => {
    if (text !== found[i]) {
      wrong.push({ value, error, bound, share, inside, most, expected: text, found: found[i] });
    }
  });
}

console.log(JSON.stringify(wrong.slice(0, 10)));
