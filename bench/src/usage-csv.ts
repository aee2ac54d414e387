import { closeSync, openSync, writeSync } from "node:fs";

/** What the columns of {@link writeUsageCsv} mean, as a mapping file says it. */
export const usageMapping = `
name: bench
ts: { column: time }
provider: { value: openai }
model_raw: { column: model }
feature: { column: feature }
customer: { column: customer }
in_uncached: { column: input_tokens, includes: [cache_read] }
cache_read: { column: cached_tokens }
out_visible: { column: output_tokens, includes: [out_reasoning] }
out_reasoning: { column: reasoning_tokens }
billed_cost: { column: cost_usd }
`;

const models = ["gpt-4o", "gpt-4o-mini", "o1-preview", "o1-mini"];
const features = ["chat", "search", "summary", "autocomplete", "agent"];
const start = Date.UTC(2024, 8, 1);
const month = 30 * 86_400_000;

/** Writes a usage export of made-up calls, the same for the same number of rows. */
export function writeUsageCsv(path: string, rows: number): void {
  const file = openSync(path, "w");
  try {
    writeSync(
      file,
      "request_id,time,model,feature,customer,input_tokens,cached_tokens,output_tokens," +
        "reasoning_tokens,cost_usd\n",
    );
    const dice = new Dice();
    let lines: string[] = [];
    for (let row = 0; row < rows; row += 1) {
      lines.push(usageLine(dice, row, rows));
      if (lines.length === 10_000 || row === rows - 1) {
        writeSync(file, `${lines.join("\n")}\n`);
        lines = [];
      }
    }
  } finally {
    closeSync(file);
  }
}

function usageLine(dice: Dice, row: number, rows: number): string {
  const time = new Date(start + Math.floor((row / rows) * month)).toISOString();
  const input = 50 + dice.below(8_000);
  const cached = dice.below(3) === 0 ? dice.below(input) : 0;
  const output = 1 + dice.below(1_500);
  const reasoning = dice.below(output);
  const cost = ((input * 2.5 + output * 10) / 1e6).toFixed(6);
  return [
    `req_${row.toString(36).padStart(8, "0")}`,
    time,
    models[dice.below(models.length)],
    features[dice.below(features.length)],
    `customer-${dice.below(2_000)}`,
    input,
    cached,
    output,
    reasoning,
    cost,
  ].join(",");
}

/** A small generator of our own, so that the file does not change with the runtime. */
class Dice {
  #state = 1;

  /** An integer from 0 to n − 1; Numerical Recipes' generator, whose high bits are the good ones. */
  below(n: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * n);
  }
}
