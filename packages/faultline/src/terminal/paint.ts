import { styleText } from "node:util";

/** Colours; each gives its text back unchanged where colour is off. */
export type Paint = Readonly<
  Record<"bold" | "dim" | "red" | "yellow" | "green" | "cyan", (text: string) => string>
>;

/** The colours of an output. */
export function paint(color: boolean): Paint {
  type Style = Parameters<typeof styleText>[0];
  // We have decided already; without the option newer Nodes look at stdout a second time.
  const style = (name: Style) => (text: string) =>
    color && text !== "" ? styleText(name, text, { validateStream: false }) : text;
  return {
    bold: style("bold"),
    dim: style("dim"),
    red: style("red"),
    yellow: style("yellow"),
    green: style("green"),
    cyan: style("cyan"),
  };
}

/**
 * Whether to colour an output. `FORCE_COLOR` decides first, as in Node itself, then `NO_COLOR`, and
 * else whether it is a terminal that can.
 */
export function wantsColor(
  env: Readonly<Record<string, string | undefined>>,
  isTty: boolean,
): boolean {
  const force = env["FORCE_COLOR"];
  if (force !== undefined) return force !== "0" && force !== "false";
  const no = env["NO_COLOR"];
  if (no !== undefined && no !== "") return false;
  return isTty && env["TERM"] !== "dumb";
}
