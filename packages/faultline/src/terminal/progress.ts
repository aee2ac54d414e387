import type { Io } from "../io.ts";
import { bar, decimal } from "./numbers.ts";
import { pad } from "./text.ts";

/** A line on stderr that says how far a long job is. */
export interface Progress {
  /** Takes the share that is done, 0 to 1. */
  readonly update: (share: number) => void;
  /** Wipes the line; whatever is printed next starts clean. */
  readonly end: () => void;
}

/** What is done sooner shows no bar. */
const patience = 1000;

/** Starts a progress bar, which shows on a terminal once a second has passed. */
export function startProgress(io: Io, label: string, now = performance.now.bind(performance)): Progress {
  const began = now();
  let shown = false;
  return {
    update: (share) => {
      if (!io.showsProgress || now() - began < patience) return;
      shown = true;
      io.stderr.write(`\r${label} ${pad(bar(share, 30), 30)} ${decimal(share * 100)}%\u001B[K`);
    },
    end: () => {
      if (shown) io.stderr.write("\r\u001B[K");
      shown = false;
    },
  };
}
