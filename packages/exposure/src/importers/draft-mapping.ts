import type { UsageDatabase, UsageFile } from "../port.ts";
import { type FileShape, shapeOf } from "../detect.ts";
import { Column, counted, type Finding } from "./draft/columns.ts";
import { labelFindings, moneyFindings, outcomeFindings } from "./draft/labels.ts";
import { type SampleTable, sampleTable } from "./draft/sample-table.ts";
import { timeFindings } from "./draft/times.ts";
import { tokenFindings } from "./draft/tokens.ts";

/** A mapping proposed for a table of no known format. */
export interface MappingDraft {
  /** The mapping as YAML: what is sure as lines with their reason, all else as questions. */
  readonly text: string;
  /** Fields that are mapped, each with what speaks for it. */
  readonly fields: readonly { readonly field: string; readonly because: string }[];
  /** What only its owner knows of the file. */
  readonly questions: readonly { readonly field: string; readonly question: string }[];
  /** Columns that no line and no question names. */
  readonly unused: readonly string[];
}

/**
 * Drafts a mapping from a table's header and its first records. Nothing is guessed in silence: each
 * line says why it is there, and what the file does not show is left as a question. Throws
 * `InputError` for a file that holds no records.
 * @example
 * const { text } = await draftMapping(db, file);
 * const mapping = parseMapping(text, "draft.yaml");
 */
export async function draftMapping(db: UsageDatabase, file: UsageFile): Promise<MappingDraft> {
  const shape = await shapeOf(file);
  return draftFrom(await sampleTable(db, file, shape), file.name, shape);
}

/** The same from records at hand. */
export function draftFrom(table: SampleTable, name: string, shape: FileShape): MappingDraft {
  const columns = table.columns.map((column) => new Column(column));
  const findings = [
    ...delimiterFinding(table, shape),
    ...timeFindings(columns),
    ...labelFindings(columns, table),
    ...tokenFindings(columns),
    ...moneyFindings(columns),
    ...outcomeFindings(columns),
  ];
  const lines = findings.map(linesOf);
  const unused = columns
    .filter((column) => !lines.some((text) => isIn(column, text)))
    .map((column) => column.quoted);
  const looked = table.isWhole
    ? `its ${counted(table.records, "record")}`
    : `its first ${counted(table.records, "record")}`;
  const head = [
    `# A mapping for ${oneLine(name)}, drafted from its header and ${looked}.`,
    "# Lines of `#?` ask what the file does not tell. To answer, take the `#` from a line below",
    "# it; a line takes the place of another for the same field. The rest may be deleted.",
  ];
  const tail = unused.length === 0 ? [] : [`# Not used: ${unused.join(", ")}`];
  return {
    text: `${[head.join("\n"), ...lines, ...tail].join("\n\n")}\n`,
    fields: findings.flatMap((one) =>
      "yaml" in one ? [{ field: one.field, because: one.because }] : [],
    ),
    questions: findings.flatMap((one) =>
      "question" in one ? [{ field: one.field, question: one.question }] : [],
    ),
    unused,
  };
}

function isIn(column: Column, text: string): boolean {
  return [column.source(), column.source(",").slice(0, -2)].some((source) => text.includes(source));
}

function delimiterFinding({ delimiter }: SampleTable, shape: FileShape): readonly Finding[] {
  if (shape !== "csv" || delimiter === ",") return [];
  const yaml = `delimiter: ${JSON.stringify(delimiter)}`;
  return [{ field: "delimiter", yaml, because: "the sign that parts the header most often" }];
}

function linesOf(finding: Finding): string {
  if ("yaml" in finding) return `# ${finding.because}\n${finding.yaml}`;
  const answers = finding.answers.flatMap(({ if: when, yaml }) => [
    `#? ${when}:`,
    ...yaml.map((line) => `# ${line}`),
  ]);
  return [`#? ${finding.question}${/[?]/.test(finding.question) ? "" : "?"}`, ...answers].join(
    "\n",
  );
}

// A line end in a file's name would end the comment.
function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u001F\u007F-\u009F\u2028\u2029]+/g, " ");
}
