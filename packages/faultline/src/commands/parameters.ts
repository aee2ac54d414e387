import { buildEconomy } from "@faultline/economy";
import { describeDistribution, formatUnit } from "@faultline/engine";
import { type Io, writeJson, writeLines } from "../io.ts";
import { parseStart } from "../options/ensemble-options.ts";
import { amountOf } from "../results/display.ts";
import { blocks, field, heading } from "../terminal/listing.ts";

/** The numbers in a description, shortened: `16666666.666666666` to `16.7 m`. */
function humanNumbers(text: string): string {
  const { amount } = amountOf("");
  return text.replaceAll(/\d+(?:\.\d+)?(?:e[+-]?\d+)?/g, (number) => amount(Number(number)).trim());
}

/** Of which start to list the parameters. */
export interface ParametersOptions {
  readonly from?: string;
  readonly facts?: string;
  readonly json?: boolean;
}

/** `faultline parameters`: every number that `--set` and a scenario can move. */
export function parametersCommand(options: ParametersOptions, io: Io): void {
  const items = buildEconomy(parseStart(options, io)).graph.parameters.map((parameter) => {
    const { id, role, doc, mechanism = null, assumption = null } = parameter;
    const unit = formatUnit(parameter.unit);
    const distribution = describeDistribution(parameter.distribution);
    const facts = parameter.facts.map((fact) => fact.id);
    return { id, role, unit, doc, distribution, facts, assumption, mechanism };
  });
  if (options.json === true) return writeJson(io, { items });
  writeLines(
    io,
    blocks(
      items.map((item) => [
        ...heading(io, item.id, item.doc),
        ...field(
          io,
          item.role,
          `${humanNumbers(item.distribution)}${item.unit === "1" ? "" : ` ${item.unit}`}`,
        ),
        ...field(io, "facts", item.facts.join(", ")),
        ...field(io, "assumed", item.assumption ?? ""),
        ...field(io, "mechanism", item.mechanism ?? ""),
      ]),
    ),
  );
}
