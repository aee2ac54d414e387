import { canonicalName, displayName } from "./names.ts";
import { type Table, readTable } from "./table.ts";
import { type Fail, failAt } from "./xmile-error.ts";
import { type XmlElement, parseXml } from "./xml.ts";

/** What an XMILE file says, before its formulas are read. */
export interface XmileDocument {
  readonly specs: SimulationSpecs;
  /** Names of the vendor and the product that wrote the file. */
  readonly writtenBy: string;
  /** The root model, under the empty name, and the others. */
  readonly models: ReadonlyMap<string, DeclaredModel>;
  /** Canonical names of the macros it defines. */
  readonly macros: ReadonlySet<string>;
  readonly warnings: readonly string[];
}

/** When a simulation runs, as told. */
export interface SimulationSpecs {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
  /** Time between saved values. */
  readonly saveStep: number | undefined;
  /** Names of methods in small letters, the preferred one first. */
  readonly methods: readonly string[];
  readonly fail: Fail;
}

/** One model of a file. */
export interface DeclaredModel {
  /** Its name with a period, as a reader sees it before those of its variables. */
  readonly prefix: string;
  readonly variables: readonly DeclaredVariable[];
  readonly modules: readonly DeclaredModule[];
  /** Graphical functions that stand alone or have a name, by canonical name. */
  readonly tables: ReadonlyMap<string, Table>;
}

/** A stock, flow or auxiliary. */
export interface DeclaredVariable {
  readonly kind: "stock" | "flow" | "aux";
  readonly name: string;
  readonly shown: string;
  readonly doc: string;
  readonly equation: string;
  /** Equation for the start of the run alone, where it differs from the other. */
  readonly openingEquation: string | undefined;
  readonly inflows: readonly string[];
  readonly outflows: readonly string[];
  readonly isNonNegative: boolean;
  readonly table: Table | undefined;
  readonly fail: Fail;
}

/** A place for a submodel, and what its inputs are connected to. */
export interface DeclaredModule {
  readonly name: string;
  readonly connections: readonly { readonly to: string; readonly from: string }[];
  readonly fail: Fail;
}

/** Elements that change what a variable means and that are not read. */
const refused: Readonly<Record<string, string>> = {
  dimensions: "arrays (<dimensions>)",
  element: "arrays (<element>)",
  conveyor: "conveyors",
  queue: "queues",
  leak: "leakages of conveyors",
  overflow: "overflows of queues",
  multiplier: "unit conversion in flows (<multiplier>)",
};

/** Which kinds of variables are not negative unless they say otherwise. */
type Behavior = ReadonlyMap<string, boolean>;

/** Reads the XML of a file. */
export function readDocument(text: string, file: string): XmileDocument {
  const root = parseXml(text, file);
  if (root.name !== "xmile") failAt(file, root.line)(`<${root.name}> stands where <xmile> should`);
  return new DocumentReader(root, file).read();
}

class DocumentReader {
  private readonly root: XmlElement;
  private readonly file: string;
  private readonly warnings: string[] = [];

  constructor(root: XmlElement, file: string) {
    this.root = root;
    this.file = file;
  }

  read(): XmileDocument {
    const { root } = this;
    const header = this.child(root, "header");
    const includes = header && this.child(header, "includes");
    if (includes) this.fail(includes)("included files (<includes>) cannot be read");
    const macros = this.all(root, "macro");
    const filter = macros.find((macro) => macro.attributes.has("filter"));
    if (filter) this.fail(filter)("a macro that filters stocks or flows cannot be read");
    const models = this.all(root, "model");
    if (models.length === 0) this.fail(root)("the file has no <model>");
    const main = models.find((model) => !model.attributes.has("name")) ?? models[0]!;
    if (models.length > 1 && main.attributes.has("name")) {
      this.fail(main)("with more than one <model>, the root model has to be without a name");
    }
    const behavior = this.behavior(root, new Map());
    const found = new Map<string, DeclaredModel>();
    for (const model of models) {
      const name = model === main ? "" : canonicalName(model.attributes.get("name") ?? "");
      if (found.has(name)) this.fail(model)("there is another <model> of that name");
      if (model !== main && this.child(model, "sim_specs")) {
        this.fail(model)("a submodel with a <sim_specs> of its own cannot be read");
      }
      found.set(name, this.model(model, model === main, behavior));
    }
    return {
      specs: this.specs(this.child(main, "sim_specs") ?? this.child(root, "sim_specs")),
      writtenBy: ["vendor", "product"]
        .map((name) => (header ? (this.child(header, name)?.text ?? "") : ""))
        .join(" "),
      models: found,
      macros: new Set(macros.map((macro) => canonicalName(macro.attributes.get("name") ?? ""))),
      warnings: this.warnings,
    };
  }

