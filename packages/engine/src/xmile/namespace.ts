import type { DeclaredModel, DeclaredVariable, XmileDocument } from "./document.ts";
import { type Formula, type Name, argumentsOf, parseFormula } from "./formula.ts";
import { memories } from "./memory.ts";
import { canonicalName } from "./names.ts";
import type { Table } from "./table.ts";
import type { Fail } from "./xmile-error.ts";

/** A variable with its formulas read. */
export interface Entry {
  readonly kind: DeclaredVariable["kind"];
  /** Canonical name, after that of its module and a period unless it is of the root model. */
  readonly id: string;
  readonly module: string;
  readonly shown: string;
  readonly doc: string;
  readonly formula: Formula | undefined;
  /** Formula for the start of the run alone. */
  readonly opening: Formula | undefined;
  readonly table: Table | undefined;
  readonly inflows: readonly string[];
  readonly outflows: readonly string[];
  readonly isNonNegative: boolean;
  /** Whether its outflow is cut to what a stock holds. */
  isLimited: boolean;
  /** Whether the model is built by its value, so that a run must not set it. */
  isFixed: boolean;
  readonly fail: Fail;
}

/** Constants that Vensim keeps among the variables and that do not steer a run that is read. */
const clockNames = new Set(["initial_time", "final_time", "time_step", "saveper"]);

/** The variables of a file and the names they are known by. */
export class Namespace {
  readonly entries: ReadonlyMap<string, Entry>;
  /** Inputs of modules, by id, with the variable each is connected to. */
  readonly aliases: ReadonlyMap<string, Entry>;
  private readonly tables = new Map<string, Table>();
  private readonly links = new Map<string, { readonly to: string; readonly fail: Fail }>();

  constructor(document: XmileDocument) {
    const entries = new Map<string, Entry>();
    for (const [module, model] of document.models) {
      for (const [name, table] of model.tables) this.tables.set(idOf(module, name), table);
      for (const declared of model.variables) {
        const entry = entryOf(declared, module, model.prefix);
        if (entries.has(entry.id)) entry.fail("there is another variable of that name");
        entries.set(entry.id, entry);
      }
    }
    this.entries = entries;
    for (const [module, model] of document.models) this.connect(module, model, document);
    this.aliases = new Map([...this.links.keys()].map((id) => [id, this.follow(id)!]));
    this.fix();
  }

  /** The variable that a name means in a formula of `owner`. */
  find({ qualifier, name }: Pick<Name, "qualifier" | "name">, owner: Entry): Entry | undefined {
    return this.follow(idOf(qualifier ?? owner.module, name));
  }

  /** The graphical function that a name means in a formula of `owner`. */
  tableOf({ qualifier, name }: Name, owner: Entry): Table | undefined {
    const id = idOf(qualifier ?? owner.module, name);
    return this.tables.get(id) ?? this.follow(id)?.table;
  }

  /** The flow that a stock names. */
  flowOf(text: string, stock: Entry): Entry {
    const found = this.find(referenceOf(text), stock);
    if (found === undefined || found.kind === "stock") {
      return stock.fail(`its flow "${text.trim()}" is not defined`);
    }
    return found;
  }

  private connect(module: string, model: DeclaredModel, document: XmileDocument): void {
    for (const { name, connections, fail } of model.modules) {
      if (!document.models.has(name)) fail("the file has no <model> of that name");
      for (const { to, from } of connections) {
        const [target, source] = [referenceOf(to), referenceOf(from)];
        const input = idOf(target.qualifier ?? name, target.name);
        const output = idOf(source.qualifier ?? module, source.name);
        for (const [id, text] of [
          [input, to],
          [output, from],
        ] as const) {
          if (!this.entries.has(id)) fail(`"${text}" is connected but not defined`);
        }
        if (this.links.has(input)) fail(`"${to}" is connected twice`);
        this.links.set(input, { to: output, fail });
      }
    }
  }

  private follow(id: string): Entry | undefined {
    let at = id;
    for (const seen = new Set<string>(); ; seen.add(at)) {
      const link = this.links.get(at);
      if (link === undefined) return this.entries.get(at);
      if (seen.has(at)) link.fail(`"${id}" is connected to itself`);
      at = link.to;
    }
  }

  /** Finds the variables by whose value delays are built. */
  private fix(): void {
    const fix = (formula: Formula, owner: Entry): void => {
      const entry = formula.kind === "name" ? this.find(formula, owner) : undefined;
      if (entry !== undefined && !entry.isFixed) {
        entry.isFixed = true;
        if (entry.formula !== undefined) fix(entry.formula, entry);
      }
      for (const inner of argumentsOf(formula)) fix(inner, owner);
    };
    const visit = (formula: Formula, owner: Entry): void => {
      const args = argumentsOf(formula);
      if (formula.kind === "call" && Object.hasOwn(memories, formula.name)) {
        const fixed = args[memories[formula.name]!.fixed ?? Infinity];
        if (fixed !== undefined) fix(fixed, owner);
      }
      for (const inner of args) visit(inner, owner);
    };
    for (const entry of this.entries.values()) {
      if (entry.formula !== undefined) visit(entry.formula, entry);
      if (clockNames.has(entry.id)) fix({ kind: "name", ...referenceOf(entry.id) }, entry);
    }
  }
}

/** The flows and auxiliaries of a kind, and those that read one of them, however far away. */
export function readersOf(
  namespace: Namespace,
  isOne: (entry: Entry) => boolean,
): ReadonlySet<Entry> {
  const entries = [...namespace.entries.values()].filter(({ kind }) => kind !== "stock");
  const found = new Set(entries.filter(isOne));
  const reads = (formula: Formula, owner: Entry): boolean => {
    const named = formula.kind === "name" ? namespace.find(formula, owner) : undefined;
    if (named !== undefined && found.has(named)) return true;
    return argumentsOf(formula).some((inner) => reads(inner, owner));
  };
  for (let before = 0; before < found.size;) {
    before = found.size;
    for (const entry of entries) {
      if (entry.formula !== undefined && reads(entry.formula, entry)) found.add(entry);
    }
  }
  return found;
}

function entryOf(declared: DeclaredVariable, module: string, prefix: string): Entry {
  const { fail, shown, equation, openingEquation } = declared;
  return {
    ...declared,
    id: idOf(module, declared.name),
    module,
    shown: prefix + shown,
    formula: parseFormula(equation, fail),
    opening: openingEquation === undefined ? undefined : parseFormula(openingEquation, fail),
    isLimited: false,
    isFixed: false,
  };
}

/** A name that stands alone, as in an inflow or a connection. */
function referenceOf(text: string): Name {
  const match = /^\s*(?:((?:"[^"]*"|[^".])*)\.)?("(?:[^"\\]|\\[^])*"|[^".]+)\s*$/.exec(text);
  const qualifier = match?.[1];
  return {
    qualifier: qualifier === undefined ? undefined : canonicalName(qualifier),
    name: canonicalName(match?.[2] ?? text),
    shown: text.trim(),
  };
}

function idOf(module: string, name: string): string {
  return module === "" ? name : `${module}.${name}`;
}
