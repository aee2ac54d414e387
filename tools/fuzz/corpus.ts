import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

/** An input that is kept because it reached an outcome that no smaller one of its base reached. */
export interface Kept {
  readonly base: string;
  readonly kind: string;
  readonly bytes: Uint8Array;
}

const folder = new URL("../../tools/fuzz/corpus/", import.meta.url);

/** Most bytes of a kept input: long ones are made anew in each run. */
export const MOST_KEPT_BYTES = 4000;

type Line = { readonly kind: string } & ({ readonly text: string } | { readonly base64: string });

/** The kept inputs, by base. */
export function readCorpus(): ReadonlyMap<string, readonly Kept[]> {
  const corpus = new Map<string, Kept[]>();
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .toSorted()) {
    const base = name.slice(0, -".jsonl".length);
    const lines = readFileSync(new URL(name, folder), "utf8").trimEnd().split("\n");
    corpus.set(
      base,
      lines.map((line) => {
        const kept = JSON.parse(line) as Line;
        const bytes = "text" in kept ? Buffer.from(kept.text) : Buffer.from(kept.base64, "base64");
        return { base, kind: kept.kind, bytes: Uint8Array.from(bytes) };
      }),
    );
  }
  return corpus;
}

/**
 * Adds inputs that reach an error or a reason that no kept one reaches, the smallest first; kept ones that reach nothing of their own are dropped. Tells how many there are then.
 */
export function addToCorpus(found: readonly Kept[]): number {
  const all = [...[...readCorpus().values()].flat(), ...found]
    .filter(({ bytes }) => bytes.length <= MOST_KEPT_BYTES)
    .toSorted((a, b) => a.bytes.length - b.bytes.length);
  const reached = new Set<string>();
  const corpus = new Map<string, Kept[]>();
  for (const one of all) {
    const own = outcomesOf(one);
    if (own.every((outcome) => reached.has(outcome))) continue;
    for (const outcome of own) reached.add(outcome);
    corpus.set(one.base, [...(corpus.get(one.base) ?? []), one]);
  }
  for (const base of readCorpus().keys()) {
    if (!corpus.has(base)) rmSync(new URL(`${base}.jsonl`, folder));
  }
  for (const [base, kept] of corpus) {
    const lines = kept
      .toSorted((a, b) => (a.kind < b.kind ? -1 : 1))
      .map(({ kind, bytes }) => JSON.stringify({ kind, ...written(bytes) }));
    writeFileSync(new URL(`${base}.jsonl`, folder), `${lines.join("\n")}\n`);
  }
  return [...corpus.values()].flat().length;
}

/** An error is one outcome of all files of a shape; each reason for rejects is one of a base. */
function outcomesOf({ base, kind }: Kept): readonly string[] {
  if (!kind.startsWith("read: ")) return [`${base.replace(/^.*\./, "")} ${kind}`];
  const reasons = kind.slice("read: ".length).split("; ");
  return reasons.map((reason) => `${base} ${reason}`);
}

function written(bytes: Uint8Array): { text: string } | { base64: string } {
  const buffer = Buffer.from(bytes);
  const text = buffer.toString("utf8");
  return Buffer.from(text).equals(buffer) ? { text } : { base64: buffer.toString("base64") };
}
