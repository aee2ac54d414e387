import { describe, expect, test } from "vitest";
import { type Equation, eq, trait } from "../language/equation.ts";
import { Model } from "../language/model.ts";
import type { Lag, Parameter, Part, Population } from "../language/parts.ts";
import { uniform } from "../numbers/distributions.ts";
import { messageOf } from "../testing/evaluate.ts";
import { build } from "./graph.ts";
import { ModelError } from "./model-error.ts";

const why = { assumption: "a worked example" };

/** The message of building a model to which `write` adds a fault. */
function fault(write: (m: Model) => void): string {
  const m = new Model();
  return messageOf(() => {
    write(m.section("bank.ts"));
    build(m);
  });
}

/** A published variable, in the file `bank.ts`. */
function published(m: Model, equation: Equation, unit = "1"): void {
  m.series("out", m.variable("x", equation, { unit }), { unit });
}

function gpu(m: Model): Parameter {
  return m.parameter("gpus", uniform(1, 2), { ...why, unit: "GPU" });
}

function twoPopulations(m: Model): readonly [Population, Population] {
  return [
    m.population("apps", { traits: { size: [1, 2] } }),
    m.population("clouds", { traits: { size: [1, 2] } }),
  ];
}

/** A slot in GPU that is extended by one thing and by another. */
function slotFault(combine: "product" | "sum"): string {
  return fault((m) => {
    const gpus = gpu(m);
    const slot = m.slot("demand", { unit: "GPU", combine, base: eq`${gpus}` });
    m.section("mechanism.ts", "mechanism").extend(slot, "half", eq`0.5`);
    m.section("other.ts").extend(slot, "whole", combine === "sum" ? eq`0.5` : eq`${gpus}`);
  });
}

describe("units", () => {
  test("both sides and the term are named when unlike units are added", () => {
    const sum = fault((m) => {
      const price = m.parameter("price", uniform(1, 2), { ...why, unit: "USD/GPU" });
      const gpus = gpu(m);
      published(m, eq`2 * (${price} * ${gpus} + ${gpus})`, "USD");
    });
    expect(sum).toBe(
      '"x" (bank.ts), equation: units differ: price * gpus is in USD but gpus is in GPU, ' +
        "in (price * gpus) + gpus.",
    );
  });

  test.each<[string, (m: Model) => Equation, string]>([
    ["compared", (m) => eq`${gpu(m)} < 3`, "gpus is in GPU but 3 is in 1, in gpus < 3"],
    ["the lesser of", (m) => eq`min(time, ${gpu(m)})`, "time is in month but gpus is in GPU"],
    ["chosen between", (m) => eq`if(1, ${gpu(m)}, 1)`, "gpus is in GPU but 1 is in 1, in if(1, g"],
    ["clipped by", (m) => eq`clip(${gpu(m)}, 0, 1)`, "gpus is in GPU but 1 is in 1, in min(gpus,"],
  ])("unlike units are %s", (_, equation, part) => {
    expect(fault((m) => published(m, equation(m)))).toContain(`equation: units differ: ${part}`);
  });

  test.each<[string, (gpus: Part) => Equation, string]>([
    ["exp", (g) => eq`exp(${g})`, "gpus must be dimensionless, not in GPU, in exp(gpus)"],
    ["log", (g) => eq`log(${g})`, "gpus must be dimensionless, not in GPU, in log(gpus)"],
    ["floor", (g) => eq`floor(${g})`, "gpus must be dimensionless, not in GPU, in floor(gpus)"],
    ["not", (g) => eq`not ${g}`, "gpus must be dimensionless, not in GPU, in not(gpus)"],
    ["and", (g) => eq`1 and ${g}`, "gpus must be dimensionless, not in GPU, in 1 and gpus"],
    ["or", (g) => eq`${g} or 1`, "gpus must be dimensionless, not in GPU, in gpus or 1"],
    ["if", (g) => eq`if(${g}, 1, 2)`, "gpus must be dimensionless, not in GPU, in if(gpus, 1, 2)"],
    ["pow", (g) => eq`pow(2, ${g})`, "gpus must be dimensionless, not in GPU, in pow(2, gpus)"],
    ["pow of", (g) => eq`pow(${g}, time / month)`, 'pow of "GPU" needs a number as its exponent'],
  ])("%s refuses a unit", (_, equation, part) => {
    expect(fault((m) => published(m, equation(gpu(m))))).toContain(
      `"x" (bank.ts), equation: ${part}`,
    );
  });

  test("a part's own unit and its equation's must agree, for each of its equations", () => {
    const gives = (write: (m: Model, gpus: Part) => void) => fault((m) => write(m, gpu(m)));
    expect(gives((m, g) => published(m, eq`${g} / month`, "USD/month"))).toBe(
      '"x" (bank.ts), equation: declared in USD/month but the equation gives GPU/month.',
    );
    expect(gives((m, g) => m.series("s", g))).toBe(
      '"s" (bank.ts), equation: declared in 1 but the equation gives GPU.',
    );
    expect(gives((m, g) => m.event("e", { when: eq`${g}` }))).toContain(
      '"e" (bank.ts), condition: declared in 1',
    );
    expect(gives((m, g) => m.hazard("e", { probability: eq`${g}` }))).toContain(
      '"e" (bank.ts), hazard: declared in 1',
    );
    const stock = { unit: "GPU", initial: eq`1`, change: eq`0` };
    expect(fault((m) => m.stock("s", stock))).toBe(
      '"s" (bank.ts), initial value: declared in GPU but the equation gives 1.',
    );
    expect(gives((m, g) => m.stock("s", { ...stock, initial: eq`0`, change: eq`${g}` }))).toBe(
      '"s" (bank.ts), change: declared in GPU/month but the equation gives GPU.',
    );
  });

  test("a factor is dimensionless and a term has the slot's unit; both name their file", () => {
    expect(slotFault("product")).toBe(
      '"demand" (bank.ts), term "whole" (other.ts): declared in 1 but the equation gives GPU.',
    );
    expect(slotFault("sum")).toBe(
      '"demand" (bank.ts), term "half" (mechanism.ts): declared in GPU but the equation gives 1.',
    );
  });

  test("a unit's text that cannot be read names the part", () => {
    expect(fault((m) => m.variable("x", eq`1`, { unit: "USD per month" }))).toBe(
      '"x": "USD per month" is not a unit: write names joined by * and /, such as USD/month.',
    );
    const traits = { pay: [1, 2] };
    expect(fault((m) => m.population("apps", { traits, traitUnits: { pay: "$" } }))).toContain(
      '"apps": "$" is not a unit',
    );
  });
});

