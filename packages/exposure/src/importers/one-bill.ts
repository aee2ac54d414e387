import { InputError } from "../input-error.ts";
import type { UsageDatabase } from "../port.ts";
import { FORMATS } from "./formats/registry.ts";
import { stagedSpans } from "./record-stage.ts";

/**
 * Throws `InputError` when one bill's tokens and its cost come from two exports of the same days:
 * the tokens would be priced and the cost added to that.
 */
export async function requireOneBill(db: UsageDatabase): Promise<void> {
  const spans = (await stagedSpans(db)).flatMap((span) => {
    const format = FORMATS.find(({ name }) => name === span.source);
    return format?.bill === undefined ? [] : [{ ...span, format, bill: format.bill }];
  });
  for (const tokens of spans.filter(({ format }) => format.carries === "tokens")) {
    const cost = spans.find(
      ({ format, bill, from, to }) =>
        format.carries === "cost" && bill === tokens.bill && from <= tokens.to && tokens.from <= to,
    );
    if (cost === undefined) continue;
    throw new InputError(
      `${tokens.source} and ${cost.source}`,
      `both cover ${tokens.from > cost.from ? tokens.from : cost.from}, so its cost would count twice`,
      "import the usage or the cost export, not both",
    );
  }
}
