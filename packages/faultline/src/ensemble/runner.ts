import { Worker } from "node:worker_threads";
import type { BlockRequest, BlockResult } from "@faultline/engine";
import { type BuiltModel, type ModelSpec, keyOf } from "./build.ts";
import { type BlockAnswer, type BlockOrder, errorOf, trimBlock } from "./messages.ts";

/** Runs the blocks of an ensemble in any order. */
export interface BlockRunner {
  /** Resolves once every block was handed over; rejects at the first that fails. */
  readonly run: (
    spec: ModelSpec & { readonly keep?: readonly string[] },
    requests: readonly BlockRequest[],
    onBlock: (block: BlockResult) => void,
  ) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Runs blocks on the calling thread, letting others have their turn between two of them. */
export function threadRunner(model: (spec: ModelSpec) => BuiltModel): BlockRunner {
  return {
    run: async (spec, requests, onBlock) => {
      const kernel = model(spec).kernel();
      for (const request of requests) {
        onBlock(trimBlock(kernel(request), spec.keep));
        await new Promise((resolve) => setImmediate(resolve));
      }
    },
    close: () => Promise.resolve(),
  };
}

interface Batch {
  readonly onBlock: (block: BlockResult) => void;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  left: number;
}

interface Job {
  readonly batch: Batch;
  readonly order: BlockOrder;
  readonly spec: ModelSpec;
}

interface Thread {
  readonly worker: Worker;
  /** Models it was told of. */
  readonly knows: Set<number>;
  job: Job | undefined;
}

/** Runs blocks on worker threads, started as they are needed and kept until closed. */
export function workerRunner(limit: number): BlockRunner {
  const threads: Thread[] = [];
  const models = new Map<string, number>();
  let waiting: Job[] = [];
  let jobs = 0;
  let closing = false;

  const fail = (batch: Batch, error: Error): void => {
    waiting = waiting.filter((job) => job.batch !== batch);
    batch.reject(error);
  };
  const answered = (thread: Thread, answer: BlockAnswer): void => {
    const { job } = thread;
    thread.job = undefined;
    if (job === undefined || job.order.job !== answer.job) return;
    const { batch } = job;
    if ("error" in answer) {
      fail(batch, errorOf(answer.error));
    } else {
      batch.onBlock(answer.block);
      batch.left -= 1;
      if (batch.left === 0) batch.resolve();
    }
    dispatch();
  };
  const died = (thread: Thread, error: Error): void => {
    threads.splice(threads.indexOf(thread), 1);
    if (closing) return;
    if (thread.job !== undefined) fail(thread.job.batch, error);
    thread.job = undefined;
    dispatch();
  };
  const start = (): Thread => {
    const worker = new Worker(new URL("./worker.js", import.meta.url));
    const thread: Thread = { worker, knows: new Set(), job: undefined };
    let fault: Error | undefined;
    worker.on("message", (answer: BlockAnswer) => answered(thread, answer));
    worker.on("error", (error) => {
      fault = error;
    });
    worker.on("exit", (code) => {
      died(thread, fault ?? new Error(`A worker thread ended with code ${code}.`));
    });
    threads.push(thread);
    return thread;
  };
  const dispatch = (): void => {
    while (waiting.length > 0) {
      const idle = threads.find(({ job }) => job === undefined);
      if (idle === undefined && threads.length >= limit) return;
      const thread = idle ?? start();
      const job = waiting.shift()!;
      const isNew = !thread.knows.has(job.order.model);
      thread.knows.add(job.order.model);
      thread.job = job;
      thread.worker.postMessage(isNew ? { ...job.order, spec: job.spec } : job.order);
    }
  };

  return {
    run: (spec, requests, onBlock) =>
      new Promise((resolve, reject) => {
        const batch: Batch = { onBlock, resolve, reject, left: requests.length };
        const key = keyOf(spec);
        const model = models.get(key) ?? models.size;
        models.set(key, model);
        const plain: ModelSpec = { without: spec.without, company: spec.company };
        for (const request of requests) {
          jobs += 1;
          waiting.push({
            batch,
            spec: plain,
            order: { job: jobs, model, request, keep: spec.keep },
          });
        }
        dispatch();
      }),
    close: async () => {
      closing = true;
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}
