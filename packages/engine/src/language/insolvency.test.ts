import { expect, test } from "vitest";
import { build } from "../graph/graph.ts";
import { compile } from "../kernel/compile.ts";
import { blockSize } from "../kernel/block.ts";
import { interpret } from "../kernel/interpret.ts";
import { differenceOf } from "../testing/bits.ts";
import { eq, quantity } from "./equation.ts";
import { type Claim, windUp } from "./insolvency.ts";
import { Model } from "./model.ts";
import type { Account, Institution, Overdraft } from "./parts.ts";

const usd = (amount: number) => quantity(amount, "USD");
const perMonth = (amount: number) => quantity(amount, "USD/month");

function cashOf(m: Model, owner: Institution, amount: number, overdraft: Overdraft): Account {
  const initial = usd(amount);
  return m.account(`${owner.id}.cash`, { institution: owner, side: "asset", initial, overdraft });
}

function levels(m: Model, months: number): Record<string, number[]> {
  for (const part of m.parts.values()) {
    if (part.kind === "account") m.series(part.id, part, { unit: "USD" });
  }
  const graph = build(m);
  const request = { seed: 1, firstDraw: 0, months };
  const block = compile(graph)(request);
  expect(differenceOf(block, interpret(graph)(request))).toBeUndefined();
  expect(Math.max(...block.residual)).toBeLessThan(1e-12);
  return Object.fromEntries(
    Object.entries(block.series).map(([id, values]) => [
      id,
      Array.from({ length: months }, (_, i) => values[i * blockSize]!),
    ]),
  );
}

test("an account that runs dry pays by rank, and in proportion within a rank", () => {
  const m = new Model();
  const firm = m.institution("firm");
  const cash = cashOf(m, firm, 100, "ration");
  const payee = (id: string) => cashOf(m, m.institution(id), 0, "never");
  const customer = cashOf(m, m.institution("customer"), 1000, "owed");
  m.flow("sales", { from: customer, to: cash, rate: perMonth(20) });
  m.flow("tax", { from: cash, to: payee("state"), rate: perMonth(60), rank: 1 });
  m.flow("wages", { from: cash, to: payee("staff"), rate: perMonth(90), rank: 2 });
  m.flow("rent", { from: cash, to: payee("landlord"), rate: perMonth(30), rank: 2 });
  const got = levels(m, 3);
  // 120 in the first month: 60 tax, then 60 for the 120 wanted by wages and rent.
  expect(got["state.cash"]).toEqual([60, 80, 100]);
  expect(got["staff.cash"]).toEqual([45, 45, 45]);
  expect(got["landlord.cash"]).toEqual([15, 15, 15]);
  expect(got["firm.cash"]).toEqual([0, 0, 0]);
});

test("an account with enough pays in full", () => {
  const m = new Model();
  const cash = cashOf(m, m.institution("firm"), 100, "ration");
  m.flow("rent", {
    from: cash,
    to: cashOf(m, m.institution("landlord"), 0, "never"),
    rate: perMonth(40),
  });
  expect(levels(m, 3)["landlord.cash"]).toEqual([40, 80, 100]);
});

/** A firm that defaults at once with 60 in cash and two claims on it, of 50 each. */
function failing(ranks: readonly [number, number]): Record<string, number[]> {
  const m = new Model();
  const firm = m.institution("firm");
  const cash = cashOf(m, firm, 60, "ration");
  const claims = ["bank", "supplier"].map((id, i): Claim => {
    const creditor = m.institution(id);
    const claim = { instrument: `${id} loan`, initial: usd(50) };
    return {
      id,
      debt: m.account(`${id}.debt`, { ...claim, institution: firm, side: "liability" }),
      asset: m.account(`${id}.claim`, {
        ...claim,
        institution: creditor,
        side: "asset",
        overdraft: "never",
      }),
      payTo: cashOf(m, creditor, 0, "never"),
      rank: ranks[i]!,
    };
  });
  const defaulted = m.event("default", { when: eq`time >= 0 * month` });
  windUp(m, defaulted, cash, claims);
  return levels(m, 3);
}

test("a failed firm's creditors recover in proportion, and write off the rest", () => {
  const got = failing([1, 1]);
  expect(got["bank.cash"]).toEqual([0, 30, 30]);
  expect(got["supplier.cash"]).toEqual([0, 30, 30]);
  expect(got["bank.claim"]).toEqual([50, 0, 0]);
  expect(got["supplier.debt"]).toEqual([50, 0, 0]);
});

test("a senior creditor is paid first", () => {
  const got = failing([2, 1]);
  expect(got["supplier.cash"]).toEqual([0, 50, 50]);
  expect(got["bank.cash"]).toEqual([0, 10, 10]);
  expect(got["firm.cash"]).toEqual([60, 0, 0]);
});

test("cash that does not ration cannot be shared out", () => {
  const m = new Model();
  const cash = cashOf(m, m.institution("firm"), 1, "owed");
  expect(() => windUp(m, m.event("e", { when: eq`1` }), cash, [])).toThrow(
    /needs the overdraft "ration"/,
  );
  const rationed = cashOf(m, m.institution("other"), 1, "ration");
  const pay = () => m.flow("x", { from: rationed, to: cash, rate: perMonth(1), rank: 0.5 });
  expect(pay).toThrow(/rank 0.5/);
});
