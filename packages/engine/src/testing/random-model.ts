import { eq, trait } from "../language/equation.ts";
import { Model } from "../language/model.ts";
import type { Parameter, Part, Population, Slot } from "../language/parts.ts";
import { dimensionless, formatUnit, sameUnit } from "../language/unit.ts";
import * as distributions from "../numbers/distributions.ts";
import { Choices } from "./choices.ts";
import { type Growth, money, offer, somePopulation } from "./growth.ts";
import { BookGrower } from "./random-books.ts";
import { EquationGrower, type Leaf } from "./random-equation.ts";

/** How a random model is made. */
export interface RandomModelOptions {
  /** Also writes what gives infinities and NaN; such a model may have no finite result. */
  readonly isWild?: boolean;
  /** Parts besides the first few and the series that publish each of them; about 14 if left out. */
  readonly size?: number;
  /** Seed of the order in which the same model is declared. */
  readonly order?: number;
}

interface PendingTerm {
  readonly slot: Slot;
  readonly id: string;
  readonly equation: ReturnType<typeof eq>;
}

const why = { assumption: "a random model assumes everything" };

/** The well-formed model that a seed stands for. Every part of it is published as a series. */
export function randomModel(seed: number, options: RandomModelOptions = {}): Model {
  const choices = new Choices(seed);
  const made = new ModelGrower(choices, options.isWild ?? false);
  made.grow(options.size ?? choices.whole(6, 22));
  return made.declare(options.order);
}

class ModelGrower {
  private readonly choices: Choices;
  private readonly growth: Growth;
  private readonly books: BookGrower;
  private readonly pending: PendingTerm[] = [];
  private readonly unresolved: { over: Population | undefined; source?: Part }[] = [];

  constructor(choices: Choices, isWild: boolean) {
    this.choices = choices;
    const model = new Model();
    let count = 0;
    const name = (kind: string): string => {
      const letters = String.fromCodePoint(choices.whole(97, 122), choices.whole(97, 122));
      return `${letters}.${kind}${(count += 1)}`;
    };
    const leaves: Leaf[] = [];
    const grower = new EquationGrower(choices, leaves, isWild);
    const populations = Array.from({ length: choices.whole(0, 2) }, () => {
      const cells = Array.from({ length: choices.whole(1, 4) });
      return model.population(name("population"), {
        traits: {
          taste: cells.map(() => choices.between(-1, 1)),
          wallet: cells.map(() => choices.between(0, 90)),
        },
        traitUnits: { wallet: "USD" },
      });
    });
    const usd = model.parameter(name("usd"), distributions.range90(20, 80), {
      ...why,
      unit: "USD",
    });
    const gpu = model.lever(name("gpu"), distributions.lognormal(50, 0.3), { ...why, unit: "GPU" });
    const accounts: Growth["accounts"] = [];
    this.growth = { choices, model, isWild, populations, usd, leaves, grower, accounts, name };
    this.books = new BookGrower(this.growth, gpu);
    for (const population of populations) {
      leaves.push({ equation: trait(population, "taste"), over: population });
      const ratio = eq`${trait(population, "wallet")} / ${usd}`;
      leaves.push({ equation: ratio, over: population });
    }
  }

  grow(size: number): void {
    const { choices, books } = this;
    for (let i = choices.whole(2, 4); i > 0; i -= 1) this.parameter();
    for (let i = choices.whole(0, 2); i > 0; i -= 1) this.noise();
    for (let i = choices.whole(1, 3); i > 0; i -= 1) books.institution();
    for (const population of this.growth.populations) books.institution(population);
    if (this.growth.accounts.length === 0) books.institution(undefined);
    const variable = (): void => this.variable();
    const lag = (): void => this.lag();
    const slot = (): void => this.slot();
    const rare = [
      () => this.stock(),
      () => this.laterLag(),
      () => this.condition(),
      () => this.hazard(),
      () => this.parameter(),
    ];
    const steps = [variable, variable, variable, lag, lag, slot, slot, ...rare];
    for (let i = 0; i < size; i += 1) {
      const share = choices.share();
      if (this.growth.accounts.length > 0 && share < 0.12) books.account();
      else if (this.growth.accounts.length > 0 && share < 0.35) books.flow();
      else choices.pick(steps)();
    }
    for (const lag of this.unresolved) this.resolve(lag);
    this.publish();
  }

  /** The model in the order it grew in, or in another. */
  declare(order?: number): Model {
    const { model } = this.growth;
    const mix = new Choices(order ?? 0);
    const inOrder = <T>(items: Iterable<T>): readonly T[] =>
      order === undefined ? [...items] : mix.shuffle(items);
    for (const { slot, id, equation } of inOrder(this.pending)) model.extend(slot, id, equation);
    return new Model({}, { collection: { parts: new Map(inOrder(model.parts)), correlated: [] } });
  }

  private parameter(): void {
    const { choices } = this;
    const { model, name } = this.growth;
    const low = choices.between(0.1, 1);
    const high = low + choices.between(0.1, 2);
    const distribution = choices.pick<distributions.Distribution>([
      distributions.constant(choices.pick([low, -high, 0])),
      distributions.uniform(-low, high),
      distributions.triangular(-low, choices.pick([-low, 0, high]), high),
      distributions.normal(high - 1, low),
      distributions.lognormal(high, low),
      distributions.logUniform(low, high),
      distributions.range90(low, high),
      distributions.discrete([0, 1, -low, high + 1], [1, 2, low, high]),
    ]);
    const add = (id: string): Parameter =>
      choices.chance(0.3)
        ? model.lever(id, distribution, why)
        : model.parameter(id, distribution, { facts: [{ id: "f", published: "2024-10-02" }] });
    const parameter = add(name("parameter"));
    offer(this.growth, parameter, eq`${parameter}`);
  }

