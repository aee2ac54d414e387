import type { Settings } from "@faultline/engine";
import { describe, expect, test } from "vitest";
import { origin } from "../economy.ts";
import { runEconomy } from "../testing/run-economy.ts";
import type { FactChanges, Verdict } from "./claim.ts";
import { claims } from "./claims.ts";
import { notJudged } from "./not-judged.ts";

const baseline = runEconomy({ months: 24 });
const find = (id: string) => claims.find((claim) => claim.id === id)!;

const [yes, no, open] = ["holds", "does not hold", "cannot be told"] as const;

/** Ids of the essay's index that have a figure to check: E01 to E52 without a gap. */
const index = Array.from({ length: 52 }, (_, i) => `E${String(i + 1).padStart(2, "0")}`);

type Case = [id: string, verdict: Verdict, figure: RegExp, ...flips: [FactChanges, Verdict][]];

/** Worked by hand from the published figures; then what flips each, just past where it says. */
const cases: readonly Case[] = [
  ["E03", yes, /6\.5 billion .* 150 billion .* 150\.4 billion/, [{ OA61: { value: 149e9 } }, no]],
  ["E04", yes, /5\.0 billion/, [{ OA45: { value: 4.4e9 } }, no], [{ OA45: { value: 4.6e9 } }, yes]],
  ["E05", no, /100 billion is what it aims/, [{ MK05: { kind: "filing" } }, yes]],
  ["E06", yes, /0\.5 billion/, [{ AN12: { value: 0.44e9 } }, no]],
  ["E08", yes, /1\.00% .* 0\.96% .* 156\.5/, [{ OA61: { value: 301e9 } }, no]],
  [
    "E09",
    open,
    /rose by 50%/,
    [{ OA63: { asOf: "2024-05" } }, yes],
    [{ OA63: { value: 8e10 } }, no],
  ],
  ["E10", yes, /17\.3 billion .* 49% .* 0\.7 billion/, [{ OA49: { value: 0.49 } }, no]],
  ["E11", yes, /3\.8 years/, [{ OA48: { value: 20 } }, no]],
  ["E13", yes, /80 to 86 billion/, [{ OA43: { value: 86e9 } }, no]],
  [
    "E15",
    open,
    /leaves 2\.0 billion/,
    [{ OA30: { value: 6.7e9 } }, yes],
    [{ OA30: { value: 6.5e9 } }, open],
    [{ OA28: { value: 3.5e9 } }, no],
  ],
  ["E16", yes, /62 to 68% .* 4 to 43%/, [{ GP01: { value: [1.45, 2.3] } }, no]],
  [
    "E17",
    no,
    /10\.5 to 12\.3 billion/,
    [{ OA40: { value: 2.27 } }, yes],
    [{ OA40: { value: 2.26 } }, no],
  ],
  ["E18", open, /2\.8 billion .* 0\.7 billion/, [{ OA33: { value: { "2024": 1.5e9 } } }, yes]],
  [
    "E19",
    yes,
    /20% of the way .* 3\.6 billion .* 4\.0 billion/,
    [{ OA07: { value: 3.84e9 } }, no],
    [{ OA07: { value: 3.83e9 } }, yes],
  ],
  [
    "E20",
    open,
    /0\.44 to 4\.40 million payers and 0\.16 to 1\.58 billion .* 2\.64/,
    [{ CP04: { confidence: "medium" } }, yes],
    [{ CP04: { confidence: "medium", value: [0.02, 0.05] } }, no],
  ],
  ["E21", no, /53% .* 83%/, [{ CP61: { value: 30 }, CP62: { value: 22 } }, yes]],
  ["E22", yes, /12\.6% a year/, [{ MK04: { value: 440e9 } }, no]],
  ["E23", no, /3 and 4 times .* 6 and 6 times/, [{ TK06: { published: "2024-10-02" } }, yes]],
  [
    "E27",
    no,
    /88% .* 75% .* 63% .* 6 times/,
    [
      {
        TK15: { value: { "2024-07": 1, "2024-08": 0.95 } },
        TK16: { value: { "2024-02": 1, "2024-07": 1.2 } },
        TK23: { value: { "2023-03": 1, "2024-08": 1 } },
      },
      yes,
    ],
  ],
  [
    "E28",
    yes,
    /3\.0 billion, .* 1\.0 billion.* 30 to 191 million/,
    [{ AN14: { value: [3e7, 9e7] }, OA29: { value: 0.9e9 }, TR02: { value: [3e7, 9e7] } }, no],
  ],
  [
    "E29",
    open,
    /284 billion .* 23 billion .* 100 billion/,
    [{ CX15: { value: { "2022-03": 1e9, "2023-03": 400e9 } } }, yes],
    [{ CX16: { value: { "2022-12": 1e9 } }, CX14: { value: { "2022-12": 1e9 } } }, no],
  ],
  ["E30", yes, /11 to 13 billion/, [{ OA42: { value: [11e9, 11.3e9] } }, no]],
  ["E32", open, /52\.9 billion .* 8\.5 months/],
  [
    "E33",
    open,
    /5\.0 billion .* 0\.7 billion a year, 7 times/,
    [{ OA37: { value: 2.5e9 } }, yes],
    [{ AN05: { value: 2e9 } }, no],
  ],
  ["E35", yes, /2\.6 to 3\.2 times .* 1\.5 times/, [{ GP01: { value: [1.7, 2.3] } }, no]],
  ["E37", yes, /279 billion.* 4\.7 to 6\.2/, [{ MK62: { value: [30e9, 55e9] } }, no]],
  [
    "E38",
    yes,
    /182 billion .* 284 billion .* 47%/,
    [{ CX12: { value: { "2022-12": 1e9 } } }, open],
  ],
  ["E42", open, /0\.40 to 4\.40 million/, [{ CP04: { confidence: "high" } }, yes]],
  ["E43", yes, /at least 30%/, [{ SU01: { value: 0.34 } }, no]],
  ["E45", no, /At most 8/, [{ MK06: { value: { "2015-03": 0.265e9 } } }, yes]],
  ["E47", no, /30 to 191 million; a billion pays for 5/, [{ TR02: { value: [1e9, 3e9] } }, yes]],
  ["E48", yes, /53,000/, [{ CP10: { value: 1999 } }, no]],
  ["E39", open, /7%/],
  ["E40", open, /1%/],
  ["E41", open, /0\.44 to 4\.40 million/],
  ["E49", open, /3,550/],
];

