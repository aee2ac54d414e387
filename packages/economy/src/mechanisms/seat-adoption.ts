import { type Model, eq, triangular, uniform } from "@faultline/engine";
import { CP01, CP03, CP04, CP06 } from "../evidence/facts.ts";
import type { Institutions } from "../institutions/institutions.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M8. Seats of an office assistant sell to those who try it, by the year; at each renewal the seats
 * that are not used lapse. They approach a ceiling well below all office seats.
 */
export const seatAdoption: Mechanism = {
  id: "M8",
  name: "seat adoption",
  tier: "dynamic",
  paragraphs: ["P32", "P33", "P97"],
  essay:
    "Between one in a thousand and one in a hundred office seats pay 30 to 50 a month for the " +
    "assistant, under a fifth use it after a year's trial, and contracts run a year.",
  evidence:
    "For: the share of paying seats is reported by one source (CP04). Against: customers grew by " +
    "60% in a quarter (CP06), and no drop at renewals had been told, as the first were just due.",
  facts: [CP01, CP03, CP04, CP06],
  makes: ["copilot.paidSeats"],
  ablation: "Seats stay as they were at the start, and are not told.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/seat-adoption.ts", "M8");
    const { customers, officeAssistant } = at;
    const { seats, officeSeats } = officeAssistant;
    const trial = m.parameter("copilot.growth", triangular(0.03, 0.08, 0.16), {
      unit: "1/month",
      doc: "New seats per month, over those there are, far from the ceiling",
      facts: [CP06],
      assumption: "60% a quarter is 16% a month for customers; seats are put at half or less.",
    });
    const ceiling = m.parameter("copilot.ceiling", triangular(0.02, 0.1, 0.3), {
      doc: "Share of office seats that pays in the end",
      assumption: "From twice the high reading of today to every third office worker.",
    });
    const lapse = m.parameter("copilot.lapse", uniform(0.05, 0.5), {
      doc: "Share of seats not renewed after their year",
      assumption:
        "Under 20% in use after a trial was told by one anonymous voice (P97); software for offices " +
        "usually keeps nine in ten.",
    });
    m.extend(
      officeAssistant.sold,
      "trials",
      eq`${seats} * ${trial} * max(0, 1 - ${seats} / (${officeSeats} * ${ceiling}))
        * ${customers.appetite}`,
    );
    m.extend(officeAssistant.lapsing, "not used", eq`${lapse}`);
    m.series("copilot.paidSeats", seats, {
      unit: "person",
      doc: "Paid seats of Microsoft 365 Copilot",
    });
  },
};
