import { type Equation, eq } from "./equation.ts";
import type { Expression } from "./expression.ts";
import type { Model } from "./model.ts";
import type { Account, Flow, Leg, Part, Variable } from "./parts.ts";

/** A leg that moves a balance. */
export type BalanceLeg = Extract<Leg, { readonly kind: "balance" }>;

/** Whether a leg pays out of an account that rations. */
export function isRationed(leg: Leg): boolean {
  return leg.kind === "balance" && leg.sign < 0 && leg.account.overdraft === "ration";
}

/**
 * The share of the payments of a rank that a rationed account makes, 0 to 1. It is one variable per
 * account and rank, whose equation is made when the model is built and so knows every payment.
 */
export function paidShare(
  m: Model,
  parts: Map<string, Part>,
  account: Account,
  rank: number,
): Variable {
  const id = `${account.id}.paidShare${rank}`;
  const known = parts.get(id);
  if (known?.kind === "variable") return known;
  return m.variable(id, () => shareOf(parts, account, rank), {
    ...(account.over && { over: account.over }),
    doc: `Share of the payments of rank ${rank} that "${account.id}" can make`,
  });
}

function shareOf(parts: ReadonlyMap<string, Part>, account: Account, rank: number): Equation {
  const flows = [...parts.values()]
    .filter((part): part is Flow => part.kind === "flow")
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const moves = (flow: Flow, sign: 1 | -1): boolean =>
    flow.legs.some((leg) => leg.kind === "balance" && leg.account === account && leg.sign === sign);
  const amount = (part: Part): Equation =>
    part.over !== undefined && account.over === undefined ? eq`sum(${part})` : eq`${part}`;
  const sum = (terms: readonly Part[]): Equation | undefined =>
    terms.map(amount).reduce<Equation | undefined>((a, b) => (a ? eq`${a} + ${b}` : b), undefined);
  const wantedOf = (at: number): Part[] =>
    flows
      .filter((flow) => moves(flow, -1))
      .filter((flow) => readsShare(flow, `${account.id}.paidShare${at}`))
      .map((flow) => parts.get(`${flow.id}.wanted`)!);
  const income = sum(flows.filter((flow) => moves(flow, 1) && !flow.legs.some(isRationed)));
  let funds = eq`max(0, ${account} / dt)`;
  if (income !== undefined) funds = eq`${funds} + ${income}`;
  for (let before = 1; before < rank; before += 1) {
    const wanted = sum(wantedOf(before));
    if (wanted !== undefined) funds = eq`max(0, ${funds} - (${wanted}))`;
  }
  const wanted = sum(wantedOf(rank))!;
  return eq`if(${wanted} > ${funds}, (${funds}) / (${wanted}), 1)`;
}

function readsShare(flow: Flow, id: string): boolean {
  const visit = (node: Expression): boolean =>
    (node.op === "ref" && node.part.id === id) ||
    ("a" in node && visit(node.a)) ||
    ("b" in node && visit(node.b));
  return visit(flow.equation);
}
