import { expect, test } from "vitest";
import { figureOf, withLoad } from "./figure.ts";
import { hasGcc } from "./gcc.ts";
import { withScratch } from "./scratch.ts";
import { sdeverywhereNames } from "./sdeverywhere-figures.ts";
import { nativeSir } from "./sdeverywhere.ts";
import { fromPublished, published } from "./sir.ts";

// As generated C has it, in our own words and as short as can be.
const c = `
#include "sde.h"
double infectivity, duration, s, i, r, succumbing, recovering;
double _initial_time, _final_time, _time_step, _saveper;
const int numInputs = 2;
const int numOutputs = 3;
void initConstants(void) { _final_time = 200; _time_step = 0.03125; _saveper = 1; }
void initLevels(void) { s = 1000; i = 5; r = 0; }
void evalAux(void) { recovering = i / duration; succumbing = s * i / 1000 * infectivity; }
void evalLevels(void) {
  s = _INTEG(s, -succumbing);
  i = _INTEG(i, succumbing - recovering);
  r = _INTEG(r, recovering);
}
void setInputs(double *values, int32_t *indices) { infectivity = values[0]; duration = values[1]; }
void storeOutputData(void) { outputVar(s); outputVar(i); outputVar(r); }
`;

test.skipIf(!hasGcc() && process.env["CI"] !== "true")(
  "the run loop around generated C gives the published epidemic, run by run",
  async () => {
    await withScratch(async (directory) => {
      const runs = [[0.2, 5], published.inputs];
      const rival = nativeSir(directory, c, runs);
      const [other, known] = rival.values();
      expect(fromPublished(known!)).toBeLessThan(5e-6);
      expect(fromPublished(other!)).toBeGreaterThan(1e-2);
      expect(await rival.time(2)).toBeGreaterThan(0);
    });
  },
);

test("each target is a figure of its own", () => {
  expect(sdeverywhereNames("sir")).toEqual(["sir-js", "sir-wasm", "sir-c"]);
});

test("a figure tells the load", () => {
  const figure = figureOf({ name: "x", against: "y", goal: 1, detail: { work: "z" } }, [1], [2]);
  expect(withLoad(figure, 1.5, 2).detail).toEqual({
    work: "z",
    "load average before, 2 cores": 1.5,
  });
});
