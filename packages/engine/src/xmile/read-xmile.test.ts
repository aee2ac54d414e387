import { describe, expect, test } from "vitest";
import { build } from "../graph/graph.ts";
import { messageOf } from "../testing/evaluate.ts";
import { type XmileOptions, readXmile } from "./read-xmile.ts";
import { fileOf, pathsOf, runOf } from "./testing/files.ts";

/** Values of one formula at times 0, 1, 2, 3. */
function values(formula: string, more = ""): readonly number[] {
  return pathsOf(`<aux name="x"><eqn>${formula}</eqn></aux>${more}`)["x"]!;
}

function firstOf(formula: string, options: XmileOptions = {}): number {
  const text = fileOf(`<aux name="x"><eqn>${formula}</eqn></aux>`);
  return runOf(readXmile(text, options))["x"]![0]!;
}

describe("functions", () => {
  test.each([
    // The standard's words: INT is the next integer at or below, MOD has the divisor's sign.
    ["INT(-9.9)", -10],
    ["INT(9.9)", 9],
    ["-7 MOD 3", 2],
    ["7 MOD -3", -2],
    ["MODULO(7, 3)", 1],
    ["SAFEDIV(6, 3)", 2],
    ["SAFEDIV(6, 0)", 0],
    ["SAFEDIV(6, 0, 9)", 9],
    ["MIN(3, 1, 2) + MAX(3, 1, 2) * 10", 31],
    ["MAX(4)", 4],
    ["IF 2 > 1 AND NOT (1 > 2) THEN 5 ELSE 6", 5],
    ["if_then_else(0, 5, 6)", 6],
    ["LOG10(1e6)", 6],
    ["LN(EXP(2))", 2],
    ["ABS(-2) + SQRT(9)", 5],
    ["2 ^ 3 ^ 2", 512],
    ["SIN(PI / 6) + COS(0) + TAN(PI / 4)", 2.5],
    ["ARCTAN(INF) / PI", 0.5],
    ["ARCSIN(1) / PI", 0.5],
    ["ARCSIN(-0.5) / PI", -1 / 6],
    ["ARCCOS(-1) / PI", 1],
    ["ARCCOS(0.5) / PI", 1 / 3],
    ["STARTTIME + 10 * STOPTIME + 100 * DT", 130],
    ["std.abs(-1)", 1],
  ])("%s is %d", (formula, expected) => {
    expect(firstOf(formula.replaceAll(">", "&gt;"))).toBeCloseTo(expected, 12);
  });

  test("below zero, Vensim's files round towards zero, unless told", () => {
    const text = fileOf('<aux name="x"><eqn>INT(-9.9) + (-7 MOD 3) / 10</eqn></aux>', {
      header: "<vendor>Ventana Systems, xmutil</vendor>",
    });
    expect(runOf(readXmile(text))["x"]![0]).toBeCloseTo(-9.1, 12);
    expect(readXmile(text).warnings).toEqual([
      "INT and MOD round towards zero, as in Vensim; the standard rounds down.",
    ]);
    const down = readXmile(text, { rounding: "down" });
    expect([runOf(down)["x"]![0], down.warnings]).toEqual([-9.8, []]);
    expect(firstOf("INT(-9.9)", { rounding: "towards zero" })).toBe(-9);
  });

  test.each([
    ["TIME", [0, 1, 2, 3]],
    ["STEP(3, 2)", [0, 0, 3, 3]],
    ["RAMP(2, 1)", [0, 0, 2, 4]],
    ["RAMP(2, 1, 2)", [0, 0, 2, 2]],
    ["PULSE(4, 1)", [0, 4, 0, 0]],
    ["PULSE(4, 1, 0)", [0, 4, 0, 0]],
    ["PULSE(4, 1, 2)", [0, 4, 0, 4]],
    ["PULSE(4, 1, TIME * 0 + 1)", [0, 4, 4, 4]],
    ["PULSE(4, 1, TIME * 0)", [0, 4, 0, 0]],
    // Half the gap of the average, or of each stage of a smooth of 6 over 3 stages, each time.
    ["SMTH1(10, 2, 0)", [0, 5, 7.5, 8.75]],
    ["SMTH3(10, 6, 0)", [0, 0, 0, 1.25]],
    ["SMTHN(10, 4, 2, 0)", [0, 0, 2.5, 5]],
    ["SMTH1(TIME + 8, 2)", [8, 8, 8.5, 9.25]],
    // Half of what is on its way leaves each time.
    ["DELAY1(10, 2, 0)", [0, 5, 7.5, 8.75]],
    ["DELAY3(10, 6, 0)", [0, 0, 0, 1.25]],
    ["DELAYN(10, 4, 2, 0)", [0, 0, 2.5, 5]],
    ["DELAY3(10, 6)", [10, 10, 10, 10]],
    ["DELAY(TIME, 2, 7)", [7, 7, 0, 1]],
    ["DELAY(TIME + 5, 2)", [5, 5, 5, 6]],
    ["DELAY(TIME, 0)", [0, 1, 2, 3]],
    ["DELAY(c, 1, 0)", [0, 1, 1, 1]],
    ["DELAY(c * TIME, half * 4 - DT - c, 7)", [7, 0, 1, 2]],
    ["PREVIOUS(TIME, 9)", [9, 0, 1, 2]],
    ["2 * PREVIOUS(SELF, 1)", [2, 4, 8, 16]],
    ["INIT(TIME + 3) + INITIAL(c)", [4, 4, 4, 4]],
    // An average that lags by a tenth a unit of time opens at 12 / (1 + 0.1 · 2).
    ["TREND(12, 2, 0.1)", [0.1, 1 / 22, 1 / 46, 1 / 94]],
    ["TREND(12, 2)", [0, 0, 0, 0]],
    ["FORCST(12, 2, 5, 0.1)", [18, 12 * (1 + 5 / 22), 12 * (1 + 5 / 46), 12 * (1 + 5 / 94)]],
  ])("%s over time", (formula, expected) => {
    const constants = '<aux name="c"><eqn>1</eqn></aux><aux name="half"><eqn>c * 3 / 4</eqn></aux>';
    values(formula, constants).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 12));
  });

  test("a pulse comes whole whatever the step and its rounding", () => {
    for (const dt of [0.1, 1 / 3, 0.3]) {
      for (let k = 0; k < 20; k += 1) {
        const paths = pathsOf(
          `<stock name="s"><eqn>0</eqn><inflow>in</inflow></stock>
           <flow name="in"><eqn>PULSE(1, ${k * dt})</eqn></flow>`,
          { specs: `<start>0</start><stop>9</stop><dt>${dt}</dt>` },
        );
        const s = paths["s"]!;
        expect([s[k], s[k + 1], s.at(-1)].map((v) => Number(v!.toFixed(9)))).toEqual([0, 1, 1]);
      }
    }
  });

  test("a delay is as long as its time whatever the rounding of its steps", () => {
    const { x } = pathsOf('<aux name="x"><eqn>DELAY(TIME, 0.3, 9)</eqn></aux>', {
      specs: "<start>0</start><stop>.5</stop><dt>0.1</dt>",
    });
    expect(x!.map((value) => Number(value.toFixed(9)))).toEqual([9, 9, 9, 0, 0.1, 0.2]);
  });

  test("a smooth may be part of a loop", () => {
    const paths = pathsOf(
      `<aux name="seen"><eqn>SMTH1(made, 2, 0)</eqn></aux>
       <aux name="made"><eqn>4 - seen</eqn></aux>`,
    );
    expect(paths["seen"]).toEqual([0, 2, 2, 2]);
  });

  test("a delay within a delay is read", () => {
    expect(values("DELAY(DELAY(TIME, 1, 9), 1, 8)")).toEqual([8, 9, 0, 1]);
    expect(values("SMTH1(DELAY(TIME, 1, 4), 2, 0)")).toEqual([0, 2, 1, 1]);
  });
});