describe("a claim that facts decide", () => {
  test.each(cases)("%s: its verdict and figure follow from the facts", (id, verdict, figure) => {
    const judged = find(id).judge(baseline);
    expect(judged.verdict).toBe(verdict);
    expect(judged.figure).toMatch(figure);
  });

  const flips = cases.flatMap(([id, , , ...all]) => all.map((flip) => [id, ...flip] as const));
  test.each(flips)("%s with %j %s", (id, changes, verdict) => {
    expect(find(id).judge(baseline, changes).verdict).toBe(verdict);
  });

  test("has a case here, and a flip unless no fact can decide it", () => {
    const ofFacts = claims.filter(({ basis }) => basis === "facts").map(({ id }) => id);
    expect(cases.map(([id]) => id).toSorted()).toEqual(ofFacts.toSorted());
    const firm = cases.filter(([, verdict, , ...all]) => verdict !== open && all.length === 0);
    expect(firm).toEqual([]);
  });

  test("reads no other facts than its own, and nothing of the run", () => {
    for (const claim of claims.filter(({ basis }) => basis === "facts")) {
      expect(claim.judge(undefined as never)).toEqual(claim.judge(baseline));
    }
    expect(() => find("E17").judge(baseline, { MK01: { value: 1 } })).toThrow(/E17 .* MK01/);
  });
});

describe("a claim that the ensemble decides", () => {
  test("E07: what OpenAI burns by the end of 2025, and that a loss is no need", () => {
    const { verdict, figure } = find("E07").judge(baseline);
    expect(verdict).toBe(open);
    expect(figure).toMatch(/5\.0 billion .* 0\.34 billion/);
    const cheap = runEconomy({ months: 24, settings: { "openai.trainingAtStart": 0.1e9 / 12 } });
    expect(find("E07").judge(cheap).verdict).toBe(no);
    const dear = runEconomy({ months: 24, settings: { "openai.trainingAtStart": 12e9 / 12 } });
    expect(find("E07").judge(dear).verdict).toBe(yes);
    expect(find("E07").judge(baseline, { OA36: { value: 4e9 } }).verdict).toBe(no);
  });

  test("E02: tens of thousands of jobs by one count, not yet by the other", () => {
    const { verdict, figure } = find("E02").judge(baseline);
    expect(verdict).toBe(open);
    expect(figure).toMatch(/20,000 .* 139,506 .* 17,000/);
    const at = (settings: Settings) => find("E02").judge(runEconomy({ months: 24, settings }));
    expect(at({ "jobs.appStaff": 1e6 }).verdict).toBe(yes);
    // Nobody works at app companies or is named, so only labs that default cut any.
    const none = at({ "jobs.appStaff": 0, "jobs.named": 0 });
    expect(none.verdict).toBe(no);
    expect(none.figure).toMatch(/in 0% .* in 0% /);
    expect(none.flips).toContain("not even 24 months");
    const uncounted = runEconomy({ months: 24, without: ["M14"] });
    expect(find("E02").judge(uncounted).figure).toContain("no jobs");
  });

  test("E14: a loss above 5 billion with pay in shares, and no more than that without", () => {
    const { verdict, figure } = find("E14").judge(baseline);
    expect(verdict).toBe(yes);
    expect(figure).toContain("at least 5.5 billion");
    expect(find("E14").judge(baseline, { OA34: { value: 0 } }).verdict).toBe(no);
  });
});

describe("the list of claims", () => {
  test("has every claim of the index once, judged or left out with a reason", () => {
    const ids = [...claims, ...notJudged].map(({ id }) => id);
    expect(ids.toSorted()).toEqual(index);
  });

  test("is in the essay's order, with paragraphs of the essay", () => {
    const places = claims.map(({ paragraph }) => Number(/^P(\d+)$/.exec(paragraph)?.[1]));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places.every((place) => place >= 1 && place <= 124)).toBe(true);
  });

  test("rests on nothing published after the knowledge date, and on something", () => {
    for (const { id, facts } of claims) {
      expect(facts.length, id).toBeGreaterThan(0);
      for (const fact of facts) {
        expect(fact.published <= origin.knowledgeDate, `${id} ${fact.id}`).toBe(true);
      }
    }
  });

  test("gives every claim sentences without a gap", () => {
    for (const claim of claims) {
      const { figure, flips } = claim.judge(baseline);
      for (const text of [claim.claim, figure, flips]) {
        expect(text, claim.id).toMatch(/^(?:[A-Z0-9]|o1-).*\.$/);
        expect(text, claim.id).not.toMatch(/NaN|undefined|Infinity/);
      }
    }
  });
});
