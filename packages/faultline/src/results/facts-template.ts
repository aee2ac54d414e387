import {
  type AgeOfParameter,
  type Economy,
  agesOfParameters,
  knowledgeDateOf,
} from "@faultline/economy";
import { type Distribution, type Parameter, formatUnit } from "@faultline/engine";

/**
 * A facts file to fill in: one entry for each start value of a month, oldest first, with the range
 * the run would otherwise take. Every line is a comment, so that the file says nothing until somebody
 * does.
 */
export function factsTemplate({ graph }: Economy, from: string): string[] {
  const ages = agesOfParameters(from).toSorted((a, b) => b.months - a.months);
  return [
    `# Facts for an economy that starts in ${from}, published by ${knowledgeDateOf(from)}.`,
    "# Take the # from the lines of a fact you know, give it an id and its source, and run",
    `#   faultline simulate --from ${from} --facts THIS_FILE`,
    "# value: one number, [low, high] or [low, likeliest, high].",
    "facts:",
    ...ages.flatMap((age) => {
      const parameter = graph.parameters.find(({ id }) => id === age.id);
      return parameter === undefined ? [] : entry(parameter, age, from);
    }),
  ];
}

function entry(parameter: Parameter, { asOf, months }: AgeOfParameter, from: string): string[] {
  const age = months === 0 ? "" : `, ${months} months old and widened`;
  return [
    "",
    `  # ${parameter.doc}; last known of ${asOf}${age}.`,
    "  # - id: my-source",
    `  #   sets: ${parameter.id}`,
    `  #   title: ${parameter.doc.split(/[,;.]/)[0]}`,
    `  #   value: ${numbersOf(parameter.distribution)}`,
    `  #   unit: "${formatUnit(parameter.unit)}"`,
    `  #   asOf: ${from}`,
    `  #   published: ${knowledgeDateOf(from)}`,
    "  #   source: { title: TITLE, publisher: PUBLISHER, date: YYYY-MM-DD, address: https://… }",
  ];
}

function numbersOf(d: Distribution): string {
  const round = (x: number): string => String(Number(x.toPrecision(3)));
  switch (d.kind) {
    case "constant":
      return round(d.value);
    case "triangular":
      return `[${[d.low, d.mode, d.high].map(round).join(", ")}]`;
    case "uniform":
      return `[${[d.low, d.high].map(round).join(", ")}]`;
    case "lognormal":
      return round(d.median);
    default:
      return "NUMBER";
  }
}
