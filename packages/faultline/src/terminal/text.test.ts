import { describe, expect, it } from "vitest";
import { paint } from "./paint.ts";
import { cut, pad, sanitise, widthOf, wrap } from "./text.ts";

describe("sanitise", () => {
  it.each([
    ["plain", "Deep research", "Deep research"],
    ["colours", "\u001B[31mred\u001B[0m", "red"],
    ["a cleared screen", "a\u001B[2Jb", "ab"],
    ["an eight-bit escape", "a\u009B2Jb", "ab"],
    ["a link", "\u001B]8;;http://x\u0007here\u001B]8;;\u0007", "here"],
    ["a window title", "\u001B]0;owned\u001B\\x", "x"],
    ["a lone escape", "a\u001Bb", "a b"],
    ["lines", "a\r\nb\tc", "a b c"],
    ["reversed text", "a\u202Egnp.exe", "a gnp.exe"],
    ["isolates and marks", "a\u2066b\u2069c\u200Fd\u061Ce", "a b c d e"],
    ["hidden characters", "a\u200Bb\uFEFFc", "a b c"],
    ["letters of other scripts", "Tiếng Việt 日本 👩‍💻", "Tiếng Việt 日本 👩‍💻"],
  ])("%s", (_name, text, expected) => {
    expect(sanitise(text)).toBe(expected);
  });
});

describe("widthOf", () => {
  it.each([
    ["", 0],
    ["abc", 3],
    ["Việt", 4],
    ["Vie\u0302\u0323t", 4],
    ["日本", 4],
    ["한국", 4],
    ["👩‍💻", 2],
    ["🇻🇳", 2],
    ["×1.7 – −2", 9],
    ["▏██▌", 4],
    [paint(true).bold("abc"), 3],
  ])("%s is %d", (text, width) => {
    expect(widthOf(text)).toBe(width);
  });
});

describe("cut", () => {
  it("leaves what fits and marks what does not", () => {
    expect(cut("abcdef", 6)).toBe("abcdef");
    expect(cut("abcdef", 5)).toBe("abcd…");
    expect(cut("ab cdef", 4)).toBe("ab…");
    expect(cut("日本語", 5)).toBe("日本…");
    expect(cut("日本語", 4)).toBe("日…");
    expect(cut("abc", 0)).toBe("");
  });
});

describe("pad", () => {
  it("counts columns, not characters", () => {
    expect(pad("日", 4)).toBe("日  ");
    expect(pad("日", 4, "right")).toBe("  日");
    expect(pad("abcde", 4)).toBe("abcde");
  });
});

describe("wrap", () => {
  it("breaks at blanks and indents", () => {
    expect(wrap("one two  three\nfour", { columns: 9 })).toEqual(["one two", "three", "four"]);
    expect(wrap("one two three", { columns: 9, first: "* " })).toEqual(["* one two", "  three"]);
    expect(wrap("one two", { columns: 5, first: "a ", rest: "" })).toEqual(["a one", "two"]);
  });

  it("breaks a word only when no line could hold it", () => {
    expect(wrap("ab abcdefghij", { columns: 6 })).toEqual(["ab", "abcdef", "ghij"]);
  });

  it("gives one line for nothing", () => {
    expect(wrap("", { columns: 9, first: "a " })).toEqual(["a"]);
  });

  it("never exceeds its columns", () => {
    const text = "The 日本語 word abcdefghijklmnopqrstuvwxyz and a few more words";
    for (let columns = 4; columns < 40; columns += 1) {
      const lines = wrap(text, { columns, first: "- " });
      expect(Math.max(...lines.map(widthOf))).toBeLessThanOrEqual(columns);
      expect(lines.join("").replaceAll(/[\s-]/g, "")).toBe(text.replaceAll(/[\s-]/g, ""));
    }
  });
});
