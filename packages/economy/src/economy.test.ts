import { blockSize, compile, interpret } from "@faultline/engine";
import { describe, expect, test } from "vitest";
import { buildEconomy } from "./economy.ts";
import { facts } from "./evidence/facts.ts";
import { claims } from "./claims/claims.ts";
import { mechanisms } from "./mechanisms/mechanisms.ts";
import { scenarios } from "./scenarios/scenarios.ts";
import { severities } from "./scenarios/scenario.ts";
import { publishedIds } from "./series.ts";
import { factsOfReadings } from "./vintages/vintage.ts";
import { startChecks } from "./start-checks.ts";
import { runEconomy } from "./testing/run-economy.ts";

const severe = (name: string) => scenarios.find((s) => s.name === name)!.settings.severe;
const base = runEconomy();

describe("conservation", () => {
  test.each(scenarios.flatMap((s) => severities.map((severity) => [s.name, severity] as const)))(
    "money is conserved in %s, %s",
    (name, severity) => {
      const settings = scenarios.find((s) => s.name === name)!.settings[severity];
      expect(runEconomy({ settings, draws: 256 }).worstResidual).toBeLessThan(1e-9);
    },
  );

  test.each(mechanisms.map((m) => m.id))("money is conserved without %s", (id) => {
    expect(runEconomy({ without: [id], draws: 256 }).worstResidual).toBeLessThan(1e-9);
  });
});

test("the kernel gives the interpreter's bits on the whole economy", () => {
  const { graph } = buildEconomy();
  const request = { seed: 7, firstDraw: blockSize, months: 14, settings: severe("subsidy-ends") };
  expect(compile(graph)(request)).toEqual(interpret(graph)(request));
});

describe("scenarios", () => {
  test("subsidies that end raise prices and sink app companies, draw by draw", () => {
    const run = runEconomy({ settings: severe("subsidy-ends") });
    const month = 23;
    const dearer = run.column("openai.apiRevenue", month).length;
    expect(dearer).toBe(run.draws);
    for (const [id, share] of [
      ["token.frontierList", 0.95],
      ["apps.failedShare", 0.95],
    ] as const) {
      const [with_, without] = [run.column(id, month), base.column(id, month)];
      expect(with_.filter((v, i) => v > without[i]!).length / run.draws, id).toBeGreaterThan(share);
    }
  });

  test("nothing moves before a scenario starts", () => {
    for (const scenario of scenarios) {
      const run = runEconomy({ settings: scenario.settings.severe, months: 6 });
      const early = runEconomy({ months: 6 });
      for (const id of Object.keys(run.series)) {
        expect(run.column(id, 4), `${scenario.name} ${id}`).toEqual(early.column(id, 4));
      }
    }
  });

  test("each scenario moves levers that exist, and only confidence-breaks shocks confidence", () => {
    const levers = new Set(
      buildEconomy()
        .graph.parameters.filter((p) => p.role === "lever")
        .map((p) => p.id),
    );
    for (const scenario of scenarios) {
      for (const severity of severities) {
        for (const key of Object.keys(scenario.settings[severity])) {
          expect(levers.has(key), key).toBe(true);
          if (key.startsWith("confidence.")) {
            expect(scenario.name).toBe("confidence-breaks");
            expect(Object.keys(scenario.settings[severity])).toEqual([key]);
          }
        }
      }
    }
  });

  /** Scenarios that are not about what the labs can pay; each has a test of its own. */
  const others = new Set(["baseline", "death-race", "plateau", "open-weights-win", "soft-landing"]);

  test("a harder case is never milder for the labs", () => {
    for (const scenario of scenarios.filter(({ name }) => !others.has(name))) {
      const risk = severities.map((severity) => {
        const { events } = runEconomy({ settings: scenario.settings[severity] });
        return events["openai.default"]!.probability;
      });
      expect(risk[2], scenario.name).toBeGreaterThanOrEqual(risk[0]!);
      expect(risk[2], scenario.name).toBeGreaterThan(base.events["openai.default"]!.probability);
    }
  });
});

