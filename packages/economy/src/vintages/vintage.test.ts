import { describe, expect, test } from "vitest";
import { buildEconomy, origin } from "../economy.ts";
import type { Fact } from "../evidence/fact.ts";
import { facts } from "../evidence/facts.ts";
import { runEconomy } from "../testing/run-economy.ts";
import { isKnownBy, knowledgeDateOf, knownPart } from "./known-by.ts";
import { rangeOf } from "./reading.ts";
import { agesOfParameters } from "./vintage.ts";

const months = (from: string, to: string): readonly string[] => {
  const all: string[] = [];
  for (let at = from; at <= to;) {
    all.push(at);
    const [year, month] = [Number(at.slice(0, 4)), Number(at.slice(5))];
    at = month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, "0")}`;
  }
  return all;
};

const own = (parameter: string, more: Partial<Fact> = {}) => ({
  parameter,
  fact: {
    ...facts[0]!,
    id: `own ${more.published ?? ""}`,
    value: 5e8,
    asOf: "2026-10",
    published: "2026-11-01",
    ...more,
  },
});

const parameter = (id: string, options: Parameters<typeof buildEconomy>[0] = {}) =>
  buildEconomy(options).graph.parameters.find((one) => one.id === id)!;

describe("a vintage", () => {
  test.each(months("2023-01", "2025-03"))("of %s uses nothing published later", (from) => {
    const { graph, vintage } = buildEconomy({ from });
    for (const { id, facts: used, assumption } of graph.parameters) {
      for (const fact of used) expect(fact.published <= vintage.knowledgeDate, id).toBe(true);
      expect(used.length > 0 || (assumption ?? "") !== "", id).toBe(true);
    }
  });

  test("of the month the files are written for is as written", () => {
    const ids = (from?: string) =>
      buildEconomy(from === undefined ? {} : { from }).graph.parameters.map((one) => [
        one.id,
        one.distribution,
        one.assumption,
      ]);
    expect(ids(origin.from)).toEqual(ids());
  });

  test.each(["2023-01", "2023-06", "2023-12", "2024-03", "2026-11"])(
    "of %s runs, with its books closed",
    (from) => {
      const run = runEconomy({ from, draws: 256 });
      expect(run.worstResidual).toBeLessThan(1e-9);
      expect(run.series["openai.revenue"]!.p50[0]).toBeGreaterThan(0);
    },
  );

  test("takes what was then known: the list, what was spent, what was sold", () => {
    const at = (id: string, from: string) => rangeOf(parameter(id, { from }).distribution).mode;
    expect(at("openai.listPrice", "2023-02")).toBe(20);
    expect(at("openai.listPrice", "2023-06")).toBe(37.5);
    expect(at("openai.listPrice", "2023-12")).toBe(15);
    // By its own forecast of two months before, NVIDIA was to double; the quarter itself came later.
    expect(at("nvidia.revenueAtStart", "2023-06")).toBeGreaterThan(2.4e9);
    expect(at("nvidia.revenueAtStart", "2023-04")).toBeLessThan(1.7e9);
  });

  test("has more assumptions the less was published", () => {
    const assumed = (from: string) =>
      buildEconomy({ from }).graph.parameters.filter((one) => one.facts.length === 0).length;
    expect(assumed("2023-01")).toBeGreaterThan(assumed("2024-03"));
    expect(assumed("2024-03")).toBeGreaterThan(assumed("2024-09"));
  });

  test("widens amounts with age, lets growth fade, and leaves traits alone", () => {
    const width = (id: string, from: string) => {
      const { low, high } = rangeOf(parameter(id, { from }).distribution);
      return high / low;
    };
    expect(width("openai.usersAtStart", "2026-11")).toBeGreaterThan(
      width("openai.usersAtStart", "2025-06"),
    );
    const growth = (from: string) => rangeOf(parameter("openai.userGrowth", { from }).distribution);
    expect(growth("2026-11").mode).toBeLessThan(growth("2024-09").mode / 2);
    expect(growth("2026-11").high).toBe(growth("2024-09").high);
    expect(parameter("customers.apiElasticity", { from: "2026-11" })).toEqual(
      parameter("customers.apiElasticity"),
    );
    const dated = agesOfParameters("2026-11").map(({ id }) => id);
    expect(dated).toContain("openai.usersAtStart");
    expect(dated).toContain("hyperscalers.capexGrowth");
    expect(dated).not.toContain("customers.apiElasticity");
  });
});

describe("a user's own facts", () => {
  const from = "2026-11";

  test("come before those of the evidence", () => {
    const given = parameter("openai.usersAtStart", {
      from,
      ownFacts: [own("openai.usersAtStart", { asOf: "2026-11", value: [7e8, 8e8, 9e8] })],
    });
    expect(given.distribution).toEqual({ kind: "triangular", low: 7e8, mode: 8e8, high: 9e8 });
    expect(given.facts.map(({ id }) => id)).toEqual(["own "]);
  });

  test("are aged to the start like any reading", () => {
    const { distribution } = parameter("openai.usersAtStart", {
      from,
      ownFacts: [own("openai.usersAtStart", { asOf: "2026-05" })],
    });
    const { low, mode, high } = rangeOf(distribution);
    expect(low).toBeLessThan(mode);
    expect(mode).toBe(5e8);
    expect(high).toBeGreaterThan(mode);
  });

  test("that differ stay side by side, as the range that spans them", () => {
    const ownFacts = [
      own("openai.usersAtStart", { asOf: "2026-11", value: 4e8 }),
      own("openai.usersAtStart", { asOf: "2026-11", value: [5e8, 8e8], published: "2026-11-02" }),
    ];
    const { low, mode, high } = rangeOf(
      parameter("openai.usersAtStart", { from, ownFacts }).distribution,
    );
    expect([low, mode, high]).toEqual([4e8, 5.25e8, 8e8]);
  });

  test("that came too late are told and not used", () => {
    const late = own("openai.usersAtStart", { published: "2027-01-01" });
    const after = own("openai.usersAtStart", { asOf: "2026-12" });
    const { graph, vintage } = buildEconomy({ from, ownFacts: [late, after] });
    expect(vintage.late).toEqual([late, after]);
    const used = graph.parameters.flatMap((one) => one.facts.map(({ id }) => id));
    expect(used.some((id) => id.startsWith("own"))).toBe(false);
  });
});

describe("what is known by a day", () => {
  test("is the last day of the month after the first", () => {
    expect(knowledgeDateOf("2024-09")).toBe(origin.knowledgeDate);
    expect(knowledgeDateOf("2023-12")).toBe("2024-01-31");
    expect(knowledgeDateOf("2024-01")).toBe("2024-02-29");
  });

  test("is of a dated series the part that was published", () => {
    const spent = facts.find(({ id }) => id === "CX12")!;
    const part = knownPart(spent, "2023-01-31")!;
    expect(Object.keys(part.value)).toEqual(["2022-03", "2022-06", "2022-09"]);
    expect(part.published).toBe("2022-10-25");
    expect(knownPart(spent, "2022-01-01")).toBeUndefined();
    expect(isKnownBy(spent, "2023-01-31")).toBe(false);
  });

  test("says of each value when it was published, in order, the last with the whole", () => {
    for (const { id, firstPublished, published, value } of facts) {
      if (firstPublished === undefined) continue;
      expect(Object.keys(firstPublished), id).toEqual(Object.keys(value));
      const days = Object.values(firstPublished);
      expect(days, id).toEqual(days.toSorted());
      expect(days.at(-1)! <= published, id).toBe(true);
    }
  });
});
