import { MK01, MK03, MK61, MK62 } from "../evidence/facts.ts";
import { endsOf, pointOf } from "../evidence/from-fact.ts";
import { agrees, claimByFacts } from "./claim.ts";
import { billions, billionsRange, percent } from "./words.ts";

/** Nvidia's loss of a day, USD, and the number of Lehmans it is compared with. */
const namedLoss = 279e9;
const namedLehmans = 5;

/** What markets did, and are to do. */
export const markets = [
  claimByFacts({
    id: "E37",
    paragraph: "P80",
    claim: "Nvidia lost 279 billion dollars of value in a day, a record, about five Lehmans.",
    facts: { MK01, MK61, MK62 },
    judge: (f) => {
      const [loss, before] = [pointOf(f.MK01), pointOf(f.MK61)];
      const [low, high] = endsOf(f.MK62);
      const each = loss / namedLehmans;
      const holds = agrees(loss, namedLoss) && loss > before && low <= each && each <= high;
      return {
        verdict: holds ? "holds" : "does not hold",
        figure:
          `${billions(loss, 0)}, against ${billions(before, 0)} in the record before. With ` +
          `Lehman worth ${billionsRange([low, high], 0)} at its peak, a remembered figure, that ` +
          `is ${(loss / high).toFixed(1)} to ${(loss / low).toFixed(1)} of them. That doubt ` +
          "about AI was the cause is disputed: chip shares fell together that day, on weak macro " +
          "data (MK01).",
        flips: `A peak value of Lehman that is not near ${billions(each, 0)}.`,
      };
    },
  }),
  claimByFacts({
    id: "E39",
    paragraph: "P88",
    claim: "Between late 2024 and early 2025 markets will punish Big Tech harder than Nvidia.",
    facts: { MK01, MK03 },
    judge: (f) => ({
      verdict: "cannot be told",
      figure:
        `A forecast. Until then the day of Microsoft's results in July cost its share ` +
        `${percent(pointOf(f.MK03))} after hours; Nvidia's worst day is E37.`,
      flips: "Share prices of the five firms up to March 2025. The model has no share prices.",
    }),
  }),
];
