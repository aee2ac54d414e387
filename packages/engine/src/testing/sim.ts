import { type Graph, build } from "../graph/graph.ts";
import { eq } from "../language/equation.ts";
import { Model } from "../language/model.ts";
import { constant } from "../numbers/distributions.ts";

/** Model SIM of Godley and Lavoie, Monetary Economics, chapter 3, solved in closed form each period. */
export function sim(): Graph {
  const m = new Model();
  const why = { assumption: "Godley and Lavoie (2007), chapter 3" };
  const households = m.institution("households");
  const government = m.institution("government");
  const firms = m.institution("firms");
  const money = m.account("households.money", {
    institution: households,
    side: "asset",
    instrument: "money",
    initial: eq`0`,
    overdraft: "never",
  });
  const issued = m.account("government.money", {
    institution: government,
    side: "liability",
    instrument: "money",
    initial: eq`0`,
  });
  const till = m.account("firms.money", {
    institution: firms,
    side: "asset",
    instrument: "money",
    initial: eq`0`,
    overdraft: "never",
  });
  const alpha1 = m.parameter("alpha1", constant(0.6), why);
  const alpha2 = m.parameter("alpha2", constant(0.4), { ...why, unit: "1/month" });
  const theta = m.parameter("theta", constant(0.2), why);
  const spending = m.parameter("G", constant(20), { ...why, unit: "USD/month" });
  const output = m.variable(
    "Y",
    eq`(${spending} + ${alpha2} * ${money}) / (1 - ${alpha1} * (1 - ${theta}))`,
    { unit: "USD/month" },
  );
  const taxes = m.variable("T", eq`${theta} * ${output}`, { unit: "USD/month" });
  m.flow("government spending", {
    rate: eq`${spending}`,
    to: till,
    books: [
      { kind: "balance", account: issued, sign: 1 },
      { kind: "income", institution: firms, sign: 1 },
      { kind: "income", institution: government, sign: -1 },
    ],
  });
  m.flow("wages", { from: till, to: money, rate: eq`${output}` });
  m.flow("consumption", {
    from: money,
    to: till,
    rate: eq`${alpha1} * (${output} - ${taxes}) + ${alpha2} * ${money}`,
  });
  m.flow("taxes", {
    from: money,
    rate: eq`${taxes}`,
    books: [
      { kind: "balance", account: issued, sign: -1 },
      { kind: "income", institution: households, sign: -1 },
      { kind: "income", institution: government, sign: 1 },
    ],
  });
  m.series("output", output, { unit: "USD/month" });
  m.series("wealth", money, { unit: "USD" });
  return build(m);
}
