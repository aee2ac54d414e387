import { count, decimal, figures, percent } from "../terminal/numbers.ts";
import { blocks } from "../terminal/listing.ts";
import { paint } from "../terminal/paint.ts";
import { type Cell, table } from "../terminal/table.ts";
import { wrap } from "../terminal/text.ts";
import type { AnalysisResult, Page } from "./run-analysis.ts";
import type { Move, ReverseResult, ShockResult } from "./reverse.ts";
import type { StressInput } from "./stress-inputs.ts";
import { basisWords, outcomeWords, parameterValue, percentFigures, shareRange } from "./words.ts";

/** The report of `faultline reverse`, below what was run. */
export function reverseText(result: AnalysisResult<ReverseResult>, page: Page): string[] {
  const { outcome, target, start } = result;
  const { columns } = page;
  const head = `${outcomeWords(outcome)}: ${percentFigures(start.value)} without a shock`;
  const parts = [
    [...wrap(head, { columns }), ...wrap(verdict(result, percent(target)), { columns })],
    shockTable(result, page),
    aloneTable(result, page),
    notesOn(result).flatMap((note) => wrap(note, { columns, first: "· ", rest: "  " })),
  ];
  return blocks(parts.filter((lines) => lines.length > 0));
}

function notesOn(result: ReverseResult): string[] {
  const { inputs, found, shock, fresh, evaluations } = result;
  const unmoved = new Map<string, string[]>();
  for (const { id, why } of result.unmoved) unmoved.set(why, [...(unmoved.get(why) ?? []), id]);
  const left = [...unmoved].map(([why, ids]) => `${ids.join(", ")}: ${why}`);
  return [
    distanceWords(inputs),
    ...(shock.size === 0
      ? []
      : [
          `${found ? "under the shock" : "under the strongest"} it happens in ` +
            `${probabilityWords(shock)}, and in ${percentFigures(fresh.probability.value)} of ` +
            `fresh futures that the search did not see`,
          `${count(evaluations, "shock")} tried; what is found does what was asked, but that no ` +
            `smaller shock elsewhere does too is not proven`,
        ]),
    ...left.map((text) => `left alone: ${text}`),
  ];
}

function verdict({ found, shock, inputs, anywhere }: ReverseResult, asked: string): string {
  const what = inputs.every(({ kind }) => kind === "lever") ? "these levers" : "these parameters";
  if (!found && anywhere === 0) {
    return `it happens in no future with ${what} anywhere in their range: no way to search`;
  }
  if (!found) {
    return (
      `no shock to ${what} was found that brings it to ${asked}; the strongest reaches ` +
      `${percentFigures(shock.probability.value)}: name more with --over, or ask for a lower ` +
      `--probability`
    );
  }
  if (shock.size === 0) return `it is at ${asked} already: no shock is needed`;
  return `the least shock found that brings it to ${asked} has size ${figures(shock.size)}`;
}

function probabilityWords({ probability: { value, low, high } }: ShockResult): string {
  return `${percentFigures(value)} (95%: ${shareRange(low, high)})`;
}

function shockTable({ found, shock, inputs }: ReverseResult, page: Page): string[] {
  if (shock.moves.length === 0) return [];
  const rows = shock.moves.map((move): Cell[] => {
    const input = inputs.find(({ id }) => id === move.id)!;
    return [move.id, moveWords(move, input), valueWords(move, input), basisWords[input.basis]];
  });
  return table(
    [
      { title: found ? "THE LEAST SHOCK" : "THE STRONGEST SHOCK", wraps: true },
      { title: "moves by" },
      { title: "to" },
      { title: "rests on" },
    ],
    rows,
    { columns: page.columns, title: paint(page.color).bold },
  );
}

function aloneTable({ alone, inputs }: ReverseResult, page: Page): string[] {
  if (alone.length === 0) return [];
  const rows = alone.map(({ id, found, shock }): Cell[] => {
    const input = inputs.find((one) => one.id === id)!;
    const [move] = shock.moves;
    const reach = `${percentFigures(shock.probability.value)} of futures`;
    if (move === undefined) return [id, found ? "nothing needed" : "no move helps", "", reach];
    return [
      id,
      `${found ? "" : "not enough: "}${moveWords(move, input)}`,
      valueWords(move, input),
      reach,
    ];
  });
  return table(
    [
      { title: "EACH ALONE", wraps: true },
      { title: "moves by" },
      { title: "to" },
      { title: "brings it to" },
    ],
    rows,
    { columns: page.columns, title: paint(page.color).bold },
  );
}

function moveWords({ by }: Move, { kind }: StressInput): string {
  return kind === "lever"
    ? `${percent(by)} of its range`
    : `${by > 0 ? "+" : ""}${decimal(by, 2)} standard deviations`;
}

function valueWords({ value }: Move, { unit, whole, from }: StressInput): string {
  if (value === null) return "";
  const words = (v: number): string => (whole ? `month ${decimal(v)}` : parameterValue(v, unit));
  return `${words(value)}${from === null || whole ? "" : `, from ${words(from)}`}`;
}

function distanceWords(inputs: readonly StressInput[]): string {
  const kinds = new Set(inputs.map(({ kind }) => kind));
  const lever =
    "a lever by the share of its range, which goes from where it stands to the largest size that " +
    "a scenario gives it (a month: from the end of the run)";
  const spread =
    "a drawn parameter by standard deviations of its spread, 1 taking its median to its 84th " +
    "percentile, in every future";
  const moved = [...(kinds.has("lever") ? [lever] : []), ...(kinds.has("spread") ? [spread] : [])];
  return `moved: ${moved.join("; ")}. Size: the root of the sum of the squares.`;
}
