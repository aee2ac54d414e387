import type { Company } from "../company/company.ts";
import type { UsageDatabase } from "../port.ts";
import { identifier, insertValues, literal, readText } from "../sql.ts";

/** Kinds of label that come from data. */
export type LabelKind = "feature" | "customer" | "model" | "provider";

/** The names a company file itself gives, which a profile may therefore show. */
export function namedLabels(company: Company): Record<LabelKind, ReadonlySet<string>> {
  const { revenue, fixedAi, reasoningShare, prices } = company;
  const shares = typeof reasoningShare === "object" ? reasoningShare : {};
  const fixed = typeof fixedAi === "object" ? fixedAi.features : {};
  return {
    feature: new Set([
      ...Object.keys(revenue?.features ?? {}),
      ...Object.keys(fixed),
      ...Object.keys(shares.features ?? {}),
    ]),
    customer: new Set(Object.keys(revenue?.customers ?? {})),
    model: new Set([...Object.keys(prices ?? {}), ...Object.keys(shares.models ?? {})]),
    provider: new Set(),
  };
}

/**
 * Fills the table `profile_label(kind, raw, shown)`: a label that the company names stays, any
 * other becomes `kind-` and the first hex digits of its SHA-256, more of them where four collide.
 */
export async function createLabelTable(
  db: UsageDatabase,
  named: Record<LabelKind, ReadonlySet<string>>,
  keepLabels: boolean,
): Promise<void> {
  await db.run("DROP TABLE IF EXISTS profile_label");
  await db.run(
    "CREATE TABLE profile_label (kind VARCHAR NOT NULL, raw VARCHAR NOT NULL, shown VARCHAR NOT NULL)",
  );
  const columns = [
    ["feature", "feature"],
    ["customer", "customer"],
    ["model", "model_raw"],
    ["provider", "provider"],
  ] as const;
  for (const [kind, column] of columns) {
    const rows = await db.all(
      `SELECT ${identifier(column)} AS raw, sha256(${identifier(column)}) AS hash FROM usage_cell
       WHERE ${identifier(column)} IS NOT NULL GROUP BY 1 ORDER BY 2`,
    );
    const labels = rows.map((row) => ({
      raw: readText(row["raw"]) ?? "",
      hash: readText(row["hash"]) ?? "",
    }));
    const shown = showLabels(kind, labels, named[kind], keepLabels);
    const values = [...shown].map(
      ([raw, label]) => `(${[kind, raw, label].map(literal).join(",")})`,
    );
    await insertValues(db, "profile_label", values);
  }
}

/** Chooses what is shown for each label; distinct labels are always shown distinct. */
export function showLabels(
  kind: LabelKind,
  labels: readonly { readonly raw: string; readonly hash: string }[],
  named: ReadonlySet<string>,
  keepLabels: boolean,
): Map<string, string> {
  const hidden = labels.filter(({ raw }) => raw === "" || (!keepLabels && !named.has(raw)));
  const taken = new Map<string, number>();
  for (const { hash } of hidden) {
    for (const prefix of prefixes(hash)) taken.set(prefix, (taken.get(prefix) ?? 0) + 1);
  }
  const pseudonym = (raw: string, hash: string) => {
    if (raw === "") return `(no ${kind})`;
    const unique = prefixes(hash).find(
      (prefix) => taken.get(prefix) === 1 && !named.has(`${kind}-${prefix}`),
    );
    return `${kind}-${unique ?? hash}`;
  };
  const isHidden = new Set(hidden.map((label) => label.raw));
  return new Map(
    labels.map(({ raw, hash }) => [raw, isHidden.has(raw) ? pseudonym(raw, hash) : raw]),
  );
}

function prefixes(hash: string): string[] {
  return [4, 8, 12, 16, 64].map((length) => hash.slice(0, length));
}
