import { type Column, counted, type Finding } from "./columns.ts";

/** A count that a mapping can name. */
type Role =
  | "in_uncached"
  | "cache_read"
  | "cache_write_5m"
  | "cache_write_1h"
  | "out_visible"
  | "out_reasoning";

const ROLES: readonly Role[] = [
  "in_uncached",
  "cache_read",
  "cache_write_5m",
  "cache_write_1h",
  "out_visible",
  "out_reasoning",
];

const WORDS: Readonly<Record<Role, string>> = {
  in_uncached: "input",
  cache_read: "cached reads",
  cache_write_5m: "cache writes",
  cache_write_1h: "cache writes that live an hour",
  out_visible: "output",
  out_reasoning: "reasoning",
};

/** Fewest records in which a part must be above zero before sums prove anything about it. */
const FEWEST_PROOFS = 3;

type Counts = ReadonlyMap<Role, { readonly column: Column; readonly counts: readonly number[] }>;

/** Proposes the columns of tokens. What a total contains is asked, unless sums prove it. */
export function tokenFindings(columns: readonly Column[]): readonly Finding[] {
  const usable = new Map<Role, { column: Column; counts: readonly number[] }>();
  const findings: Finding[] = [];
  for (const role of ROLES) {
    const named = columns.filter((column) => roleOf(column) === role);
    const candidates = named.flatMap((column) => {
      const counts = column.counts();
      return counts === null ? [] : [{ column, counts }];
    });
    const [only] = candidates;
    if (only !== undefined && candidates.length === 1) usable.set(role, only);
    else if (candidates.length > 1) findings.push(whichOne(role, candidates));
    else if (named.length > 0 || role === "in_uncached" || role === "out_visible") {
      findings.push(noneOf(role, named));
    }
  }
  const totals = columns.filter(isTotal).flatMap((column) => {
    const counts = column.counts();
    return counts === null ? [] : [{ column, counts }];
  });
  return [
    ...findings,
    ...sideFindings(usable, totals, "input"),
    ...sideFindings(usable, totals, "output"),
  ];
}

function isCount(column: Column): boolean {
  const others =
    "cost price usd cents ms second seconds time latency rate char chars characters bytes " +
    "id limit max budget per ratio share percent pct hash text content type speed effort";
  return !column.has(...others.split(" "));
}

function isTotal(column: Column): boolean {
  return (
    isCount(column) && column.has("total") && column.has("tokens", "token") && !hasSide(column)
  );
}

function hasSide(column: Column): boolean {
  return column.has("input", "prompt", "output", "completion", "cached", "cache", "reasoning");
}

function roleOf(column: Column): Role | null {
  if (!isCount(column)) return null;
  const isMeasure = column.has("tokens", "token", "toks", "length", "len");
  if (column.has("reasoning", "thinking", "thought", "thoughts")) {
    return isMeasure ? "out_reasoning" : null;
  }
  if (column.has("cache", "cached", "caching")) return isMeasure ? cacheRole(column) : null;
  const bare = column.isNamed("input", "prompt", "output", "completion", "in", "out");
  if (!isMeasure && !bare) return null;
  if (column.has("input", "prompt", "context", "in", "uncached", "noncached")) return "in_uncached";
  const output = "output completion completions generated generation out response answer".split(
    " ",
  );
  return column.has(...output) ? "out_visible" : null;
}

function cacheRole(column: Column): Role {
  if (!column.has("write", "writes", "written", "creation", "create", "created")) {
    return "cache_read";
  }
  return column.has("1h", "hour") ? "cache_write_1h" : "cache_write_5m";
}

function whichOne(role: Role, candidates: readonly { readonly column: Column }[]): Finding {
  return {
    field: role,
    question: `which column counts the ${WORDS[role]} tokens of a record`,
    answers: candidates.map(({ column }) => ({
      if: column.quoted,
      yaml: [`${role}: ${column.source()}`],
    })),
  };
}

function noneOf(role: Role, named: readonly Column[]): Finding {
  const [first] = named;
  const seen =
    first === undefined
      ? `no column looks like ${WORDS[role]} tokens`
      : first.told.length === 0
        ? `${first.quoted} is empty in every record`
        : `${first.quoted} holds what is no token count`;
  return {
    field: role,
    question: `${seen}; which column counts the ${WORDS[role]}`,
    answers: [{ if: "there is one", yaml: [`${role}: { column: NAME }`] }],
  };
}

const SIDES = {
  input: { total: "in_uncached", parts: ["cache_read", "cache_write_5m", "cache_write_1h"] },
  output: { total: "out_visible", parts: ["out_reasoning"] },
} as const;