describe("cycles", () => {
  test("a cycle within a month is printed all the way round", () => {
    const message = fault((m) => {
      const slot = m.slot("b", { combine: "sum", base: eq`1` });
      const c = m.variable("c", eq`${slot}`);
      const a = m.variable("a", eq`${c} * 2`);
      m.extend(slot, "pull", eq`${a}`);
      m.series("s", c);
    });
    expect(message).toBe(
      '"a" (bank.ts) depends on itself within a month: a → c → b → a. ' +
        "Close the loop through a stock, an account or a lag.",
    );
  });

  test("the way leads only round, not to the loop", () => {
    const message = fault((m) => {
      const slot = m.slot("z", { combine: "sum", base: eq`1` });
      m.extend(slot, "itself", eq`0.5 * ${slot}`);
      m.series("s", m.variable("a", eq`${slot}`));
    });
    expect(message).toContain('"z" (bank.ts) depends on itself within a month: z → z. ');
  });

  test("opening values may not need each other, but lags, stocks and accounts close loops", () => {
    const message = fault((m) => {
      const slot = m.slot("slot", { combine: "sum", base: eq`1` });
      const stock = m.stock("stock", { initial: eq`${slot}`, change: eq`0` });
      m.extend(slot, "back", eq`${stock}`);
      m.series("s", stock);
    });
    expect(message).toContain("stock → slot → stock");
    const m = new Model();
    const lag = m.lag("lag", () => variable, { initial: eq`1` });
    const stock = m.stock("stock", { initial: eq`0`, change: (self) => eq`(1 - ${self}) / month` });
    const variable: Part = m.variable("variable", eq`${lag} + ${stock}`);
    m.series("s", variable);
    expect(() => build(m)).not.toThrow();
  });
});

