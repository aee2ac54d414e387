import { InputError } from "@faultline/exposure";
import { count, decimal } from "../terminal/numbers.ts";
import type { Outcome } from "../options/outcome-option.ts";

/** Fewest futures with an event, and fewest without, from which something can be told about it. */
export const fewestCases = 30;

/**
 * Throws {@link InputError} for a run in which nothing varies, or with fewer than four draws for
 * each parameter that does: a regression on them would fit chance.
 */
export function requireDraws(draws: number, varying: number): void {
  if (varying === 0) {
    throw new InputError("--set", "it fixes every parameter", "leave some of them to vary");
  }
  if (draws >= 4 * varying) return;
  throw new InputError(
    "--draws",
    `${count(draws, "future")} cannot tell ${varying} parameters apart`,
    `give at least ${4 * varying}`,
  );
}

/**
 * Throws {@link InputError} unless an event happens in enough draws and fails to in enough, or a
 * series varies.
 *
 * @param where the option that names the outcome
 */
export function requireVariety(outcomes: Float64Array, outcome: Outcome, where: string): void {
  const draws = outcomes.length;
  const { id, kind, month } = outcome;
  if (kind === "series") {
    if (outcomes.some((value) => value !== outcomes[0])) return;
    throw new InputError(
      where,
      `${id} is the same in all of ${count(draws, "future")} in month ${month}`,
      "choose another month or outcome",
    );
  }
  const cases = outcomes.reduce((sum, happened) => sum + happened, 0);
  const facts = `${id} happens in ${decimal(cases)} of ${count(draws, "future")} by month ${month}`;
  if (cases < fewestCases) {
    throw new InputError(
      where,
      `${facts}, too rare to tell what brings it about (${fewestCases} are needed)`,
      cases === 0
        ? "choose a scenario in which it happens, such as --scenario subsidy-ends"
        : "give more --draws, or a scenario in which it happens more often",
    );
  }
  if (draws - cases < fewestCases) {
    throw new InputError(
      where,
      `${facts}, too common to tell what keeps it away (${fewestCases} without it are needed)`,
      draws === cases
        ? "choose a milder scenario or an earlier month"
        : "give more --draws, a milder scenario or an earlier month",
    );
  }
}
