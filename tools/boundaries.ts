import { readdirSync, readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, posix } from "node:path";
import { type Expression, parseSync, Visitor } from "oxc-parser";

/** Which parts of the house each part may import: arrows point one way. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  "packages/engine": [],
  "packages/economy": ["packages/engine"],
  "packages/exposure": ["packages/economy", "packages/engine"],
  "packages/faultline": ["packages/exposure", "packages/economy", "packages/engine"],
  "apps/web": ["packages/exposure", "packages/economy", "packages/engine"],
};

/** The parts whose results depend on their arguments alone. */
const PURE: ReadonlySet<string> = new Set(["packages/engine", "packages/economy"]);

const CLOCK_AND_DICE =
  "Date.now performance.now Math.random crypto.getRandomValues crypto.randomUUID".split(" ");

/** The functions whose last bit the language leaves to each JavaScript engine. */
const INEXACT = (
  "exp expm1 log log1p log2 log10 pow cbrt hypot " +
  "sin cos tan asin acos atan atan2 sinh cosh tanh asinh acosh atanh"
)
  .split(" ")
  .map((name) => `Math.${name}`);

const INEXACT_BY_PART: Readonly<Record<string, readonly string[]>> = {
  "packages/engine": INEXACT,
  "packages/economy": INEXACT,
  "packages/exposure": ["Math.exp", "Math.log", "Math.pow"],
};

const BUILTIN: ReadonlySet<string> = new Set(builtinModules);

/** The rule a file breaks; CONTRIBUTING.md says why each exists. */
export type Rule = "arrow" | "index" | "pure" | "bits" | "manifest";

/** One place where a file breaks a rule. */
export interface Offence {
  readonly rule: Rule;
  /** `path:line`, the path from the root of the repository. */
  readonly at: string;
  readonly message: string;
}

/** A source file; `path` is from the root of the repository, with forward slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** What the checker needs of a part: its npm name and the packages it lists. */
export interface Part {
  readonly name: string;
  /** What it may be imported by: its name, and its name with an entry. */
  readonly entries: ReadonlySet<string>;
  readonly dependencies: ReadonlySet<string>;
  /** Packages its tests may use besides; for an app, which is bundled, all of it may. */
  readonly devDependencies: ReadonlySet<string>;
}

/** Sources and parts of a repository, parts by folder (`packages/engine`). */
export interface House {
  readonly sources: readonly Source[];
  readonly parts: ReadonlyMap<string, Part>;
}

