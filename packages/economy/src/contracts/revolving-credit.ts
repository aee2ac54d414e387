import {
  type Account,
  type Model,
  type Parameter,
  type Slot,
  constant,
  down,
  earn,
  eq,
  spend,
  triangular,
  up,
} from "@faultline/engine";
import { MK02, OA45 } from "../evidence/facts.ts";
import type { Capital } from "../institutions/capital.ts";
import type { Lab } from "../institutions/lab.ts";

/** A line of credit that may be drawn, repaid and drawn again. */
export interface RevolvingCredit {
  readonly limit: Parameter;
  readonly debt: Account;
  /** USD/month drawn (positive) or repaid (negative); mechanisms decide. */
  readonly draw: Slot;
}

/** The revolving credit OpenAI sought from banks (essay P14): limit, interest, and its end. */
export function revolvingCredit(model: Model, openai: Lab, capital: Capital): RevolvingCredit {
  const m = model.section("contracts/revolving-credit.ts");
  const limit = m.parameter("revolver.limit", triangular(4e9, 4.5e9, 5e9), {
    unit: "USD",
    doc: "Size of the line; 5 billion was sought",
    facts: [OA45],
    assumption: "The size signed was remembered as 4 billion and not re-read, so 4 to 5.",
  });
  const rate = m.parameter("revolver.rate", constant(0.06 / 12), {
    unit: "1/month",
    doc: "Interest on what is drawn",
    facts: [MK02],
    assumption: "The policy rate of September 2024 plus about one percent.",
  });
  const debt = m.account("openai.debt", {
    institution: openai.institution,
    side: "liability",
    instrument: "revolving credit",
    initial: eq`0`,
    doc: "Revolving credit drawn",
  });
  const draw = m.slot("revolver.draw", {
    unit: "USD/month",
    base: eq`0`,
    combine: "sum",
    doc: "Drawn this month, or repaid when negative",
  });
  m.flow("openai.revolverDrawn", {
    from: capital.banksCash,
    to: openai.cash,
    rate: eq`${draw}`,
    books: [up(capital.loans), up(debt)],
    doc: "Revolving credit drawn less repaid",
  });
  m.flow("openai.interestPaid", {
    from: openai.cash,
    to: capital.banksCash,
    rate: eq`${debt} * ${rate} * ${openai.alive}`,
    doc: "Interest on the revolving credit",
  });
  m.flow("openai.debtLost", {
    rate: eq`${openai.defaulted} * ${debt} / month`,
    books: [down(debt), down(capital.loans), earn(openai.institution), spend(capital.banks)],
    doc: "Banks write off what was drawn when OpenAI defaults",
  });
  return { limit, debt, draw };
}
