import { parentPort } from "node:worker_threads";
import { summariseSeries } from "@faultline/engine";
import { type ModelSpec, modelCache } from "./build.ts";
import {
  type Answer,
  type BlockOrder,
  type Order,
  type SeriesOrder,
  arraysOf,
  buffersOf,
  faultOf,
  trimBlock,
} from "./messages.ts";

const specs = new Map<number, ModelSpec>();
const modelOf = modelCache();
const port = parentPort;
if (port === null) throw new Error("ensemble/worker must run in a worker thread.");

port.on("message", (order: Order) => {
  try {
    if (order.kind === "block") sendBlock(order);
    else sendSeries(order);
  } catch (error) {
    send({ kind: "fault", fault: faultOf(error) }, []);
  }
});

function sendBlock({ model, spec, request, keep }: BlockOrder): void {
  if (spec !== undefined) specs.set(model, spec);
  const known = specs.get(model);
  if (known === undefined) throw new Error(`Worker was not told of model ${model}.`);
  const block = trimBlock(modelOf(known).kernel()(request), keep);
  send({ kind: "block", block }, arraysOf(block));
}

function sendSeries({ id, values, draws }: SeriesOrder): void {
  const statistics = summariseSeries(id, values, draws);
  send({ kind: "series", values, statistics }, [values]);
}

function send(answer: Answer, moved: readonly ArrayBufferView[]): void {
  port!.postMessage(answer, buffersOf(moved));
}