describe("graphical functions", () => {
  const table = (gf: string, x: string): number =>
    pathsOf(`<aux name="y"><eqn>${x}</eqn>${gf}</aux>`)["y"]![0]!;
  const points = "<xpts>0,1,3</xpts><ypts>2,4,0</ypts>";

  test.each([
    ["", "0.5", 3],
    ["", "2", 2],
    ["", "-1", 2],
    ["", "9", 0],
    ["extrapolate", "-1", 0],
    ["extrapolate", "4", -2],
    ["discrete", "0.9", 2],
    ["discrete", "1", 4],
    ["discrete", "-1", 2],
    ["discrete", "9", 0],
  ])("type %j at %s gives %d", (type, x, y) => {
    const attribute = type === "" ? "" : ` type="${type}"`;
    expect(table(`<gf${attribute}>${points}</gf>`, x)).toBeCloseTo(y, 12);
  });

  test("points are spaced evenly on a scale, and split at any sign", () => {
    const gf = '<gf><xscale min="1" max="9"/><ypts sep=";">0;50;25</ypts></gf>';
    expect([1, 3, 5, 7].map((x) => table(gf, String(x)))).toEqual([0, 25, 50, 37.5]);
  });

  test("one with a name is called like a function, from anywhere", () => {
    const paths = pathsOf(
      `<gf name="Cost F">${points}</gf>
       <aux name="own"><eqn>1</eqn><gf name="inner"><xpts>0,1</xpts><ypts>0,7</ypts></gf></aux>
       <aux name="bare"><gf><xpts>0,1</xpts><ypts>0,9</ypts></gf></aux>
       <aux name="x"><eqn>cost_f(2) + 10 * "COST f"(0.5) + inner(0.5) + bare(TIME)</eqn></aux>
       <aux name="y"><eqn>LOOKUP(cost_f, 3) + own(0.5)</eqn></aux>
       <aux name="z"><eqn>0</eqn><gf name="cost f"/></aux>`,
    );
    expect(paths["x"]!.slice(0, 2)).toEqual([35.5, 44.5]);
    expect(paths["y"]![0]).toBe(3.5);
    expect(paths["z"]![0]).toBe(2);
    expect(Object.keys(paths)).not.toContain("bare");
  });

  test.each([
    ["<gf><ypts>1,2</ypts></gf>", "it has neither <xpts> nor <xscale>"],
    ["<gf><xpts>1,2</xpts><ypts>1</ypts></gf>", "it has 2 <xpts> but 1 <ypts>"],
    ["<gf><xpts>1,1</xpts><ypts>1,2</ypts></gf>", "its x must rise, but 1 follows 1"],
    ["<gf><xpts>1,2</xpts></gf>", "a graphical function needs <ypts>, or the name of one above it"],
    ["<gf><xpts>1,b</xpts><ypts>1,2</ypts></gf>", '"b" is not a number'],
    [
      '<gf type="round"><xpts>1,2</xpts><ypts>1,2</ypts></gf>',
      '"round" is not a type of graphical function',
    ],
  ])("refuses %s", (gf, problem) => {
    expect(messageOf(() => table(gf, "1"))).toMatch(`${problem}.`);
  });
});

