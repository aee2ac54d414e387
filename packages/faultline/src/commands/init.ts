import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline/promises";
import { InputError, parseCompany } from "@faultline/exposure";
import { stringify } from "yaml";
import { type Question, questions } from "../company/questions.ts";
import { type Io, writeJson, writeLines } from "../io.ts";

/** Options of `faultline init`, as the command line gives them. */
export interface RawInitOptions {
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** Where answers come from: a terminal, a pipe, or a test. */
export type Answers = NodeJS.ReadableStream & { readonly isTTY?: boolean };

const usual = "company.yaml";

/**
 * `faultline init [FILE]`: asks the few questions that fill a company file, and writes it. Throws
 * {@link InputError} and writes nothing when the file is there already, an answer from a pipe is
 * none, or the answers end early; on a terminal a question is asked again.
 */
export async function initCommand(
  file: string | undefined,
  options: RawInitOptions,
  io: Io,
  input: Answers = process.stdin,
): Promise<void> {
  const name = file ?? usual;
  const path = resolve(io.cwd, name);
  if (existsSync(path)) throw alreadyThere(name);
  const answers = options.yes === true ? new Map<string, unknown>() : await askAll(input, io);
  const text = companyText(answers);
  const company = parseCompany(text, name);
  write(path, name, text);
  if (options.json === true) {
    writeJson(io, { file: name, company });
    return;
  }
  const left = questions.filter(({ key }) => !answers.has(key)).map(({ key }) => key);
  writeLines(io, [
    `wrote ${name}${left.length === 0 ? "" : `; not told, so defaults: ${left.join(", ")}`}`,
    `next: faultline stress USAGE --company ${name} (without USAGE, the sample's usage)`,
  ]);
}

/** Answers by key; a question that is left blank has none. */
async function askAll(input: Answers, io: Io): Promise<ReadonlyMap<string, unknown>> {
  const reader = createInterface({ input });
  // Lines are iterated, not asked for: what a pipe sends before a question would be lost.
  const lines = reader[Symbol.asyncIterator]();
  const answers = new Map<string, unknown>();
  try {
    io.stderr.write(
      "A blank answer leaves the question out; the file says what is then assumed.\n",
    );
    for (const question of questions) {
      const value = await askOne(question, lines, input.isTTY === true, io);
      if (value !== undefined) answers.set(question.key, value);
    }
  } finally {
    reader.close();
  }
  return answers;
}

async function askOne(
  question: Question,
  lines: AsyncIterator<string>,
  again: boolean,
  io: Io,
): Promise<unknown> {
  for (;;) {
    io.stderr.write(`${question.ask}: `);
    const { value, done } = await lines.next();
    if (done === true) {
      io.stderr.write("\n");
      const fix = "answer every question, with a blank line to skip one, or give --yes";
      throw new InputError("init", `the answers end before "${question.key}"`, fix);
    }
    const answer = value.trim();
    if (!again) io.stderr.write("\n");
    if (answer === "") return undefined;
    try {
      return question.read(answer);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { problem, fix } = error;
      if (!again) throw new InputError(`the answer for ${question.key}`, problem, fix);
      io.stderr.write(`${problem}; ${fix}\n`);
    }
  }
}

/** A company file with the answers, and the rest as comments to fill in. */
function companyText(answers: ReadonlyMap<string, unknown>): string {
  const parts = questions.map(({ key, comment, example }) =>
    answers.has(key)
      ? `# ${comment}\n${stringify({ [key]: answers.get(key) })}`
      : `# ${comment}\n# ${key}: ${example}\n`,
  );
  return `# A company for faultline. All keys are optional; docs/company.md has the others.\n${parts.join("")}`;
}

function write(path: string, name: string, text: string): void {
  try {
    // Whoever wrote the file since it was looked for keeps it.
    writeFileSync(path, text, { flag: "wx" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST") throw alreadyThere(name);
    throw new InputError(
      name,
      `it cannot be written (${code})`,
      "name a file in a folder of yours",
    );
  }
}

function alreadyThere(name: string): InputError {
  return new InputError(name, "the file is there already", "move it, or name another file");
}
