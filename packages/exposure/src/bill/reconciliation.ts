/** Why a bill differs from the list prices of its tokens, in the order in which it is told. */
export const REASONS = [
  "tier",
  "tierUnlisted",
  "free",
  "discount",
  "services",
  "withoutTokens",
  "unpriced",
  "ownKey",
  "paidAhead",
  "purchases",
  "credits",
  "taxes",
  "adjustments",
  "unexplained",
] as const;

/**
 * A reason for a difference. `tier`: batch, flex and the like, at the multiples we know.
 * `tierUnlisted`: a tier, such as priority, whose multiple we do not know. `free`: a quota without
 * charge. `discount`: the bill's own list price against what it charges. `services`: web searches
 * and other lines without tokens. `withoutTokens`: a cost line for tokens that the bill does not
 * count. `unpriced`: a model without a list price. `ownKey`: billed by the vendor, for a key of
 * one's own. `paidAhead`: covered by an earlier purchase. `purchases`, `credits`, `taxes`,
 * `adjustments`: lines of the bill that are no usage. `unexplained`: what is left.
 */
export type Reason = (typeof REASONS)[number];

/** Money of a provider's model, or of all of them, as measured: not scaled to a month. */
export interface ReconciledLine {
  /** Null for the total. */
  readonly provider: string | null;
  /** As the price list has it, else as the bill does; null for the total. */
  readonly model: string | null;
  /** Tokens on the bill at list prices of the standard tier, USD. */
  readonly estimatedUsd: number;
  /** What providers charged for the usage, before credits and taxes, USD: the cost in all figures. */
  readonly billedUsd: number;
  /** What the bill comes to with credits, taxes and purchases, without what another bill charges, USD. */
  readonly dueUsd: number;
  /** `dueUsd` less `estimatedUsd`. */
  readonly differenceUsd: number;
  /** Parts of the difference in the order of `REASONS`, without those of nothing; they add up to it. */
  readonly reasons: readonly { readonly reason: Reason; readonly usd: number }[];
}

/** What a bill comes to against the list prices of its tokens, and why. */
export interface Reconciliation {
  /** By the size of the difference, greatest first; they add up to `total` to the nano-dollar. */
  readonly rows: readonly ReconciledLine[];
  readonly total: ReconciledLine;
}

/** Exact money: a whole number of 10^-15 dollars, in which token counts times rates are whole. */
export type Femtos = bigint;

/** Sums of one model of one provider, before they are told. */
export class BillGroup {
  readonly provider: string;
  readonly model: string;
  readonly #parts = new Map<Reason, Femtos>();
  estimated: Femtos = 0n;
  billed: Femtos = 0n;
  due: Femtos = 0n;
  /** Cost lines that count no tokens, until it is known whether another export counts them. */
  bare: Femtos = 0n;
  /** Whether another export of the bill counts tokens with a price, or without one. */
  hasPricedTokens = false;
  hasUnpricedTokens = false;

  constructor(provider: string, model: string) {
    this.provider = provider;
    this.model = model;
  }

  /** Adds to the part of a reason. */
  add(reason: Reason, amount: Femtos): void {
    this.#parts.set(reason, (this.#parts.get(reason) ?? 0n) + amount);
  }

  /** Closes the group; throws when its parts are not the difference, which would be our fault. */
  close(): ClosedGroup {
    this.add(
      this.hasPricedTokens ? "unexplained" : this.hasUnpricedTokens ? "unpriced" : "withoutTokens",
      this.bare,
    );
    const sum = [...this.#parts.values()].reduce((all, part) => all + part, 0n);
    if (sum !== this.due - this.estimated) {
      throw new Error(`the parts of ${this.model}'s difference do not add up to it`);
    }
    const nanos = new Map([...this.#parts].map(([reason, part]) => [reason, toNanos(part)]));
    const [estimated, billed, due] = [this.estimated, this.billed, this.due].map(toNanos);
    // Rounding each part alone could leave the sum a billionth off.
    const others = [...nanos].reduce(
      (all, [reason, part]) => (reason === "unexplained" ? all : all + part),
      0n,
    );
    nanos.set("unexplained", due! - estimated! - others);
    const { provider, model } = this;
    return { provider, model, estimated: estimated!, billed: billed!, due: due!, parts: nanos };
  }
}

/** A group in whole nano-dollars. */
export interface ClosedGroup {
  readonly provider: string;
  readonly model: string;
  readonly estimated: bigint;
  readonly billed: bigint;
  readonly due: bigint;
  readonly parts: ReadonlyMap<Reason, bigint>;
}

/** Tells groups as lines with their total. */
export function reconciliationOf(groups: readonly ClosedGroup[]): Reconciliation {
  const size = ({ due, estimated }: ClosedGroup) =>
    due > estimated ? due - estimated : estimated - due;
  const sum = (pick: (group: ClosedGroup) => bigint) =>
    groups.reduce((all, group) => all + pick(group), 0n);
  const total = lineOf(null, null, {
    estimated: sum(({ estimated }) => estimated),
    billed: sum(({ billed }) => billed),
    due: sum(({ due }) => due),
    parts: new Map(REASONS.map((reason) => [reason, sum(({ parts }) => parts.get(reason) ?? 0n)])),
  });
  const rows = groups
    .toSorted((a, b) => {
      const [one, other] = [size(a), size(b)];
      if (one !== other) return one > other ? -1 : 1;
      return `${a.provider} ${a.model}` < `${b.provider} ${b.model}` ? -1 : 1;
    })
    .map((group) => lineOf(group.provider, group.model, group));
  return { rows, total };
}

function lineOf(
  provider: string | null,
  model: string | null,
  { estimated, billed, due, parts }: Omit<ClosedGroup, "provider" | "model">,
): ReconciledLine {
  return {
    provider,
    model,
    estimatedUsd: usd(estimated),
    billedUsd: usd(billed),
    dueUsd: usd(due),
    differenceUsd: usd(due - estimated),
    reasons: REASONS.flatMap((reason) => {
      const part = parts.get(reason) ?? 0n;
      return part === 0n ? [] : [{ reason, usd: usd(part) }];
    }),
  };
}

function toNanos(femtos: Femtos): bigint {
  const size = femtos < 0n ? -femtos : femtos;
  const rounded = (size + 500_000n) / 1_000_000n;
  return femtos < 0n ? -rounded : rounded;
}

// Through the decimal text, so that the nearest double is the one a reader of the text would get.
function usd(nanos: bigint): number {
  const size = (nanos < 0n ? -nanos : nanos).toString().padStart(10, "0");
  return Number(`${nanos < 0n ? "-" : ""}${size.slice(0, -9)}.${size.slice(-9)}`);
}
