import { type Model, type Variable, eq } from "@faultline/engine";
import type { Institutions } from "@faultline/economy";
import { type Levers, you } from "./levers.ts";

/** A lab that can fail. */
export type LabId = "openai" | "anthropic";

/** All of them. */
export const labIds = ["openai", "anthropic"] as const;

/**
 * The part of a lab's work that is lost in a month: after its failure all of it, until as many
 * months are lost as it takes to have others do it. A second vendor that stands ready saves a part.
 */
export function vendorOutages(
  m: Model,
  at: Institutions,
  levers: Levers,
): Readonly<Record<LabId, Variable>> {
  const outage = (id: LabId): Variable => {
    const { alive } = at[id];
    const down = m.stock(`you.down.${id}`, {
      unit: "month",
      initial: eq`0`,
      change: eq`1 - ${alive}`,
      doc: "Months since the lab failed",
    });
    const lost = m.variable(
      `you.outage.${id}`,
      eq`(1 - ${alive}) * clip((${levers.outageMonths} - ${down}) / month, 0, 1)
        * (1 - ${levers.secondVendor} * ${levers.works.secondVendor})`,
      { doc: "Part of the lab's work that is lost this month" },
    );
    m.series(you.workLost(id), lost, { doc: "Part of the lab's work that is lost this month" });
    return lost;
  };
  return { openai: outage("openai"), anthropic: outage("anthropic") };
}