describe("origin and use", () => {
  test("a part that nothing uses is named with its file", () => {
    expect(fault((m) => m.variable("idle", eq`1`))).toBe(
      '"idle" (bank.ts) is used by nothing: no series, event or flow depends on it.',
    );
    const onlyEachOther = fault((m) => {
      const lag: Lag = m.lag("before", () => m.parts.get("now")!, { initial: eq`0` });
      m.variable("now", eq`${lag}`);
    });
    expect(onlyEachOther).toContain('"before" (bank.ts) is used by nothing');
    expect(fault((m) => m.noise("hiss"))).toContain('"hiss" (bank.ts) is used by nothing');
    expect(fault((m) => m.slot("s", { base: eq`1`, combine: "sum" }))).toContain('"s" (bank.ts)');
  });

  test("what only an unused part reads can be left out on purpose", () => {
    const m = new Model();
    const lone = m.parameter("lone", uniform(0, 1), why);
    m.variable("idle", eq`${lone}`);
    m.series("time", eq`time / month`);
    const graph = build(m, { dropUnused: true });
    expect([...graph.parts.keys()]).toEqual(["series time"]);
    expect(graph.parameters).toEqual([]);
  });

  test("an id stands for one part, and both files are named", () => {
    const m = new Model();
    m.section("bank.ts").noise("shock");
    expect(messageOf(() => m.section("fund.ts").variable("shock", eq`1`))).toBe(
      '"shock" (fund.ts) is already declared in bank.ts.',
    );
    m.section("bank.ts").series("s", 1);
    expect(messageOf(() => m.section("fund.ts").series("s", 2))).toBe(
      '"s" (fund.ts) is already declared in bank.ts.',
    );
  });

  test("a slot takes a term of each id once", () => {
    const m = new Model().section("bank.ts");
    const slot = m.slot("demand", { base: eq`1`, combine: "product" });
    m.section("churn.ts").extend(slot, "churn", eq`0.5`);
    expect(messageOf(() => m.extend(slot, "churn", eq`0.5`))).toBe(
      'Slot "demand" already has a term "churn" (churn.ts).',
    );
  });

  test("a part of another model is refused wherever it stands", () => {
    const other = new Model();
    const far = other.noise("far");
    const bank = other.institution("far bank");
    const vault = other.account("vault", {
      institution: bank,
      side: "asset",
      overdraft: "owed",
      initial: eq`0`,
    });
    const crowd = other.population("crowd", { traits: { size: [1, 2] } });
    expect(fault((m) => published(m, eq`${far}`))).toBe(
      '"x" (bank.ts), equation: "far" belongs to another model.',
    );
    // A part of the same id is not the same part.
    const twin = (m: Model) => {
      m.series("s", m.noise("far"));
      published(m, eq`${far}`);
    };
    expect(fault(twin)).toContain('"far" belongs to another model');
    const account = { side: "asset", initial: eq`0` } as const;
    expect(fault((m) => m.account("a", { institution: bank, ...account }))).toBe(
      '"a" (bank.ts): "far bank" belongs to another model.',
    );
    const payment = { from: vault, to: vault, rate: eq`0` };
    expect(fault((m) => m.flow("f", payment))).toBe(
      '"f" (bank.ts): "vault" belongs to another model.',
    );
    expect(fault((m) => m.variable("x", eq`1`, { over: crowd }))).toBe(
      '"x" (bank.ts): "crowd" belongs to another model.',
    );
    expect(fault((m) => m.lag("l", vault, { initial: eq`0` }))).toBe(
      'Lag "l" (bank.ts) cannot keep "vault": it has no value of its own.',
    );
  });

  test("a parameter needs facts or a reason", () => {
    for (const options of [{}, { facts: [] }, { assumption: "  " }]) {
      const message = fault((m) => m.series("s", m.parameter("p", uniform(0, 1), options)));
      expect(message).toBe(
        'Parameter "p" (bank.ts) has no source: name the facts it rests on, or say why it is ' +
          "assumed.",
      );
    }
    const facts = [{ id: "f1", published: "2024-10-02" }];
    const lever = (m: Model) => m.series("s", m.lever("p", uniform(0, 1), { facts }));
    expect(() => fault(lever)).toThrow("Nothing was thrown.");
  });

  test("errors carry the part at fault", () => {
    const m = new Model();
    m.noise("idle");
    expect(() => build(m)).toThrow(ModelError);
    try {
      build(m);
    } catch (error) {
      expect(error).toMatchObject({ name: "ModelError", part: "idle" });
    }
  });
});

