import {
  type Distribution,
  type Equation,
  type Graph,
  Model,
  build,
  compile,
  run,
  type Parameter,
  type Settings,
} from "@faultline/engine";
import type { Outcome } from "../../options/outcome-option.ts";
import { type Study, outcomesOf } from "../study.ts";

/** What a small model is made of. */
export interface SmallModel {
  readonly parameters: Readonly<Record<string, Distribution>>;
  /** Parameters that rest on a fact. */
  readonly known?: readonly string[];
  readonly levers?: readonly string[];
  /** Units of those that have one. */
  readonly units?: Readonly<Record<string, string>>;
  /** What happens, as a condition, or what is measured. */
  readonly event?: (parameter: (id: string) => Parameter, model: Model) => Equation;
  readonly series?: (parameter: (id: string) => Parameter, model: Model) => Equation;
}

/** The outcome of a small model: its event `it`, or its series `it`, in its one month. */
function outcomeOf(kind: Outcome["kind"]): Outcome {
  return { id: "it", kind, month: 1, unit: kind === "event" ? null : "1", doc: "" };
}

/** A model of which the answer is known. */
export function smallGraph({ parameters, units, event, series, ...marks }: SmallModel): Graph {
  const m = new Model();
  const made = new Map<string, Parameter>();
  for (const [id, distribution] of Object.entries(parameters)) {
    const isLever = marks.levers?.includes(id) === true;
    const source =
      marks.known?.includes(id) === true
        ? { facts: [{ id: `fact of ${id}`, published: "2024-01-01" }] }
        : { assumption: "of this test" };
    const options = { ...source, unit: units?.[id] ?? "1" };
    made.set(
      id,
      isLever ? m.lever(id, distribution, options) : m.parameter(id, distribution, options),
    );
  }
  const of = (id: string): Parameter => made.get(id)!;
  if (event !== undefined) m.event("it", { when: event(of, m) });
  if (series !== undefined) m.series("it", series(of, m));
  return build(m);
}

/** A study of a small model on the calling thread. */
export function smallStudy(
  graph: Graph,
  kind: Outcome["kind"],
  { draws, settings = {} }: { readonly draws: number; readonly settings?: Settings },
): Study {
  const kernel = compile(graph);
  const outcome = outcomeOf(kind);
  const seed = 1;
  return {
    graph,
    outcome,
    settings,
    draws,
    seed,
    run: (variation) => {
      const ensemble = run(graph, kernel, { draws, seed, settings, months: 1, ...variation });
      const outcomes = outcomesOf(ensemble, outcome);
      return Promise.resolve({ outcomes, parameters: ensemble.parameters });
    },
  };
}
