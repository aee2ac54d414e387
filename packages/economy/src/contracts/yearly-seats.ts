import {
  type Account,
  type Equation,
  type Model,
  type Parameter,
  type Slot,
  type Stock,
  type Variable,
  delay,
  eq,
  quantity,
} from "@faultline/engine";
import { type Buyer, bought } from "../institutions/buyer.ts";

/** Time for which a seat is bound. */
const term = quantity(12, "month");

/** Seats sold for a year at a time. */
export interface YearlySeats {
  readonly seats: Stock;
  /** Seats sold this month, people/month; mechanisms sell. */
  readonly sold: Slot;
  /** Seats whose year is up this month, people/month. */
  readonly due: Variable;
  /** Share of those that is not renewed; mechanisms say how many. */
  readonly lapsing: Slot;
}

/** Who sells which seats to whom. */
export interface YearlySeatsTerms {
  readonly atStart: Equation;
  /** Price of a seat, USD/person/month. */
  readonly price: Parameter;
  readonly buyer: Buyer;
  readonly sellerCash: Account;
}

/**
 * A contract for seats, billed by the month and binding for a year: a seat lapses when its year is up
 * and not before. Years end spread around the twelfth month (a delay of third order), as not all
 * start with the calendar; those of the start end evenly over the first.
 */
export function yearlySeats(m: Model, id: string, terms: YearlySeatsTerms): YearlySeats {
  const { atStart, price, buyer, sellerCash } = terms;
  const sold = m.slot(`${id}.sold`, {
    unit: "person/month",
    base: eq`0`,
    combine: "sum",
    doc: "Seats sold",
  });
  const lapsing = m.slot(`${id}.lapsing`, {
    base: eq`0`,
    combine: "sum",
    doc: "Share of seats not renewed when their year is up",
  });
  const begun = m.variable(`${id}.begun`, () => eq`${sold} + ${due} * (1 - ${lapsing})`, {
    unit: "person/month",
    doc: "Seats whose year begins: sold or renewed",
  });
  const due = delay(m, `${id}.due`, {
    input: begun,
    unit: "person/month",
    time: term,
    order: 3,
    initial: eq`(${atStart}) / ${term}`,
    doc: "Seats whose year is up",
  });
  const seats = m.stock(`${id}.seats`, {
    unit: "person",
    initial: atStart,
    change: eq`${sold} - ${due} * ${lapsing}`,
    doc: "Seats that are paid",
  });
  bought(m, `${id}.sales`, {
    by: buyer,
    to: sellerCash,
    rate: eq`${seats} * ${price}`,
    doc: "Seats paid",
  });
  return { seats, sold, due, lapsing };
}
