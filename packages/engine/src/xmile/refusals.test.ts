import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { messageOf } from "../testing/evaluate.ts";
import { readXmile } from "./read-xmile.ts";
import { fileOf } from "./testing/files.ts";
import { XmileError } from "./xmile-error.ts";

describe("what cannot be read is refused in a sentence that names file, line and element", () => {
  const aux = (eqn: string) => `<aux name="an_x"><eqn>${eqn}</eqn></aux>`;
  test.each([
    [aux("1 +"), 'aux "an x": a value is missing before the end of "1 +"'],
    [aux("y"), 'aux "an x": "y" is not defined'],
    [aux("y.z"), 'aux "an x": "y.z" is not defined'],
    [aux("constructor"), 'aux "an x": "constructor" is not defined'],
    [aux("toString(1)"), 'aux "an x": "toString" is no function that can be read (macros and arrays are not read either)'], // prettier-ignore
    [aux("ABS"), 'aux "an x": the function "ABS" needs its arguments'],
    [aux("ABS(1, 2)"), 'aux "an x": ABS takes 1 argument, not 2'],
    [aux("SMTHN(1, 2)"), 'aux "an x": SMTHN takes 3 to 4 arguments, not 2'],
    [aux("SMTHN(1, 2, TIME)"), 'aux "an x": the number of stages of a delay or a smooth has to be a whole number from 1 to 1000 that does not change'], // prettier-ignore
    [aux("DELAY(1, TIME)"), 'aux "an x": the time of a DELAY must not change'],
    [aux("DELAY(1, 1e9)"), 'aux "an x": a DELAY of 1000000000 steps is not from 0 to 10000'],
    [`${aux("DELAY(1, a)")}<aux name="a"><eqn>b</eqn></aux><aux name="b"><eqn>a</eqn></aux>`, 'aux "an x": the time of a DELAY must not change'], // prettier-ignore
    [aux("NORMAL(0, 1)"), 'aux "an x": "NORMAL" draws random numbers, which cannot be read'],
    [aux("SELF"), 'aux "an x": "SELF" is not defined'],
    [aux("VSUM(a[1])"), 'aux "an x": at character 7 of "VSUM(a[1])", arrays and subscripts cannot be read'], // prettier-ignore
    [aux("{none}"), 'aux "an x": it has no equation'],
    [aux("an_x + 1"), 'aux "an x": it depends on itself at the same time: "an x" → "an x"'],
    [
      `${aux("fine + y")}<aux name="fine"><eqn>1 + 1</eqn></aux><aux name="y"><eqn>an_x</eqn></aux>`,
      'aux "an x": it depends on itself at the same time: "an x" → "y" → "an x"',
    ],
    [`${aux("y")}<aux name="y"><eqn>2 * an_x</eqn></aux>`, 'aux "an x": it depends on itself at the same time: "an x" → "y" → "an x"'], // prettier-ignore
    ['<stock name="s"><eqn>s2</eqn></stock><stock name="s2"><eqn>s</eqn></stock>', 'stock "s": its initial value depends on itself at the same time: "s" → "s2" → "s"'], // prettier-ignore
    ['<stock name="s"><eqn>1</eqn><inflow>f</inflow></stock>', 'stock "s": its flow "f" is not defined'], // prettier-ignore
    [`${aux("1")}<aux name="An X"><eqn>1</eqn></aux>`, 'aux "An X": there is another variable of that name'], // prettier-ignore
    ["<aux><eqn>1</eqn></aux>", "<aux>: it has no name"],
    ['<aux name="a"><eqn>1</eqn><eqn>2</eqn></aux>', 'aux "a": it has more than one <eqn>'],
    ['<aux name="a"><dimensions><dim name="d"/></dimensions><eqn>1</eqn></aux>', 'aux "a": arrays (<dimensions>) cannot be read'], // prettier-ignore
    ['<stock name="s"><eqn>1</eqn><conveyor><len>4</len></conveyor></stock>', 'stock "s": conveyors cannot be read'], // prettier-ignore
    ['<stock name="s"><eqn>1</eqn><queue/></stock>', 'stock "s": queues cannot be read'],
    ['<flow name="f"><eqn>1</eqn><non_negative>maybe</non_negative></flow>', '<non_negative>: "maybe" is neither true nor false'], // prettier-ignore
    ["<sector/>", "<sector>: <sector> cannot be read"],
    ['<module name="m"/>', 'module "m": the file has no <model> of that name'],
    [
      '<module name="m" resource="m.xmile"/>',
      'module "m": a module in another file cannot be read',
    ],
    ['<gf name="g"><xpts>0,1</xpts><ypts>0,1</ypts></gf><aux name="a"><eqn>g</eqn></aux>', 'aux "a": "g" is a graphical function and needs an argument'], // prettier-ignore
    ['<gf name="g"><xpts>0,1</xpts><ypts>0,1</ypts></gf><aux name="a"><eqn>g(1, 2)</eqn></aux>', 'aux "a": the graphical function "g" takes 1 argument'], // prettier-ignore
  ])("%s", (variables, problem) => {
    expect(messageOf(() => readXmile(fileOf(variables), { file: "m.xmile" }))).toBe(
      `m.xmile:5, ${problem}.`,
    );
  });

  test.each([
    [{ specs: "<start>0</start>" }, "m.xmile:3, <sim_specs>: <start> or <stop> is missing."],
    [{ specs: "<start>0</start><stop>x</stop>" }, 'm.xmile:3, <stop>: "x" is not a number.'],
    [{ specs: "<start>2</start><stop>1</stop>" }, "m.xmile:3, <sim_specs>: it stops at 1, before its start at 2."], // prettier-ignore
    [{ specs: "<start>0</start><stop>1</stop><dt>0</dt>" }, "m.xmile:3, <sim_specs>: <dt> is 0, not above 0."], // prettier-ignore
    [{ attributes: 'method="gear"' }, 'm.xmile:3, <sim_specs>: the method "gear" cannot be run.'],
    [{ header: "<includes/>" }, "m.xmile:2, <includes>: included files (<includes>) cannot be read."], // prettier-ignore
    [{ more: '<macro name="m" filter="stock"/>' }, 'm.xmile:7, macro "m": a macro that filters stocks or flows cannot be read.'], // prettier-ignore
    [{ more: '<model name="x"/><model name="X"/>' }, 'm.xmile:7, model "X": there is another <model> of that name.'], // prettier-ignore
    [{ more: '<model name="x"><variables><module name="x"><connect to="a" from="x.a"/></module><aux name="a"/></variables></model>' }, 'm.xmile:7, module "x": "x.a" is connected to itself.'], // prettier-ignore
    [{ more: '<model name="x"><sim_specs/></model>' }, 'm.xmile:7, model "x": a submodel with a <sim_specs> of its own cannot be read.'], // prettier-ignore
  ])("%j", (parts, message) => {
    expect(messageOf(() => readXmile(fileOf("", parts), { file: "m.xmile" }))).toBe(message);
  });

  test("a macro is named as one, even when it has the name of a function", () => {
    const text = fileOf(aux("ABS(1)"), { more: '<macro name="abs"><eqn>1</eqn></macro>' });
    expect(messageOf(() => readXmile(text))).toMatch(/"ABS" is a macro, and macros cannot be read/);
  });

  test("a file that is no model at all", () => {
    expect(messageOf(() => readXmile("<svg/>"))).toBe(
      "model.xmile:1: <svg> stands where <xmile> should.",
    );
    expect(messageOf(() => readXmile("<xmile><sim_specs/></xmile>"))).toBe(
      "model.xmile:1, <xmile>: the file has no <model>.",
    );
  });

  test("a file that ends early, wherever that is", () => {
    const url = new URL("fixtures/samples__teacup/teacup.xmile", import.meta.url);
    const whole = readFileSync(url, "utf8").trim();
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => readXmile(whole.slice(0, length)), `${length}`).toThrow(XmileError);
    }
    expect(readXmile(whole).samples).toBe(241);
  });
});
