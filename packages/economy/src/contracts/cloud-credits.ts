import {
  type Account,
  type Model,
  type Parameter,
  type Slot,
  type Variable,
  down,
  earn,
  eq,
  spend,
  triangular,
  up,
} from "@faultline/engine";
import { OA36, OA37, OA42 } from "../evidence/facts.ts";
import type { Lab } from "../institutions/lab.ts";
import { sharesLost } from "../institutions/lab-books.ts";
import type { Microsoft } from "../institutions/microsoft.ts";

/** Azure credits: OpenAI's asset, Microsoft's debt, given against a stake. */
export interface CloudCredits {
  readonly balance: Account;
  readonly atStart: Parameter;
  /** Credits used this month, USD/month. */
  readonly drawn: Variable;
  /** Credits granted this month, USD/month; mechanisms stop it. */
  readonly granted: Slot;
}

/** Credits left at the start; Microsoft's accounts need it before the lab's are made. */
export function creditsAtStart(model: Model): Parameter {
  return model
    .section("contracts/cloud-credits.ts")
    .parameter("credits.atStart", triangular(2e9, 5e9, 8e9), {
      unit: "USD",
      doc: "Azure credits OpenAI had left at the start",
      facts: [OA42],
      assumption:
        "Most of the 11 to 13 billion raised came as credits; how much was drawn by then is not " +
        "published. The essay supposes 10 billion granted and 6 a year drawn (P77).",
    });
}

/**
 * Credits pay a share of the compute bill at the contract price, buy compute from Microsoft only,
 * and are no cash. Unless a mechanism says otherwise Microsoft grants as much as is drawn.
 */
export function cloudCredits(
  model: Model,
  openai: Lab,
  microsoft: Microsoft,
  atStart: Parameter,
): CloudCredits {
  const m = model.section("contracts/cloud-credits.ts");
  const share = m.parameter("credits.share", triangular(0.5, 0.65, 0.8), {
    doc: "Share of the compute bill paid with credits while they last",
    facts: [OA36, OA37],
    assumption:
      "A loss of 2 to 2.5 billion in half a year burned 0.34 in cash; credits on a compute bill of " +
      "2.5 to 3.5 fill most of the gap.",
  });
  const balance = m.account("openai.credits", {
    institution: openai.institution,
    side: "asset",
    instrument: "Azure credits",
    initial: eq`${atStart}`,
    overdraft: "never",
    doc: "Azure credits not yet drawn",
  });
  const drawn = m.variable(
    "credits.drawn",
    eq`min(${share} * ${openai.computeBill}, ${balance} / month)`,
    { unit: "USD/month", doc: "Compute paid with credits" },
  );
  const granted = m.slot("credits.granted", {
    unit: "USD/month",
    base: eq`${drawn}`,
    combine: "product",
    doc: "New credits; as many as are drawn unless a mechanism ends them",
  });
  m.flow("openai.creditsDrawn", {
    rate: eq`${drawn}`,
    books: [
      down(balance),
      down(microsoft.deferredCredits),
      spend(openai.institution),
      earn(microsoft.institution),
    ],
    doc: "Compute paid with credits: Microsoft earns what it had owed",
  });
  m.flow("openai.creditsGranted", {
    rate: eq`${granted}`,
    books: [
      up(balance),
      up(microsoft.deferredCredits),
      up(microsoft.openaiStake),
      up(openai.paidIn),
    ],
    doc: "Credits granted against a stake",
  });
  m.flow("openai.creditsLost", {
    rate: eq`${openai.defaulted} * ${balance} / month`,
    books: [
      down(balance),
      down(microsoft.deferredCredits),
      spend(openai.institution),
      earn(microsoft.institution),
    ],
    doc: "After default the credits left are worth nothing to either side",
  });
  sharesLost(m, openai, microsoft.openaiStake);
  return { balance, atStart, drawn, granted };
}