describe("scenarios that are not about what the labs can pay", () => {
  const median = (run: typeof base, id: string, month: number) => run.series[id]!.p50[month]!;
  const risk = (run: typeof base) => run.events["openai.default"]!.probability;

  test("in a race firms build more and cut more jobs, and nobody retreats", () => {
    const run = runEconomy({ settings: severe("death-race") });
    expect(median(run, "microsoft.capex", 18)).toBeGreaterThan(
      1.1 * median(base, "microsoft.capex", 18),
    );
    expect(median(run, "jobs.cut", 12)).toBeGreaterThan(3 * median(base, "jobs.cut", 12));
    expect(run.events["hyperscalers.retreat"]!.probability).toBe(0);
  });

  test("a plateau and open models take revenue from labs; open models keep app companies alive", () => {
    for (const name of ["plateau", "open-weights-win"]) {
      const run = runEconomy({ settings: severe(name) });
      expect(median(run, "openai.revenue", 36), name).toBeLessThan(
        0.9 * median(base, "openai.revenue", 36),
      );
    }
    const open = runEconomy({ settings: severe("open-weights-win") });
    expect(median(open, "apps.failedShare", 59)).toBeLessThan(median(base, "apps.failedShare", 59));
  });

  test("the more of a soft landing is true, the fewer labs default", () => {
    const { settings } = scenarios.find(({ name }) => name === "soft-landing")!;
    const [little, all] = [settings.moderate, settings.extreme].map((of) =>
      risk(runEconomy({ settings: of })),
    );
    expect(little).toBeLessThan(risk(base));
    expect(all).toBeLessThan(little!);
  });

  test("a perfect storm is worse than any of its causes", () => {
    const storm = risk(runEconomy({ settings: severe("perfect-storm") }));
    for (const name of ["subsidy-ends", "credits-run-out", "pilots-abandoned", "retreat"]) {
      expect(storm, name).toBeGreaterThan(risk(runEconomy({ settings: severe(name) })));
    }
  });
});

describe("ablations", () => {
  test.each(mechanisms.map((m) => [m.id, m.makes] as const))(
    "without %s its series are absent and the first month is otherwise as it was",
    (id, makes) => {
      const { absent } = buildEconomy({ without: [id] });
      for (const made of makes) expect(absent).toContain(made);
      const run = runEconomy({ without: [id] });
      // Rounds are raised within the first month, so what holds their cash may differ.
      const moved = /\.(cash|valuation)$/;
      for (const series of Object.keys(run.series)) {
        if (moved.test(series) && id === "M2") continue;
        const before = base.column(series, 0);
        // A factor of one rounds, so equality is to the last digits.
        const apart = run.column(series, 0).map((v, i) => Math.abs(v / before[i]! - 1) || 0);
        expect(Math.max(...apart), series).toBeLessThan(1e-12);
      }
    },
  );

  test("M1: prices stay on their trend whatever is asked", () => {
    const still = runEconomy({ without: ["M1", "M20"] }).series["token.frontierList"]!;
    expect(still.p05[35]).toBeCloseTo(4.375, 12);
    const asked = runEconomy({ without: ["M20"], settings: severe("subsidy-ends") });
    // Where both labs are gone the best model is an open one, which is cheap.
    expect(asked.series["token.frontierList"]!.p25[35]).toBeGreaterThan(4.375);
  });

  test("M2: no lab defaults, whatever happens", () => {
    const { events } = runEconomy({ without: ["M2"], settings: { "confidence.shock": 4 } });
    expect(events["openai.default"]!.probability + events["anthropic.default"]!.probability).toBe(
      0,
    );
    const hard = runEconomy({ settings: { "confidence.shock": 4 } });
    expect(hard.events["openai.default"]!.probability).toBeGreaterThan(0.5);
  });

  test("M3: confidence stands still in every draw and month", () => {
    const run = runEconomy({ without: ["M3"], settings: severe("subsidy-ends") });
    for (const month of [1, 30, 59]) {
      expect(run.column("capital.confidence", month)).toEqual(run.column("capital.confidence", 0));
    }
    expect(base.column("capital.confidence", 30)).not.toEqual(base.column("capital.confidence", 0));
  });

  test("M4: credits last and the serving cost does not jump", () => {
    const at = (run: typeof base, id: string, month: number) => run.series[id]!.p50[month]!;
    const scenario = severe("credits-run-out");
    const jump = (run: typeof base) =>
      at(run, "openai.computeBill", 6) / at(run, "openai.computeBill", 5);
    expect(jump(runEconomy({ settings: scenario, draws: 512 }))).toBeGreaterThan(1.2);
    expect(jump(base)).toBeLessThan(1.05);
    const off = runEconomy({ without: ["M4"] });
    expect(off.events["credits.exhausted"]).toBeUndefined();
    expect(at(off, "openai.cashBurn", 30)).toBeLessThan(0.6 * at(base, "openai.cashBurn", 30));
  });

  test("M12: a price rise costs only what elasticity says", () => {
    const settings = severe("subsidy-ends");
    const [on, off] = [runEconomy({ settings }), runEconomy({ settings, without: ["M12"] })];
    expect(off.series["openai.revenue"]!.p50[30]!).toBeGreaterThan(
      1.1 * on.series["openai.revenue"]!.p50[30]!,
    );
    // Before it only the customers of the few apps that are gone by then differ.
    const early = off.series["openai.revenue"]!.p50[5]! / on.series["openai.revenue"]!.p50[5]!;
    expect(Math.abs(early - 1)).toBeLessThan(0.003);
  });

  test("M13: the firms build by plan whatever AI earns, and nobody retreats", () => {
    const [on, off] = [{}, { without: ["M13"] }].map((options) =>
      runEconomy({ ...options, settings: { "clouds.aiGrowth": 0, "openai.apiGrowth": 0 } }),
    ) as [typeof base, typeof base];
    expect(off.events["hyperscalers.retreat"]).toBeUndefined();
    const retreated = on.eventMonths["hyperscalers.retreat"]!;
    expect(retreated.filter((month) => month >= 0).length).toBeGreaterThan(0.3 * on.draws);
    const apart = (id: string, draw: number) =>
      on.column(id, 59)[draw]! / off.column(id, 59)[draw]!;
    for (const draw of [0, 100, 200, 300, 400]) {
      const left = retreated[draw]! >= 0 && retreated[draw]! < 40;
      for (const id of ["microsoft.capex", "nvidia.dataCenterRevenue"]) {
        if (left) expect(apart(id, draw), id).toBeLessThan(0.98);
        else if (retreated[draw]! < 0) expect(apart(id, draw), id).toBeCloseTo(1, 12);
      }
    }
  });

  test("M13: a retreat costs confidence, in the month after and not before", () => {
    const settings = { "capex.retreatMonth": 12 };
    const [forced, free] = [
      runEconomy({ settings }),
      runEconomy({ settings: { "capex.resolve": 1 } }),
    ];
    expect(forced.events["hyperscalers.retreat"]!.probability).toBe(1);
    expect(free.events["hyperscalers.retreat"]!.probability).toBe(0);
    const gap = (month: number) =>
      free.series["capital.confidence"]!.mean[month]! -
      forced.series["capital.confidence"]!.mean[month]!;
    expect(Math.abs(gap(11))).toBeLessThan(0.02);
    expect(gap(14)).toBeGreaterThan(0.05);
  });

  test("M16: some of the clouds' AI revenue is their own money, less once credits are gone", () => {
    const share = base.series["roundTrip.share"]!;
    expect(share.p50[0]).toBeGreaterThan(0.2);
    expect(share.p50[24]).toBeLessThan(share.p50[0]!);
    for (const month of [0, 24, 59]) {
      const column = base.column("roundTrip.share", month);
      expect(column.every((value) => value >= 0 && value <= 1)).toBe(true);
    }
  });

  test("M20: rents and lists stay where they started", () => {
    const off = runEconomy({ without: ["M20"] });
    expect(off.column("gpuHour.h100", 59)).toEqual(off.column("gpuHour.h100", 0));
    expect(base.series["gpuHour.h100"]!.p95[59]).toBeLessThan(base.series["gpuHour.h100"]!.p50[0]!);
  });
});

