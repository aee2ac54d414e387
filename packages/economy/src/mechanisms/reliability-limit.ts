import { type Model, constant, eq, triangular } from "@faultline/engine";
import { SU01, SU05 } from "../evidence/facts.ts";
import type { Institutions } from "../institutions/institutions.ts";
import { halfYear, year } from "./constants.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M19. Work in which an error costs more than the help is worth stays closed to models that make
 * things up. It bounds what customers can ever spend, less as errors become rarer.
 */
export const reliabilityLimit: Mechanism = {
  id: "M19",
  name: "reliability limit",
  tier: "modifier",
  paragraphs: ["P31", "P50", "P51", "P52", "P53", "P54", "P55", "P56"],
  essay:
    "Models that invent answers, the newest included, cannot be trusted with what matters to a " +
    "business, and nobody knows how to cure it.",
  evidence:
    "For: risk and unclear value are among the reasons for dropping projects (SU01), and one firm " +
    "in twenty uses AI (SU05). Against: errors on the tests in use fell with every generation.",
  facts: [SU01, SU05],
  makes: [],
  ablation: "Budgets alone bound what customers spend.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/reliability-limit.ts", "M19");
    const closed = m.parameter("reliability.closed", triangular(0.2, 0.4, 0.7), {
      doc: "Share of the spending that budgets would allow which errors close off at the start",
      assumption: "No measurement: a fifth to two thirds of work is where errors are dear.",
    });
    const opening = m.parameter("reliability.opening", triangular(0, 0.01, 0.03), {
      unit: "1/month",
      doc: "Share of what is closed off that opens per month, as errors become rarer",
      assumption: "From never to within a few years.",
    });
    const cure = m.lever("reliability.cure", constant(0), {
      doc: "Share of what is closed off that a breakthrough opens, from the seventh month on",
      assumption: "None unless a scenario sets it.",
    });
    m.extend(
      at.customers.spendingCeiling,
      "closed by errors",
      eq`1 - ${closed} * exp(0 - ${opening} * time)
        * (1 - ${cure} * (1 - exp(0 - max(0 * month, time - ${halfYear}) / ${year})))`,
    );
  },
};
