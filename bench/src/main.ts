import { parseArgs } from "node:util";
import { type Bench, choose, wanted } from "./benches.ts";
import { describeFigure } from "./figure.ts";

const usage = "usage: npm run bench -- [--json] [NAME…]";

process.exitCode = await main();

/** Exit code: 0 done, 1 a figure could not be measured, 2 the command line is wrong. */
async function main(): Promise<number> {
  let names: readonly string[];
  let json: boolean;
  let chosen: readonly Bench[];
  try {
    const { values, positionals } = parseArgs({
      options: { json: { type: "boolean", default: false } },
      allowPositionals: true,
    });
    names = positionals;
    json = values.json;
    chosen = choose(names);
  } catch (error) {
    console.error(`${(error as Error).message}\n${usage}`);
    return 2;
  }
  let failed = 0;
  for (const bench of chosen) {
    try {
      for (const figure of await bench.measure()) {
        if (!wanted(figure.name, names)) continue;
        console.log(json ? JSON.stringify(figure) : describeFigure(figure));
      }
    } catch (error) {
      failed += 1;
      console.error(`${bench.figures.join(", ")}: ${(error as Error).message}`);
    }
  }
  return failed === 0 ? 0 : 1;
}
