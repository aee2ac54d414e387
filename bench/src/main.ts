import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { type Bench, choose, wanted } from "./benches.ts";
import { Unavailable, describeFigure, withLoad } from "./figure.ts";

const usage = "usage: npm run bench -- [--json] [NAME…]";

process.exitCode = await main();

/** Exit code: 0 done, or as far as this machine allows, 1 a figure could not be measured, 2 the command line is wrong. */
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
    const load = loadavg()[0]!;
    try {
      for (const outcome of await bench.measure()) {
        if (!wanted(outcome.name, names)) continue;
        if ("missing" in outcome) {
          console.error(`${outcome.name}: skipped, ${outcome.missing}`);
          continue;
        }
        const figure = withLoad(outcome, load, availableParallelism());
        console.log(json ? JSON.stringify(figure) : describeFigure(figure));
      }
    } catch (error) {
      const skipped = error instanceof Unavailable;
      if (!skipped) failed += 1;
      const all = bench.figures.join(", ");
      console.error(`${all}: ${skipped ? "skipped, " : ""}${(error as Error).message}`);
    }
  }
  return failed === 0 ? 0 : 1;
}
