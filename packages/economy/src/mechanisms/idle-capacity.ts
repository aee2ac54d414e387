import { type Model, constant, eq, quantity, triangular } from "@faultline/engine";
import { CP03, CP04 } from "../evidence/facts.ts";
import type { Institutions } from "../institutions/institutions.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M9. Servers are reserved for the users that were expected, not for those who came. What stands
 * idle is paid for all the same, until use grows into it or the reservation is cut.
 */
export const idleCapacity: Mechanism = {
  id: "M9",
  name: "idle capacity",
  tier: "modifier",
  paragraphs: ["P100", "P101", "P102"],
  essay:
    "Capacity for millions of daily users of the assistant was reserved, and 0.4 to 4 million people " +
    "use it at all.",
  evidence:
    "For: the use follows from the share of paying seats (CP03, CP04). Against: the reservation is " +
    "told by one source, and the firm said at the time that it lacked capacity for AI, not users.",
  facts: [CP03, CP04],
  makes: [],
  ablation: "No capacity stands idle, and none is paid for.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/idle-capacity.ts", "M9");
    const { microsoft, world, officeAssistant } = at;
    const reserved = m.parameter("copilot.reserved", triangular(2e6, 4e6, 10e6), {
      unit: "person",
      doc: "Daily users that servers were reserved for at the start",
      assumption: "Millions, in the essay's words (P100).",
    });
    const daily = m.parameter("copilot.dailyUse", triangular(0.1, 0.25, 0.5), {
      doc: "Share of paid seats in use on a day",
      assumption: "Under a fifth to a half; one anonymous voice (P97) and other office software.",
    });
    const cost = m.parameter("copilot.serverCost", triangular(5, 10, 20), {
      unit: "USD/person/month",
      doc: "Cost of the servers reserved for a daily user",
      assumption: "A third of the price of a seat, give or take a factor of two.",
    });
    const reserve = m.parameter("copilot.reserve", constant(1.2), {
      doc: "Capacity over daily use that is held once use has grown into it",
      assumption: "A fifth to spare for peaks.",
    });
    const build = m.parameter("copilot.build", constant(3), {
      unit: "month",
      doc: "Time in which most of what growth needs is added",
      assumption: "A quarter: servers can be moved from other work.",
    });
    const release = m.parameter("copilot.release", constant(36), {
      unit: "month",
      doc: "Time in which most of what stands idle is given up",
      assumption: "Reservations run for years.",
    });
    const used = eq`${officeAssistant.seats} * ${daily}`;
    const capacity = m.stock("copilot.capacity", {
      unit: "person",
      initial: eq`${reserved}`,
      change: (self) => eq`max(0, ${reserve} * (${used}) - ${self}) / ${build}
        - max(0, ${self} - ${reserve} * (${used})) / ${release}`,
      doc: "Daily users that servers are reserved for",
    });
    const idle = eq`max(0, ${capacity} - ${used})`;
    m.flow("copilot.idleCost", {
      from: microsoft.cash,
      to: world.cash,
      rate: eq`(${idle}) * ${cost}`,
      doc: "Servers that stand idle",
    });
    const share = m.variable("copilot.idle", eq`(${idle}) / max(${capacity}, ${onePerson})`, {
      doc: "Share of the capacity reserved for the assistant that stands idle this month",
    });
    m.series("copilot.idleShare", share, {
      doc: "Share of the capacity reserved for the assistant that stands idle",
    });
  },
};

/** Keeps a share defined when nothing is reserved. */
const onePerson = quantity(1, "person");
