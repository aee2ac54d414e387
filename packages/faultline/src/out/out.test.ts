import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { CompanyStress } from "@faultline/exposure";
import { runCli } from "../cli.ts";
import { openDuckDb } from "../duckdb/index.ts";
import { memoryIo } from "../testing/memory-io.ts";
import { commandLine } from "./command-line.ts";
import { writeOutDirectory } from "./out-directory.ts";
import { csvOf } from "./out-table.ts";

const folder = mkdtempSync(join(tmpdir(), "faultline-out-"));

async function run(...args: readonly string[]) {
  const io = memoryIo({ cwd: folder });
  const code = await runCli(args, io);
  return { code, out: io.out(), err: io.err() };
}

const quick = ["--draws", "100", "--workers", "1", "--months", "24"];
const stress = (...args: readonly string[]) => run("stress", ...quick, ...args);

describe("--out", () => {
  it("writes a page, the result and its tables, which say the same", async () => {
    const { code, out } = await stress("--scenario", "subsidy-ends", "--out", "a report", "--json");
    expect(code).toBe(0);
    const read = (name: string) => readFileSync(join(folder, "a report", name), "utf8");
    expect(read("result.json")).toBe(out);
    const names = readdirSync(join(folder, "a report")).toSorted();
    expect(names).toContain("report.html");
    for (const name of names.filter((one) => one.endsWith(".csv"))) {
      expect(names).toContain(name.replace(".csv", ".parquet"));
    }
    const result = JSON.parse(out) as { company: { insolvency: number[] } };
    const rows = parse(read("insolvency.csv"), { columns: true, cast: true }) as {
      month: number;
      probability: number;
    }[];
    expect(rows.map(({ probability }) => probability)).toEqual(result.company.insolvency);
    const { accounting, economy } = JSON.parse(out) as {
      accounting: Record<string, number>;
      economy: { facts: string[] };
    };
    expect(parse(read("records.csv"), { columns: true, cast: true })).toEqual([accounting]);
    const cited = parse(read("facts.csv"), { columns: true }) as Record<string, string>[];
    expect(cited.map(({ id }) => id).toSorted()).toEqual(economy.facts.toSorted());
    for (const { source_title, source_publisher } of cited) {
      expect([source_title, source_publisher]).not.toContain("");
    }
    const db = await openDuckDb();
    const path = join(folder, "a report", "insolvency.parquet").replaceAll("'", "''");
    const back = await db.all(`SELECT * FROM read_parquet('${path}') ORDER BY month`);
    await db.close();
    expect(back.map(({ probability }) => Number(probability))).toEqual(result.company.insolvency);
  });

  it("makes a page that asks nothing of the network and says how to make it again", async () => {
    await stress("--out", "page", "--fail-if", "p_insolvent_12m > 2");
    const page = readFileSync(join(folder, "page", "report.html"), "utf8");
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|src=/);
    expect(page).toContain("default-src 'none'");
    expect(page).toMatch(
      /faultline stress --seed 1 --draws 100 .*--fail-if &#39;p_insolvent_12m &gt; 2&#39;/,
    );
    expect(Buffer.byteLength(page)).toBeLessThan(2e6);
    const text = (await stress()).out;
    const headline = /You run out of cash within .* futures/.exec(text)![0];
    expect(page).toContain(headline);
  });

  it("shows each risk on the page, and writes it as a table", async () => {
    const { out } = await stress("--out", "risks", "--json");
    const read = (name: string) => readFileSync(join(folder, "risks", name), "utf8");
    const page = read("report.html");
    for (const words of ["fails, with", "Credits of", "Margin at risk over", "The least that"]) {
      expect(page).toContain(words);
    }
    const { company } = JSON.parse(out) as {
      company: {
        vendorFailures: { vendor: string; share: number }[];
        credits: { lasts: { p50: number } }[];
        marginAtRisk: { atRisk: number }[];
        breakingPoints: { id: string; atEnd: number }[];
      };
    };
    const rows = (name: string) =>
      parse(read(name), { columns: true, cast: true }) as Record<string, unknown>[];
    expect(rows("vendor_failures.csv").map(({ vendor, share }) => [vendor, share])).toEqual(
      company.vendorFailures.map(({ vendor, share }) => [vendor, share]),
    );
    expect(rows("credits.csv").map((row) => row["lasts_p50"])).toEqual(
      company.credits.map(({ lasts }) => lasts.p50),
    );
    expect(rows("margin_at_risk.csv").map((row) => row["at_risk"])).toEqual(
      company.marginAtRisk.map(({ atRisk }) => atRisk),
    );
    expect(
      rows("breaking_points.csv").map((row) => [row["lever"], row["insolvency_at_end"]]),
    ).toEqual(company.breakingPoints.map(({ id, atEnd }) => [id, atEnd]));
  });

  it("shows hedges, renewals, vendors and own machines on the page, and writes each as a table", async () => {
    const { out } = await stress("--scenario", "subsidy-ends", "--out", "company", "--json");
    const read = (name: string) => readFileSync(join(folder, "company", name), "utf8");
    const rows = (name: string) =>
      parse(read(name), { columns: true, cast: true }) as Record<string, unknown>[];
    const { company } = JSON.parse(out) as { company: CompanyStress };
    const page = read("report.html");
    for (const words of [
      "What renews when",
      "By vendor",
      "For a dollar, most risk saved",
      "Own machines",
    ]) {
      expect(page).toContain(words);
    }
    const hedges = rows("hedges.csv");
    expect(hedges.map(({ id }) => id)).toEqual(company.hedges.map(({ id }) => id));
    expect(hedges.map((row) => row["margin_saved"])).toEqual(
      company.hedges.map(({ marginSaved }) => marginSaved),
    );
    const byRank = (rank: string) =>
      hedges
        .filter((row) => row[rank] !== "")
        .toSorted((a, b) => Number(a[rank]) - Number(b[rank]))
        .map(({ id }) => id);
    expect(byRank("rank_by_risk")).toEqual(company.hedgeRanking.byRisk);
    expect(byRank("rank_by_margin")).toEqual(company.hedgeRanking.byMargin);
    const { contracts } = company.renewals!;
    expect(contracts.length).toBeGreaterThan(0);
    expect(
      rows("renewals.csv").map((row) => [row["contract"], row["month"], row["at_renewal_p50"]]),
    ).toEqual(contracts.map(({ name, month, atRenewal }) => [name, month! + 1, atRenewal!.p50]));
    for (const { name } of contracts) expect(page).toContain(name);
    expect(rows("vendors.csv").map((row) => [row["vendor"], row["doubles_probability"]])).toEqual(
      company.vendors!.map(({ vendor, doubles }) => [vendor, doubles.probability]),
    );
    expect(rows("own_machines.csv").map((row) => row["break_even_today_p50"])).toEqual(
      company.selfHosting!.breakEven.map(({ today }) => today.p50),
    );
  });

  it("writes what simulate found, with its economy and its facts", async () => {
    const { code, out } = await run("simulate", ...quick, "--json", "--out", "economy");
    expect(code).toBe(0);
    const read = (name: string) => readFileSync(join(folder, "economy", name), "utf8");
    expect(read("result.json")).toBe(out);
    const { events, facts } = JSON.parse(out) as { events: object; facts: string[] };
    const rows = parse(read("events.csv"), { columns: true }) as { event: string }[];
    expect([...new Set(rows.map(({ event }) => event))]).toEqual(Object.keys(events));
    expect(read("report.html")).toContain("faultline simulate --seed 1 --draws 100");
    for (const id of facts) expect(read("report.html")).toContain(`<td>${id}</td>`);
    const again = await run("simulate", ...quick, "--out", "economy", "--fail-if", "1 > 0");
    expect(again.code).toBe(3);
    expect(read("report.html")).toContain("--fail-if &#39;1 &gt; 0&#39;");
  });

  it("writes what exposure found, with labels as text", async () => {
    const label = "<b>=SUM(A1)</b>";
    const header = "day,provider,model,feature,in,out\n";
    const row = `2024-09-01,openai,gpt-4o,${label},1000,1000\n`;
    writeFileSync(join(folder, "usage.csv"), header + row + row.replace(label, "=1+1"));
    const fields = { ts: "day", provider: "provider", model_raw: "model", feature: "feature" };
    const columns = Object.entries({ ...fields, in_uncached: "in", out_visible: "out" });
    const map = columns.map(([field, column]) => `${field}: { column: ${column} }\n`);
    writeFileSync(join(folder, "map.yaml"), map.join(""));
    const asked = ["exposure", "usage.csv", "--map", "map.yaml", "--keep-labels"];
    const { code, out, err } = await run(...asked, "--json", "--out", "exposed");
    expect([code, err]).toEqual([0, ""]);
    const read = (name: string) => readFileSync(join(folder, "exposed", name), "utf8");
    expect(read("result.json")).toBe(out);
    expect(read("report.html")).toContain("&lt;b&gt;=SUM(A1)&lt;/b&gt;");
    expect(read("report.html")).not.toContain(label);
    expect(read("features.csv")).toContain("'=1+1");
    expect(await run(...asked, "--out", "usage.csv")).toMatchObject({ code: 1, out: "" });
  });

  it("takes the place of an earlier report, and of nothing else", async () => {
    await stress("--out", "again");
    const { code } = await stress("--out", "again", "--seed", "2");
    expect(code).toBe(0);
    expect(
      readdirSync(folder).filter((name) => name.includes(".new-") || name.includes(".old-")),
    ).toEqual([]);
    mkdirSync(join(folder, "mine"));
    writeFileSync(join(folder, "mine", "letter.txt"), "dear");
    const refused = await stress("--out", "mine");
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toMatch(
      /^faultline: --out mine: it holds files that are not of an earlier/,
    );
    expect(readdirSync(join(folder, "mine"))).toEqual(["letter.txt"]);
  });

  it("deletes nothing that is not a report as it was written", async () => {
    const at = (...names: readonly string[]) => join(folder, "guarded", ...names);
    mkdirSync(at("thesis"), { recursive: true });
    writeFileSync(at("result.json"), "{}");
    const refused = async (words: string) => {
      const { code, out, err } = await stress("--out", "guarded");
      expect([code, out]).toEqual([1, ""]);
      expect(err).toBe(`faultline: --out guarded: ${words}; give an empty or a new directory\n`);
    };
    await refused("it holds files that are not of an earlier report");
    expect(existsSync(at("thesis"))).toBe(true);
    rmSync(at(), { recursive: true });
    await stress("--out", "guarded");
    writeFileSync(at("letter.txt"), "dear");
    await refused("letter.txt in it is not of an earlier report");
    rmSync(at("letter.txt"));
    writeFileSync(at("features.csv"), "mine");
    await refused("features.csv in it was changed since the report was written");
    expect(readFileSync(at("features.csv"), "utf8")).toBe("mine");
  });

  it("looks again before it replaces, as a file may have come while it ran", async () => {
    const files = { "result.json": "1" };
    await writeOutDirectory("late", folder, { files, tables: [] });
    writeFileSync(join(folder, "late", "letter.txt"), "dear");
    await expect(writeOutDirectory("late", folder, { files, tables: [] })).rejects.toThrow(
      "letter.txt in it is not of an earlier report",
    );
    expect(readdirSync(folder).filter((name) => name.startsWith("late."))).toEqual([]);
  });

  it("leaves what was there, and nothing half-written, when it fails", async () => {
    const files = { "result.json": "1" };
    await writeOutDirectory("kept", folder, { files, tables: [] });
    const broken = { name: "no/such", columns: [], rows: [] };
    await expect(
      writeOutDirectory("kept", folder, { files: { "result.json": "2" }, tables: [broken] }),
    ).rejects.toThrow();
    expect(readFileSync(join(folder, "kept", "result.json"), "utf8")).toBe("1");
    expect(readdirSync(folder).filter((name) => name.startsWith("kept."))).toEqual([]);
    writeFileSync(join(folder, "file"), "");
    const { code, err } = await stress("--out", "file/below");
    expect(code).toBe(1);
    expect(err).toMatch(/^faultline: --out file\/below: a part of its path is a file; /);
    expect(existsSync(join(folder, "file"))).toBe(true);
  });

  it.skipIf(process.platform !== "linux")("says so where nothing can be made", async () => {
    const { code, err } = await stress("--out", "/proc/report");
    expect(code).toBe(1);
    expect(err).toMatch(/^faultline: --out \/proc\/report: nothing can be made there; give a dir/);
  });
});

