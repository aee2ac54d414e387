import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import type { EnsemblePool, EnsembleSpec } from "./ensemble/pool.ts";

// The command as it is installed: what `npm run build` made, in a process of its own.
const bin = fileURLToPath(new URL("../bin/faultline.js", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "faultline-test-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function faultline(args: readonly string[], env: Record<string, string> = {}) {
  const { PATH = "" } = process.env;
  const options = { encoding: "utf8", env: { PATH, ...env }, maxBuffer: 1e8 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], options);
  return { status, stdout, stderr };
}

function shell(script: string) {
  const { PATH = "" } = process.env;
  const env = { PATH, NODE: process.execPath, FAULTLINE: bin };
  return spawnSync("bash", ["--norc", "-c", script], { encoding: "utf8", env, cwd: folder });
}

describe("the built command", () => {
  const simulate = ["simulate", "--scenario", "subsidy-ends", "--draws", "700", "--months", "30"];

  it("gives the same bytes on one worker and on two, run after run", () => {
    const one = faultline([...simulate, "--json", "--workers", "1"]);
    const two = faultline([...simulate, "--json", "--workers", "2"]);
    const again = faultline([...simulate, "--json", "--workers", "2"]);
    expect([one.status, one.stderr]).toEqual([0, ""]);
    expect(two).toEqual(one);
    expect(again).toEqual(one);
    expect(one.stdout.endsWith("}\n")).toBe(true);
    expect(one.stdout.indexOf("\n")).toBe(one.stdout.length - 1);
    expect(JSON.parse(one.stdout)).toMatchObject({ draws: 700, months: 30, seed: 1 });
  });

  it("gives other futures for another seed", () => {
    const other = faultline([...simulate, "--json", "--seed", "2"]);
    expect(other.stdout).not.toBe(faultline([...simulate, "--json"]).stdout);
  });

  it.each([
    ["discover", "--scenario", "subsidy-ends"],
    ["sensitivity", "--outcome", "openai.cash@12"],
    ["reverse", "--over", "subsidy.coverage"],
    ["explain", "--scenario", "credits-run-out"],
  ])("gives the same bytes of %s on one worker and on two", (...args) => {
    const some = [...args, "--draws", "900", "--json"];
    const one = faultline([...some, "--workers", "1"]);
    expect([one.status, one.stderr]).toEqual([0, ""]);
    expect(faultline([...some, "--workers", "2"])).toEqual(one);
  });

  it("reads well without colour, and colours when forced", () => {
    // oxlint-disable-next-line no-control-regex
    const escape = /\u001B/;
    expect(faultline(["scenarios"]).stdout).not.toMatch(escape);
    expect(faultline(["scenarios"], { NO_COLOR: "1" }).stdout).not.toMatch(escape);
    const forced = faultline(["scenarios"], { FORCE_COLOR: "1" });
    expect(forced.stdout).toMatch(escape);
    expect(forced.stderr).toBe("");
  });

  it.each([
    [["scenarios"], 0],
    [["simulate", "--scenario", "nowhere"], 1],
    [["simulate", "--set", "nothing.at.all=1"], 1],
    [["simulat"], 2],
    [["simulate", "--fail-if", "p_crisys_12m > 0"], 1],
    [["stress", "--out", "/dev/null/report"], 1],
    [["simulate", "--out", "/dev/null/report"], 1],
    [["exposure", "usage.jsonl", "--out", "/dev/null/report"], 1],
  ])("%j exits %d", (args, status) => {
    const run = faultline(args);
    expect(run.status).toBe(status);
    expect(run.stderr).not.toMatch(/ {4}at /);
    if (status > 0) expect(run.stdout).toBe("");
  });

  it("exits 3 where a limit is passed, with the result printed and the report written", () => {
    const out = join(folder, "tripped");
    const quick = ["stress", "--draws", "100", "--months", "12", "--json", "--out", out];
    const limits = ["--fail-if", "largest_vendor > 2", "--fail-if", "spend > 1"];
    const run = faultline([...quick, ...limits]);
    expect(run.status).toBe(3);
    expect(run.stderr).toMatch(/^faultline: --fail-if: spend > 1 \(spend is [\d,.]+\)\n$/);
    expect(readFileSync(join(out, "result.json"), "utf8")).toBe(run.stdout);
    const check = shell(`cd '${out}' && sha256sum --check --strict --quiet SHA256SUMS`);
    expect([check.status, check.stdout]).toEqual([0, ""]);
  });

  it("names the scenario file as it was given", () => {
    const { status, stderr } = shell(
      'printf "name: x\\nsettings:\\n  subsidy.rmp: 1\\n" > s.yaml; "$NODE" "$FAULTLINE" simulate --scenario s.yaml',
    );
    expect(stderr).toBe(
      'faultline: s.yaml:3 at settings.subsidy.rmp: no parameter is called "subsidy.rmp"; did you mean "subsidy.ramp"?\n',
    );
    expect(status).toBe(1);
  });

  it("takes a closed pipe for no error", () => {
    const run = shell(
      '"$NODE" "$FAULTLINE" facts | head -1; echo "${PIPESTATUS[0]}"; ' +
        '"$NODE" "$FAULTLINE" simulate --draws 50 --json | head -c 9; echo " ${PIPESTATUS[0]}"',
    );
    expect(run.stderr).toBe("");
    expect(run.stdout).toMatch(/^\S.*\n0\n\{"scenari 0\n$/);
  });

  it("says in a line that its output cannot be written", () => {
    const full = openSync("/dev/full", "w");
    const run = spawnSync(process.execPath, [bin, "scenarios"], {
      encoding: "utf8",
      stdio: ["ignore", full, "pipe"],
    });
    expect(run.stderr).toBe("faultline: the output cannot be written (ENOSPC)\n");
    expect(run.status).toBe(1);
  });

  it("says in a line that it was not built", () => {
    cpSync(bin, join(folder, "bin", "faultline.js"));
    cpSync(join(bin, "../../package.json"), join(folder, "package.json"));
    const run = spawnSync(process.execPath, [join(folder, "bin", "faultline.js")], {
      encoding: "utf8",
    });
    expect(run.stderr).toMatch(/^faultline: .*npm run build.*\n$/);
    expect(run.status).toBe(1);
  });
});

describe("worker threads", () => {
  const built = new URL("../dist/ensemble/pool.js", import.meta.url).href;
  const open = async (workers: number): Promise<EnsemblePool> => {
    const module = (await import(built)) as { openPool: (workers: number) => EnsemblePool };
    return module.openPool(workers);
  };
  const spec: EnsembleSpec = { without: [], settings: {}, months: 6, draws: 700, seed: 7 };

  it("run several ensembles at a time, the same as one thread", async () => {
    const [many, one] = [await open(3), await open(1)];
    const specs = [spec, { ...spec, without: ["M3"] }, { ...spec, keep: ["openai.cash"] }];
    const shares: number[] = [];
    const runs = await Promise.all(specs.map((s) => many.run(s, (share) => shares.push(share))));
    for (const [i, { run, absent }] of runs.entries()) {
      const expected = await one.run(specs[i]!);
      expect(run.series).toEqual(expected.run.series);
      expect(run.eventMonths).toEqual(expected.run.eventMonths);
      expect(run.parameters).toEqual(expected.run.parameters);
      expect(absent).toEqual(expected.absent);
    }
    // Each of them tells of its three blocks, of its series, and of its end.
    const told = runs.map(({ run }) => 3 + Object.keys(run.series).length + 1);
    expect(shares).toHaveLength(told.reduce((a, b) => a + b));
    await many.close();
    await one.close();
  });

  it("hand an error over with its message and name, and go on", async () => {
    const pool = await open(2);
    const bad = pool.run({ ...spec, settings: { nothing: 1 } });
    const good = pool.run({ ...spec, draws: 10 });
    await expect(bad).rejects.toMatchObject({
      name: "ModelError",
      message: expect.stringContaining('"nothing"') as string,
    });
    expect((await good).run.draws).toBe(10);
    await pool.close();
  });
});
