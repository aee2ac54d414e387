import {
  type Assessment,
  type Company,
  type Conversion,
  type Exposure,
  type LineItem,
  vendorNames,
} from "@faultline/exposure";
import type { Paint } from "../terminal/paint.ts";
import { bar, count, decimal, dollars, percent } from "../terminal/numbers.ts";
import { type Cell, table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";
import { billingRule } from "./billing-lines.ts";
import {
  breakEvenCell,
  breakEvenShare,
  listed,
  modelName,
  multiple,
  nameOf,
  shortName,
} from "./words.ts";

/** The share of reasoning of a line, as a cell. */
function reasoningCell(line: Pick<LineItem, "reasoning" | "tokenPricedAi">): string {
  if (line.tokenPricedAi === 0) return "–";
  return line.reasoning.share === null ? "not told" : percent(line.reasoning.share);
}

/** The token cost of a line; what has no price is told, and never counts as nothing. */
function tokensCell({ tokenPricedAi, uncostedTokens }: LineItem): string {
  if (uncostedTokens === 0) return decimal(tokenPricedAi);
  return tokenPricedAi === 0 ? "unpriced" : `>${decimal(tokenPricedAi)}`;
}

/** The gross margin of a line; an upper bound where some tokens have no price. */
function marginCell({ grossMargin, uncostedTokens }: LineItem): string {
  if (grossMargin === null) return uncostedTokens > 0 ? "unknown" : "–";
  return uncostedTokens > 0 ? `<${percent(grossMargin)}` : percent(grossMargin);
}

/** Says which usage has no price, so that no figure is read as if it were free; empty if none has. */
export function unpricedLines(assessment: Assessment, columns: number): string[] {
  // What a bill covers has a cost, whether or not a price is known.
  const unpriced = assessment.pricing.unpriced.filter((model) => model.uncosted > 0);
  if (unpriced.length === 0) return [];
  const tokens = unpriced.reduce((sum, model) => sum + model.uncosted, 0);
  const models = listed(unpriced.map(({ model }) => modelName(model)));
  return wrap(
    `Not in any cost here: ${decimal(tokens)} tokens as measured of ${models}, for which no price ` +
      "is known. Give it under `prices:` in the company file; until then every cost is too low.",
    { columns, first: "  ", rest: "  " },
  );
}

/** Says which files seem to tell of the same calls, which would then be counted twice. */
export function overlapLines({ overlaps }: Assessment, columns: number): string[] {
  return overlaps.flatMap(({ files: [one, other], cells, share }) =>
    wrap(
      `Counted twice? ${one} and ${other} hold the same tokens of the same model on ` +
        `${count(cells, "day and model", "days and models")}, ${percent(share)} of the smaller. If ` +
        "they tell of the same calls, leave one of them out.",
      { columns, first: "  ", rest: "  " },
    ),
  );
}

/** What tokens cost, of which revenue, and what margin that leaves. */
export function spendSentence({ total, scaling }: Exposure): string {
  const per = scaling.basis === "month" ? " a month" : "";
  const spend = total.tokenPricedAi;
  if (spend === 0 && total.uncostedTokens > 0) return "No token has a known price.";
  const least = total.uncostedTokens > 0 ? "at least " : "";
  if (total.revenue === null) {
    return `Tokens cost ${least}${dollars(spend)}${per}; revenue is not told, so no margin is known.`;
  }
  const margin = total.grossMargin === null ? "unknown" : percent(total.grossMargin);
  return (
    `Tokens cost ${least}${dollars(spend)}${per}, ${percent(spend / Math.max(total.revenue, 0.01))} ` +
    `of revenue; gross margin ${total.uncostedTokens > 0 ? "at most " : ""}${margin}.`
  );
}

/** The money columns of a feature, a customer or the whole company. */
export function moneyCells(line: LineItem): Cell[] {
  return [
    nameOf(line.name),
    line.revenue === null ? "?" : decimal(line.revenue),
    tokensCell(line),
    reasoningCell(line),
    marginCell(line),
    breakEvenCell(line.breakEven),
    line.breakEven.kind === "unknown" ? "" : bar(breakEvenShare(line.breakEven), 8),
  ];
}

/** A share as a cell: what is not told is said so, and is no zero. */
export function shareCell(share: number | null): string {
  return share === null ? "not told" : percent(share);
}

/** What the shares of the table are of; empty where no line tells its reasoning. */
export function shareLines(lines: readonly LineItem[], columns: number): string[] {
  if (lines.every(({ reasoning }) => reasoning.shareOfMargin === null)) return [];
  return wrap(
    "reasoning: of the token cost; eats: of the gross profit that would be left without it; " +
      "cached: of the input tokens",
    { columns, rest: "  " },
  );
}

/** Which customers cost more than they bring in; empty when no revenue is told. */
export function losingLines({ customers, losingCustomers }: Exposure, columns: number): string[] {
  if (losingCustomers === null) return [];
  const sold = customers.filter(({ name, revenue }) => name !== null && revenue !== null);
  if (sold.length === 0) return [];
  const loss = losingCustomers.reduce((sum, { grossProfit }) => sum - grossProfit, 0);
  const names = losingCustomers.slice(0, mostNamed).map(({ name, grossProfit, uncostedTokens }) => {
    return `${shortName(name)} (${uncostedTokens > 0 ? "at least " : ""}${dollars(-grossProfit)})`;
  });
  const more = losingCustomers.length - names.length;
  const all = [...names, ...(more > 0 ? [`${decimal(more)} more`] : [])];
  const text =
    losingCustomers.length === 0
      ? `losing money: none of ${count(sold.length, "customer")}`
      : `losing money: ${decimal(losingCustomers.length)} of ${count(sold.length, "customer")}, ` +
        `${dollars(loss)} together: ${listed(all)}`;
  return wrap(text, { columns, rest: "  " });
}

/** Customers that are named one by one. */
const mostNamed = 5;

/** Fewest columns in which the table of unit economics has room for its bars. */
const roomForBars = 90;

/** Table of unit economics by feature or customer. */
export function economicsTable(
  title: string,
  lines: readonly LineItem[],
  columns: number,
  ink: Paint,
): string[] {
  return table(
    [
      { title, shrinks: true },
      { title: "revenue, $", align: "right" },
      { title: "tokens, $", align: "right" },
      { title: "cached", align: "right", spare: 2 },
      { title: "reasoning", align: "right", spare: 1 },
      { title: "eats", align: "right", spare: 3 },
      { title: "margin", align: "right" },
      { title: "sinks at", align: "right" },
      ...(columns < roomForBars ? [] : [{ title: "×1…×100", spare: 4 }]),
    ],
    lines.map((line) => {
      const { reasoning, tokens } = line;
      const cells = moneyCells(line);
      const eats = reasoning.shareOfMargin === null ? "–" : percent(reasoning.shareOfMargin);
      return [
        ...cells.slice(0, 3),
        shareCell(tokens.cacheShare),
        cells[3]!,
        eats,
        ...cells.slice(4),
      ];
    }),
    { columns, title: ink.bold },
  );
}

/** One line on vendors and credits. */
export function vendorLines(exposure: Exposure, company: Company, columns: number): string[] {
  const shares = exposure.vendors
    .filter((vendor) => vendor.tokenPricedAi > 0)
    .map(
      ({ vendor, share, breakEven }) =>
        `${vendorNames[vendor]} ${percent(share)} (alone sinks you at ${breakEvenCell(breakEven)})`,
    );
  const credits = (company.credits ?? []).map(
    ({ vendor, balance, expires }) =>
      `${dollars(balance)} with ${vendorNames[vendor]}, end ${expires}`,
  );
  const text = [
    `vendors: ${shares.length === 0 ? "none priced" : shares.join(", ")}`,
    ...(exposure.hhi === null ? [] : [`HHI ${decimal(exposure.hhi, 2)}`]),
    ...(credits.length === 0 ? [] : [`credits ${listed(credits)}`]),
  ].join(" · ");
  return wrap(text, { columns, rest: "  " });
}

/** The price ladder, a blank line after it: what a multiple of all token prices does, and the order in which features sink. */
export function ladderLines(exposure: Exposure, columns: number, ink: Paint): string[] {
  // Without a priced token there is nothing for a multiple to act on.
  if (exposure.total.tokenPricedAi === 0) return [];
  const rows = exposure.ladder.map((rung) => [
    `×${decimal(rung.multiple, rung.multiple % 1 === 0 ? 0 : 1)}`,
    rung.grossMargin === null ? "?" : percent(rung.grossMargin),
    rung.underWater.length === 0 ? "none" : rung.underWater.map(shortName).join(", "),
  ]);
  const order = exposure.sinking.map(({ name, multiple: m }) =>
    m < 1 ? `${shortName(name)} (already)` : `${shortName(name)} ×${multiple(m)}`,
  );
  return [
    ...table(
      [
        { title: "TOKEN PRICES" },
        { title: "margin", align: "right" },
        { title: "under water", shrinks: true },
      ],
      rows,
      { columns, title: ink.bold },
    ),
    ...(order.length === 0 ? [] : wrap(`order: ${order.join(" → ")}`, { columns, rest: "  " })),
    "",
  ];
}

/** Where the figures of the usage come from: records, prices, what was assumed. */
export function basisLines(assessment: Assessment): string[] {
  const { accounting, rejects, prices } = assessment.profile;
  const { kept, rejected, blank, physical } = accounting;
  const records =
    `records ${decimal(kept)} kept + ${decimal(rejected)} rejected + ${decimal(blank)} blank = ` +
    decimal(physical);
  const why = rejects.map((reject) => `${decimal(reject.count)} ${reject.reason}`);
  const sources = [...new Set(prices.map((price) => price.source))];
  const { unpriced } = assessment.pricing;
  const { conversions, joinedBills } = assessment.imported;
  const missing = unpriced.filter((model) => model.uncosted > 0);
  const billed = unpriced.filter((model) => model.uncosted === 0);
  return [
    records + (why.length === 0 ? "" : ` (${why.join("; ")})`),
    `prices: ${sources.length === 0 ? "none found" : listed(sources)}, ` +
      [
        ...(unpriced.length === 0 ? ["every model priced"] : []),
        ...(billed.length === 0
          ? []
          : [`costs of ${count(billed.length, "model")} as billed, without a list price`]),
        ...(missing.length === 0
          ? []
          : [
              `unpriced, so missing from every cost: ${missing
                .map(({ model, uncosted }) => `${modelName(model)} (${decimal(uncosted)} tokens)`)
                .join(", ")}`,
            ]),
      ].join("; "),
    ...(assessment.billing === null ? [] : [billingRule(assessment.billing)]),
    ...joinedBills.map(
      ({ tokens, cost, days }) =>
        `one bill: on ${count(days, "day")} the cost of ${tokens} is what ${cost} says, counted once`,
    ),
    ...conversionLines(conversions),
  ];
}

/** What was converted, a line for each currency; a bill of many days has as many rates. */
function conversionLines(conversions: readonly Conversion[]): string[] {
  return [...new Set(conversions.map(({ currency }) => currency))].map((currency) => {
    const own = conversions.filter((one) => one.currency === currency);
    const sum = (pick: (one: Conversion) => number) => own.reduce((all, one) => all + pick(one), 0);
    const [first, last] = [own[0]!, own.at(-1)!];
    const rates =
      own.length === 1
        ? `${first.rate} of ${first.date}`
        : `${count(own.length, "rate")} of ${first.date} to ${last.date}`;
    const original = sum((one) => Number(one.original));
    const usd = sum((one) => Number(one.usd));
    return (
      `in dollars: ${currency} ${decimal(original, 2)} of ` +
      `${count(
        sum(({ records }) => records),
        "record",
      )} at ${rates} = $${decimal(usd, 2)}`
    );
  });
}
