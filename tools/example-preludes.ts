const usd = (name: string, value: number) =>
  `const ${name} = m.parameter("${name}", constant(${value}), { unit: "USD", assumption: "so" });`;
const number = (name: string, value: number) =>
  `const ${name} = m.parameter("${name}", constant(${value}), { assumption: "so" });`;
const model = "const m = new Model();";
const graph = `
const model = new Model();
const users = model.stock("users", { initial: eq\`100\`, change: eq\`5 / month\` });
model.series("users", users);
`;
const cash = (owner: string, more = "") => `
const ${owner} = m.institution("${owner}");
const ${owner}Cash = m.account("${owner}.cash", {
  institution: ${owner}, side: "asset", initial: quantity(50, "USD"), overdraft: "ration",
});
${more}`;
const lent = `
const debt = m.account("firm.debt", {
  institution: firm, side: "liability", instrument: "loans", initial: quantity(80, "USD"),
});
const loans = m.account("bank.loans", {
  institution: bank, side: "asset", instrument: "loans", initial: quantity(80, "USD"),
  overdraft: "never",
});
const [cash, loan] = [firmCash, loans];
const defaulted = m.event("defaulted", { when: eq\`time >= 2 * month\` });
`;

/** What stands before an example so that it runs: what its reader is taken to have, by name. */
export const preludes: Readonly<Record<string, string>> = {
  "Model.parameter": model,
  "Model.population": model,
  "Model.account": `${model} const bank = m.institution("bank");`,
  "Model.flow": [model, cash("firm"), cash("household"), cash("bank"), lent].join("\n"),
  "Model.stock": model,
  "Model.variable": [model, number("hours", 10), usd("price", 3), usd("cap", 2)].join("\n"),
  "Model.lag": model,
  "Model.slot": [model, number("rain", 0.5)].join("\n"),
  "Model.extend": [
    model,
    number("fashion", 1.2),
    'const demand = m.slot("demand", { base: eq`100`, combine: "product" });',
  ].join("\n"),
  "Model.event": [model, usd("cash", 50)].join("\n"),
  "Model.series": [model, usd("cash", 50)].join("\n"),
  eq: [model, usd("price", 3), usd("cap", 2)].join("\n"),
  simultaneous: [model, number("G", 20), number("alpha", 0.6)].join("\n"),
  lookup: [model, number("price", 3)].join("\n"),
  smooth: [model, usd("price", 3)].join("\n"),
  delay: `${model}
const begun = m.variable("begun", eq\`3 / month\`, { unit: "1/month" });`,
  step: model,
  windUp: [model, cash("firm"), cash("bank"), lent].join("\n"),
  compile: graph,
  run: `${graph} const graph = build(model);`,
  collect: `${graph} const graph = build(model); const kernel = compile(graph);`,
  godley: `${graph} const graph = build(model);`,
};
