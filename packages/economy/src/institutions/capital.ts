import {
  type Account,
  type Institution,
  type Model,
  type Parameter,
  type Slot,
  eq,
  triangular,
} from "@faultline/engine";
import { P16, ST01 } from "../evidence/facts.ts";
import type { Outside } from "./outside.ts";

/** Venture capital and banks. */
export interface Capital {
  readonly funds: Institution;
  readonly fundsCash: Account;
  /** The funds' shares in app companies bought since the start, at cost. */
  readonly appStakes: Account;
  readonly banks: Institution;
  readonly banksCash: Account;
  readonly loans: Account;
  /** Readiness to fund, 0 to 1. */
  readonly confidence: Slot;
  readonly confidenceAtStart: Parameter;
  /** Log-odds of confidence that this month's news of markets add; mechanisms bring news. */
  readonly marketNews: Slot;
}

/**
 * Equity investors with a sourced inflow, and banks behind the revolving credit. Savers give the
 * funds money each month in proportion to confidence; a part goes to companies that are not
 * modelled; the rest waits for the labs and the app companies.
 */
export function capital(model: Model, world: Outside): Capital {
  const m = model.section("institutions/capital.ts");
  const funds = m.institution("funds", { doc: "Equity investors in generative AI" });
  const banks = m.institution("banks", { doc: "Banks behind the revolving credit" });
  const confidenceAtStart = m.parameter("capital.confidenceAtStart", triangular(0.55, 0.65, 0.75), {
    doc: "Readiness of investors to fund AI at the start, as a share of what is sought",
    assumption:
      "Not published as a number. Rounds at rising valuations were being filled, while some " +
      "investors had turned away from price (essay P19), so above a half and below one.",
  });
  const confidence = m.slot("capital.confidence.level", {
    doc: "Readiness to fund; constant unless the confidence mechanism moves it",
    base: eq`${confidenceAtStart}`,
    combine: "product",
  });
  const marketNews = m.slot("capital.marketNews", {
    doc: "Log-odds of confidence that this month's news of markets add",
    base: eq`0`,
    combine: "sum",
  });
  const inflow = m.parameter("capital.inflow", triangular(4e9, 6.3e9, 8e9), {
    unit: "USD/month",
    doc: "Venture money reaching AI companies per month in 2024, excluding OpenAI's own round",
    facts: [P16, ST01],
  });
  const dryPowder = m.parameter("capital.dryPowder", triangular(15e9, 30e9, 60e9), {
    unit: "USD",
    doc: "Money already committed and waiting for AI at the start, sovereign funds included",
    assumption:
      "From one to three quarters of the inflow, plus what sovereign funds had named as a target " +
      "rather than as capital in hand.",
  });
  const elsewhere = m.parameter("capital.elsewhere", triangular(0.35, 0.5, 0.65), {
    doc: "Share of the inflow that goes to companies the model leaves out",
    assumption:
      "The two labs and companies that resell their models are part of what the count of AI " +
      "deals covers; hardware, robotics, data and other labs are the rest.",
  });
  const fundsCash = m.account("funds.cash", {
    institution: funds,
    side: "asset",
    initial: eq`${dryPowder}`,
    overdraft: "never",
    doc: "Money waiting to be invested",
  });
  const units = m.account("funds.units", {
    institution: funds,
    side: "equity",
    instrument: "fund units",
    initial: eq`0`,
    doc: "What savers paid in since the start",
  });
  const raised = m.flow("funds.inflow", {
    from: world.cash,
    to: fundsCash,
    rate: eq`${inflow} * ${confidence} / ${confidenceAtStart}`,
    books: [
      { kind: "balance", account: units, sign: 1 },
      { kind: "balance", account: world.fundUnits, sign: 1 },
    ],
    doc: "Money savers give the funds",
  });
  m.flow("funds.elsewhere", {
    from: fundsCash,
    to: world.cash,
    rate: eq`${raised} * ${elsewhere}`,
    doc: "Invested in companies outside the model; written off at once, since nothing comes back",
  });
  return {
    funds,
    fundsCash,
    appStakes: m.account("funds.appStakes", {
      institution: funds,
      side: "asset",
      instrument: "app equity",
      initial: eq`0`,
      overdraft: "never",
      doc: "Shares in app companies bought since the start, at cost",
    }),
    banks,
    banksCash: m.account("banks.cash", {
      institution: banks,
      side: "asset",
      initial: eq`0`,
      overdraft: "owed",
      doc: "Banks' cash from lending to the labs; they fund themselves outside",
    }),
    loans: m.account("banks.loans", {
      institution: banks,
      side: "asset",
      instrument: "revolving credit",
      initial: eq`0`,
      overdraft: "never",
      doc: "Revolving credit drawn by OpenAI",
    }),
    confidence,
    confidenceAtStart,
    marketNews,
  };
}
