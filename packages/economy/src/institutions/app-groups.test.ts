import { Model, build, compile, constant, eq, quantity, trait } from "@faultline/engine";
import { expect, test } from "vitest";
import { exitOf } from "./app-groups.ts";
import { appParameters } from "./app-parameters.ts";

/** Exits beyond the usual ones, over those without cash, of companies with so many short months. */
function shortExits(cash: readonly number[], shortCash: number): readonly number[] {
  const m = new Model();
  const kinds = m.population("kinds", { traits: { cash }, traitUnits: { cash: "USD" } });
  const owner = m.institution("owner", { over: kinds });
  const group = {
    id: "group",
    age: "young",
    isBorn: false,
    mass: m.stock("mass", { over: kinds, initial: eq`1`, change: eq`0 / month` }),
    cash: m.account("cash", {
      institution: owner,
      side: "asset",
      initial: trait(kinds, "cash"),
      overdraft: "owed",
    }),
    next: undefined,
  } as const;
  const none = { unit: "USD/month", over: kinds } as const;
  const exit = exitOf(
    m,
    group,
    {
      shortfall: m.variable("shortfall", quantity(1, "USD/month"), none),
      granted: m.variable("granted", quantity(0, "USD/month"), none),
      shortCash: m.variable("shortCash", quantity(shortCash, "USD"), { unit: "USD", over: kinds }),
      usualExit: m.variable("usualExit", eq`0 / month`, { unit: "1/month" }),
    },
    { ...appParameters(m), shortExit: m.parameter("all", constant(1), one) },
  );
  cash.forEach((value, cell) => {
    m.series(
      `${cell}`,
      eq`sum(if(${trait(kinds, "cash")} == ${quantity(value, "USD")}, ${exit}, 0 / month))`,
      {
        unit: "1/month",
      },
    );
  });
  const { series } = compile(build(m, { dropUnused: true }))({ seed: 1, firstDraw: 0, months: 1 });
  return cash.map((_, cell) => series[`${cell}`]![0]!);
}

const one = { unit: "1/month", assumption: "An example" } as const;

test("a half leaves with the short months' cash, a seventeenth with twice it, all without", () => {
  const [debt, empty, short, twice, plenty] = shortExits([-500, 0, 300, 600, 30_000], 300);
  expect(debt).toBeCloseTo(1, 9);
  expect(empty).toBeCloseTo(1, 9);
  expect(short).toBeCloseTo(1 / 2, 9);
  expect(twice).toBeCloseTo(1 / 17, 9);
  expect(plenty).toBeLessThan(1e-7);
});

test("nobody leaves for want of cash who loses none", () => {
  expect(shortExits([-500, 0, 300], 0)).toEqual([0, 0, 0]);
});
