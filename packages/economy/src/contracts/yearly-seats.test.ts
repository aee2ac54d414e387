import { Model, build, compile, constant, eq, quantity, run } from "@faultline/engine";
import { expect, test } from "vitest";
import { yearlySeats } from "./yearly-seats.ts";

/** Seats month by month, and what is paid for them, if a share lapses and some are sold. */
function seatsOf({ atStart = 1200, lapsing = 0, sold = 0 }) {
  const m = new Model();
  const account = (id: string) => {
    const institution = m.institution(id);
    return m.account(`${id}.cash`, {
      institution,
      side: "asset",
      initial: quantity(0, "USD"),
      overdraft: "owed",
    });
  };
  const [buyer, seller] = [account("buyer"), account("seller")];
  const price = m.parameter("price", constant(30), { unit: "USD/person/month", assumption: "x" });
  const spending = m.slot("spending", { unit: "USD/month", base: eq`0`, combine: "sum" });
  m.series("spending told", spending, { unit: "USD/month" });
  const contract = yearlySeats(m, "seat", {
    atStart: quantity(atStart, "person"),
    price,
    buyer: { institution: buyer.institution, cash: buyer, spending },
    sellerCash: seller,
  });
  m.extend(contract.lapsing, "all", eq`${lapsing}`);
  m.extend(
    contract.sold,
    "first month",
    eq`if(time < 1 * month, ${sold} * 1, 0)
    * ${quantity(1, "person/month")}`,
  );
  m.series("seats", contract.seats, { unit: "person" });
  m.series("due", contract.due, { unit: "person/month" });
  m.series("received", seller, { unit: "USD" });
  const graph = build(m);
  const { column } = run(graph, compile(graph), { draws: 1, months: 48, seed: 1, settings: {} });
  return (id: string, month: number) => column(id, month)[0]!;
}

test("seats that are renewed stay, and are paid by the month", () => {
  const at = seatsOf({});
  for (const month of [0, 11, 47]) expect(at("seats", month)).toBeCloseTo(1200, 6);
  expect(at("received", 0)).toBeCloseTo(36_000, 6);
});

test("a seat is bound for its year: hardly any lapses in the first half, most by two years", () => {
  const at = seatsOf({ atStart: 0, sold: 1000, lapsing: 1 });
  expect(at("seats", 4)).toBeGreaterThan(900);
  expect(at("seats", 12)).toBeLessThan(700);
  expect(at("seats", 26)).toBeLessThan(100);
});

test("of those due the share that lapses is lost, the others begin another year", () => {
  const at = seatsOf({ atStart: 0, sold: 1000, lapsing: 0.3 });
  expect(at("seats", 12)).toBeGreaterThan(700);
  expect(at("seats", 47)).toBeLessThan(450);
  expect(at("seats", 47)).toBeGreaterThan(200);
});
