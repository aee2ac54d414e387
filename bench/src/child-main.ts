import { compile } from "@faultline/engine";
import type { Task } from "./child.ts";
import { measureFutures } from "./million-figure.ts";
import { measureMemory } from "./memory-model.ts";
import { timeOf } from "./rounds.ts";
import { syntheticEconomy } from "./synthetic.ts";

const tasks: Readonly<Record<Task, (size: number) => Promise<unknown>>> = {
  "compile-cold": async (equations) => {
    const graph = syntheticEconomy(equations);
    return timeOf(() => compile(graph));
  },
  memory: measureMemory,
  futures: measureFutures,
};

const [task, size] = process.argv.slice(2);
console.log(JSON.stringify(await tasks[task as Task](Number(size))));
