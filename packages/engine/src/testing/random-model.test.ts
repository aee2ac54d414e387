import { expect, test } from "vitest";
import { build } from "../graph/graph.ts";
import { equationOf, isCarried, isComputed } from "../graph/kinds.ts";
import { type Expression, childrenOf } from "../language/expression.ts";
import type { Part } from "../language/parts.ts";
import { randomModel } from "./random-model.ts";

const seeds = Array.from({ length: 200 }, (_, seed) => seed);

/** What a model is made of, as words. */
function* traitsOf(part: Part): Generator<string> {
  yield `${part.kind}${part.over === undefined ? "" : " over cells"}`;
  const equations: Expression[] = [];
  if (isComputed(part)) equations.push(equationOf(part));
  if (isCarried(part)) equations.push(part.initial);
  if (part.kind === "stock") equations.push(part.change);
  if (part.kind === "event" || part.kind === "series") equations.push(part.equation);
  for (const equation of equations) yield* wordsOf(equation, "");
  switch (part.kind) {
    case "parameter":
      yield part.role;
      yield part.distribution.kind;
      break;
    case "event":
      yield part.trigger;
      break;
    case "account":
      yield part.side;
      yield `overdraft ${part.overdraft}`;
      if (part.instrument.startsWith("real")) yield "real";
      break;
    case "slot":
      if (part.terms.length > 1) yield `${part.combine} of several terms`;
      break;
    case "lag":
      yield `lag of ${part.source().kind}`;
      break;
    case "flow": {
      const shapes = part.legs.map((leg) =>
        leg.kind === "balance" && leg.account.over === undefined ? "scalar" : "cells",
      );
      const moved = shapes.filter((_, i) => part.legs[i]!.kind === "balance");
      if (new Set(moved).size === 2) yield `flow from ${moved[0]} to other`;
      if (part.legs.length > 4) yield "flow of many legs";
      break;
    }
    case "population":
    case "institution":
    case "stock":
    case "variable":
    case "noise":
    case "series":
  }
}

function* wordsOf(node: Expression, within: string): Generator<string> {
  if (node.op === "ref") yield `reads ${node.part.kind}`;
  yield node.op === "number" && node.unit !== undefined ? "quantity" : node.op;
  if (node.op === "sum" && within === "sum") yield "sum within sum";
  const inner = node.op === "sum" ? "sum" : within;
  for (const child of childrenOf(node)) yield* wordsOf(child, inner);
}

test("random models are well formed and between them use the whole language", () => {
  const found = new Set<string>();
  for (const seed of seeds) {
    const graph = build(randomModel(seed));
    for (const part of graph.parts.values()) {
      for (const word of traitsOf(part)) found.add(word);
    }
  }
  const needed = [
    "+ - * / min max pow < <= > >= == != and or if neg not exp log sqrt abs floor sum".split(" "),
    ["number", "quantity", "time", "trait", "sum within sum"],
    ["parameter", "noise", "event", "account", "flow", "stock", "variable", "lag", "slot"].map(
      (kind) => `reads ${kind}`,
    ),
    ["variable", "slot", "flow", "account", "stock", "lag"].map((kind) => `lag of ${kind}`),
    ["variable", "slot", "flow", "account", "stock", "lag", "institution"].map(
      (kind) => `${kind} over cells`,
    ),
    ["constant", "uniform", "triangular", "normal", "lognormal", "logUniform", "range90"],
    ["discrete", "uncertainty", "lever", "condition", "hazard", "real"],
    ["asset", "liability", "equity", "overdraft owed", "overdraft never"],
    ["product of several terms", "sum of several terms", "flow of many legs"],
    ["flow from scalar to other", "flow from cells to other"],
  ].flat();
  expect(needed.filter((word) => !found.has(word))).toEqual([]);
});

function ids(seed: number, order?: number): readonly string[] {
  return [...randomModel(seed, order === undefined ? {} : { order }).parts.keys()];
}

test("a seed stands for one model, and an order declares the same parts differently", () => {
  expect(ids(7)).toEqual(ids(7));
  expect(ids(7)).not.toEqual(ids(8));
  expect(ids(7, 1)).not.toEqual(ids(7));
  expect(ids(7, 1).toSorted()).toEqual(ids(7).toSorted());
});
