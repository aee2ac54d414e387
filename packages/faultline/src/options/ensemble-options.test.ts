import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { InputError } from "@faultline/exposure";
import { type RawEnsembleOptions, parseEnsembleOptions } from "./ensemble-options.ts";

const cwd = mkdtempSync(join(tmpdir(), "faultline-test-"));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const parse = (raw: RawEnsembleOptions) => parseEnsembleOptions(raw, { cwd });

function faultOf(raw: RawEnsembleOptions): string {
  try {
    parse(raw);
  } catch (error) {
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).message).not.toContain("\n");
    return (error as Error).message;
  }
  throw new Error("nothing was thrown");
}

function file(name: string, content: string): string {
  writeFileSync(join(cwd, name), content);
  return name;
}

describe("defaults", () => {
  it("are those of the contract", () => {
    const { scenario, ...options } = parse({});
    expect(scenario.name).toBe("baseline");
    expect(options).toMatchObject({
      severity: "severe",
      from: "2024-09",
      months: 60,
      draws: 2000,
      seed: 1,
      without: [],
      settings: {},
      json: false,
    });
    expect(options.workers).toBeGreaterThanOrEqual(1);
    expect(options.workers).toBeLessThanOrEqual(2);
  });
});

describe("a scenario", () => {
  it("has the size of the severity", () => {
    expect(parse({ scenario: "subsidy-ends" }).settings).toEqual({ "subsidy.coverage": 0.6 });
    const extreme = parse({ scenario: "subsidy-ends", severity: "extreme" });
    expect(extreme.settings).toEqual({ "subsidy.coverage": 1 });
    expect(extreme.scenario.tail).toBe(true);
  });

  it("gives way to what is set by hand", () => {
    const options = parse({
      scenario: "subsidy-ends",
      set: ["subsidy.coverage=0.7", "subsidy.ramp=6"],
    });
    expect(options.settings).toEqual({ "subsidy.coverage": 0.7, "subsidy.ramp": 6 });
    expect(options.set).toEqual({ "subsidy.coverage": 0.7, "subsidy.ramp": 6 });
  });

  it("loses the levers of a mechanism that is left out, and says so", () => {
    const options = parse({ scenario: "credits-run-out", without: ["M4", "M1"] });
    expect(options.settings).toEqual({});
    expect(options.ignored).toEqual(["credits.expiryMonth", "discount.endMonth"]);
    expect(options.without).toEqual(["M1", "M4"]);
  });

  it("can come from YAML or JSON", () => {
    const yaml = file("mine.yaml", "name: mine\nsettings:\n  subsidy.coverage: 0.9\n");
    const json = file("mine.json", '{"name": "mine", "settings": {"subsidy.coverage": 0.9}}');
    for (const scenario of [yaml, json]) {
      const options = parse({ scenario });
      expect(options.settings).toEqual({ "subsidy.coverage": 0.9 });
      expect(options.scenario.name).toBe("mine");
      expect(options.severity).toBeNull();
    }
  });
});

describe("input that is wrong", () => {
  it.each<[RawEnsembleOptions, RegExp]>([
    [{ scenario: "subsidy-end" }, /did you mean "subsidy-ends"/],
    [{ scenario: "nowhere.yaml" }, /nowhere\.yaml: there is no such file/],
    [{ scenario: "." }, /directory/],
    [{ severity: "hard" }, /--severity: .*moderate, severe, extreme/],
    [{ from: "2022-12" }, /--from: .*from 2023-01 to 2035-12/],
    [{ from: "2036-01" }, /cannot start in 2036-01/],
    [{ from: "September" }, /YYYY-MM/],
    [{ from: "2024-13" }, /YYYY-MM/],
    [{ months: "0" }, /--months: "0" .* 1 to 120/],
    [{ months: "121" }, /1 to 120/],
    [{ months: "12.5" }, /whole number/],
    [{ months: "" }, /whole number/],
    [{ draws: "10000001" }, /--draws: .* 1 to 10000000/],
    [{ draws: "1e3" }, /whole number/],
    [{ seed: "-1" }, /--seed/],
    [{ seed: "9007199254740993" }, /--seed/],
    [{ workers: "0" }, /--workers/],
    [{ set: ["subsidy.coverag=1"] }, /did you mean "subsidy.coverage"/],
    [{ set: ["zzzzzzzz=1"] }, /faultline parameters/],
    [{ set: ["__proto__=1"] }, /no parameter is called/],
    [{ set: ["subsidy.coverage"] }, /write --set key=number/],
    [{ set: ["=1"] }, /write --set key=number/],
    [{ set: ["subsidy.coverage=60%"] }, /"60%" is not a number/],
    [{ set: ["subsidy.coverage=1,5"] }, /not a number/],
    [{ set: ["subsidy.coverage=0x10"] }, /not a number/],
    [{ set: ["subsidy.coverage=Infinity"] }, /not a number/],
    [{ set: ["subsidy.coverage=1e999"] }, /not a number/],
    [{ set: ["subsidy.coverage="] }, /not a number/],
    [{ set: ["subsidy.ramp=1", "subsidy.ramp=2"] }, /set twice/],
    [{ set: ["subsidy.coverage=1"], without: ["M1"] }, /--set subsidy.coverage: .*M1/],
    [{ without: ["M99"] }, /unknown mechanism "M99".*M1, M2/],
  ])("%j", (raw, message) => {
    expect(faultOf(raw)).toMatch(message);
  });
});

describe("a scenario file that is wrong", () => {
  it.each<[string, string, RegExp]>([
    ["an unknown key", "name: x\nsetings: {}\n", /f\.yaml:2 at setings: .*did you mean "settings"/],
    ["no name", "settings: {}\n", /f\.yaml: it has no name/],
    ["a name that is not text", "name: 3\nsettings: {}\n", /f\.yaml:1 at name/],
    ["the name of one of ours", "name: baseline\nsettings: {}\n", /built-in/],
    ["no settings", "name: x\n", /it has no settings/],
    ["settings that are a list", "name: x\nsettings: [1]\n", /f\.yaml:2 at settings/],
    ["text for a number", "name: x\nsettings:\n  subsidy.ramp: 6m\n", /f\.yaml:3 .*"6m"/],
    ["no finite number", "name: x\nsettings:\n  subsidy.ramp: .inf\n", /f\.yaml:3/],
    [
      "an unknown parameter",
      "name: x\nsettings:\n  subsidy.rmp: 6\n",
      /:3 .*did you mean "subsidy.ramp"/,
    ],
    ["broken YAML", "name: x\nsettings: {\n", /f\.yaml:\d+: it is not YAML or JSON/],
    ["a key twice", "name: x\nname: y\nsettings: {}\n", /f\.yaml:2/],
    ["nothing", "", /not a mapping/],
    ["a list", "- a\n", /not a mapping/],
    ["an alias without an anchor", "name: x\nsettings: *a\n", /f\.yaml/],
  ])("%s", (_name, content, message) => {
    expect(faultOf({ scenario: file("f.yaml", content) })).toMatch(message);
  });

  it("is not read as text when it is not", () => {
    writeFileSync(join(cwd, "f.yaml"), Buffer.from([0xff, 0xfe, 0x00]));
    expect(faultOf({ scenario: "f.yaml" })).toMatch(/UTF-8/);
  });

  it("has one size", () => {
    const scenario = file("g.yaml", "name: x\nsettings: {}\n");
    expect(faultOf({ scenario, severity: "severe" })).toMatch(/--severity: .*one size/);
  });
});
