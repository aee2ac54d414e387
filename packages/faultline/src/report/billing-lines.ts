import type { Assessment, BillingMatch, UnmatchedNames } from "@faultline/exposure";
import { count, decimal, dollars } from "../terminal/numbers.ts";
import { wrap } from "../terminal/text.ts";
import { listed } from "./words.ts";

/** Names that are told one by one. */
const mostNamed = 5;

/** Which customers and features only the billing export knows, or only the usage. */
export function billingLines({ billing }: Assessment, columns: number): string[] {
  if (billing === null) return [];
  const { customers, features, file } = billing;
  const texts = [...namesOf(customers, "customer", file), ...namesOf(features, "feature", file)];
  return texts.flatMap((text) => wrap(text, { columns, rest: "  " }));
}

/** How revenue was made of a billing export. */
export function billingRule(billing: BillingMatch): string {
  const { file, rule, rows, otherMonths, leftOut } = billing;
  const others = [
    ...(otherMonths > 0 ? [`${decimal(otherMonths)} of other months not counted`] : []),
    ...(leftOut > 0 ? [`${decimal(leftOut)} left out by \`where\``] : []),
  ];
  const told = [count(rows, "row"), ...others].join(", ");
  return `revenue: ${file}, ${rule} (${told})`;
}

function namesOf(names: UnmatchedNames | null, one: string, file: string): string[] {
  if (names === null) return [];
  const { withoutUsage, withoutBilling } = names;
  const idle = withoutUsage.map(({ name, revenue }) => `${name} (${dollars(revenue)} a month)`);
  const unpaid = withoutBilling.map(
    ({ name, tokenPricedAi }) => `${name} (${dollars(tokenPricedAi)})`,
  );
  return [
    ...(idle.length === 0
      ? []
      : [`billed without usage: ${count(idle.length, one)}: ${shortened(idle)}`]),
    ...(unpaid.length === 0
      ? []
      : [
          `not in ${file}, with their tokens' cost: ${count(unpaid.length, one)}: ${shortened(unpaid)}`,
        ]),
  ];
}

function shortened(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return listed([...names.slice(0, mostNamed), ...(more > 0 ? [`${decimal(more)} more`] : [])]);
}
