// Writes docs/engine/reference.md from the entries of packages/engine/src and the doc comments of
// what they export: `node tools/engine-reference.mjs`. With --print the page goes to the screen instead, and
// with --json what it is made from.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSync } from "oxc-parser";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "packages/engine/src");
const target = join(root, "docs/engine/reference.md");

const parsedFiles = new Map();

/** A source file: its text, its comments and its exported declarations by name. */
function read(file) {
  const known = parsedFiles.get(file);
  if (known) return known;
  const text = readFileSync(join(folder, file), "utf8");
  const { program, comments, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0].message}`);
  const declared = new Map();
  const reexported = new Map();
  for (const node of program.body) {
    if (node.type !== "ExportNamedDeclaration") continue;
    const { declaration } = node;
    for (const name of namesOf(declaration)) {
      // Of a function's overloads callers see all but the last, which is the implementation.
      declared.set(name, [...(declared.get(name) ?? []), { node, declaration }]);
    }
    for (const specifier of node.source ? node.specifiers : []) {
      reexported.set(specifier.exported.name, join(dirname(file), node.source.value));
    }
  }
  const source = { file, text, comments, program, declared, reexported };
  parsedFiles.set(file, source);
  return source;
}

function namesOf(declaration) {
  if (!declaration) return [];
  if (declaration.type === "VariableDeclaration") {
    return declaration.declarations.map(({ id }) => id.name);
  }
  return [declaration.id.name];
}

/** The text of the doc comment that ends right before `start`, without its stars. */
function docBefore({ text, comments }, start) {
  const comment = comments.findLast(
    (one) => one.type === "Block" && one.value.startsWith("*") && one.end <= start,
  );
  if (!comment || text.slice(comment.end, start).trim() !== "") return "";
  return comment.value
    .slice(1)
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, ""))
    .join("\n")
    .trim();
}

/** Splits a doc comment into its text, its @param and @returns lines and its @example. */
function splitDoc(doc, place) {
  const [body, ...tags] = doc.split(/^@(?=\w)/m);
  const split = { body: plain(body), params: [], example: undefined };
  for (const tag of tags) {
    const [, kind, rest] = /^(\w+)\s*([\s\S]*)$/.exec(tag);
    if (kind === "example") split.example = rest.trim();
    else if (kind === "param") {
      const [, name, meaning] = /^(\w+)\s+([\s\S]*)$/.exec(rest);
      split.params.push(`- \`${name}\`: ${oneLine(meaning)}`);
    } else if (kind === "returns") split.params.push(`- returns ${oneLine(rest)}`);
    else if (kind === "throws") split.params.push(`- throws ${oneLine(rest)}`);
    else throw new Error(`${place}: the tag @${kind} has no place in the reference.`);
  }
  return split;
}

const oneLine = (text) => plain(text).replaceAll(/\s+/g, " ");
const plain = (text) => text.trim().replaceAll(/\{@link ([\w.]+)\}/g, "`$1`");

/** Signature as written: a type whole, a function up to its body, a class by its members. */
function signatureOf(source, name) {
  const all = source.declared.get(name);
  const shown = all.length > 1 ? all.slice(0, -1) : all;
  return shown.map(({ declaration }) => cut(source.text, declaration)).join("\n");
}

function cut(text, node) {
  const end = node.body && node.type.includes("Function") ? node.body.start : node.end;
  const whole = text.slice(node.start, end).trim();
  if (node.type === "ClassDeclaration") {
    return `${text.slice(node.start, node.body.start).trim()} { … }`;
  }
  if (node.type.includes("Function")) return `${whole};`;
  return whole;
}

/** The public methods and accessors of a class. */
function membersOf(source, declaration) {
  if (declaration.type !== "ClassDeclaration") return [];
  return declaration.body.body
    .filter((node) => node.type === "MethodDefinition" && node.accessibility !== "private")
    .map((node) => {
      // Its lines stand as deep as the class has them.
      const text = source.text
        .slice(node.start, node.value.body.start)
        .trim()
        .replaceAll(/\n {2}/g, "\n");
      const name = `${declaration.id.name}.${node.key.name}`;
      const doc = docBefore(source, node.start);
      return { name, signature: `${text};`, ...splitDoc(doc, name), members: [] };
    })
    .filter((member) => member.body !== "" || !member.name.endsWith(".constructor"));
}