/** The lines of input or output: the total, and each part inside it, beside it or unclear. */
function sideFindings(
  usable: Counts,
  totals: readonly { readonly column: Column; readonly counts: readonly number[] }[],
  side: keyof typeof SIDES,
): Finding[] {
  const { total: role, parts } = SIDES[side];
  const total = usable.get(role);
  if (total === undefined) return parts.flatMap((part) => orphan(part, usable));
  const verdicts = parts.flatMap((part) => {
    const found = usable.get(part);
    return found === undefined ? [] : [{ part, ...found, ...verdictOf(part, usable, totals) }];
  });
  const inside = verdicts.filter((one) => one.inside === true).map((one) => one.part);
  const includes = inside.length === 0 ? "" : `, includes: [${inside.join(", ")}]`;
  const findings: Finding[] = [
    {
      field: role,
      yaml: `${role}: ${total.column.source(includes)}`,
      because:
        `its name, and whole counts in ${counted(total.column.told.length, "record")}` +
        emptyWords(total.column),
    },
  ];
  for (const { part, column, inside: verdict, because } of verdicts) {
    if (verdict !== null) {
      findings.push({ field: part, yaml: `${part}: ${column.source()}`, because });
      continue;
    }
    const own = `${part}: ${column.source()}`;
    const more = `, includes: [${[...inside, part].join(", ")}]`;
    findings.push({
      field: part,
      question:
        `does ${total.column.quoted} contain the ${WORDS[part]} of ${column.quoted}? ` +
        `${because}, so they are left out`,
      answers: [
        { if: "yes", yaml: [`${role}: ${total.column.source(more)}`, own] },
        { if: "no, they come on top", yaml: [own] },
      ],
    });
  }
  return findings;
}

function emptyWords(column: Column): string {
  const empty = column.values.length - column.told.length;
  return empty === 0 ? "" : `; it is empty in ${empty}, which an import refuses`;
}

function orphan(part: Role, usable: Counts): Finding[] {
  const found = usable.get(part);
  if (found === undefined) return [];
  return [
    {
      field: part,
      question: `${found.column.quoted} seems to count ${WORDS[part]}; is it inside the total above`,
      answers: [
        { if: "yes, and then the total takes", yaml: [`includes: [${part}]`] },
        { if: "in any case", yaml: [`${part}: ${found.column.source()}`] },
      ],
    },
  ];
}

/** Whether a part is inside its total (true), beside it (false), or the numbers do not tell. */
function verdictOf(
  part: Role,
  usable: Counts,
  totals: readonly { readonly column: Column; readonly counts: readonly number[] }[],
): { readonly inside: boolean | null; readonly because: string } {
  const { column, counts } = usable.get(part)!;
  const side = part === "out_reasoning" ? "out_visible" : "in_uncached";
  const total = usable.get(side)!;
  if (total.column.has("uncached", "noncached")) {
    return { inside: false, because: `the name of ${total.column.quoted} says that it holds none` };
  }
  const larger = counts.filter((count, index) => count > (total.counts[index] ?? 0)).length;
  if (larger >= FEWEST_PROOFS) {
    return {
      inside: false,
      because: `larger than ${total.column.quoted} in ${counted(larger, "record")}, so outside it`,
    };
  }
  for (const sum of totals) {
    const inside = provenBy(sum.counts, part, usable);
    if (inside === null) continue;
    const proofs = counts.filter((count) => count > 0).length;
    const words = inside ? "without it, so it is inside" : "only with it, so it comes on top";
    return {
      inside,
      because: `${sum.column.quoted} adds up ${words}; above 0 in ${counted(proofs, "record")}`,
    };
  }
  const nonzero = counts.filter((count) => count > 0).length;
  const seen =
    nonzero === 0
      ? `${column.quoted} is 0 in every record`
      : `no column of totals proves it in ${counted(nonzero, "record")} above 0`;
  return { inside: null, because: seen };
}

/**
 * Tries each part inside and beside its total, and tells of one part what all sums that fit agree
 * on; null when none fits, they disagree, or too few records have the part.
 */
function provenBy(sums: readonly number[], part: Role, usable: Counts): boolean | null {
  const ofInput = usable.get("in_uncached")?.counts;
  const ofOutput = usable.get("out_visible")?.counts;
  if (ofInput === undefined || ofOutput === undefined) return null;
  const parts = [...usable].filter(([role]) => role !== "in_uncached" && role !== "out_visible");
  if (usable.get(part)!.counts.filter((count) => count > 0).length < FEWEST_PROOFS) return null;
  const fits = new Set<boolean>();
  for (let choice = 0; choice < 1 << parts.length; choice++) {
    const beside = parts.filter((_, index) => ((choice >> index) & 1) === 1);
    const adds = sums.every((sum, row) => {
      const plain = (ofInput[row] ?? 0) + (ofOutput[row] ?? 0);
      return beside.reduce((all, [, { counts }]) => all + (counts[row] ?? 0), plain) === sum;
    });
    if (adds) fits.add(!beside.some(([role]) => role === part));
  }
  const [verdict] = fits;
  return fits.size === 1 && verdict !== undefined ? verdict : null;
}
