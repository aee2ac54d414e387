import {
  type Account,
  type Flow,
  type Institution,
  type Model,
  type Parameter,
  type Slot,
  type Variable,
  eq,
  triangular,
} from "@faultline/engine";
import type { Outside } from "./outside.ts";

/** People who work, as far as AI moves their pay. */
export interface Labour {
  readonly institution: Institution;
  readonly cash: Account;
  /** Jobs cut at labs, and at all other employers, people/month; mechanisms cut them. */
  readonly cutAtLabs: Slot;
  readonly cutElsewhere: Slot;
  /** Both, people/month. */
  readonly cut: Variable;
  /** Pay lost with jobs cut elsewhere, USD/month. */
  readonly payLost: Flow;
  /** What one job costs, USD/person/month. */
  readonly costOfOne: Parameter;
}

/**
 * Employees. They receive the labs' salaries and shares, and lose the pay of jobs cut elsewhere for
 * as long as they look for another; a lab's salaries end with the lab. All other pay is as it was and
 * left out, so what stands here is the difference that AI makes.
 */
export function labour(model: Model, world: Outside): Labour {
  const m = model.section("institutions/labour.ts");
  const costOfOne = m.parameter("jobs.costOfOne", triangular(10e3, 16e3, 25e3), {
    unit: "USD/person/month",
    doc: "What a job costs a large firm, a month, most of it pay",
    assumption: "120 to 300 thousand dollars a year.",
  });
  const search = m.parameter("labour.search", triangular(2, 5, 12), {
    unit: "month",
    doc: "Time without pay after a job is cut",
    assumption: "About five months on average in the United States; not re-read.",
  });
  const institution = m.institution("labour", { doc: "Employees, as far as AI moves their pay" });
  const cash = m.account("labour.cash", {
    institution,
    side: "asset",
    initial: eq`0`,
    overdraft: "owed",
    doc: "Labs' salaries since the start, less the pay lost with jobs cut elsewhere",
  });
  const cuts = (id: string, doc: string): Slot =>
    m.slot(`labour.${id}`, { unit: "person/month", base: eq`0`, combine: "sum", doc });
  const cutAtLabs = cuts("cutAtLabs", "Jobs cut at labs");
  const cutElsewhere = cuts("cutElsewhere", "Jobs cut at all other employers");
  const unpaid = m.stock("labour.unpaid", {
    unit: "person",
    initial: eq`0`,
    change: (self) => eq`${cutElsewhere} - ${self} / ${search}`,
    doc: "People whose job elsewhere was cut and who have no other yet",
  });
  const payLost = m.flow("labour.payLost", {
    from: cash,
    to: world.cash,
    rate: eq`${unpaid} * ${costOfOne}`,
    doc: "Pay of jobs cut elsewhere, which employers keep",
  });
  return {
    institution,
    cash,
    cutAtLabs,
    cutElsewhere,
    payLost,
    costOfOne,
    cut: m.variable("labour.cut", eq`${cutElsewhere} + ${cutAtLabs}`, {
      unit: "person/month",
      doc: "Jobs cut in the month",
    }),
  };
}