describe("a table as CSV", () => {
  it("holds no formula, and reads back as it was", () => {
    const texts = ["=1+1", "+x", "-x", "@x", 'a "b", c', "two\nlines", "plain", "\tx"];
    const table = {
      name: "t",
      columns: [
        { name: "text", type: "VARCHAR" },
        { name: "n", type: "DOUBLE" },
      ] as const,
      rows: [...texts.map((text) => [text, -1.5] as const), [null, Infinity] as const],
    };
    const back = parse(csvOf(table)) as string[][];
    expect(back[0]).toEqual(["text", "n"]);
    for (const [i, text] of texts.entries()) {
      expect(back[i + 1]![0]).toBe(/^[=+\-@\t]/.test(text) ? `'${text}` : text);
      expect(back[i + 1]![1]).toBe("-1.5");
    }
    expect(back.at(-1)).toEqual(["", ""]);
  });
});

describe("the command line of a result", () => {
  it("quotes what a shell would take apart, and leaves out where to write", () => {
    const options = {
      set: ["a=1", "b=2"],
      keepLabels: true,
      out: "x",
      json: true,
      scenario: "my file.yaml",
    };
    expect(commandLine("stress", ["it's.json"], options)).toBe(
      "faultline stress 'it'\\''s.json' --set a=1 --set b=2 --keep-labels --scenario 'my file.yaml'",
    );
  });
});
