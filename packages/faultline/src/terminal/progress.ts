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
      const elapsed = now() - began;
      if (!io.showsProgress || elapsed < patience) return;
      shown = true;
      const left = remaining(elapsed, share);
      io.stderr.write(
        `\r${label} ${pad(bar(share, 30), 30)} ${decimal(share * 100)}%${left}\u001B[K`,
      );
    },
    end: () => {
      if (shown) io.stderr.write("\r\u001B[K");
      shown = false;
    },
  };
}

/** Time left at the pace so far: `, about 40 s left`; nothing when nearly done. */
function remaining(elapsed: number, share: number): string {
  const seconds = share > 0 ? ((elapsed / share) * (1 - share)) / 1000 : 0;
  if (seconds < 1) return "";
  return seconds < 90
    ? `, about ${decimal(Math.ceil(seconds))} s left`
    : `, about ${decimal(Math.ceil(seconds / 60))} min left`;
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
