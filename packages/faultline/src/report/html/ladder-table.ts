import type { Assessment } from "@faultline/exposure";
import { percent } from "../../terminal/numbers.ts";
import { multiple, nameOf } from "../words.ts";
import type { Html } from "./html.ts";
import { tableOf } from "./page-parts.ts";

/** What a multiple of all token prices does to the margin, and which features it sinks. */
export function ladderTable({ exposure }: Pick<Assessment, "exposure">): Html {
  return tableOf(
    [
      { title: "multiple", kind: "right" },
      { title: "gross margin", kind: "right" },
      { title: "under water", kind: "long" },
    ],
    exposure.ladder.map((rung) => [
      `×${multiple(rung.multiple)}`,
      rung.grossMargin === null ? "?" : percent(rung.grossMargin),
      rung.underWater.length === 0 ? "none" : rung.underWater.map(nameOf).join(", "),
    ]),
  );
}
