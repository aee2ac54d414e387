import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  assessUsage,
  InputError,
  type Profile,
  profileFileText,
  type UsageDatabase,
} from "@faultline/exposure";
import { type Base, soundInputs } from "./bases.ts";
import { Broken, check, type Outcome, type World } from "./check.ts";
import type { Kept } from "./corpus.ts";
import { damageFile, damageRecord } from "./damage.ts";
import { Random } from "./random.ts";

/**
 * A seeded mutator of our own, since one case is an import of some ten milliseconds: a fuzzer that
 * follows the coverage of native code has little to gain there, and damage that knows records and
 * keys gets further into the readers. Each case is told by its seed and number alone.
 */
export class Fuzzer {
  readonly #world: World;
  readonly #bases: readonly Base[];
  readonly #corpus: ReadonlyMap<string, readonly Kept[]>;
  readonly #withoutLine = new Map<string, Outcome | null>();

  private constructor(
    world: World,
    bases: readonly Base[],
    corpus: ReadonlyMap<string, readonly Kept[]>,
  ) {
    this.#world = world;
    this.#bases = bases;
    this.#corpus = corpus;
  }

  /** A fuzzer over all sound inputs, and Parquet files that are made of some of them. */
  static async create(
    world: Omit<World, "profile">,
    corpus: ReadonlyMap<string, readonly Kept[]>,
    pattern = "",
  ): Promise<Fuzzer> {
    const sample = new URL("../../packages/faultline/sample/usage.otlp.jsonl", import.meta.url);
    const file = world.open(sample.pathname);
    const { profile } = await assessUsage(world.db, { sources: [{ file }], keepLabels: true });
    const all = [...soundInputs(), ...(await parquetInputs(world)), profileInput(profile)];
    const bases = all.filter(({ name }) => new RegExp(pattern).test(name));
    if (bases.length === 0) throw new Error(`no sound input is named like ${pattern}`);
    return new Fuzzer({ ...world, profile }, bases, corpus);
  }

  /** Names of the sound inputs. */
  get bases(): readonly Base[] {
    return this.#bases;
  }

  /** Reads one input of a base; throws what must not happen. */
  check(base: Base, bytes: Uint8Array): Promise<Outcome> {
    return check(this.#world, base, bytes);
  }

  /** Makes one case, by its seed and number, and reads it; throws what must not happen. */
  async run(seed: number, index: number): Promise<Kept & { readonly outcome: Outcome }> {
    const { base, bytes, line } = this.make(seed, index);
    const outcome = await this.check(base, bytes);
    if (line !== null) await this.#requireNeighbours(base, line, outcome);
    return { base: base.name, kind: outcome.kind, bytes, outcome };
  }

  /** The input of a case, and the number of the one record that is damaged, or null for a file. */
  make(seed: number, index: number): { base: Base; bytes: Uint8Array; line: number | null } {
    const random = new Random(seed, index);
    const base = random.pick(this.#bases);
    if (base.lines !== undefined && random.chance(0.35)) {
      const lines = linesOf(base);
      const line = base.lines.header + random.below(lines.length - base.lines.header);
      lines[line] = inOneLine(damageRecord(lines[line]!, random), base);
      return { base, bytes: joined(lines), line };
    }
    const kept = this.#corpus.get(base.name) ?? [];
    const from = kept.length > 0 && random.chance(0.3) ? random.pick(kept).bytes : base.bytes;
    const bytes = damageFile(from, random);
    const isTold = base.mapping !== undefined || base.target !== "usage" || random.chance(0.5);
    return { base: isTold ? base : { ...base, format: "" }, bytes, line: null };
  }

  /**
   * What the other records hold is still there when one is damaged: the rows of the file without
   * it are among the rows of the file with it. A record that damage turns into a repeat, or into a
   * parent, of another may take its place, and is told as such.
   */
  async #requireNeighbours(base: Base, line: number, outcome: Outcome): Promise<void> {
    if (outcome.rows === null) return;
    const key = `${base.name} ${line}`;
    if (!this.#withoutLine.has(key)) this.#withoutLine.set(key, await this.#without(base, line));
    const rest = this.#withoutLine.get(key) ?? null;
    if (rest?.rows === null || rest === null || outcome.repeats > rest.repeats) return;
    const left = [...outcome.rows];
    for (const row of rest.rows) {
      const at = left.indexOf(row);
      if (at < 0) throw new Broken(`another record's row is gone: ${row}`);
      left.splice(at, 1);
    }
  }

  async #without(base: Base, line: number): Promise<Outcome | null> {
    try {
      return await this.check(base, joined(linesOf(base).toSpliced(line, 1)));
    } catch (error) {
      // A file of one record has none beside it.
      if (error instanceof InputError) return null;
      throw error;
    }
  }
}

const LF = 0x0a;

function linesOf(base: Base): Uint8Array[] {
  const text = Buffer.from(base.bytes).toString("latin1").replace(/\n$/, "");
  return text.split("\n").map((line) => Uint8Array.from(Buffer.from(line, "latin1")));
}

function joined(lines: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(lines.flatMap((line) => [line, Uint8Array.of(LF)]));
}

// A line end, and in a table a quote, would be damage of the records that follow, too.
function inOneLine(bytes: Uint8Array, base: Base): Uint8Array {
  const signs = base.lines?.header === 1 ? /[\n\r"]/g : /[\n\r]/g;
  return Buffer.from(Buffer.from(bytes).toString("latin1").replaceAll(signs, " "), "latin1");
}

function profileInput(profile: Profile): Base {
  const nothing = { files: [], overlaps: [], conversions: [], joinedBills: [] };
  const text = profileFileText({ profile, ...nothing, reconciled: null, ownPrices: {} });
  const bytes = new TextEncoder().encode(text);
  return { name: "usage.profile.json", target: "profile", format: "", bytes };
}

async function parquetInputs(world: {
  readonly db: UsageDatabase;
  readonly folder: string;
}): Promise<Base[]> {
  const made = soundInputs().filter(({ name }) =>
    /^(litellm|openai-usage|focus|mapped-(instants|judged))\.csv$/.test(name),
  );
  const bases: Base[] = [];
  for (const { name, format, bytes: text, mapping } of made) {
    const csv = join(world.folder, "made.csv");
    writeFileSync(csv, text);
    const path = join(world.folder, "made.parquet");
    await world.db.run(
      `COPY (SELECT * FROM read_csv('${csv}', all_varchar = true)) TO '${path}' (FORMAT parquet)`,
    );
    const bytes = Uint8Array.from(readFileSync(path));
    const file = { name: name.replace("csv", "parquet"), target: "usage", bytes } as const;
    bases.push(
      mapping === undefined ? { ...file, format } : { ...file, format: "parquet", mapping },
    );
  }
  return bases;
}
