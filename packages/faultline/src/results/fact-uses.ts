import {
  buildEconomy,
  claims,
  factsOfReadings,
  knownHistory,
  mechanisms,
  startChecks,
} from "@faultline/economy";

/** What uses a fact, by id. */
export interface FactUses {
  readonly parameters: readonly string[];
  readonly mechanisms: readonly string[];
  readonly claims: readonly string[];
  /** Figures of the start that are checked against it. */
  readonly checks: readonly string[];
  /** Series whose past it tells the rivals of a backtest. */
  readonly histories: readonly string[];
  /** Parameters it tells of when a run starts in another month. */
  readonly vintages: readonly string[];
}

/** Finds what uses each fact: parameters, mechanisms as context or counter-evidence, claims. */
export function factUses(): (id: string) => FactUses {
  const { graph } = buildEconomy();
  const naming = (parts: readonly Named[], id: string): readonly string[] => [
    ...new Set(
      parts.filter((part) => part.facts.some((fact) => fact.id === id)).map((part) => part.id),
    ),
  ];
  const checks = startChecks.map(({ what, facts }) => ({ id: what, facts }));
  const histories = knownHistory.map(({ series, facts }) => ({ id: series, facts }));
  const readings = factsOfReadings();
  return (id) => ({
    parameters: naming(graph.parameters, id),
    mechanisms: naming(mechanisms, id),
    claims: naming(claims, id),
    checks: naming(checks, id),
    histories: naming(histories, id),
    vintages: naming(readings, id),
  });
}

interface Named {
  readonly id: string;
  readonly facts: readonly { readonly id: string }[];
}

/** Whether nothing uses a fact. */
export function isUnused(uses: FactUses): boolean {
  return Object.values(uses).every((users: readonly string[]) => users.length === 0);
}

/** What uses a fact, in words. */
export function usesInWords(uses: FactUses): string {
  const { parameters, mechanisms: pages, claims: judged, checks, histories, vintages } = uses;
  const parts = [
    ["parameters", parameters],
    ["mechanisms", pages],
    ["claims", judged],
    ["checks", checks],
    ["rivals in a backtest of", histories],
    ["starts in other months of", vintages],
  ] as const;
  const told = parts.filter(([, users]) => users.length > 0);
  return told.map(([what, users]) => `${what} ${users.join(", ")}`).join("; ") || "nothing";
}
