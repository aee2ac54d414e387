import { scenarios, severities } from "@faultline/economy";
import { type Io, writeJson, writeLines } from "../io.ts";
import { blocks, field, heading } from "../terminal/listing.ts";

/** `faultline scenarios`: the futures one can ask for, and why they have the sizes they have. */
export function scenariosCommand(options: { readonly json?: boolean }, io: Io): void {
  if (options.json === true) {
    const items = scenarios.map((scenario) => ({ ...scenario, severities }));
    return writeJson(io, { items });
  }
  writeLines(
    io,
    blocks(
      scenarios.map((scenario) => [
        ...heading(io, scenario.name, scenario.title),
        ...field(io, "story", scenario.story),
        ...severities.flatMap((severity) => {
          const moves = Object.entries(scenario.settings[severity]).map(
            ([key, value]) => `${key} = ${JSON.stringify(value)}`,
          );
          const tail = scenario.tail.includes(severity) ? " (tail: beyond anything known)" : "";
          return field(io, severity, `${moves.join(", ") || "moves nothing"}${tail}`);
        }),
        ...field(io, "reasons", scenario.reasons),
        ...field(io, "essay", scenario.paragraphs.join(", ")),
      ]),
    ),
  );
}
