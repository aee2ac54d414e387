import { describe, expect, test } from "vitest";
import { eq, quantity, trait } from "../language/equation.ts";
import { down, earn, spend, up } from "../language/legs.ts";
import { Model } from "../language/model.ts";
import type { FlowOptions } from "../language/part-options.ts";
import type { Account, Institution, Overdraft, Population } from "../language/parts.ts";
import { messageOf } from "../testing/evaluate.ts";
import { build } from "./graph.ts";

interface World {
  readonly m: Model;
  readonly bank: Institution;
  readonly shop: Institution;
  readonly cells: Population;
  readonly account: (
    id: string,
    owner: Institution,
    options?: Partial<Pick<Account, "side" | "instrument" | "overdraft">>,
  ) => Account;
}

const rate = quantity(1, "USD/month");

/** A world in which a flow can be tried. */
function world(): World {
  const m = new Model().section("world.ts");
  const cells = m.population("apps", { traits: { pay: [1, 2] }, traitUnits: { pay: "USD/month" } });
  return {
    m,
    bank: m.institution("bank"),
    shop: m.institution("shop"),
    cells,
    account: (id, institution, options = {}) => {
      const { side = "asset", instrument = "cash", overdraft = "owed" } = options;
      const base = { institution, side, instrument, initial: eq`0` };
      return m.account(id, overdraft === undefined ? base : { ...base, overdraft });
    },
  };
}