/** What an entry of the package exports, topic by topic. */
function topics(file) {
  const index = read(file);
  const found = [];
  let at = 0;
  for (const node of index.program.body) {
    const lines = index.comments
      .filter((one) => one.type === "Line" && one.start >= at && one.end <= node.start)
      .map((one) => one.value.trim());
    at = node.end;
    const [heading, ...intro] = lines;
    if (heading?.startsWith("# ")) {
      found.push({ heading: heading.slice(2), intro: intro.join(" "), entries: [] });
    }
    if (node.type !== "ExportNamedDeclaration" || !node.source || found.length === 0) {
      throw new Error(`${file}:${lineOf(index.text, node.start)}: only re-exports below a topic.`);
    }
    for (const { exported } of node.specifiers) {
      found.at(-1).entries.push(entryOf(exported.name, join(dirname(file), node.source.value)));
    }
  }
  return found;
}

const lineOf = (text, offset) => text.slice(0, offset).split("\n").length;

function entryOf(name, from) {
  let source = read(from);
  while (!source.declared.has(name)) {
    const next = source.reexported.get(name);
    if (next === undefined) throw new Error(`${source.file} does not declare "${name}".`);
    source = read(next);
  }
  const [{ node, declaration }] = source.declared.get(name);
  const doc = docBefore(source, node.start);
  if (doc === "") throw new Error(`"${name}" (${source.file}) has no doc comment.`);
  return {
    name,
    file: source.file,
    signature: signatureOf(source, name),
    ...splitDoc(doc, `"${name}" (${source.file})`),
    members: membersOf(source, declaration),
  };
}

const code = (text) => `\`\`\`typescript\n${text}\n\`\`\``;

function writeEntry(entry, level) {
  const { name, file, signature, body, params, example, members } = entry;
  const source = file ? ` <sub>[${file}](../../packages/engine/src/${file})</sub>` : "";
  const parts = [`${"#".repeat(level)} ${name}${source}`, code(signature), body];
  if (params.length > 0) parts.push(params.join("\n"));
  if (example !== undefined) parts.push(code(example));
  return [...parts.filter((part) => part !== ""), ...members.map((m) => writeEntry(m, level + 1))]
    .join("\n\n")
    .trim();
}

function page(all) {
  const anchor = (heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w -]/g, "")
      .replaceAll(" ", "-");
  const contents = all.map(({ heading, entries }) => {
    const names = entries.map(({ name }) => `\`${name}\``).join(" ");
    return `| [${heading}](#${anchor(heading)}) | ${names} |`;
  });
  const sections = all.map(({ heading, intro, entries }) => {
    const folders = [...new Set(entries.map(({ file }) => `\`${dirname(file)}/\``))].join(", ");
    const written = entries.map((entry) => writeEntry(entry, 3));
    return [`## ${heading}`, `${intro} In ${folders}.`, ...written].join("\n\n");
  });
  return [
    "# Reference of `@faultline/engine`",
    "<!-- Made by tools/engine-reference.mjs from the sources; change those. -->",
    "Every name that the package exports, with its signature as written. In examples, `// →` " +
      "tells the value of the line; a test runs them all. " +
      "If you are new here, begin with the [tutorial](tutorial.md).",
    ["| topic | names |", "|---|---|", ...contents].join("\n"),
    ...sections,
  ]
    .join("\n\n")
    .concat("\n");
}

const all = ["index.ts", "explain/index.ts", "analysis/index.ts"].flatMap((file) => topics(file));
const [option] = process.argv.slice(2);
if (option === "--json") process.stdout.write(JSON.stringify(all));
else if (option === "--print") process.stdout.write(page(all));
else writeFileSync(target, page(all));
