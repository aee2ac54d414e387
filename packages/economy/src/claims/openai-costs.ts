import { OA05, OA06, OA07, OA27, OA28, OA29, OA30, OA32, OA33, OA34 } from "../evidence/facts.ts";
import { modeOf, pointOf, valueIn } from "../evidence/from-fact.ts";
import { agrees, claimByFacts, tolerance, verdictOfReadings } from "./claim.ts";
import { billions, percent } from "./words.ts";

/** Yearly cost of servers, staff and training, as the essay names them, USD. */
const namedServers = 4e9;
const namedStaff = 1.5e9;
const namedTraining = 3e9;

/** The essay's range for annualised revenue, USD, and the part of it that is its low end. */
const namedRevenue = [3.5e9, 4.5e9] as const;
const lowEnd = 1 / 3;

/** What OpenAI spends and takes in a year. */
export const openaiCosts = [
  claimByFacts({
    id: "E15",
    paragraph: "P27",
    claim: "OpenAI pays Microsoft about 4 billion dollars a year for servers that run its models.",
    facts: { OA28, OA29, OA30 },
    judge: (f) => {
      const july = pointOf(f.OA28);
      const training = pointOf(f.OA29);
      const october = pointOf(f.OA30) - training;
      return {
        verdict: verdictOfReadings([july, october].map((usd) => agrees(usd, namedServers))),
        figure:
          `Two accounts conflict: ${billions(july)} as reported in July, but by company ` +
          `documents of October ${billions(pointOf(f.OA30))} for all compute, less ` +
          `${billions(training)} of training, which leaves ${billions(october)}.`,
        flips:
          "It holds if the October total was " +
          `${billions(namedServers * (1 - tolerance) + training)} or more, and fails if the July ` +
          `figure was below ${billions(namedServers * (1 - tolerance))} as well. Audited ` +
          "accounts would tell.",
      };
    },
  }),
  claimByFacts({
    id: "E18",
    paragraph: "P27",
    claim: "OpenAI spends 1.5 billion dollars a year on staff and 3 billion on training.",
    facts: { OA07, OA27, OA29, OA30, OA32, OA33, OA34 },
    judge: (f) => {
      const revenue = modeOf(f.OA07);
      const sales = (1 - pointOf(f.OA27)) * revenue;
      const training = [pointOf(f.OA29), pointOf(f.OA30) - sales];
      const staff = [pointOf(f.OA32), valueIn(f.OA33, "2024")];
      const verdict = verdictOfReadings([
        ...training.map((usd) => agrees(usd, namedTraining)),
        ...staff.map((usd) => agrees(usd, namedStaff)),
      ]);
      const [july, october] = [0, 1].map((i) => [staff[i] ?? 0, training[i] ?? 0] as const);
      return {
        verdict,
        figure:
          `Training was ${billions(july?.[1] ?? 0)} by the July account and about ` +
          `${billions(october?.[1] ?? 0)} by the October one (all compute less the cost of sales ` +
          `at a margin of ${percent(pointOf(f.OA27))}): that part is right. Staff was ` +
          `${billions(july?.[0] ?? 0)} in July but ${billions(october?.[0] ?? 0)} in October ` +
          `without pay in shares, of which the first half-year alone had ` +
          `${billions(pointOf(f.OA34))}.`,
        flips: "One account of staff cost that says whether the 1.5 billion holds pay in shares.",
      };
    },
  }),
  claimByFacts({
    id: "E19",
    paragraph: "P28",
    claim: "OpenAI will end the year near the low end of 3.5 to 4.5 billion dollars of revenue.",
    facts: { OA05, OA06, OA07 },
    judge: (f) => {
      const year = modeOf(f.OA07);
      const [low, high] = namedRevenue;
      const place = (year - low) / (high - low);
      return {
        verdict: place >= 0 && place <= lowEnd ? "holds" : "does not hold",
        figure:
          `${billions(year)} were expected for the calendar year, ${percent(place)} of the way ` +
          `from ${billions(low)} to ${billions(high)}. The reports do not disagree, though: ` +
          `August ran at ${billions(pointOf(f.OA05) * 12)} a year and September was said to at ` +
          `${billions(pointOf(f.OA06))}, and a rate is more than the sum of a year of growth.`,
        flips: `A forecast for the year above ${billions(low + lowEnd * (high - low), 2)}.`,
      };
    },
  }),
];