describe("clock and method", () => {
  const clockOf = (specs: string, more = "", options: XmileOptions = {}) => {
    const { build: found, samples, warnings } = readXmile(fileOf(more, { specs }), options);
    return { ...found.clock, method: found.method, samples, warnings };
  };
  const base = { start: 0, step: 1, stepsPerSample: 1, sampleAt: "start", method: "euler" };

  test.each([
    ["<start>2</start><stop>5</stop>", { start: 2, samples: 4 }],
    ['<start>0</start><stop>2</stop><dt reciprocal="true">4</dt>', { step: 0.25, samples: 9 }],
    ["<start>0</start><stop>1</stop><dt>0.3333334</dt>", { step: 0.3333334, samples: 4 }],
    ["<start>0</start><stop>4</stop><dt>.5</dt><savestep>2</savestep>", { step: 0.5, stepsPerSample: 4, samples: 3 }], // prettier-ignore
  ])("%s", (specs, expected) => {
    expect(clockOf(specs)).toEqual({ ...base, warnings: [], ...expected });
  });

  test("the save step is that of the caller, of Stella or of Vensim", () => {
    const specs = "<start>0</start><stop>6</stop><dt>0.5</dt>";
    const vensim =
      '<aux name="SAVEPER"><eqn>2 * TIME_STEP</eqn></aux><aux name="TIME STEP"><eqn>0.5</eqn></aux>';
    expect(clockOf(specs, vensim)).toMatchObject({ stepsPerSample: 2, samples: 7 });
    const stella = readXmile(fileOf(vensim, { specs, attributes: 'isee:save_interval="1.5"' }));
    expect([stella.build.clock.stepsPerSample, stella.samples]).toEqual([3, 5]);
    expect(clockOf(specs, vensim, { saveStep: 3 })).toMatchObject({ samples: 3 });
  });

  test.each([
    ["0.05", 0.5, 41],
    [String(1 / 12), 1, 21],
    ["0.1", 0.3, 67],
  ])(
    "steps of %s saved every %d: every save point is there, rightly labelled",
    (dt, saveStep, samples) => {
      const text = fileOf('<aux name="now"><eqn>TIME</eqn></aux>', {
        specs: `<start>0</start><stop>20</stop><dt>${dt}</dt>`,
      });
      const found = readXmile(text, { saveStep });
      const { now } = runOf(found);
      expect(found.samples).toBe(samples);
      now!.forEach((value, i) => expect(value).toBeCloseTo(i * saveStep, 9));
    },
  );

  test("what stands in the root model counts before the file's own", () => {
    const text = fileOf("").replace(
      "<model>",
      "<model><sim_specs><start>1</start><stop>9</stop></sim_specs>",
    );
    expect(readXmile(text).samples).toBe(9);
  });

  test.each([
    ["RK4", "rk4", []],
    ["gear, rk4", "rk4", []],
    ["rk2", "rk4", ["The fourth-order Runge–Kutta rule takes the place of RK2."]],
    ["Euler", "euler", []],
  ])("the method %j is %s", (name, method, warnings) => {
    const text = fileOf("", { attributes: `method="${name}"` });
    expect(readXmile(text)).toMatchObject({ build: { method }, warnings });
  });

  test("what does not fit the steps is told", () => {
    const specs = "<start>0</start><stop>10</stop><dt>3</dt>";
    expect(clockOf(specs, "", { saveStep: 4 }).warnings).toEqual([
      "A save step of 4 is not a whole number of steps of 3: every step is saved instead.",
      "Steps of 3 do not reach 10: the last one is at 9.",
    ]);
  });

  test("the fourth-order rule runs: a rate that is the time gives its square's half", () => {
    const stock = '<stock name="s"><eqn>0</eqn><inflow>f</inflow></stock>';
    const paths = pathsOf(`${stock}<flow name="f"><eqn>TIME</eqn></flow>`, {
      attributes: 'method="rk4"',
    });
    paths["s"]!.forEach((value, i) => expect(value).toBeCloseTo(i ** 2 / 2, 12));
  });
});

