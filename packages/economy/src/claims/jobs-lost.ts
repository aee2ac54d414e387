import { type Run, quantileOfSorted } from "@faultline/engine";
import { LB02, LB61 } from "../evidence/facts.ts";
import { datedOf, pointOf } from "../evidence/from-fact.ts";
import { claimByEnsemble, verdictOf } from "./claim.ts";
import { monthsTo2026 } from "./horizon.ts";
import { range, total } from "./totals.ts";
import { counted, percent } from "./words.ts";

/** The fewest jobs that we call tens of thousands. */
const tensOfThousands = 20_000;

/** Every job cut for AI's sake or with those that fail, and the latter alone. */
const all = "jobs.cut";
const atFailures = "jobs.cutAtFailures";

/** Jobs lost as the boom ends. */
export const jobsLost = claimByEnsemble({
  id: "E02",
  paragraph: "P9",
  claim: "Tens of thousands will lose their jobs as the boom ends.",
  facts: { LB02, LB61 },
  judge: (run, f) => {
    const counts = [all, atFailures].every((id) => run.series[id] !== undefined);
    if (!counts || run.months < monthsTo2026) {
      return {
        verdict: "cannot be told",
        figure: "The run counts no jobs or ends before 2025 does.",
        flips: `A run of at least ${monthsTo2026} months with M14.`,
      };
    }
    const [any, failed] = [all, atFailures].map((id) => {
      const lost = total(run, id, 0, monthsTo2026);
      return { lost, share: lost.filter((jobs) => jobs >= tensOfThousands).length / run.draws };
    }) as [Reading, Reading];
    const [ofAny, ofFailed] = [verdictOf(any.share), verdictOf(failed.share)];
    const cut = datedOf(f.LB02).reduce((sum, [, people]) => sum + people, 0);
    return {
      verdict: ofAny === ofFailed ? ofAny : "cannot be told",
      figure:
        `By December 2025 at least ${counted(tensOfThousands)} jobs have gone with labs and app ` +
        `companies that fail, usual exits counted, in ${percent(failed.share)} of futures of the ` +
        `baseline (${span(failed)}, 5 to 95%), and in ${percent(any.share)} with those cut to ` +
        `pay for AI or replaced by it (${span(any)}). Technology firms cut ${counted(cut)} from ` +
        "January to September 2024 for any reason, and US employers put " +
        `${counted(pointOf(f.LB61))} since May 2023 down to AI.`,
      flips:
        (ofAny === ofFailed ? "" : `Counting all of them, with which it ${ofAny}. `) +
        `Of failures alone, ${whenLikely(run)}`,
    };
  },
});

interface Reading {
  /** Jobs by draw. */
  readonly lost: Float64Array;
  /** Share of futures in which they are tens of thousands. */
  readonly share: number;
}

function span({ lost }: Reading): string {
  return range(lost.toSorted()).map(counted).join(" to ");
}

/** When failures alone cost as many in two thirds of futures, as a sentence. */
function whenLikely(run: Run): string {
  for (let months = monthsTo2026; months <= run.months; months += 1) {
    const sorted = total(run, atFailures, 0, months).toSorted();
    if (quantileOfSorted(sorted, 1 / 3) >= tensOfThousands) {
      return `two thirds of futures reach ${counted(tensOfThousands)} after ${months} months.`;
    }
  }
  return `not even ${run.months} months bring ${counted(tensOfThousands)} in two thirds of futures.`;
}
