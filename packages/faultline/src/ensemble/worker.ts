import { parentPort } from "node:worker_threads";
import type { ModelSpec } from "./build.ts";
import { modelCache } from "./build.ts";
import { type BlockAnswer, type BlockOrder, buffersOf, faultOf, trimBlock } from "./messages.ts";

const specs = new Map<number, ModelSpec>();
const modelOf = modelCache();
const port = parentPort;
if (port === null) throw new Error("ensemble/worker must run in a worker thread.");

port.on("message", ({ job, model, spec, request, keep }: BlockOrder) => {
  try {
    if (spec !== undefined) specs.set(model, spec);
    const known = specs.get(model);
    if (known === undefined) throw new Error(`Worker was not told of model ${model}.`);
    const block = trimBlock(modelOf(known).kernel()(request), keep);
    port.postMessage({ job, block } satisfies BlockAnswer, buffersOf(block));
  } catch (error) {
    port.postMessage({ job, error: faultOf(error) } satisfies BlockAnswer);
  }
});