describe("variables", () => {
  test("are published under one spelling, and shown as written", () => {
    const { names, model } = readXmile(
      fileOf(
        `<aux name="Birth_Rate\\nof  Hares"><eqn>"größe + 1"</eqn><doc> Per year </doc></aux>
         <aux name="Größe + 1"><eqn>2</eqn></aux>`,
      ),
    );
    expect([...names]).toEqual([
      ["Birth Rate of Hares", "birth_rate_of_hares"],
      ["Größe + 1", "größe_+_1"],
    ]);
    expect(model.parts.get("birth_rate_of_hares")).toMatchObject({
      doc: "Per year",
      file: "model.xmile",
    });
  });

  test("that are plain numbers are parameters, which a run may set", () => {
    const found = readXmile(
      fileOf(
        `<stock name="s"><eqn>opening</eqn><outflow>gone</outflow></stock>
         <flow name="gone"><eqn>s * share</eqn></flow>
         <aux name="opening"><eqn>100</eqn></aux><aux name="share"><eqn>-.5 + 1</eqn></aux>
         <aux name="late"><eqn>DELAY(s, length)</eqn></aux><aux name="length"><eqn>1</eqn></aux>
         <aux name="Initial Time"><eqn>0</eqn></aux>`,
      ),
    );
    const parameters = build(found.model, found.build).parameters.map(({ id }) => id);
    // What a delay is built by cannot be set, nor Vensim's clock.
    expect(parameters).toEqual(["opening"]);
    expect(runOf(found, { opening: 8 })["s"]).toEqual([8, 4, 2, 1]);
  });

  test("with an equation for the start are read by it then, and by the other from then on", () => {
    const paths = pathsOf(
      `<stock name="s"><eqn>twice</eqn><inflow>f</inflow></stock>
       <flow name="f"><eqn>INIT(a)</eqn></flow>
       <aux name="a"><eqn>s + 1</eqn><init_eqn>5</init_eqn></aux>
       <aux name="twice"><eqn>2 * a</eqn></aux>`,
    );
    expect([paths["s"]![0], paths["a"]![0], paths["twice"]![0], paths["f"]![0]]).toEqual([10, 11, 22, 5]); // prettier-ignore
  });

  test("of modules are read through their connections", () => {
    const found = readXmile(
      fileOf(
        `<module name="Sub Model"><connect to="input" from=".root_out"/>
           <connect to=".root_in" from="Sub_Model.output"/></module>
         <aux name="root out"><eqn>3</eqn></aux><aux name="root in" access="input"/>
         <aux name="sum"><eqn>root_in + sub_model.own</eqn></aux>`,
        {
          more: `<model name="Sub Model"><variables>
            <module name="deep"><connect to="x" from="output"/></module>
            <aux name="input"><eqn>{connected}</eqn></aux>
            <aux name="output"><eqn>input * 10 + .root_out</eqn></aux>
            <aux name="own"><eqn>deep.y</eqn></aux></variables></model>
            <model name="deep"><variables><aux name="x"/><aux name="y"><eqn>x + 1</eqn></aux>
            </variables></model>`,
        },
      ),
    );
    const paths = runOf(found);
    expect(paths["sum"]![0]).toBe(33 + 34);
    expect(paths["root_in"]![0]).toBe(33);
    expect(found.names.get("Sub Model.output")).toBe("sub_model.output");
    expect(found.names.get("Sub Model.input")).toBe("sub_model.input");
  });

  test("elements and attributes of vendors are left out", () => {
    const paths = pathsOf(
      `<isee:aux name="x"><eqn>?</eqn></isee:aux><group name="g"><entity name="y"/></group>
       <aux name="y" isee:a="b"><eqn>1</eqn><isee:eqn>2</isee:eqn><isee:dimensions/></aux>`,
    );
    expect(paths).toEqual({ y: [1, 1, 1, 1] });
  });

  test("pauses are left out, and it is told", () => {
    const text = fileOf('<aux name="cash_left"><eqn>1</eqn><event_poster/></aux>');
    expect(readXmile(text).warnings).toEqual(['Messages and pauses of "cash left" are left out.']);
  });
});
