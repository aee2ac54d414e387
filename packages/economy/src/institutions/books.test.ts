import { type Run, type Settings, compile, eq, pow, run } from "@faultline/engine";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EconomyOptions, buildEconomy } from "../economy.ts";
import { scenarios } from "../scenarios/scenarios.ts";
import { runEconomy } from "../testing/run-economy.ts";

const months = [0, 1, 17, 59];

/** Reads accounts, flows and slots that are not published. */
const opened: NonNullable<EconomyOptions["extend"]> = (model, at) => {
  const m = model.section("books.test.ts");
  const { openai, anthropic, enterprises, consumers, incumbents, labour } = at;
  const flows = {
    "incumbents.sales": incumbents.sales,
    "incumbents.openaiTokens": incumbents.openai.toIncumbents,
    "incumbents.anthropicTokens": incumbents.anthropic.toIncumbents,
    "openai.direct": incumbents.openai.direct,
    "anthropic.direct": incumbents.anthropic.direct,
    "openai.seats": openai.seatRevenue,
    "anthropic.seats": anthropic.seatRevenue,
    "openai.salaries": openai.staff,
    "anthropic.salaries": anthropic.staff,
    "openai.damages": openai.damages,
    "anthropic.damages": anthropic.damages,
  };
  for (const [id, flow] of Object.entries(flows)) {
    m.series(`test.${id}`, flow, { unit: "USD/month", doc: "Read by a test" });
  }
  for (const { institution, cash } of [enterprises, consumers, incumbents, labour]) {
    m.series(`test.${institution.id}.cash`, cash, { unit: "USD", doc: "Read by a test" });
  }
};

const opening = (settings: Settings = {}, without: readonly string[] = []): Run =>
  runEconomy({ extend: opened, settings, without, draws: 256 });
const base = opening();

/** By draw, a signed sum of columns of a month. */
function sumOf(of: Run, month: number, ids: readonly string[]): readonly number[] {
  const columns = ids.map((id) => of.column(id, month));
  return Array.from({ length: of.draws }, (_, draw) =>
    columns.reduce((total, column) => total + column[draw]!, 0),
  );
}

/** Largest difference, relative to the second; what is the same in both is 0 apart, 0 included. */
function apart(one: readonly number[], other: readonly number[]): number {
  return Math.max(
    ...one.map((value, i) => (value === other[i] ? 0 : Math.abs(value / other[i]! - 1))),
  );
}

const severe = (name: string) => scenarios.find((s) => s.name === name)!.settings.severe;
const median = (of: Run, id: string, month: number) => of.series[id]!.p50[month]!;

/** By draw, a series summed over a run's months up to one of them. */
function until(of: Run, last: number, ids: readonly string[]): readonly number[] {
  const totals = Array.from({ length: of.draws }, () => 0);
  for (let month = 0; month <= last; month += 1) {
    for (const [draw, value] of sumOf(of, month, ids).entries()) totals[draw]! += value;
  }
  return totals;
}

describe("companies and people", () => {
  test("pay what labs, clouds, the office assistant and incumbents receive from them", () => {
    // Without M8 the assistant's seats stand still, so what they pay is known.
    const still = opening({}, ["M8"]);
    const [office, share] = ["copilot.officeSeats", "copilot.shareAtStart"].map(
      (id) => still.parameters[id]!,
    );
    for (const month of months) {
      const paid = sumOf(still, month, ["enterprises.aiSpending", "consumers.aiSpending"]);
      const clouds = ["microsoft", "google", "amazon"].map((id) => `${id}.aiCloudRevenue`);
      const labs = ["openai", "anthropic"].flatMap((id) => [
        `test.${id}.direct`,
        `test.${id}.seats`,
      ]);
      const received = sumOf(still, month, ["test.incumbents.sales", ...labs, ...clouds]);
      const between = sumOf(still, month, ["openai.computeBill", "anthropic.computeBill"]);
      const all = received.map((value, i) => value - between[i]! + 30 * office![i]! * share![i]!);
      expect(apart(paid, all), `month ${month}`).toBeLessThan(1e-12);
    }
  });

  test("owe nothing while the budget does not bind", () => {
    for (const id of ["enterprises", "consumers"]) {
      for (const month of months) {
        const cash = base.column(`test.${id}.cash`, month);
        expect(Math.max(...cash.map(Math.abs)), id).toBeLessThan(1e-3);
      }
    }
  });

  test("that meet their budget want less until spending is back within it", () => {
    const bound = opening({ "enterprises.aiShare": 0.002 });
    const budget = (0.002 * 5e12) / 12;
    expect(median(base, "enterprises.aiSpending", 59)).toBeGreaterThan(2 * budget);
    const spent = bound.series["enterprises.aiSpending"]!;
    expect(spent.p95[59]).toBeLessThan(1.2 * budget);
    expect(median(bound, "test.enterprises.cash", 59)).toBeLessThan(-budget);
    for (const id of ["openai.apiRevenue", "microsoft.aiCloudRevenue"]) {
      expect(median(bound, id, 36), id).toBeLessThan(median(base, id, 36));
    }
    expect(bound.worstResidual).toBeLessThan(1e-9);
  });

  test("pay what they owe once they want less", () => {
    const tired = { "plateau.month": 18, "plateau.tired": 0.9, "enterprises.aiShare": 0.002 };
    const owed = (month: number) => 0 - median(opening(tired), "test.enterprises.cash", month);
    expect(owed(18)).toBeGreaterThan(1e8);
    expect(owed(59)).toBeLessThan(0.01 * owed(18));
  });
});