  private noise(): void {
    const noise = this.growth.model.noise(this.growth.name("noise"));
    offer(this.growth, noise, eq`${noise}`);
  }

  private variable(): void {
    const { model, name, grower, usd } = this.growth;
    const over = somePopulation(this.growth);
    // A part over cells may also be given one equation that is the same in all of them.
    const shape = this.choices.chance(0.9) ? over : undefined;
    const id = name("variable");
    const per = over && { over };
    if (this.choices.chance(0.7)) {
      const variable = model.variable(id, grower.bounded(shape), { ...per });
      offer(this.growth, variable, eq`${variable}`);
    } else {
      const variable = model.variable(id, money(this.growth, shape), { unit: "USD", ...per });
      offer(this.growth, variable, eq`${variable} / ${usd}`);
    }
  }

  private stock(): void {
    const { model, name, grower, usd } = this.growth;
    const over = somePopulation(this.growth);
    const shape = this.choices.chance(0.9) ? over : undefined;
    const id = name("stock");
    const per = over && { over };
    if (this.choices.chance(0.7)) {
      // Chosen here: the change is made only when the model is built, in whatever order.
      const target = grower.bounded(shape);
      const stock = model.stock(id, {
        initial: grower.bounded(shape),
        change: (self) => eq`(${target} - ${self}) * 0.3 / month`,
        ...per,
      });
      offer(this.growth, stock, eq`${stock}`);
    } else {
      const stock = model.stock(id, {
        unit: "USD",
        initial: eq`${usd} * ${grower.share(shape)}`,
        change: eq`${money(this.growth, shape)} * 0.2 / month`,
        ...per,
      });
      offer(this.growth, stock, eq`${stock} / ${usd}`);
    }
  }

  private lag(): void {
    const { model, name, grower, usd } = this.growth;
    const kinds = new Set(["variable", "slot", "stock", "lag", "flow", "account"]);
    const sources = [...model.parts.values()].filter(
      (part) => kinds.has(part.kind) && !part.unit["GPU"],
    );
    if (sources.length === 0) return;
    const chain = sources.filter((part) => part.kind === "lag");
    const of = this.choices.pick(chain.length > 0 && this.choices.chance(0.4) ? chain : sources);
    const { unit, over } = of;
    const share = grower.share(over);
    const id = name("lag");
    if (sameUnit(unit, dimensionless)) {
      const lag = model.lag(id, of, { initial: grower.bounded(over) });
      offer(this.growth, lag, eq`${lag}`);
    } else if (formatUnit(unit) === "USD") {
      const lag = model.lag(id, of, { initial: eq`${usd} * ${share}` });
      offer(this.growth, lag, eq`${lag} / ${usd}`);
    } else {
      const lag = model.lag(id, of, { initial: this.choices.pick([eq`0`, eq`${usd} / month`]) });
      offer(this.growth, lag, eq`${lag} * month / ${usd}`);
    }
  }

  /** A lag of a part that is declared further down. */
  private laterLag(): void {
    const { model, name, grower } = this.growth;
    const over = somePopulation(this.growth);
    const later: { over: Population | undefined; source?: Part } = { over };
    const lag = model.lag(name("lag"), () => later.source!, {
      initial: grower.bounded(over),
      ...(over && { over }),
    });
    this.unresolved.push(later);
    offer(this.growth, lag, eq`${lag}`);
  }

  private resolve(later: { over: Population | undefined; source?: Part }): void {
    const { model, name, grower } = this.growth;
    const sources = [...model.parts.values()].filter(
      (part) =>
        ["variable", "slot", "stock", "lag"].includes(part.kind) &&
        part.over === later.over &&
        sameUnit(part.unit, dimensionless),
    );
    const { over } = later;
    later.source =
      sources.length > 0
        ? this.choices.pick(sources)
        : model.variable(name("variable"), grower.bounded(over), { ...(over && { over }) });
  }

  private slot(): void {
    const { model, name, grower, leaves } = this.growth;
    const over = somePopulation(this.growth);
    const combine = this.choices.pick(["product", "sum"] as const);
    const base = grower.bounded(over);
    const slot = model.slot(name("slot"), { base, combine, ...(over && { over }) });
    // Terms that come later may read only what the slot may, or they could close a loop.
    const readable = new EquationGrower(this.choices, [...leaves], this.growth.isWild);
    for (let i = this.choices.whole(0, 4); i > 0; i -= 1) {
      const share = readable.share(this.choices.chance(0.8) ? over : undefined);
      this.pending.push({ slot, id: name("term"), equation: eq`${share} + 0.5` });
    }
    offer(this.growth, slot, eq`${slot}`);
  }

  private condition(): void {
    const { model, name, grower } = this.growth;
    const value = grower.bounded();
    const when = this.choices.pick([eq`${value} > 0.3`, eq`floor(${value})`, eq`${value} < 0`]);
    const event = model.event(name("event"), { when });
    offer(this.growth, event, eq`${event}`);
  }

  private hazard(): void {
    const { model, name, grower } = this.growth;
    const probability = eq`${grower.share()} * 0.5`;
    const event = model.hazard(name("hazard"), { probability });
    offer(this.growth, event, eq`${event}`);
  }

  private publish(): void {
    const { model, grower, name } = this.growth;
    for (const part of Array.from(model.parts.values())) {
      if (part.kind === "institution" || part.kind === "population") continue;
      const unit = formatUnit(part.unit);
      const value = part.over === undefined ? part : eq`sum(${part})`;
      model.series(`series of ${part.id}`, value, { unit });
    }
    for (let i = this.choices.whole(1, 3); i > 0; i -= 1) {
      model.series(name("series"), grower.bounded());
    }
  }
}
