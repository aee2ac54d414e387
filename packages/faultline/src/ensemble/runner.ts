import { Worker } from "node:worker_threads";
import { type BlockRequest, type BlockResult, summariseSeries } from "@faultline/engine";
import { type BuiltModel, type ModelSpec, keyOf } from "./build.ts";
import {
  type Answer,
  type Order,
  type Summarised,
  buffersOf,
  errorOf,
  trimBlock,
} from "./messages.ts";

/** Does the work of ensembles in any order. */
export interface Runner {
  /** Resolves once every block was handed over; rejects at the first that fails. */
  readonly run: (
    spec: ModelSpec & { readonly keep?: readonly string[] },
    requests: readonly BlockRequest[],
    onBlock: (block: BlockResult) => void,
  ) => Promise<void>;
  /** The percentiles of a series, whose values are away meanwhile. */
  readonly summarise: (id: string, values: Float64Array, draws: number) => Promise<Summarised>;
  readonly close: () => Promise<void>;
}

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** Works on the calling thread, letting others have their turn between two pieces. */
export function threadRunner(model: (spec: ModelSpec) => BuiltModel): Runner {
  // One piece at a time, so that each is told of when it is done.
  let queue: Promise<unknown> = Promise.resolve();
  return {
    run: async (spec, requests, onBlock) => {
      const kernel = model(spec).kernel();
      for (const request of requests) {
        onBlock(trimBlock(kernel(request), spec.keep));
        await nextTurn();
      }
    },
    summarise: (id, values, draws) => {
      const done = queue.then(async () => {
        await nextTurn();
        return { values, statistics: summariseSeries(id, values, draws) };
      });
      queue = done.catch(() => undefined);
      return done;
    },
    close: () => Promise.resolve(),
  };
}

/** Work that is given up as a whole when a part of it fails. */
interface Batch {
  readonly onAnswer: (answer: Exclude<Answer, { readonly kind: "fault" }>) => void;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  left: number;
}

interface Job {
  readonly batch: Batch;
  readonly order: Order;
  readonly spec?: ModelSpec;
}

interface Thread {
  readonly worker: Worker;
  /** Models it was told of. */
  readonly knows: Set<number>;
  /** What it was asked for and has not answered, oldest first. */
  readonly jobs: Job[];
}

/** Orders that a thread has at a time: the next is at hand when one is done. */
const ordersAtHand = 2;

/** Works on worker threads, started as they are needed and kept until closed. */
export function workerRunner(limit: number): Runner {
  const threads: Thread[] = [];
  const models = new Map<string, number>();
  let waiting: Job[] = [];
  let closing = false;

  const fail = (batch: Batch, error: Error): void => {
    waiting = waiting.filter((job) => job.batch !== batch);
    batch.reject(error);
  };
  const answered = (thread: Thread, answer: Answer): void => {
    const { batch } = thread.jobs.shift()!;
    try {
      if (answer.kind === "fault") throw errorOf(answer.fault);
      batch.onAnswer(answer);
      batch.left -= 1;
      if (batch.left === 0) batch.resolve();
    } catch (error) {
      fail(batch, error as Error);
    }
    dispatch();
  };
  const died = (thread: Thread, error: Error): void => {
    threads.splice(threads.indexOf(thread), 1);
    if (closing) return;
    for (const { batch } of thread.jobs) fail(batch, error);
    dispatch();
  };
  const start = (): Thread => {
    const worker = new Worker(new URL("./worker.js", import.meta.url));
    const thread: Thread = { worker, knows: new Set(), jobs: [] };
    let fault: Error | undefined;
    worker.on("message", (answer: Answer) => answered(thread, answer));
    worker.on("error", (error) => {
      fault = error;
    });
    worker.on("exit", (code) => {
      died(thread, fault ?? new Error(`A worker thread ended with code ${code}.`));
    });
    threads.push(thread);
    return thread;
  };
  const send = ({ worker, knows, jobs }: Thread, job: Job): void => {
    const { order, spec } = job;
    jobs.push(job);
    if (order.kind === "series") {
      worker.postMessage(order, buffersOf([order.values]));
      return;
    }
    const isNew = !knows.has(order.model);
    knows.add(order.model);
    worker.postMessage(isNew ? { ...order, spec } : order);
  };
  const dispatch = (): void => {
    while (waiting.length > 0) {
      const idlest = threads.toSorted((a, b) => a.jobs.length - b.jobs.length)[0];
      const isStarting = threads.length < limit && (idlest?.jobs.length ?? 1) > 0;
      const thread = isStarting ? start() : idlest!;
      if (thread.jobs.length >= ordersAtHand) return;
      send(thread, waiting.shift()!);
    }
  };
  const enqueue = (
    orders: readonly Order[],
    onAnswer: Batch["onAnswer"],
    spec?: ModelSpec,
  ): Promise<void> =>
    new Promise((resolve, reject) => {
      const batch: Batch = { onAnswer, resolve, reject, left: orders.length };
      for (const order of orders) waiting.push({ batch, order, ...(spec && { spec }) });
      dispatch();
    });

  return {
    run: ({ without, company, from, ownFacts, keep }, requests, onBlock) => {
      const spec: ModelSpec = { without, company, from, ownFacts };
      const key = keyOf(spec);
      const model = models.get(key) ?? models.size;
      models.set(key, model);
      return enqueue(
        requests.map((request) => ({ kind: "block", model, request, keep })),
        (answer) => {
          if (answer.kind === "block") onBlock(answer.block);
        },
        spec,
      );
    },
    summarise: async (id, values, draws) => {
      let summarised: Summarised | undefined;
      await enqueue([{ kind: "series", id, values, draws }], (answer) => {
        if (answer.kind === "series") summarised = answer;
      });
      return summarised!;
    },
    close: async () => {
      closing = true;
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