describe("incumbents", () => {
  test("buy a part of what labs sell anyway: labs earn the same whatever that part is", () => {
    const [few, many] = [0.05, 0.4].map((share) => opening({ "incumbents.share": share }));
    for (const id of ["openai.revenue", "anthropic.revenue", "openai.apiRevenue"]) {
      expect(few!.column(id, 0), id).toEqual(many!.column(id, 0));
      // Cash that comes in two payments rather than one may round.
      for (const month of months) {
        expect(apart(sumOf(few!, month, [id]), sumOf(many!, month, [id])), id).toBeLessThan(1e-9);
      }
    }
    const tokens = (of: Run) => sumOf(of, 0, ["test.incumbents.openaiTokens"]);
    expect(
      apart(
        tokens(many!),
        tokens(few!).map((value) => 8 * value),
      ),
    ).toBeLessThan(1e-12);
  });

  test("keep what they charge less what they pay for tokens", () => {
    for (const month of months) {
      const sold = until(base, month, ["test.incumbents.sales"]);
      const tokens = ["openai", "anthropic"].map((id) => `test.incumbents.${id}Tokens`);
      const paid = until(base, month, tokens);
      const kept = sold.map((value, i) => value - paid[i]!);
      expect(apart(sumOf(base, month, ["test.incumbents.cash"]), kept)).toBeLessThan(1e-9);
    }
  });

  test("lose margin as bundling takes the charge and leaves the tokens", () => {
    const half = { "incumbents.marginAtStart": 0.5 };
    const fates = { "fates.pace": 0.01, "fates.most": 0.4, "fates.givenAway": 1 };
    // Prices on their trend: what is not bundled yet shrinks by 0.01 / 0.4 a month.
    const margin = opening({ ...half, ...fates }, ["M1"]);
    const kept = opening(half, ["M1", "M11"]);
    const alive = (of: Run, month: number) =>
      [...of.column("incumbents.aiMargin", month)].filter((value) => value !== 0);
    for (const month of [0, 12, 59]) {
      const worked = 1 - 0.5 / pow(1 - 0.01 / 0.4, month);
      for (const value of alive(margin, month)) expect(value).toBeCloseTo(worked, 9);
      for (const value of alive(kept, month)) expect(value).toBeCloseTo(0.5, 12);
    }
    expect(1 - 0.5 / pow(0.975, 12)).toBeCloseTo(0.322, 3);
  });

  test("bear what labs raise prices by", () => {
    const dear = opening(severe("subsidy-ends"));
    expect(median(dear, "incumbents.aiMargin", 5)).toBe(median(base, "incumbents.aiMargin", 5));
    expect(median(dear, "incumbents.aiMargin", 24)).toBeLessThan(
      median(base, "incumbents.aiMargin", 24) - 0.1,
    );
  });
});