  private model(model: XmlElement, isMain: boolean, outer: Behavior): DeclaredModel {
    if (model.attributes.has("encryption-scheme")) {
      this.fail(model)("an encrypted model cannot be read");
    }
    if (model.attributes.has("resource")) {
      this.fail(model)("a model in another file cannot be read");
    }
    const behavior = this.behavior(model, outer);
    const variables: DeclaredVariable[] = [];
    const modules: DeclaredModule[] = [];
    const tables = new Map<string, Table>();
    for (const list of this.all(model, "variables")) {
      for (const element of list.children) {
        if (element.namespace !== this.root.namespace) continue;
        const { name } = element;
        if (name === "stock" || name === "flow" || name === "aux") {
          variables.push(this.variable(element, name, behavior, tables));
        } else if (name === "gf") this.table(element, tables);
        else if (name === "module") modules.push(this.module(element));
        else if (name !== "group") this.fail(element)(`<${name}> cannot be read`);
      }
    }
    const shown = displayName(model.attributes.get("name") ?? "");
    return { prefix: isMain ? "" : `${shown}.`, variables, modules, tables };
  }

  private variable(
    element: XmlElement,
    kind: DeclaredVariable["kind"],
    behavior: Behavior,
    tables: Map<string, Table>,
  ): DeclaredVariable {
    const fail = this.fail(element);
    const written = element.attributes.get("name") ?? "";
    if (canonicalName(written) === "") fail("it has no name");
    for (const { name, namespace } of element.children) {
      if (namespace !== this.root.namespace || !Object.hasOwn(refused, name)) continue;
      fail(`${refused[name]!} cannot be read`);
    }
    if (this.child(element, "event_poster")) {
      this.warnings.push(`Messages and pauses of "${displayName(written)}" are left out.`);
    }
    const equations = this.all(element, "eqn");
    if (equations.length > 1) fail("it has more than one <eqn>");
    const gf = this.child(element, "gf");
    return {
      kind,
      name: canonicalName(written),
      shown: displayName(written),
      doc: this.child(element, "doc")?.text.trim() ?? "",
      equation: equations[0]?.text ?? "",
      openingEquation: this.child(element, "init_eqn")?.text,
      inflows: this.all(element, "inflow").map((flow) => flow.text),
      outflows: this.all(element, "outflow").map((flow) => flow.text),
      isNonNegative: this.flag(element, "non_negative") ?? behavior.get(kind) ?? false,
      table: gf && this.table(gf, tables),
      fail,
    };
  }

  /** Reads a graphical function, or finds the one it names. */
  private table(element: XmlElement, tables: Map<string, Table>): Table {
    const name = canonicalName(element.attributes.get("name") ?? "");
    const fail = this.fail(element);
    const text = (child: string): string | undefined => this.child(element, child)?.text;
    const known = tables.get(name);
    if (text("ypts") === undefined) {
      return known ?? fail("a graphical function needs <ypts>, or the name of one above it");
    }
    const scale = this.child(element, "xscale");
    const isDiscrete = element.attributes.get("discrete")?.trim().toLowerCase() === "true";
    const table = readTable(
      {
        type: element.attributes.get("type") ?? (isDiscrete ? "discrete" : "continuous"),
        x: this.numbers(element, "xpts"),
        y: this.numbers(element, "ypts")!,
        scale: scale && [this.edge(scale, "min"), this.edge(scale, "max")],
      },
      fail,
    );
    if (known !== undefined) fail("there is another graphical function of that name");
    if (name !== "") tables.set(name, table);
    return table;
  }

