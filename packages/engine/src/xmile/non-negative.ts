import { type Expression, partsReadBy } from "../language/expression.ts";
import type { Part } from "../language/parts.ts";
import { dt, num, one, ref, sumOf, two } from "./algebra.ts";
import type { Entry, Namespace } from "./namespace.ts";
import type { Translator } from "./translator.ts";

/*
 * Non-negative stocks. In a step a stock gives what it holds and what flows in, to its first outflow
 * before its second and so on; what an outflow is cut by stays in the stock. An inflow that depends
 * on the outflow is not counted, since neither could then be found first. Whoever reads a flow that
 * is cut reads what is left of it.
 *
 * What cutting cannot prevent, a floor does: a stock also stops at zero under an inflow that is
 * negative, and under an outflow that leaves several stocks at once, which stays as it is.
 */

/** Marks the flows that a stock limits: the outflow of one stock, which is not negative. */
export function markLimitedFlows(namespace: Namespace, stocks: readonly Entry[]): void {
  const sources = new Map<Entry, Entry[]>();
  for (const stock of stocks) {
    for (const text of stock.outflows) {
      const flow = namespace.flowOf(text, stock);
      sources.set(flow, [...(sources.get(flow) ?? []), stock]);
    }
  }
  for (const [flow, from] of sources) {
    flow.isLimited = flow.kind === "flow" && from.length === 1 && from[0]!.isNonNegative;
  }
}

/** Sets the changes of the stocks and the equations of the flows that they limit. */
export function setChanges(
  namespace: Namespace,
  stocks: readonly Entry[],
  translator: Translator,
): void {
  const order = new Order(translator);
  for (const stock of stocks) {
    const flows = (texts: readonly string[]): readonly Part[] =>
      texts.map((text) => translator.partOf(namespace.flowOf(text, stock)));
    const [inflows, outflows] = [flows(stock.inflows), flows(stock.outflows)];
    const net = less(sumOf(inflows.map(ref)), outflows);
    const held = two("/", ref(translator.partOf(stock)), dt);
    const floor = one("neg", held);
    translator.changes.set(stock, stock.isNonNegative ? two("max", net, floor) : net);

    const limited = outflows.filter((flow) => translator.wanted.has(flow));
    const earlier = new Map<Part, Part[]>(limited.map((flow) => [flow, []]));
    for (const [i, flow] of limited.entries()) {
      for (const before of limited.slice(0, i)) {
        // In the file's order, unless the first of the two depends on the second.
        if (order.place(flow, before)) earlier.get(flow)!.push(before);
        else earlier.get(before)!.push(flow);
      }
    }
    for (const flow of limited) {
      const counted = inflows.filter((inflow) => order.place(flow, inflow));
      const available = sumOf([held, ...counted.map(ref)]);
      const left = two("max", less(available, earlier.get(flow)!), num(0));
      translator.limits.set(flow, two("min", ref(translator.wanted.get(flow)!), left));
    }
  }
}

function less(from: Expression, flows: readonly Part[]): Expression {
  return flows.map(ref).reduce((rest, flow) => two("-", rest, flow), from);
}

/** What limited flows have to come after, kept free of loops. */
class Order {
  private readonly after = new Map<Part, Part[]>();
  private readonly translator: Translator;

  constructor(translator: Translator) {
    this.translator = translator;
  }

  /** Puts a limited flow after another part, unless that depends on the flow. */
  place(flow: Part, before: Part): boolean {
    if (this.depends(before, flow)) return false;
    this.after.set(flow, [...(this.after.get(flow) ?? []), before]);
    return true;
  }

  private depends(part: Part, on: Part): boolean {
    const seen = new Set<Part>();
    const todo = [part];
    for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
      if (at === on) return true;
      if (seen.has(at)) continue;
      seen.add(at);
      todo.push(...this.reads(at));
    }
    return false;
  }

  /** What a part needs within the step. */
  private reads(part: Part): readonly Part[] {
    const wanted = this.translator.wanted.get(part);
    if (wanted !== undefined) return [wanted, ...(this.after.get(part) ?? [])];
    return part.kind === "variable" ? partsReadBy(part.equation) : [];
  }
}