test("employees receive the labs' salaries, and lose the pay of jobs that are cut", () => {
  for (const [of, lost] of [
    [base, ["labour.payLost"]],
    [opening({}, ["M14"]), []],
  ] as const) {
    for (const month of months) {
      const paid = until(of, month, ["test.openai.salaries", "test.anthropic.salaries"]);
      const without = lost.length === 0 ? paid.map(() => 0) : until(of, month, lost);
      const left = paid.map((value, i) => value - without[i]!);
      expect(apart(sumOf(of, month, ["test.labour.cash"]), left)).toBeLessThan(1e-9);
    }
  }
  // 1,000 jobs a month for four months each at 10,000 dollars: close to 4,000 people in the end.
  const steady = opening({
    "jobs.named": 1000,
    "jobs.appStaff": 0,
    "jobs.costOfOne": 10e3,
    "labour.search": 4,
    "clouds.aiGrowth": 0,
  });
  const cut = steady.series["jobs.cut"]!.mean[58]!;
  expect(steady.series["labour.payLost"]!.mean[59]! / (4 * cut * 10e3)).toBeCloseTo(1, 1);
});

describe("rights holders", () => {
  // Without M2 both labs live to pay.
  const ruled = opening({ "copyright.month": 6, "copyright.damages": 3e9 }, ["M2"]);

  test("receive all damages within a year of the ruling, and nothing before", () => {
    expect(Math.max(...ruled.column("rightsHolders.received", 5))).toBe(0);
    const owed = until(ruled, 59, ["test.anthropic.damages"]).map((value) => value + 3e9);
    for (const month of [18, 59]) {
      expect(apart(sumOf(ruled, month, ["rightsHolders.received"]), owed)).toBeLessThan(1e-9);
    }
  });

  test("receive what labs lose by it: losses grow by the damages and no more", () => {
    const settings = { "copyright.month": 6, "copyright.retraining": 0 };
    const [free, fined] = [0, 3e9].map((damages) =>
      opening({ ...settings, "copyright.damages": damages }, ["M2", "M1"]),
    ) as [Run, Run];
    const lost = (of: Run) => until(of, 18, ["openai.operatingLoss", "anthropic.operatingLoss"]);
    const more = lost(fined).map((value, i) => value - lost(free)[i]!);
    expect(apart(more, sumOf(fined, 18, ["rightsHolders.received"]))).toBeLessThan(1e-9);
  });
});

test("the books close wherever the new institutions' numbers are put", () => {
  const { graph } = buildEconomy();
  const kernel = compile(graph);
  const share = fc.double({ min: 0, max: 0.9, noNaN: true });
  const settings = fc.record({
    "enterprises.aiShare": fc.double({ min: 1e-4, max: 0.5, noNaN: true }),
    "incumbents.share": share,
    "incumbents.marginAtStart": share,
    "fates.givenAway": fc.double({ min: 0, max: 1, noNaN: true }),
    "labour.search": fc.double({ min: 1, max: 24, noNaN: true }),
    "copyright.month": fc.integer({ min: 0, max: 30 }),
    "copyright.damages": fc.double({ min: 0, max: 1e11, noNaN: true }),
    "subsidy.coverage": share,
  });
  fc.assert(
    fc.property(settings, (drawn) => {
      const books = run(graph, kernel, { draws: 256, months: 36, seed: 1, settings: drawn });
      expect(books.worstResidual).toBeLessThan(1e-9);
      for (const id of ["enterprises.aiSpending", "consumers.aiSpending", "incumbents.aiMargin"]) {
        expect(books.column(id, 35).every(Number.isFinite), id).toBe(true);
      }
    }),
    { numRuns: 25 },
  );
});

test("NVIDIA's backlog goes on being delivered for months after others stop to order", () => {
  const stopped = runEconomy({
    draws: 64,
    months: 24,
    extend: (model, at) => {
      const m = model.section("books.test.ts");
      m.extend(at.nvidia.otherOrders, "stop", eq`if(time >= 6 * month, 0, 1)`);
      m.series("test.delivered", at.nvidia.otherSales, { unit: "USD/month" });
    },
  });
  for (let draw = 0; draw < 64; draw += 1) {
    const at = (id: string, month: number) => stopped.column(id, month)[draw]!;
    expect(at("test.delivered", 6)).toBeGreaterThan(0.3 * at("test.delivered", 5));
    const left = at("nvidia.backlog", 23);
    const delivered = Array.from({ length: 18 }, (_, i) => at("test.delivered", 6 + i));
    const total = delivered.reduce((sum, one) => sum + one, 0) + left;
    expect(total / at("nvidia.backlog", 5)).toBeCloseTo(1, 0);
    expect(left).toBeLessThan(0.3 * at("nvidia.backlog", 5));
  }
});