describe("lags", () => {
  test.each<[string, (m: Model) => Part]>([
    ["parameter", (m) => m.parameter("it", uniform(0, 1), why)],
    ["noise", (m) => m.noise("it")],
    ["event", (m) => m.event("it", { when: eq`1` })],
    ["institution", (m) => m.institution("it")],
    ["series", (m) => m.series("it", 1)],
  ])("keep no %s", (_, source) => {
    const message = fault((m) => {
      const lag = m.lag("before", source(m), { initial: eq`0` });
      m.series("s", lag);
    });
    expect(message).toBe('Lag "before" (bank.ts) cannot keep "it": it has no value of its own.');
  });

  test("have the unit and the cells of what they keep", () => {
    const unlike = (unit: string | undefined, late: boolean) =>
      fault((m) => {
        const later = () => m.parts.get("money")!;
        const known = late ? undefined : m.variable("money", eq`0`, { unit: "USD" });
        const lag = m.lag("l", known ?? later, { initial: eq`0`, ...(unit && { unit }) });
        if (late) m.variable("money", eq`0`, { unit: "USD" });
        m.series("s", lag, { unit: unit ?? "1" });
      });
    const message = 'Lag "l" (bank.ts) is declared in 1 but keeps "money", which is in USD.';
    expect(unlike(undefined, true)).toBe(message);
    expect(unlike("1", false)).toBe(message);
    expect(unlike("GPU", false)).toContain("declared in GPU");
    const cells = fault((m) => {
      const apps = m.population("apps", { traits: { size: [1, 2] } });
      const lag = m.lag("l", () => size, { initial: eq`0` });
      const size: Part = m.variable("size", trait(apps, "size"), { over: apps });
      m.series("s", lag);
    });
    expect(cells).toBe(
      'Lag "l" (bank.ts) is declared in 1 but keeps "size", which is in 1, one value per cell.',
    );
  });
});

describe("cells of populations", () => {
  test.each<[string, (m: Model, sizes: Equation) => void, string]>([
    ["a variable", (m, sizes) => published(m, sizes), '"x" (bank.ts), equation'],
    ["a series", (m, sizes) => m.series("s", sizes), '"s" (bank.ts), equation'],
    ["an event", (m, sizes) => m.event("e", { when: sizes }), '"e" (bank.ts), condition'],
    ["a hazard", (m, sizes) => m.hazard("h", { probability: sizes }), '"h" (bank.ts), hazard'],
    [
      "an opening value",
      (m, sizes) => m.stock("k", { initial: sizes, change: eq`0` }),
      '"k" (bank.ts), initial value',
    ],
    [
      "a term",
      (m, sizes) => m.extend(m.slot("d", { base: eq`1`, combine: "sum" }), "t", sizes),
      '"d" (bank.ts), term "t" (bank.ts)',
    ],
  ])("%s of one value refuses them", (_, write, place) => {
    expect(fault((m) => write(m, eq`2 * ${trait(twoPopulations(m)[0], "size")}`))).toBe(
      `${place}: the equation has one value per cell of "apps"; add them with sum(...) or declare ` +
        "the part over that population.",
    );
  });

  test("of two populations do not mix", () => {
    const message = fault((m) => {
      const [apps, clouds] = twoPopulations(m);
      const both = eq`${trait(apps, "size")} + ${trait(clouds, "size")}`;
      m.variable("x", both, { over: apps });
    });
    expect(message).toBe('"x" (bank.ts), equation: mixes cells of different populations.');
    const other = fault((m) => {
      const [apps, clouds] = twoPopulations(m);
      m.variable("x", trait(clouds, "size"), { over: apps });
    });
    expect(other).toContain('one value per cell of "clouds"');
  });

  test("are what a sum adds", () => {
    expect(fault((m) => published(m, eq`sum(time) / month`))).toBe(
      '"x" (bank.ts), equation: sum(...) needs cells to add.',
    );
    const twice = fault((m) => published(m, eq`sum(sum(${trait(twoPopulations(m)[0], "size")}))`));
    expect(twice).toContain("sum(...) needs cells to add.");
  });

  test("are not read through the population, nor books through the institution", () => {
    const apps = fault((m) => published(m, eq`sum(${twoPopulations(m)[0]})`));
    expect(apps).toBe('"x" (bank.ts), equation: "apps" (population) has no value to read.');
    const bank = fault((m) => published(m, eq`${m.institution("bank")}`));
    expect(bank).toBe('"x" (bank.ts), equation: "bank" (institution) has no value to read.');
    const series = fault((m) => published(m, eq`${m.series("s", 1)}`));
    expect(series).toBe('"x" (bank.ts), equation: "s" (series) has no value to read.');
  });

  test("are as many in every trait, at least one, and traits have names", () => {
    const needs = 'Population "apps" needs the same number of cells, at least 1, per trait.';
    expect(fault((m) => m.population("apps", { traits: {} }))).toBe(needs);
    expect(fault((m) => m.population("apps", { traits: { a: [] } }))).toBe(needs);
    expect(fault((m) => m.population("apps", { traits: { a: [1], b: [1, 2] } }))).toBe(needs);
    expect(fault((m) => trait(twoPopulations(m)[0], "weight"))).toBe(
      'Population "apps" has no trait "weight".',
    );
    expect(fault((m) => trait(twoPopulations(m)[0], "toString"))).toContain(
      'has no trait "toString"',
    );
    expect(fault((m) => trait(m.noise("hiss"), "size"))).toContain('"hiss" has no trait "size"');
  });
});
