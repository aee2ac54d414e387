import { type Model, type Parameter, eq } from "@faultline/engine";
import { CP01, CP03, CP04 } from "../evidence/facts.ts";
import { fromFact } from "../evidence/from-fact.ts";
import { type YearlySeats, yearlySeats } from "../contracts/yearly-seats.ts";
import type { Buyer } from "./buyer.ts";
import type { Microsoft } from "./microsoft.ts";

/** Microsoft 365 Copilot: seats sold by the year on top of office licences. */
export interface OfficeAssistant extends YearlySeats {
  readonly officeSeats: Parameter;
}

/** An assistant in office software, whose seats stay as they were unless a mechanism moves them. */
export function officeAssistant(
  model: Model,
  seller: Microsoft,
  companies: Buyer,
): OfficeAssistant {
  const m = model.section("institutions/office-assistant.ts");
  const officeSeats = m.parameter("copilot.officeSeats", fromFact(CP03), {
    unit: "person",
    doc: "Commercial office seats",
    facts: [CP03],
  });
  const share = m.parameter("copilot.shareAtStart", fromFact(CP04), {
    doc: "Share of them that pays for Copilot at the start",
    facts: [CP04],
  });
  const price = m.parameter("copilot.price", fromFact(CP01), {
    unit: "USD/person/month",
    doc: "Price of a seat",
    facts: [CP01],
  });
  const contract = yearlySeats(m, "copilot", {
    atStart: eq`${officeSeats} * ${share}`,
    price,
    buyer: companies,
    sellerCash: seller.cash,
  });
  return { officeSeats, ...contract };
}
