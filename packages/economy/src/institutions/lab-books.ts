import {
  type Account,
  type Equation,
  type Model,
  down,
  earn,
  eq,
  spend,
  up,
} from "@faultline/engine";
import { type Buyer, bought } from "./buyer.ts";
import type { Capital } from "./capital.ts";
import type { OtherApiSales } from "./incumbents.ts";
import type { Lab } from "./lab.ts";
import type { Labour } from "./labour.ts";
import type { Outside } from "./outside.ts";
import type { RightsHolders } from "./rights-holders.ts";

/** Who stands on the other side of a lab's payments. */
export interface LabCounterparties {
  readonly world: Outside;
  readonly capital: Capital;
  readonly companies: Buyer;
  readonly consumers: Buyer;
  readonly labour: Labour;
  readonly rightsHolders: RightsHolders;
  /** What the lab sells by API to others than app companies. */
  readonly otherApi: OtherApiSales;
  /** Cash of the supplier of compute, who also keeps the share of revenue. */
  readonly supplierCash: Account;
}

/** Holdings of a lab's shares bought or earned since the start, at cost. */
export interface LabHoldings {
  readonly funds: Account;
  readonly staff: Account;
}

/**
 * The payments of a lab's month, and what a default does to the shares in it: they are written off
 * on both sides, and unpaid bills are borne outside. Compute is booked by its contract.
 */
export function labBooks(model: Model, lab: Lab, at: LabCounterparties): LabHoldings {
  const { id, file } = lab.opening;
  const m = model.section(file);
  const { world, capital, labour } = at;
  const holding = (name: string, institution: Account["institution"], doc: string): Account =>
    m.account(name, {
      institution,
      side: "asset",
      instrument: `${id} equity`,
      initial: eq`0`,
      overdraft: "never",
      doc,
    });
  const funds = holding(`funds.${id}Stake`, capital.funds, "Funds' shares in the lab, at cost");
  const staff = holding(`labour.${id}Shares`, labour.institution, "Employees' shares, at cost");
  const pay = (name: string, rate: Equation, doc: string, to = world.cash) =>
    m.flow(`${id}.${name}Paid`, { from: lab.cash, to, rate, doc });
  const seats = bought(m, `${id}.consumerSeatsPaid`, {
    by: at.consumers,
    to: lab.cash,
    rate: eq`${lab.paidSeats} * ${lab.opening.seatPrice} * ${lab.seatPricePolicy}`,
    doc: "Seats that people pay themselves",
  });
  bought(m, `${id}.companySales`, {
    by: at.companies,
    to: lab.cash,
    rate: eq`${lab.seatRevenue} - ${seats} + ${at.otherApi.direct}`,
    doc: "Seats for staff, and tokens that companies buy directly",
  });
  pay("staff", eq`${lab.staff}`, "Salaries", labour.cash);
  pay("otherCosts", eq`${lab.otherCosts}`, "Data, marketing, offices and all else");
  pay("partnerShare", eq`${lab.partnerCost}`, "Partner's share of revenue", at.supplierCash);
  pay("damages", eq`${lab.damages}`, "Damages and licences", at.rightsHolders.cash);
  m.flow(`${id}.stockGranted`, {
    rate: eq`${lab.stockPay}`,
    books: [up(lab.paidIn), up(staff), spend(lab.institution), earn(labour.institution)],
    doc: "Pay in shares: an expense without cash",
  });
  m.flow(`${id}.billsUnpaid`, {
    from: lab.cash,
    to: world.cash,
    rate: eq`${lab.defaulted} * ${lab.cash} / month`,
    doc: "After default: what is left is shared out, what is owed is lost",
  });
  for (const account of [funds, staff]) sharesLost(m, lab, account);
  return { funds, staff };
}

/** Books that a holder of a lab's shares loses them when the lab defaults. */
export function sharesLost(m: Model, lab: Lab, holding: Account): void {
  m.flow(`${holding.id}Lost`, {
    rate: eq`${lab.defaulted} * ${holding} / month`,
    books: [down(lab.paidIn), down(holding), earn(lab.institution), spend(holding.institution)],
    doc: "Shares written off after the lab's default",
  });
}