/** Whether a flow builds, or the message that it does not. */
function verdict(write: (w: World) => Omit<FlowOptions, "rate"> & Partial<FlowOptions>): string {
  const w = world();
  const options = write(w);
  w.m.flow("f", { rate, ...options });
  try {
    build(w.m);
    return "cancels";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("a flow that does not cancel", () => {
  test("names the institution whose books it breaks", () => {
    const message = verdict(({ account, bank, shop }) => ({
      from: account("bank.cash", bank),
      to: account("shop.cash", shop),
      books: [earn(shop)],
    }));
    expect(message).toBe(
      'Flow "f" (world.ts) does not cancel: the books of "bank" lose 1 of it without a ' +
        "counterpart; add the missing leg to `books`.",
    );
  });

  test("says whether they gain, and how many times", () => {
    const message = verdict(({ account, shop }) => {
      const [till, safe] = [account("till", shop), account("safe", shop)];
      return { to: till, books: [up(safe)] };
    });
    expect(message).toContain('the books of "shop" gain 2 of it');
  });

  test("names the instrument of which a claim has no debt", () => {
    const message = verdict(({ account, bank, shop }) => ({
      from: account("bank.cash", bank),
      to: account("shop.cash", shop),
      books: [up(account("bank.loan", bank, { instrument: "loan" })), earn(shop)],
    }));
    expect(message).toBe(
      'Flow "f" (world.ts) does not cancel: claims in the instrument "loan" gain 1 of it without a ' +
        "counterpart; add the missing leg to `books`.",
    );
  });

  test("may not turn one instrument into another within an institution", () => {
    const message = verdict(({ account, shop }) => ({
      from: account("till", shop),
      to: account("share", shop, { instrument: "share" }),
    }));
    expect(message).toContain('claims in the instrument "cash" lose 1');
  });

  test("moves some balance", () => {
    expect(verdict(({ shop, bank }) => ({ books: [earn(shop), spend(bank)] }))).toBe(
      'Flow "f" (world.ts) moves no balance.',
    );
  });
});

describe("a flow that cancels", () => {
  test.each<[string, (w: World) => Partial<FlowOptions>]>([
    [
      "a payment, whose expense and income are booked unasked",
      ({ account, bank, shop }) => ({ from: account("a", bank), to: account("b", shop) }),
    ],
    [
      "cash moved within an institution, which earns nothing",
      ({ account, bank }) => ({ from: account("a", bank), to: account("b", bank) }),
    ],
    [
      "a loan paid out",
      ({ account, bank, shop }) => ({
        from: account("a", bank),
        to: account("b", shop),
        books: [
          up(account("held", bank, { instrument: "loan" })),
          up(account("owed", shop, { instrument: "loan", side: "liability" })),
        ],
      }),
    ],
    [
      "shares sold, which are equity and not income",
      ({ account, bank, shop }) => ({
        from: account("a", bank),
        to: account("b", shop),
        books: [
          up(account("held", bank, { instrument: "share" })),
          up(account("issued", shop, { instrument: "share", side: "equity" })),
        ],
      }),
    ],
    [
      "a real asset worn out, which nobody owes",
      ({ account, shop }) => ({
        from: account("plant", shop, { instrument: "real plant" }),
        books: [spend(shop)],
      }),
    ],
    [
      "a loan written off",
      ({ account, bank, shop }) => ({
        books: [
          down(account("held", bank, { instrument: "loan" })),
          down(account("owed", shop, { instrument: "loan", side: "liability" })),
          spend(bank),
          earn(shop),
        ],
      }),
    ],
  ])("is %s", (_, write) => {
    expect(verdict(write)).toBe("cancels");
  });
});

/** Whether a flow from a balance per cell, declared over those cells or not, builds. */
function pays(isOver: boolean): string {
  return verdict(({ m, cells, account, bank }) => ({
    from: account("app.cash", m.institution("app", { over: cells })),
    to: account("bank.cash", bank),
    ...(isOver && { over: cells, rate: trait(cells, "pay") }),
  }));
}

describe("a flow's unit and cells", () => {
  test("are those by which its balances change", () => {
    const message = verdict(({ account, bank, shop }) => ({
      from: account("bank.cash", bank),
      to: account("shop.cash", shop),
      unit: "USD",
      rate: quantity(1, "USD"),
    }));
    expect(message).toBe(
      'Flow "f" (world.ts) is in USD but moves "bank.cash", which is in USD and so changes by ' +
        "USD/month.",
    );
  });

  test("a rate in another unit is the equation's fault", () => {
    const message = verdict(({ account, bank, shop }) => ({
      from: account("bank.cash", bank),
      to: account("shop.cash", shop),
      rate: eq`time * 3`,
    }));
    expect(message).toBe(
      '"f" (world.ts), equation: declared in USD/month but the equation gives month.',
    );
  });

  test("a flow that moves a balance per cell is over those cells", () => {
    expect(pays(false)).toBe(
      'Flow "f" (world.ts) moves "app.cash", which has one balance per cell of "apps"; declare ' +
        "the flow over that population.",
    );
    expect(pays(true)).toBe("cancels");
  });
});

/** A shop that pays rent from an account with these options. */
function paidFrom(options: { readonly overdraft?: Overdraft }): Model {
  const w = world();
  const base = { institution: w.shop, side: "asset", initial: eq`0` } as const;
  const cash = w.m.account("shop.cash", { ...base, ...options });
  w.m.flow("rent", { from: cash, to: w.account("bank.cash", w.bank), rate });
  return w.m;
}

describe("overdrafts", () => {
  test("an account that is paid from says what happens when it is empty", () => {
    expect(messageOf(() => build(paidFrom({})))).toBe(
      'Flow "rent" (world.ts) can overdraw "shop.cash", which does not say what happens then: ' +
        'give the account an overdraft of "owed", "never" or "ration".',
    );
    for (const overdraft of ["owed", "never"] as const) {
      expect(() => build(paidFrom({ overdraft }))).not.toThrow();
    }
  });

  test("a debt that is paid back, and an account that only receives, need not say", () => {
    const w = world();
    const silent = { overdraft: undefined, side: "liability" } as const;
    const debt = w.account("debt", w.shop, { ...silent, instrument: "loan" });
    const loan = w.account("loan", w.bank, { instrument: "loan" });
    const till = w.m.account("till", { institution: w.bank, side: "asset", initial: eq`0` });
    w.m.flow("repaid", {
      from: w.account("shop.cash", w.shop),
      to: till,
      rate,
      books: [down(debt), down(loan)],
    });
    expect(() => build(w.m)).not.toThrow();
  });
});
