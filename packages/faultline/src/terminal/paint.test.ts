import { describe, expect, it } from "vitest";
import { paint, wantsColor } from "./paint.ts";

describe("wantsColor", () => {
  it.each([
    ["a terminal", {}, true, true],
    ["a pipe", {}, false, false],
    ["NO_COLOR", { NO_COLOR: "1" }, true, false],
    ["an empty NO_COLOR, which means nothing", { NO_COLOR: "" }, true, true],
    ["FORCE_COLOR into a pipe", { FORCE_COLOR: "1" }, false, true],
    ["FORCE_COLOR=0", { FORCE_COLOR: "0" }, true, false],
    ["both, as Node does", { FORCE_COLOR: "1", NO_COLOR: "1" }, false, true],
    ["a dumb terminal", { TERM: "dumb" }, true, false],
  ])("%s", (_name, env, isTty, expected) => {
    expect(wantsColor(env, isTty)).toBe(expected);
  });
});

describe("paint", () => {
  it("colours only when told to", () => {
    expect(paint(false).red("x")).toBe("x");
    expect(paint(true).red("x")).toBe("\u001B[31mx\u001B[39m");
    expect(paint(true).red("")).toBe("");
  });
});
