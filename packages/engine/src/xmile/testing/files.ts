import { build } from "../../graph/graph.ts";
import { blockSize } from "../../kernel/block.ts";
import { compile } from "../../kernel/compile.ts";
import { type XmileModel, readXmile } from "../read-xmile.ts";

/** What of a file is not as usual. */
export interface FileParts {
  readonly header?: string;
  /** What stands in `<sim_specs>`: from 0 to 3 in steps of 1 unless given. */
  readonly specs?: string;
  /** Attributes of `<sim_specs>`. */
  readonly attributes?: string;
  /** What stands behind the root model. */
  readonly more?: string;
}

/** A file of one model with these variables, which stand in line 5. */
export function fileOf(variables: string, parts: FileParts = {}): string {
  const { header = "", attributes = "", more = "" } = parts;
  const specs = parts.specs || "<start>0</start><stop>3</stop>";
  return [
    '<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">',
    `<header>${header}</header>`,
    `<sim_specs ${attributes}>${specs}</sim_specs>`,
    "<model><variables>",
    variables.replaceAll("\n", " "),
    "</variables></model>",
    more,
    "</xmile>",
  ].join("\n");
}

/** The first draw of every series of a model, by id. */
export function runOf(
  found: XmileModel,
  settings: Readonly<Record<string, number>> = {},
): Readonly<Record<string, readonly number[]>> {
  const kernel = compile(build(found.model, found.build));
  const block = kernel({ seed: 1, firstDraw: 0, months: found.samples, settings });
  return Object.fromEntries(
    Object.entries(block.series).map(([id, values]) => [
      id,
      Array.from({ length: found.samples }, (_, i) => values[i * blockSize]!),
    ]),
  );
}

/** The first draw of every series of a file with these variables. */
export function pathsOf(
  variables: string,
  parts: FileParts = {},
): Readonly<Record<string, readonly number[]>> {
  return runOf(readXmile(fileOf(variables, parts)));
}
