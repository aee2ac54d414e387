import { type ChildProcess, fork } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { addToCorpus, type Kept, readCorpus } from "./corpus.ts";
import { Fuzzer } from "./fuzz.ts";
import { loadDuckDb, type Report, type Task } from "./worker.ts";

const usage = `npm run fuzz -- [--count 100000] [--seed 1] [--minutes 60] [--workers 2] [--keep]
                [--only NUMBER] [--base PATTERN]
Reads damaged usage, mapping, company and prices files, and tells of each that does not end in a
result or one clear line. --base takes the sound inputs whose names match; --keep adds inputs of a new
outcome to tools/fuzz/corpus; --only writes the input of one case to a file, and reads it alone.`;

/** Past this a case counts as one that never ends, and its worker is stopped. */
const HANG_MS = 60_000;

interface Failure {
  readonly index: number;
  readonly base: string;
  readonly why: string;
}

class Run {
  readonly failures: Failure[] = [];
  readonly found: Kept[] = [];
  cases = 0;
  readonly #task: Omit<Task, "from">;
  readonly #until: number;

  constructor(task: Omit<Task, "from">, minutes: number) {
    this.#task = task;
    this.#until = Date.now() + minutes * 60_000;
  }

  /** Runs every `step`-th case from one on, in a process that may crash or hang. */
  async share(from: number): Promise<void> {
    let next: number | null = from;
    while (next !== null && next < this.#task.count && Date.now() < this.#until) {
      next = await this.#process(next);
    }
  }

  /** The case to go on with after a process that did not end by itself; null when all are done. */
  #process(from: number): Promise<number | null> {
    const task: Task = { ...this.#task, from };
    const worker = fork(fileURLToPath(new URL("worker.js", import.meta.url)), {
      env: { ...process.env, FUZZ_TASK: JSON.stringify(task) },
    });
    let at = from - task.step;
    let since = Date.now();
    let isDone = false;
    const watch = setInterval(() => {
      if (Date.now() >= this.#until) {
        isDone = true;
        worker.kill("SIGKILL");
      } else if (Date.now() - since > HANG_MS) worker.kill("SIGKILL");
    }, 1000);
    worker.on("message", (report: Report) => {
      since = Date.now();
      if ("at" in report) {
        at = report.at;
        this.cases++;
        if (this.cases % 5000 === 0) process.stderr.write(`${this.cases} cases\n`);
      } else if ("failed" in report) this.#fail(report.failed, report.base, report.why);
      else if ("kind" in report) {
        const { base, kind, base64 } = report;
        this.found.push({ base, kind, bytes: Uint8Array.from(Buffer.from(base64, "base64")) });
      } else isDone = true;
    });
    return ended(worker).then((how) => {
      clearInterval(watch);
      if (isDone) return null;
      const hung = Date.now() - since > HANG_MS;
      this.#fail(at, "", hung ? `no end within ${HANG_MS / 1000} s` : `the process ended: ${how}`);
      return at + task.step;
    });
  }

  #fail(index: number, base: string, why: string): void {
    this.failures.push({ index, base, why });
    process.stderr.write(`case ${index} (${base}): ${why}\n`);
  }
}

function ended(worker: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    worker.on("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

async function runOne({ seed, bases }: Wanted, index: number): Promise<void> {
  const { openDuckDb, openUsageFile } = await loadDuckDb();
  const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "fuzz-"));
  const db = await openDuckDb({ threads: 1 });
  try {
    const world = { db, open: openUsageFile, folder };
    const fuzzer = await Fuzzer.create(world, readCorpus(), bases);
    const { base, bytes, line } = fuzzer.make(seed, index);
    const path = join(tmpdir(), `fuzz-${seed}-${index}-${base.name}`);
    writeFileSync(path, bytes);
    const of = line === null ? "a file" : `record ${line}`;
    process.stdout.write(`${path}: ${base.target}, format "${base.format}", damage of ${of}\n`);
    const { kind } = await fuzzer.run(seed, index);
    process.stdout.write(`${kind}\n`);
  } finally {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Wanted {
  readonly count: number;
  readonly seed: number;
  readonly minutes: number;
  readonly workers: number;
  readonly only: number | null;
  readonly bases: string;
  readonly keep: boolean;
}

/** What the command line asks for; throws for what cannot be meant. */
function wanted(): Wanted | null {
  const { values } = parseArgs({
    options: {
      count: { type: "string", default: "100000" },
      seed: { type: "string", default: "1" },
      minutes: { type: "string", default: "60" },
      workers: { type: "string", default: String(Math.min(2, availableParallelism())) },
      only: { type: "string" },
      base: { type: "string", default: "" },
      keep: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return null;
  const number = (name: "count" | "seed" | "minutes" | "workers" | "only", least: number) => {
    const value = Number(values[name]);
    if (Number.isInteger(value) && value >= least) return value;
    throw new Error(`--${name} ${values[name]} is no whole number from ${least}`);
  };
  return {
    count: number("count", 1),
    seed: number("seed", 0),
    minutes: number("minutes", 1),
    workers: number("workers", 1),
    only: values.only === undefined ? null : number("only", 0),
    bases: values.base,
    keep: values.keep,
  };
}

async function runAll({ count, seed, minutes, workers, bases, keep }: Wanted): Promise<void> {
  const began = Date.now();
  const run = new Run({ seed, step: workers, count, bases }, minutes);
  await Promise.all(Array.from({ length: workers }, (_, from) => run.share(from)));
  const seconds = Math.round((Date.now() - began) / 1000);
  const kept = keep ? `; the corpus has ${addToCorpus(run.found)} inputs` : "";
  process.stdout.write(
    `${run.cases} cases of seed ${seed} in ${seconds} s: ${run.failures.length} failed${kept}\n`,
  );
  process.exitCode = run.failures.length === 0 ? 0 : 1;
}

try {
  const asked = wanted();
  if (asked === null) process.stdout.write(`${usage}\n`);
  else if (asked.only === null) await runAll(asked);
  else await runOne(asked, asked.only);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n${usage}\n`);
  process.exitCode = 2;
}