/** Reads the sources of every package and app below `root`. */
export function readHouse(root: string): House {
  const parts = new Map<string, Part>();
  const sources: Source[] = [];
  const shared = manifest(root);
  for (const shelf of ["packages", "apps"]) {
    for (const entry of readdirSync(join(root, shelf), { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const home = `${shelf}/${entry.name}`;
      const own = manifest(join(root, home));
      parts.set(home, {
        name: own.name ?? home,
        entries: new Set(
          Object.keys(own.exports ?? { ".": "" }).map((entry) =>
            posix.join(own.name ?? home, entry),
          ),
        ),
        dependencies: names(own.dependencies, own.peerDependencies, own.optionalDependencies),
        devDependencies: names(own.devDependencies, shared.devDependencies),
      });
      const top = shelf === "apps" ? home : `${home}/src`;
      for (const path of sourcesBelow(root, top)) {
        sources.push({ path, text: readFileSync(join(root, path), "utf8") });
      }
    }
  }
  return { sources, parts };
}

/** All offences of a house, in the order of its sources. */
export function checkHouse({ sources, parts }: House): Offence[] {
  return sources.flatMap((source) => checkSource(source, parts));
}

/** The offences of one file. */
export function checkSource({ path, text }: Source, parts: House["parts"]): Offence[] {
  const home = homeOf(path);
  const isTest = /\.test\.\w+$|\/testing\//.test(path);
  const offences: Offence[] = [];
  const report = (rule: Rule, offset: number, message: string): void => {
    const line = text.slice(0, offset).split("\n").length;
    offences.push({ rule, at: `${path}:${line}`, message });
  };

  const parsed = parseSync(path, text);
  if (parsed.errors.length > 0) throw new Error(`${path}: ${parsed.errors[0]!.message}`);

  const checkImport = (source: Expression | null): void => {
    if (source?.type !== "Literal" || typeof source.value !== "string") return;
    const broken = (rule: Rule, message: string): void => report(rule, source.start, message);
    judgeImport(source.value, { path, home, isTest, parts, broken });
  };
  const banned = isTest ? [] : bannedNames(home);
  const mention = new RegExp(`\\b(?:${banned.join("|").replaceAll(".", "\\.")})\\b`);
  const checkName = (name: string | undefined, offset: number): void => {
    if (name === undefined || !banned.includes(name)) return;
    if (INEXACT.includes(name)) report("bits", offset, `${name} differs by runtime: use engine's.`);
    else report("pure", offset, `${name}: time and chance are arguments here.`);
  };
  // Generated code is a string here and a program later.
  const checkText = (generated: string, offset: number): void => {
    if (banned.length > 0) checkName(mention.exec(generated)?.[0], offset);
  };
  const checkPower = (base: Expression | { type: string }, offset: number): void => {
    const isExact = base.type === "Literal" && "value" in base && base.value === 2;
    if (banned.includes("Math.pow") && !isExact) {
      report("bits", offset, "`**` is Math.pow, which differs by runtime: use engine's.");
    }
  };
  const checkClock = (callee: Expression, offset: number): void => {
    if (callee.type === "Identifier" && callee.name === "Date" && PURE.has(home) && !isTest) {
      report("pure", offset, "Date: time is an argument here, as a month.");
    }
  };

  new Visitor({
    ImportDeclaration: (node) => checkImport(node.source),
    ExportNamedDeclaration: (node) => checkImport(node.source),
    ExportAllDeclaration: (node) => checkImport(node.source),
    ImportExpression: (node) => checkImport(node.source),
    TSImportType: (node) => checkImport(node.source),
    MemberExpression: (node) => checkName(dottedName(node), node.start),
    VariableDeclarator(node) {
      if (node.id.type !== "ObjectPattern" || node.init?.type !== "Identifier") return;
      for (const property of node.id.properties) {
        if (property.type !== "Property" || property.key.type !== "Identifier") continue;
        checkName(`${node.init.name}.${property.key.name}`, property.start);
      }
    },
    Literal(node) {
      if (typeof node.value === "string") checkText(node.value, node.start);
    },
    TemplateElement: (node) => checkText(node.value.raw, node.start),
    BinaryExpression(node) {
      if (node.operator === "**") checkPower(node.left, node.start);
    },
    AssignmentExpression(node) {
      if (node.operator === "**=") checkPower(node.left, node.start);
    },
    NewExpression: (node) => checkClock(node.callee, node.start),
    CallExpression: (node) => checkClock(node.callee, node.start),
  }).visit(parsed.program);
  return offences;
}

interface Importer {
  readonly path: string;
  readonly home: string;
  readonly isTest: boolean;
  readonly parts: House["parts"];
  readonly broken: (rule: Rule, message: string) => void;
}

function judgeImport(specifier: string, { path, home, isTest, parts, broken }: Importer): void {
  const judgeArrow = (target: string): void => {
    if (!(ARROWS[home] ?? []).includes(target)) broken("arrow", `${home} may not use ${target}.`);
  };
  if (specifier.startsWith(".")) {
    const target = homeOf(posix.join(posix.dirname(path), specifier));
    if (target === home) return;
    broken("index", `"${specifier}" leaves ${home}: import the other package by its name.`);
    if (parts.has(target)) judgeArrow(target);
    return;
  }
  if (specifier.startsWith("node:") || BUILTIN.has(specifier)) {
    if (PURE.has(home) && !isTest) broken("pure", `"${specifier}": ${home} does no IO.`);
    return;
  }
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  for (const [folder, part] of parts) {
    if (part.name !== name) continue;
    judgeArrow(folder);
    if (part.entries.has(specifier)) continue;
    broken("index", `"${specifier}" reaches past the entries of ${name}.`);
  }
  const own = parts.get(home);
  const mayUseDev = isTest || home.startsWith("apps/");
  if (own?.dependencies.has(name) || (mayUseDev && own?.devDependencies.has(name))) return;
  broken("manifest", `"${name}" is not among the dependencies of ${home}/package.json.`);
}

function bannedNames(home: string): readonly string[] {
  return [...(PURE.has(home) ? CLOCK_AND_DICE : []), ...(INEXACT_BY_PART[home] ?? [])];
}

/** `Math.exp` for `Math.exp`, `Math["exp"]` and `globalThis.Math.exp`. */
function dottedName(node: Expression): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type !== "MemberExpression") return undefined;
  const { object, property, computed } = node;
  const owner = dottedName(object);
  let key: unknown;
  if (property.type === "Literal") key = property.value;
  else if (property.type === "Identifier" && !computed) key = property.name;
  if (owner === undefined || typeof key !== "string") return undefined;
  return owner === "globalThis" ? key : `${owner}.${key}`;
}

/** `packages/engine` for any path inside that folder. */
function homeOf(path: string): string {
  return path.split("/").slice(0, 2).join("/");
}

function sourcesBelow(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      return ["node_modules", "dist", "fixtures"].includes(entry.name)
        ? []
        : sourcesBelow(root, path);
    }
    return /\.[cm]?[jt]sx?$/.test(entry.name) ? [path] : [];
  });
}

interface Manifest {
  readonly name?: string;
  readonly dependencies?: object;
  readonly devDependencies?: object;
  readonly exports?: object;
  readonly peerDependencies?: object;
  readonly optionalDependencies?: object;
}

function manifest(folder: string): Manifest {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  } catch (error) {
    // A folder kept for later has no manifest yet.
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}

function names(...lists: readonly (object | undefined)[]): ReadonlySet<string> {
  return new Set(lists.flatMap((list) => Object.keys(list ?? {})));
}
