import { probabilityBy, quantileOfSorted } from "@faultline/engine";
import { OA37, OA42 } from "../evidence/facts.ts";
import { claimByEnsemble, verdictOf } from "./claim.ts";
import { monthsTo2026 } from "./horizon.ts";

/** December 2025, counted from September 2024. */
const endOf2025 = monthsTo2026 - 1;

/** Credits run out by 2025. */
export const creditsEndBy2025 = claimByEnsemble({
  id: "E36",
  paragraph: "P77",
  claim: "OpenAI's cloud credits are used up by 2025.",
  facts: { OA37, OA42 },
  judge: (run) => {
    const months = run.eventMonths["credits.exhausted"];
    const atStart = run.parameters["credits.atStart"];
    if (months === undefined || atStart === undefined || run.months <= endOf2025) {
      return {
        verdict: "cannot be told",
        figure: "The run has no credits or ends before 2025 does.",
        flips: "A run of at least 16 months with M4.",
      };
    }
    const share = probabilityBy(months, endOf2025);
    const holders = atStart.filter((_, draw) => {
      const month = months[draw];
      return month === undefined || month < 0 || month > endOf2025;
    });
    const kept = holders.length === 0 ? undefined : quantileOfSorted(holders.toSorted(), 0.05);
    return {
      verdict: verdictOf(share),
      figure:
        `In ${(share * 100).toFixed(0)} of 100 futures of the baseline the credits are gone by ` +
        "December 2025, if none are granted anew.",
      flips:
        kept === undefined
          ? "New credits; no balance within the assumed range lasts longer."
          : "New credits, or a balance at the start of at least " +
            `$${(kept / 1e9).toFixed(1)} billion: it is an assumption, never published.`,
    };
  },
});
