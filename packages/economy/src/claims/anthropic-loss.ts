import { AN05, OA36, OA37 } from "../evidence/facts.ts";
import { modeOf, pointOf } from "../evidence/from-fact.ts";
import { agrees, claimByFacts } from "./claim.ts";
import { billions } from "./words.ts";

/** Anthropic's loss in 2024, as the essay names it, USD. */
const named = 2.7e9;

/** Anthropic's loss, which was published as cash to be burnt. */
export const anthropicLoss = claimByFacts({
  id: "E33",
  paragraph: "P74",
  claim: "Anthropic loses 2.7 billion dollars in 2024.",
  facts: { AN05, OA36, OA37 },
  judge: (f) => {
    const burn = pointOf(f.AN05);
    const [loss, cash] = [modeOf(f.OA36), 2 * pointOf(f.OA37)];
    const alike = agrees(cash, loss);
    const figureAgrees = agrees(burn, named);
    return {
      verdict: !figureAgrees ? "does not hold" : alike ? "holds" : "cannot be told",
      figure:
        `${billions(burn)} is the cash that Anthropic planned to burn; its loss was not public. ` +
        `The two are not alike: at OpenAI a loss of ${billions(loss)} goes with a burn of about ` +
        `${billions(cash)} a year, ${(loss / cash).toFixed(0)} times less.`,
      flips:
        "A published loss near 2.7 billion makes it hold, another makes it fail. It would also " +
        "hold if loss and cash burnt were as good as equal, as they are not at OpenAI.",
    };
  },
});
