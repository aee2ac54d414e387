import {
  constant,
  delay,
  discrete,
  down,
  eq,
  logUniform,
  lognormal,
  lookup,
  normal,
  pulse,
  quantity,
  ramp,
  range90,
  simultaneous,
  smooth,
  spend,
  earn,
  step,
  trait,
  triangular,
  uniform,
  up,
  windUp,
} from "../../packages/engine/dist/index.js";

const why = { assumption: "of this check" };
const draws = (m, ...ids) => ids.map((id) => m.parameter(id, uniform(-3, 3), why));
const usd = (amount) => quantity(amount, "USD");
const perMonth = (amount) => quantity(amount, "USD/month");

function cash(m, owner, overdraft, initial = usd(100)) {
  const institution = m.institution(owner);
  const account = m.account(`${owner}.cash`, { institution, side: "asset", initial, overdraft });
  m.series(`${owner}.cash`, account, { unit: "USD" });
  return account;
}

/** Models by name: what each adds to an empty model, and how it is built and run. */
export const models = {
  arithmetic(m) {
    const [a, b, c] = draws(m, "a", "b", "c");
    m.series("y", eq`(${a} + ${b} * 0.1 - ${c} / 3) * -${a} / (${b} - 0.7)`);
  },
  logic(m) {
    const [a, b, c] = draws(m, "a", "b", "c");
    m.series("order", eq`(${a} < ${b}) + 2 * (${a} <= 0) + 4 * (${b} > ${c}) + 8 * (${c} >= 1)`);
    m.series("same", eq`(floor(${a}) == floor(${b})) - (floor(${a}) != floor(${c})) * 2`);
    m.series("choice", eq`if((${a} > 0 and ${b} > 0) or not (${c} > 0), ${a}, ${b} / ${c})`);
  },
  extremes(m) {
    const [a, b, c] = draws(m, "a", "b", "c");
    m.series("y", eq`min(${a}, ${b}) + max(${b}, ${c}) * clip(${c} * ${a}, -1, 2)`);
  },
  exponential(m) {
    const [a, b] = draws(m, "a", "b");
    m.series("y", eq`exp(${a} * ${b}) - exp(-100 * abs(${a}))`);
    m.series("z", eq`log(${a} * ${a}) * log(1 + exp(${b}))`);
  },
  logistic(m) {
    const [a, b] = draws(m, "a", "b");
    m.series("y", eq`logistic(${a} * 7) * logistic(${b} - ${a})`);
  },
  power(m) {
    const [a, b] = draws(m, "a", "b");
    m.series("y", eq`pow(abs(${a}), ${b})`);
    m.series("z", eq`pow(${a}, 3) - pow(abs(${b}), 0.5) + pow(abs(${a}) + 0.001, -2.5)`);
  },
  roots(m) {
    const [a, b] = draws(m, "a", "b");
    m.series("y", eq`sqrt(abs(${a})) * floor(10 * ${b}) - abs(${a} - ${b})`);
  },
  circle(m) {
    const [a, b] = draws(m, "a", "b");
    m.series("y", eq`sin(${a} * 20) + cos(${b} * 300) - tan(${a}) * atan(${b} * 5)`);
  },
  "not a number": (m) => {
    const [a] = draws(m, "a");
    m.series("y", eq`log(${a}) + sqrt(${a})`);
    m.series("z", eq`(${a} - ${a}) / (${a} - ${a})`);
    m.series("w", eq`exp(${a} * 1e3) - pow(0, ${a})`);
  },
  distributions(m) {
    const kinds = {
      constant: constant(0.1),
      uniform: uniform(-1, 7),
      triangular: triangular(2, 3, 9),
      normal: normal(-4, 3),
      lognormal: lognormal(5, 0.7),
      logUniform: logUniform(0.01, 100),
      range90: range90(2, 800),
      discrete: discrete([1, 2, 5], [3, 2, 1]),
    };
    for (const [id, kind] of Object.entries(kinds)) {
      m.series(`of ${id}`, eq`2 * ${m.parameter(id, kind, why)}`);
    }
  },
  settings(m) {
    const lever = m.lever("lever", constant(1), why);
    m.series("y", eq`${lever} * ${m.parameter("known", normal(0, 1), why)}`);
  },
  copula(m) {
    const parts = [
      m.parameter("a", normal(0, 1), why),
      m.parameter("b", range90(1, 9), why),
      m.parameter("c", uniform(0, 1), why),
    ];
    m.correlate(parts, [
      [1, 0.6, -0.3],
      [0.6, 1, 0.2],
      [-0.3, 0.2, 1],
    ]);
    const [a, b, c] = parts;
    m.series("y", eq`${a} * ${b} + ${c}`);
  },
  "sobol points": (m) => {
    const [a, b] = draws(m, "a", "b");
    m.series("y", eq`${a} * ${b}`);
  },
  "latin hypercube": (m) => {
    const [a, b] = draws(m, "a", "b");
    m.series("y", eq`${a} - ${b} / 3`);
  },
  population(m) {
    const [a] = draws(m, "a");
    const traits = { size: [1, 2.5, 0.1, 7], taste: [0.3, 0.2, 0.9, 0.4] };
    const people = m.population("people", { traits });
    const taste = eq`${trait(people, "taste")} + ${a}`;
    const share = m.variable("share", eq`logistic(${taste})`, { over: people });
    m.series("y", eq`sum(${share} * ${trait(people, "size")})`);
  },
  "accounts of a population": (m) => {
    const over = m.population("firms", { traits: { rent: [3, 4.1, 0.2] } });
    const firms = m.institution("firms of all sizes", { over });
    const initial = usd(10);
    const till = { institution: firms, side: "asset", initial, overdraft: "owed" };
    const from = m.account("firms.cash", till);
    const rate = eq`${trait(over, "rent")} * ${perMonth(1 / 3)}`;
    const landlord = cash(m, "landlord", "never");
    const books = [down(from), up(landlord), spend(firms), earn(landlord.institution)];
    m.flow("rent", { over, rate, books });
    m.series("y", eq`sum(${from})`, { unit: "USD" });
  },
  stock(m) {
    const [a] = draws(m, "a");
    const change = (self) => eq`(1 + ${a}) * ${self} * (1 - ${self} / 7) * 0.3 / month`;
    m.series("y", m.stock("rabbits", { initial: eq`1.1`, change }));
  },
  "Runge-Kutta": (m) => {
    const [a] = draws(m, "a");
    const x = m.stock("x", { initial: eq`${a}`, change: () => eq`${v} / month` });
    const v = m.stock("v", { initial: eq`0.5`, change: () => eq`-(1.3 * ${x}) / month` });
    m.series("x", x);
    m.series("energy", eq`${x} * ${x} * 1.3 + ${v} * ${v}`);
  },
  "time and step": (m) => {
    const [a] = draws(m, "a");
    m.series("y", eq`(time / month) * 0.1 + dt / month * ${a}`);
    const change = eq`${a} * time / month / month`;
    m.series("z", m.stock("z", { initial: eq`0`, change }));
  },
  lag(m) {
    const [a] = draws(m, "a");
    const before = m.lag("before", () => now, { initial: eq`0.4` });
    const now = m.variable("now", eq`(3.2 + ${a} / 5) * ${before} * (1 - ${before})`);
    m.series("y", now);
  },
  slots(m) {
    const [a, b] = draws(m, "a", "b");
    const product = m.slot("product", { base: eq`${a}`, combine: "product" });
    m.extend(product, "one", eq`1.1 + ${b}`);
    m.extend(product, "another", eq`0.3`);
    const sum = m.slot("sum", { base: eq`0.1`, combine: "sum" });
    m.extend(sum, "z", eq`${b} / 3`);
    m.extend(sum, "y", eq`${product}`);
    m.series("y", sum);
  },
  events(m) {
    const [a] = draws(m, "a");
    const late = m.event("late", { when: eq`time / month * 0.3 > ${a}` });
    m.hazard("accident", { probability: eq`0.02 + 0.1 * ${late}` });
    m.series("y", eq`${late} * ${a}`);
  },
  noise(m) {
    const shock = m.noise("shock");
    const walk = m.stock("walk", { initial: eq`0`, change: eq`${shock} / month` });
    m.series("y", eq`exp(0.1 * ${walk})`);
  },
  payments(m) {
    const [a] = draws(m, "a");
    const [one, other] = [cash(m, "one", "owed"), cash(m, "other", "owed")];
    m.flow("price", { from: one, to: other, rate: eq`${perMonth(0.1)} * ${a}` });
    m.flow("share", { from: other, to: one, rate: eq`0.07 * ${other} / month` });
  },
  ration(m) {
    const [a] = draws(m, "a");
    const [poor, rich] = [cash(m, "poor", "ration"), cash(m, "rich", "owed")];
    m.flow("first", { from: poor, to: rich, rate: perMonth(17), rank: 1 });
    m.flow("then", { from: poor, to: rich, rate: eq`${perMonth(9)} * abs(${a})`, rank: 2 });
    m.flow("too", { from: poor, to: rich, rate: perMonth(1 / 3), rank: 2 });
    m.flow("back", { from: rich, to: poor, rate: eq`${perMonth(3)} * exp(${a})` });
  },
  "winding up": (m) => {
    const [a] = draws(m, "a");
    const [firm, bank] = [cash(m, "firm", "ration"), cash(m, "bank", "owed")];
    const loan = { instrument: "loans", initial: usd(170) };
    const debt = m.account("debt", { institution: firm.institution, side: "liability", ...loan });
    const owner = { institution: bank.institution, side: "asset", overdraft: "never" };
    const asset = m.account("loan", { ...owner, ...loan });
    const defaulted = m.event("defaulted", { when: eq`time / month > 8 + ${a}` });
    windUp(m, defaulted, firm, [{ id: "bank", debt, asset, payTo: bank }]);
    m.series("owed", debt, { unit: "USD" });
  },
  "model SIM": (m) => {
    const [money, till] = ["households", "firms"].map((id) => cash(m, id, "owed", eq`0`));
    const state = m.institution("state");
    const issued = m.account("issued", { institution: state, side: "liability", initial: eq`0` });
    const G = m.parameter("G", range90(10, 40), { ...why, unit: "USD/month" });
    const unit = { unit: "USD/month" };
    const { Y, T, C } = simultaneous(m, "goods", { Y: unit, T: unit, C: unit }, (x) => ({
      Y: eq`${x.C} + ${G}`,
      T: eq`0.2 * ${x.Y}`,
      C: eq`0.6 * (${x.Y} - ${x.T}) + 0.4 * ${money} / month`,
    }));
    m.flow("wages", { from: till, to: money, rate: eq`${Y}` });
    m.flow("consumption", { from: money, to: till, rate: eq`${C}` });
    const bought = [up(issued), spend(state), earn(till.institution)];
    m.flow("spending", { to: till, rate: eq`${G}`, books: bought });
    const taxed = [down(issued), earn(state), spend(money.institution)];
    m.flow("taxes", { from: money, rate: eq`${T}`, books: taxed });
  },
  table(m) {
    const [a] = draws(m, "a");
    const points = [
      [-2, 0.1],
      [0, 1.7],
      [0.3, 0.2],
      [2, 9],
    ];
    m.series("y", lookup(a, points));
    m.series("z", lookup(a, points, { outside: "extend" }));
  },
  delays(m) {
    const [a] = draws(m, "a");
    const input = m.variable("begun", eq`(2 + ${a}) / month`, { unit: "1/month" });
    const time = quantity(7, "month");
    m.series("built", delay(m, "built", { input, time, order: 3 }), { unit: "1/month" });
    m.series("seen", smooth(m, "seen", { input: a, time, initial: eq`0`, order: 3 }));
  },
  "shapes of time": (m) => {
    const [a] = draws(m, "a");
    const month = (count) => quantity(count, "month");
    m.series("step", step(a, month(5)));
    m.series("ramp", ramp(eq`${a} / month`, month(3), month(9)));
    m.series("pulse", pulse(a, month(2), month(1), month(4)));
  },
};

/** How some of them are built, where not as usual. */
export const builds = {
  "Runge-Kutta": { method: "rk4", clock: { step: 0.125, stepsPerSample: 8, sampleAt: "start" } },
  "time and step": { clock: { start: 3, step: 0.1, stepsPerSample: 10 } },
};

/** How some of them are run, where not as usual. */
export const requests = {
  settings: { settings: { lever: triangular(1, 2, 4), known: 0.3 } },
  "sobol points": { sampling: "sobol" },
  "latin hypercube": { sampling: "latin" },
};
