import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "vitest";
import { assessUsage, parseMapping } from "@faultline/exposure";
import { runCli } from "../cli.ts";
import { memoryIo } from "../testing/memory-io.ts";
import { openDuckDb, openUsageFile } from "./index.ts";
import { inputErrorOf } from "./testing/catching.ts";

const folder = mkdtempSync(join(tmpdir(), "faultline-full-"));
const disk = join(folder, "disk");
mkdirSync(disk);
/** Kilobytes of the disk that is filled. */
const size = 1024;
const mount = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}k`, "tmpfs", disk]);
const isMissing = mount.status !== 0;
if (isMissing) {
  const message = "no small disk can be mounted (it takes root), so none is filled";
  if (process.env["CI"] === "true") throw new Error(message);
  console.warn(message);
}
afterAll(() => {
  if (!isMissing) spawnSync("umount", [disk]);
  rmSync(folder, { recursive: true, force: true });
});

const sample = fileURLToPath(new URL("../../sample/usage.otlp.jsonl", import.meta.url));

async function run(...args: readonly string[]) {
  const io = memoryIo({ cwd: folder });
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err() };
}

describe.skipIf(isMissing)("on a disk that is full", () => {
  /** Leaves so many kilobytes free. */
  const fill = (free: number) =>
    writeFileSync(join(disk, "full"), Buffer.alloc((size - free) * 1024));
  afterEach(() => {
    for (const name of readdirSync(disk)) rmSync(join(disk, name), { recursive: true });
  });

  test.each([0, 4, 20, 40])("a report is not written with %d kB left", async (free) => {
    fill(free);
    expect(await run("exposure", sample, "--out", "disk/report")).toEqual({
      code: 1,
      out: "",
      err: "faultline: --out disk/report: the disk is full; give a directory that can be written to\n",
    });
    expect(readdirSync(disk)).toEqual(["full"]);
  });

  test("an earlier report stays as it was", async () => {
    expect((await run("exposure", sample, "--out", "disk/report")).code).toBe(0);
    const before = readdirSync(join(disk, "report")).map((name) => [
      name,
      readFileSync(join(disk, "report", name), "latin1"),
    ]);
    const used = before.reduce((sum, [, text]) => sum + Math.ceil(text!.length / 4096) * 4, 0);
    fill(used + 40);
    const again = await run("exposure", sample, "--by", "model", "--out", "disk/report");
    expect([again.code, again.err]).toEqual([1, expect.stringContaining("the disk is full")]);
    expect(readdirSync(disk).toSorted()).toEqual(["full", "report"]);
    for (const [name, text] of before) {
      expect(readFileSync(join(disk, "report", name!), "latin1")).toBe(text);
    }
  });

  test("an import that spills there ends in one line, and leaves nothing", async () => {
    const path = join(folder, "large.csv");
    const line = (n: number) =>
      `call-${n}-${(n * 7919) % 1_000_003},2024-09-01,m-${n % 1000},${n}\n`;
    writeFileSync(path, `id,t,m,n\n${Array.from({ length: 700_000 }, (_, n) => line(n)).join("")}`);
    const columns = "id: {column: id}\nts: {column: t}\nmodel_raw: {column: m}\n";
    const mapping = parseMapping(`${columns}in_uncached: {column: n}\n`, "map.yaml");
    const was = process.env["TMPDIR"];
    process.env["TMPDIR"] = disk;
    try {
      const db = await openDuckDb({ memoryLimit: "60MB", threads: 1 });
      const sources = [{ file: openUsageFile(path), mapping }];
      expect(await inputErrorOf(() => assessUsage(db, { sources }))).toBe(
        `${disk}: no room is left for temporary files; ` +
          "free some of the disk, or set TMPDIR to a folder on a larger one",
      );
      await db.close();
    } finally {
      if (was === undefined) delete process.env["TMPDIR"];
      else process.env["TMPDIR"] = was;
    }
    expect(readdirSync(disk)).toEqual([]);
  });
});

describe("without room for temporary files", () => {
  const was = process.env["TMPDIR"];
  beforeEach(() => {
    process.env["TMPDIR"] = join(folder, "nowhere");
  });
  afterEach(() => {
    if (was === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = was;
  });

  test("a command says where, and what to do", async () => {
    expect(await run("exposure", sample)).toEqual({
      code: 1,
      out: "",
      err:
        `faultline: ${folder}/nowhere: no temporary folder can be made there (ENOENT); ` +
        "set TMPDIR to a folder that can be written to\n",
    });
  });
});

test("what fits neither into memory nor elsewhere is told as such", async () => {
  const db = await openDuckDb({ memoryLimit: "10MB", threads: 1 });
  const all = () => db.all("SELECT len(list(range)) FROM range(10000000)");
  expect(await inputErrorOf(all)).toBe(
    "the usage: it does not fit into the 10MB of memory that are set aside for it; " +
      "import fewer files at once",
  );
  await db.close();
});
