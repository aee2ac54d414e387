import type { Io } from "../io.ts";
import { bar, decimal } from "./numbers.ts";
import { pad } from "./text.ts";

/** A line on stderr that says how far a long job is. */
export interface Progress {
  /** Takes the share that is done, 0 to 1. */
  readonly update: (share: number) => void;
  /** Wipes the line; call it before anything else is printed, also when the job fails. */
  readonly end: () => void;
}

/** What is done sooner, in milliseconds, shows no bar. */
const patience = 1000;

/** Starts a progress bar. It shows on a terminal only, and once a second has passed. */
export function startProgress(
  io: Pick<Io, "stderr" | "showsProgress">,
  label: string,
  now: () => number = () => performance.now(),
): Progress {
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

/** Does a job that shows a progress bar, and wipes the bar whatever comes of it. */
export async function withProgress<T>(
  io: Pick<Io, "stderr" | "showsProgress">,
  label: string,
  job: (update: Progress["update"]) => Promise<T>,
): Promise<T> {
  const progress = startProgress(io, label);
  try {
    return await job(progress.update);
  } finally {
    progress.end();
  }
}
