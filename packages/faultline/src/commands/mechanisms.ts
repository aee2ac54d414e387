import { buildEconomy, mechanisms } from "@faultline/economy";
import { type Io, writeJson, writeLines } from "../io.ts";
import { blocks, field, heading } from "../terminal/listing.ts";

/** `faultline mechanisms`: what moves the economy, and what speaks for and against each. */
export function mechanismsCommand(options: { readonly json?: boolean }, io: Io): void {
  const { graph } = buildEconomy();
  const items = mechanisms.map((mechanism) => {
    const { id, name, tier, paragraphs, essay, evidence, makes, ablation } = mechanism;
    const facts = mechanism.facts.map((fact) => fact.id);
    const parameters = graph.parameters.filter((p) => p.mechanism === id).map((p) => p.id);
    return { id, name, tier, paragraphs, essay, evidence, facts, parameters, makes, ablation };
  });
  if (options.json === true) return writeJson(io, { items });
  writeLines(
    io,
    blocks(
      items.map((item) => [
        ...heading(io, item.id, `${item.name} (${item.tier})`),
        ...field(io, "essay says", item.essay),
        ...field(io, "evidence", item.evidence),
        ...field(io, "paragraphs", item.paragraphs.join(", ") || "none: the essay leaves it out"),
        ...field(io, "facts", item.facts.join(", ")),
        ...field(io, "parameters", item.parameters.join(", ")),
        ...field(io, "makes", item.makes.join(", ") || "no published series of its own"),
        ...field(io, "without it", item.ablation),
      ]),
    ),
  );
}
