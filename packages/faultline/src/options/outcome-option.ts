import { InputError, quoteValue } from "@faultline/exposure";
import { itemCalled } from "../results/published-items.ts";
import { type EnsembleOptions, wholeNumber } from "./ensemble-options.ts";

/** One number of each future: the value of a series in a month, or whether an event happened. */
export interface Outcome {
  readonly id: string;
  readonly kind: "event" | "series";
  /** An event counts if it happened by the end of this month; 1 is the first. */
  readonly month: number;
  /** Null for an event. */
  readonly unit: string | null;
  readonly doc: string;
}

/** The event that analyses look at unless told otherwise. */
const usualEvent = "crisis";

type Horizon = Pick<EnsembleOptions, "months" | "without">;

/** Reads `--outcome ID[@month]`; the month is the last unless given. Throws {@link InputError}. */
export function parseOutcome(text: string | undefined, options: Horizon): Outcome {
  return outcomeOf(text ?? usualEvent, "--outcome", options);
}

/** Reads `--event ID[@month]`. Throws {@link InputError} also for a series. */
export function parseEvent(text: string | undefined, options: Horizon): Outcome {
  const outcome = outcomeOf(text ?? usualEvent, "--event", options);
  if (outcome.kind === "event") return outcome;
  throw new InputError(
    "--event",
    `${quoteValue(outcome.id)} is a series, not an event`,
    "`faultline series` lists the events",
  );
}

function outcomeOf(text: string, where: string, { months, without }: Horizon): Outcome {
  const at = text.lastIndexOf("@");
  const name = at < 0 ? text : text.slice(0, at);
  const month = at < 0 ? months : wholeNumber(`${where} @month`, text.slice(at + 1), 1, months);
  const { id, kind, unit, doc } = itemCalled(name.trim(), where, without);
  return { id, kind, month, unit, doc };
}