  private numbers(element: XmlElement, name: string): readonly number[] | undefined {
    const list = this.child(element, name);
    if (list === undefined) return undefined;
    const separator = list.attributes.get("sep") ?? ",";
    return list.text.split(separator).map((text) => numberOf(text, this.fail(list)));
  }

  private edge(scale: XmlElement, name: string): number {
    return numberOf(scale.attributes.get(name) ?? "", this.fail(scale));
  }

  private module(element: XmlElement): DeclaredModule {
    const fail = this.fail(element);
    if (element.attributes.has("resource")) fail("a module in another file cannot be read");
    const name = canonicalName(element.attributes.get("name") ?? "");
    const connections = this.all(element, "connect").map((connect) => {
      const [to, from] = [connect.attributes.get("to"), connect.attributes.get("from")];
      return { to: to ?? "", from: from ?? "" };
    });
    return { name, connections, fail };
  }

  private specs(element: XmlElement | undefined): SimulationSpecs {
    if (element === undefined) return this.fail(this.root)("the file has no <sim_specs>");
    const fail = this.fail(element);
    const read = (name: string): number | undefined => {
      const child = this.child(element, name);
      return child && numberOf(child.text, this.fail(child));
    };
    const [start, stop, dt] = [read("start"), read("stop"), read("dt") ?? 1];
    if (start === undefined || stop === undefined) return fail("<start> or <stop> is missing");
    if (stop < start) fail(`it stops at ${stop}, before its start at ${start}`);
    if (!(dt > 0)) fail(`<dt> is ${dt}, not above 0`);
    const by = this.child(element, "run")?.attributes.get("by") ?? "all";
    if (by !== "all") fail(`a run by ${by} cannot be read`);
    const saved = [...element.attributes].find(([key]) => /^(\w+:)?save_interval$/.test(key))?.[1];
    const reciprocal = this.child(element, "dt")?.attributes.get("reciprocal")?.trim();
    return {
      start,
      stop,
      step: reciprocal?.toLowerCase() === "true" ? 1 / dt : dt,
      saveStep: read("savestep") ?? (saved === undefined ? undefined : numberOf(saved, fail)),
      methods: (element.attributes.get("method") ?? "euler")
        .split(",")
        .map((name) => name.trim().toLowerCase()),
      fail,
    };
  }

  private behavior(element: XmlElement, outer: Behavior): Behavior {
    const settings = this.child(element, "behavior");
    const found = new Map(outer);
    if (settings === undefined) return found;
    for (const kind of ["stock", "flow"]) {
      const own = this.child(settings, kind);
      const flag = (own && this.flag(own, "non_negative")) ?? this.flag(settings, "non_negative");
      if (flag !== undefined) found.set(kind, flag);
    }
    return found;
  }

  private flag(element: XmlElement, name: string): boolean | undefined {
    const child = this.child(element, name);
    if (child === undefined) return undefined;
    const text = child.text.trim().toLowerCase();
    if (text === "" || text === "true" || text === "1") return true;
    if (text === "false" || text === "0") return false;
    return this.fail(child)(`"${text}" is neither true nor false`);
  }

  private child(element: XmlElement, name: string): XmlElement | undefined {
    return this.all(element, name)[0];
  }

  /** Children of XMILE's own namespace; those of vendors are left out, as the standard asks. */
  private all(element: XmlElement, name: string): readonly XmlElement[] {
    const { namespace } = this.root;
    return element.children.filter((one) => one.name === name && one.namespace === namespace);
  }

  private fail(element: XmlElement): Fail {
    const name = element.attributes.get("name");
    const shown =
      name === undefined ? `<${element.name}>` : `${element.name} "${displayName(name)}"`;
    return failAt(this.file, element.line, shown);
  }
}

function numberOf(text: string, fail: Fail): number {
  const trimmed = text.trim();
  const number = trimmed === "" ? NaN : Number(trimmed);
  return Number.isFinite(number) ? number : fail(`"${trimmed}" is not a number`);
}
