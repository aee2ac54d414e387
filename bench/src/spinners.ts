import { once } from "node:events";
import { Worker } from "node:worker_threads";

const source = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", (turns) => {
    let x = 1;
    for (let i = 0; i < turns; i += 1) x = (Math.imul(x, 1664525) + 1013904223) | 0;
    parentPort.postMessage(x);
  });
`;

/** Turns of the loop in all, a few tenths of a second. */
const turns = 200_000_000;

/** Threads that count in a loop, to tell what a machine's cores give when nothing is shared. */
export interface Spinners {
  /** Divides the same number of turns among so many of the threads. */
  readonly spin: (threads: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts threads and lets each take a first turn. */
export async function openSpinners(threads: number): Promise<Spinners> {
  const workers = Array.from({ length: threads }, () => new Worker(source, { eval: true }));
  const spin = async (count: number): Promise<void> => {
    const used = workers.slice(0, count);
    const done = used.map((worker) => once(worker, "message"));
    for (const worker of used) worker.postMessage(turns / count);
    await Promise.all(done);
  };
  await spin(threads);
  return {
    spin,
    close: async () => {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}
