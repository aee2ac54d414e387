import {
  type Account,
  type Equation,
  type Event,
  type Institution,
  type Model,
  type Parameter,
  type Slot,
  type Variable,
  eq,
} from "@faultline/engine";
import { type LabCosts, labCosts } from "./lab-costs.ts";
import { type LabDemand, labDemand } from "./lab-demand.ts";

/** What differs from lab to lab at the start; the equations are shared. */
export interface LabOpening {
  /** `openai` or `anthropic`; ids of parts begin with it. */
  readonly id: string;
  /** File of the lab, for the reader. */
  readonly file: string;
  readonly cash: Parameter;
  /** API tokens sold in the first month, in September-2024 frontier tokens, Mtok/month. */
  readonly apiTokens: Equation;
  /** Blended list price of the best generally sold model, USD/Mtok. */
  readonly listPrice: Parameter;
  readonly weeklyUsers: Parameter;
  readonly paidSeats: Parameter;
  readonly seatPrice: Parameter;
  readonly businessSeats: Parameter;
  readonly businessSeatPrice: Parameter;
  /** A100-equivalent hours to serve a million API tokens, GPUhour/Mtok. */
  readonly hoursPerMtok: Equation;
  /** A100-equivalent hours to serve a weekly user for a month, GPUhour/person/month. */
  readonly hoursPerUser: Equation;
  /** Rent paid per A100-equivalent hour, USD/GPUhour. */
  readonly computePrice: Equation;
  readonly training: Equation;
  readonly staff: Equation;
  readonly otherCosts: Equation;
  readonly stockPay: Equation;
  /** Share of revenue kept by the partner that resells or hosts. */
  readonly partnerShare: Parameter;
  /** Growth of API spending and of users per month at the start. */
  readonly apiGrowth: Parameter;
  readonly userGrowth: Parameter;
  readonly userCeiling: Parameter;
  /** Growth per month at the start of the share of users who pay. */
  readonly payingGrowth: Parameter;
  readonly trainingGrowth: Parameter;
  readonly staffGrowth: Parameter;
}

/** What the labs share: how demand answers price, how growth fades, what can be spent at most. */
export interface LabSurroundings {
  readonly apiElasticity: Parameter;
  readonly seatElasticity: Parameter;
  readonly growthFade: Parameter;
  readonly costFade: Parameter;
  /** Growth per month of the compute a chat user takes, at the start. */
  readonly intensityGrowth: Parameter;
  /** What customers can spend on one lab at most, USD/month; mechanisms bound it. */
  readonly spendingCeiling: Slot;
  /** What companies want of AI at given prices, over the start; mechanisms change it. */
  readonly appetite: Slot;
}

/** A lab: its accounts, its month in figures, and the slots that mechanisms extend. */
export interface Lab extends LabDemand, LabCosts {
  readonly opening: LabOpening;
  readonly institution: Institution;
  readonly cash: Account;
  readonly paidIn: Account;
  readonly canFail: Slot;
  readonly defaulted: Event;
  /** 1 while the lab trades, 0 once it has defaulted. */
  readonly alive: Variable;
}

/**
 * A frontier lab: it sells tokens and seats, buys compute, trains, pays staff, and lives on the
 * difference for as long as somebody funds it. Volumes times prices make its revenue, hours times
 * rents its bills.
 */
export function lab(model: Model, opening: LabOpening, around: LabSurroundings): Lab {
  const m = model.section(opening.file);
  const { id } = opening;
  const institution = m.institution(id, { doc: "Frontier lab" });
  const cash = m.account(`${id}.cash`, {
    institution,
    side: "asset",
    initial: eq`${opening.cash}`,
    overdraft: "owed",
    doc: "Cash; below zero stand the bills it could not pay in the month it defaulted",
  });
  const paidIn = m.account(`${id}.paidIn`, {
    institution,
    side: "equity",
    instrument: `${id} equity`,
    initial: eq`0`,
    doc: "Paid-in capital since the start, stock pay and credits granted included, at cost",
  });
  const canFail = m.slot(`${id}.canFail`, {
    base: eq`0`,
    combine: "sum",
    doc: "1 when somebody asks whether the lab can pay; 0 leaves a negative balance standing",
  });
  const defaulted = m.event(`${id}.default`, {
    when: eq`${cash} < 0 and ${canFail} > 0`,
    doc: "The lab's bills exceed its cash and what it can draw",
  });
  const alive = m.variable(`${id}.alive`, eq`1 - ${defaulted}`, {
    doc: "1 while the lab trades, 0 from the month after its default",
  });
  const demand = labDemand(m, opening, around, alive);
  const costs = labCosts(m, opening, around, demand, alive);
  return { opening, institution, cash, paidIn, canFail, defaulted, alive, ...demand, ...costs };
}
