// Prints one line for each of many results: a digest of its bits and its name. Runs in Node
// (`node tools/bits/digest.mjs`, after a build) and in browsers; bits.test.ts compares what they say.
import { buildEconomy, scenarios } from "../../packages/economy/dist/index.js";
import {
  Model,
  atan,
  build,
  compile,
  cos,
  equationOf,
  exp,
  log,
  pow,
  run,
  sin,
  tan,
} from "../../packages/engine/dist/index.js";
import { compileJavaScript } from "../../packages/engine/dist/kernel/compile.js";
import { normalQuantile } from "../../packages/engine/dist/numbers/normal-quantile.js";
import { philox } from "../../packages/engine/dist/numbers/philox.js";
import { Digest } from "./hash.mjs";
import { builds, models, requests } from "./models.mjs";

const months = 24;
const points = 20_000;

/** Operators that the models use. */
const operators = new Set();

function note(node) {
  operators.add(node.op);
  for (const child of [node.a, node.b, node.c]) if (child !== undefined) note(child);
}

function noteOperators(graph) {
  for (const part of graph.month) note(equationOf(part));
  for (const part of [...graph.series, ...graph.events]) note(part.equation);
  for (const part of graph.stocks) note(part.change);
}

function digestOfModel(name, make) {
  const model = new Model();
  models[name](model);
  const graph = build(model, builds[name]);
  noteOperators(graph);
  const kernel = make(graph);
  const digest = new Digest();
  for (const firstDraw of [0, 256]) {
    const block = kernel({ seed: 5, firstDraw, months, draws: 512, ...requests[name] });
    digest.addColumns(block.series).addColumns(block.eventMonths).addColumns(block.parameters);
    digest.add(block.residual);
  }
  return digest;
}

function digestOfEconomy() {
  const { graph } = buildEconomy();
  const { settings } = scenarios.find(({ name }) => name === "subsidy-ends");
  const request = { draws: 512, months, seed: 1, settings: settings.severe };
  const result = run(graph, compile(graph), request);
  const digest = new Digest().addColumns(result.parameters).addColumns(result.eventMonths);
  for (const { id } of graph.series) {
    for (let month = 0; month < months; month += 1) digest.add(result.column(id, month));
    const { mean, p05, p25, p50, p75, p95 } = result.series[id];
    digest.addColumns({ mean, p05, p25, p50, p75, p95 });
  }
  return digest.add([result.worstResidual]);
}

/** Words of Philox for each index, the key being `key`. */
function wordsOf(key) {
  const words = new Uint32Array(4 * points);
  for (let i = 0; i < points; i += 1) {
    philox(i, 0, 0, 0, key, 0, words.subarray(4 * i, 4 * i + 4));
  }
  return words;
}

/** Half of them doubles of any bits, infinities and NaN among them, half between -100 and 100. */
function argumentsOf(key) {
  const words = wordsOf(key);
  const bits = new Uint32Array(2);
  const double = new Float64Array(bits.buffer);
  return Float64Array.from({ length: points }, (_, i) => {
    const [low, high] = words.subarray(4 * i, 4 * i + 2);
    if (i % 2 === 1) return (high + low / 4294967296 - 2147483648) / 21474836.48;
    bits.set([low, high]);
    return double[0];
  });
}

const xs = argumentsOf(1);
const ys = argumentsOf(2);
const shares = xs.map((x, i) => (i % 2 === 1 ? (x + 100) / 200 : Math.abs(x) % 1));
const functions = {
  exp: xs.map((x) => exp(x)),
  log: xs.map((x) => log(x)),
  pow: xs.map((x, i) => pow(i % 4 === 1 ? Math.abs(x) : x, ys[i])),
  sin: xs.map((x) => sin(x)),
  cos: xs.map((x) => cos(x)),
  tan: xs.map((x) => tan(x)),
  atan: xs.map((x) => atan(x)),
  "normal quantile": shares.map((u) => normalQuantile(u)),
  Philox: wordsOf(3),
};

const byName = (a, b) => (a < b ? -1 : 1);

/** `digest name` of each item, and last the operators that the models use. */
export const lines = [
  ...Object.keys(models).map((name) => `${digestOfModel(name, compile).hex()} model: ${name}`),
  // The kernel that steps in where WebAssembly is missing.
  ...Object.keys(models).map(
    (name) => `${digestOfModel(name, compileJavaScript).hex()} javascript: ${name}`,
  ),
  `${digestOfEconomy().hex()} economy: subsidy-ends`,
  ...Object.entries(functions).map(
    ([name, ys]) => `${new Digest().add(ys).hex()} function: ${name}`,
  ),
];
lines.push(`operators: ${[...operators].toSorted(byName).join(" ")}`);
console.log(lines.join("\n"));
