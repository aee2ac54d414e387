import { exp, log } from "@faultline/engine";
import type { CompanyBooks } from "./company-books.ts";
import { you } from "./levers.ts";

/** The least of one thing that breaks a company, all else as in the scenario. */
export interface BreakingPoint {
  readonly id: "tokenPrice" | "sales" | "raise";
  readonly lever: string;
  /**
   * Value of the lever from which on at least the probability asked for is reached; null when even
   * its end does not do it, `unmoved` when the company is as likely to break as it stands.
   */
  readonly at: number | null | "unmoved";
  /** Probability of insolvency at the lever's end. */
  readonly atEnd: number;
}

/** A lever that is turned from where it stands to an end. */
interface Turned {
  readonly id: BreakingPoint["id"];
  readonly lever: string;
  readonly end: number;
  /** Whether equal steps are equal factors. */
  readonly isFactor: boolean;
  /** A lever that is on or off has nothing between. */
  readonly isSwitch?: true;
}

/** How near the least is found: within a hundredth of the way. */
const halvings = 7;

/** The levers that can break a company: a dearer token, lost sales, a raise that fails. */
function leversOf(books: CompanyBooks): readonly Turned[] {
  const hasSales = books.features.some(({ revenue }) => (revenue ?? 0) > 0);
  return [
    { id: "tokenPrice", lever: you.priceMultiple, end: 100, isFactor: true },
    ...(hasSales ? [{ id: "sales", lever: you.salesKept, end: 0, isFactor: false } as const] : []),
    ...(books.raise === null
      ? []
      : [{ id: "raise", lever: you.raiseKept, end: 0, isFactor: false, isSwitch: true } as const]),
  ];
}

/**
 * Reverse stress of a company: for each lever alone, the least turn that makes insolvency as likely
 * as asked for, by halving. Insolvency is taken to grow with the turn, which holds for prices; lost
 * sales that had cost more than they brought would help, and are then not called a break.
 *
 * @param insolvency probability of insolvency when a lever has a value, over the same futures
 */
export async function breakingPoints(
  books: CompanyBooks,
  probability: number,
  insolvency: (settings: Readonly<Record<string, number>>) => Promise<number>,
): Promise<readonly BreakingPoint[]> {
  if (books.cash === null) return [];
  const asItStands = await insolvency({});
  const points: BreakingPoint[] = [];
  for (const turned of leversOf(books)) {
    const { id, lever, end } = turned;
    const at = async (share: number): Promise<number> =>
      insolvency({ [lever]: valueOf(turned, share) });
    const atEnd = await at(1);
    if (asItStands >= probability) points.push({ id, lever, at: "unmoved", atEnd });
    else if (atEnd < probability) points.push({ id, lever, at: null, atEnd });
    else if (turned.isSwitch) points.push({ id, lever, at: end, atEnd });
    else {
      let [low, high] = [0, 1];
      for (let i = 0; i < halvings; i += 1) {
        const middle = (low + high) / 2;
        if ((await at(middle)) >= probability) high = middle;
        else low = middle;
      }
      points.push({ id, lever, at: valueOf(turned, high), atEnd });
    }
  }
  return points;
}

/** The lever's value a share of the way from 1, where all of them stand, to its end. */
function valueOf({ end, isFactor }: Turned, share: number): number {
  return isFactor ? exp(share * log(end)) : 1 + share * (end - 1);
}
