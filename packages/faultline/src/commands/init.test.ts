import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { InputError, parseCompany } from "@faultline/exposure";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { questions } from "../company/questions.ts";
import { memoryIo } from "../testing/memory-io.ts";
import { initCommand, type RawInitOptions } from "./init.ts";
import { stressCommand } from "./stress.ts";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "faultline-init-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const full = [
  "Quill: & Daughters",
  "740000",
  "98000",
  "Deep research=41200, Inbox triage = 62000",
  "2%",
  "0.1",
  "1800",
  "openai 80000 2025-02",
];

async function init(answers: readonly string[], options: RawInitOptions = {}) {
  const io = memoryIo({ cwd });
  await initCommand(undefined, options, io, Readable.from(answers.map((line) => `${line}\n`)));
  return io;
}

const written = () => readFileSync(join(cwd, "company.yaml"), "utf8");
const faultOf = async (answers: readonly string[]): Promise<string> => {
  const error: unknown = await init(answers).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect(readdirSync(cwd)).toEqual([]);
  return (error as InputError).message;
};

describe("faultline init", () => {
  it("writes what was answered, so that the company reader reads the same", async () => {
    const io = await init(full);
    expect(parseCompany(written(), "company.yaml")).toEqual({
      name: "Quill: & Daughters",
      cash: 740_000,
      opex: 98_000,
      revenue: { features: { "Deep research": 41_200, "Inbox triage": 62_000 } },
      growth: 0.02,
      otherCogs: 0.1,
      fixedAi: 1800,
      credits: [{ vendor: "openai", balance: 80_000, expires: "2025-02" }],
    });
    expect(io.out()).toContain("wrote company.yaml\n");
    expect(io.err().match(/: $/gm)).toHaveLength(questions.length);
  });

  it.each([
    ["customers: Acme=31000, Bolt = 9000", { customers: { Acme: 31_000, Bolt: 9000 } }],
    [
      "my billing.csv: amount=Net Amount, customer=Customer ID, date=Created, unit=cents",
      {
        csv: "my billing.csv",
        amount: "Net Amount",
        customer: "Customer ID",
        date: "Created",
        unit: "cents",
      },
    ],
  ])("takes revenue by customer and from a billing export: %s", async (answer, revenue) => {
    await init(full.with(3, answer));
    expect(parseCompany(written(), "company.yaml").revenue).toEqual(revenue);
  });

  it("leaves out what is left blank, and says so", async () => {
    const io = await init(["", "5000", "", "", "", "", "", ""]);
    expect(parseCompany(written(), "company.yaml")).toEqual({ cash: 5000 });
    expect(io.out()).toContain("defaults: name, opex, revenue");
  });

  it("asks nothing with --yes; each key stands in the file, and would be read uncommented", async () => {
    const io = await init([], { yes: true });
    expect(io.err()).toBe("");
    const uncommented = written().replaceAll(/^# (\w+): /gm, "$1: ");
    expect(new Set(Object.keys(parseCompany(uncommented, "company.yaml")))).toEqual(
      new Set(questions.map(({ key }) => key)),
    );
  });

  it("writes a file that stress runs on", async () => {
    await init(full);
    const io = memoryIo({ cwd });
    const options = { company: "company.yaml", draws: "20", months: "12", json: true };
    await stressCommand([], options, io);
    expect(JSON.parse(io.out())).toMatchObject({ company: { name: "Quill: & Daughters" } });
  });

  it("keeps a file that is there", async () => {
    writeFileSync(join(cwd, "company.yaml"), "cash: 1\n");
    await expect(init(full)).rejects.toThrow(/^company\.yaml: the file is there already; /);
    expect(written()).toBe("cash: 1\n");
  });

  it.each([
    [1, "$5", /^the answer for cash: "\$5" is not such a number; write dollars/],
    [1, "-5", /^the answer for cash: /],
    [3, "31000", /^the answer for revenue: "31000" names no feature; /],
    [3, "customers: 31000", /^the answer for revenue: "31000" names no customer; /],
    [
      3,
      "b.csv: amount=A",
      /^the answer for revenue: "amount=A" does not name an amount and a customer/,
    ],
    [3, "b.csv: amount=A, custmer=C", /^the answer for revenue: "custmer" is nothing of a billing/],
    [4, "2 percent", /^the answer for growth: /],
    [7, "openai 80000", /^the answer for credits: .* such as openai 80000 2025-02$/],
  ])("names the answer %d that is none: %s", async (at, answer, message) => {
    expect(await faultOf(full.with(at, answer))).toMatch(message);
  });

  it("says where answers end early", async () => {
    expect(await faultOf(["acme", "1"])).toBe(
      'init: the answers end before "opex"; answer every question, with a blank line to skip one, or give --yes',
    );
  });

  it("asks again on a terminal", async () => {
    const input = Object.assign(new PassThrough(), { isTTY: true });
    input.end(["acme", "much", ...full.slice(1)].join("\n"));
    const io = memoryIo({ cwd });
    await initCommand("own.yaml", { json: true }, io, input);
    expect(io.err()).toContain('"much" is not such a number');
    expect(JSON.parse(io.out())).toMatchObject({ file: "own.yaml", company: { cash: 740_000 } });
  });
});