describe("contract", () => {
  test("every published id is made or listed as absent, never both", () => {
    const { graph, absent } = buildEconomy();
    const made = new Set([...graph.series, ...graph.events].map((part) => part.id));
    for (const id of publishedIds) expect(made.has(id)).toBe(!absent.includes(id));
  });

  test("every fact is used by a parameter, a mechanism's page, a claim, a check or a vintage", () => {
    const { graph } = buildEconomy();
    const used = new Set([
      ...graph.parameters.flatMap((p) => p.facts.map((f) => f.id)),
      ...mechanisms.flatMap((m) => m.facts.map((f) => f.id)),
      ...claims.flatMap((c) => c.facts.map((f) => f.id)),
      ...startChecks.flatMap((check) => check.facts.map((f) => f.id)),
      ...factsOfReadings().flatMap((reading) => reading.facts.map((f) => f.id)),
    ]);
    expect(facts.filter((fact) => !used.has(fact.id)).map((fact) => fact.id)).toEqual([]);
  });

  test("no named firm has negative revenue, users or cash in any draw of the baseline", () => {
    for (const id of Object.keys(base.series)) {
      if (
        !/\.(revenue|cash|weeklyUsers|paidSeats|valuation|capex|aiCloudRevenue|dataCenterRevenue)$/.test(
          id,
        )
      )
        continue;
      for (const month of [24, 59]) {
        expect(Math.min(...base.column(id, month)), id).toBeGreaterThanOrEqual(0);
      }
    }
  });
});
