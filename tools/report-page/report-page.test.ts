import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, type Page, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const bin = fileURLToPath(new URL("../../packages/faultline/bin/faultline.js", import.meta.url));
const sample = fileURLToPath(new URL("../../packages/faultline/sample/", import.meta.url));
const executablePath = ["/usr/bin/chromium", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);
const isMissing = executablePath === undefined;
if (isMissing) {
  const message = "Chromium is not there, so the report's page is not looked at";
  if (process.env["CI"] === "true") throw new Error(message);
  console.warn(message);
}

/** Milliseconds for three commands, each in a process of its own, on a machine that is busy. */
const setupLimit = 60_000;
/** CSS pixels that the page's margins of 16 mm leave on US letter, the shorter sheet. */
const letterHeight = ((279.4 - 2 * 16) / 25.4) * 96;
/** CSS pixels that its margins of 14 mm leave across A4, the narrower sheet. */
const a4Width = Math.floor(((210 - 2 * 14) / 25.4) * 96);

describe.skipIf(isMissing)("the report's page in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "faultline-page-"));
  let browser: Browser;

  beforeAll(async () => {
    const quick = ["--draws", "200", "--scenario", "subsidy-ends"];
    for (const [name, args] of [
      ["stress", quick],
      ["simulate", quick],
      ["exposure", [`${sample}usage.otlp.jsonl`, "--company", `${sample}company.yaml`]],
    ] as const) {
      const run = spawnSync(process.execPath, [bin, name, ...args, "--out", name], {
        cwd: folder,
        encoding: "utf8",
      });
      expect([run.status, run.stderr]).toEqual([0, ""]);
    }
    browser = await chromium.launch({ executablePath: executablePath!, args: ["--no-sandbox"] });
  }, setupLimit);
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Opens the page without scripts, and notes whatever it asks for besides itself. */
  async function open(
    colorScheme: "light" | "dark",
    width: number,
    report = "stress",
  ): Promise<{ readonly page: Page; readonly asked: readonly string[] }> {
    const context = await browser.newContext({
      colorScheme,
      viewport: { width, height: 800 },
    });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => asked.push(message.text()));
    await page.goto(pathToFileURL(join(folder, report, "report.html")).href);
    return { page, asked: asked.slice(1) };
  }

  /** Runs an expression in the page. */
  const ask = async <T>(page: Page, expression: string): Promise<T> => page.evaluate<T>(expression);

  describe.each(["stress", "simulate", "exposure"])("of %s", (report) => {
    test.each([
      ["light", 1100],
      ["dark", 1100],
      ["light", 360],
      ["dark", 360],
    ] as const)("asks for nothing and fits, %s and %d px wide", async (scheme, width) => {
      const { page, asked } = await open(scheme, width, report);
      expect(asked).toEqual([]);
      expect(await ask<number>(page, "document.documentElement.scrollWidth")).toBe(width);
    });

    test("prints the board's page on one sheet, on white even from a dark screen", async () => {
      const { page } = await open("dark", a4Width, report);
      await page.emulateMedia({ media: "print" });
      const height = await ask<number>(
        page,
        'document.querySelector(".board").getBoundingClientRect().bottom',
      );
      expect(height).toBeLessThan(letterHeight);
      const paper = await ask<string>(page, "getComputedStyle(document.body).backgroundColor");
      expect(paper).toBe("rgb(255, 255, 255)");
    });
  });

  test.each([1100, 360])("shows the chart's words whole and apart, %d px wide", async (width) => {
    const { page } = await open("light", width);
    const outside = await ask<string[]>(
      page,
      `(() => {
        const chart = document.querySelector(".chart").getBoundingClientRect();
        return [...document.querySelectorAll(".chart text")].filter((text) => {
          const box = text.getBoundingClientRect();
          return box.left < chart.left - 1 || box.right > chart.right + 1 ||
            box.top < chart.top - 1 || box.bottom > chart.bottom + 1;
        }).map((text) => text.textContent.trim());
      })()`,
    );
    expect(outside).toEqual([]);
    const overlapping = await ask<string[]>(
      page,
      `(() => {
        const texts = [...document.querySelectorAll(".chart text")]
          .map((text) => [text.textContent.trim(), text.getBoundingClientRect()]);
        return texts.flatMap(([a, one], i) => texts.slice(i + 1)
          .filter(([, two]) => one.left < two.right && two.left < one.right &&
            one.top + 1 < two.bottom && two.top + 1 < one.bottom)
          .map(([b]) => a + " and " + b));
      })()`,
    );
    expect(overlapping).toEqual([]);
  });

  test.each(["light", "dark"] as const)(
    "is readable: 4.5 to 1 or more between ink and paper, %s",
    async (scheme) => {
      const { page } = await open(scheme, 1100);
      const colours = await ask<string[]>(
        page,
        `[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color,
          getComputedStyle(document.querySelector(".soft")).color]`,
      );
      const [paper, ...inks] = colours.map(luminance);
      for (const ink of inks) {
        const [low, high] = [Math.min(paper!, ink), Math.max(paper!, ink)];
        expect((high + 0.05) / (low + 0.05)).toBeGreaterThan(4.5);
      }
    },
  );
});

/** Relative luminance of a colour written `rgb(…)`, as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red, green, blue] = [...colour.matchAll(/\d+/g)].map(([part]) => {
    const share = Number(part) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
