import { labelOf } from "../../results/labels.ts";
import type { SimulateResult } from "../../results/simulate-result.ts";
import { magnitude, ofHundred } from "../../terminal/numbers.ts";
import { assumptionTable, economyTables, factTable } from "./economy-tables.ts";
import { html } from "./html.ts";
import { again, pageOf, section } from "./page-parts.ts";

/** How many events stand at the top of the page. */
const headlineEvents = 3;

/**
 * The report of a simulation as one page of HTML, under the same terms as that of a stress test.
 *
 * @param command the command line that makes the same result
 */
export function simulatePage(economy: SimulateResult, command: string): string {
  const { title, scenario, severity, months, seed, modelVersion } = economy;
  // By probability, as the terminal lists them all and a first page cannot.
  const likeliest = Object.entries(economy.events)
    .toSorted(([, one], [, other]) => other.probability - one.probability)
    .slice(0, headlineEvents);
  return pageOf(
    `Simulation · ${title}`,
    html`<section class="board">
        <h1>${title}</h1>
        <p class="soft">
          Scenario ${scenario}${severity === null ? "" : `, ${severity}`}:
          ${economy.draws.toLocaleString("en")} futures of ${months} months from ${economy.from}, by
          what was known on ${economy.knowledgeDate}. Money conserved to
          ${magnitude(economy.conservation.worstResidual)}.
        </p>
        <p class="soft">${economy.story}</p>
        <p>What happens most often within ${months} months:</p>
        <ul class="numbers">
          ${likeliest.map(
            ([id, { probability }]) =>
              html`<li><b>${ofHundred(probability)} in 100</b>${labelOf(id)}</li> `,
          )}
        </ul>
        <p class="soft">
          Consequences of stated assumptions under this scenario, as of ${economy.knowledgeDate};
          not a forecast.
        </p>
      </section>
      ${section("The economy", economyTables(economy))}
      ${section("Assumptions", assumptionTable(economy))} ${section("Facts", factTable(economy))}
      ${again(command, `Faultline ${modelVersion}, seed ${seed}`)}`,
  );
}
