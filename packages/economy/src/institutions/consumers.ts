import type { Model } from "@faultline/engine";
import { type Buyer, buyer } from "./buyer.ts";
import type { Outside } from "./outside.ts";

/**
 * People who pay for a chat seat out of their own pocket. How many do follows the labs' users; what
 * they pay is small beside what they earn, so no budget binds.
 */
export function consumers(model: Model, world: Outside): Buyer {
  return buyer(model.section("institutions/consumers.ts"), {
    id: "consumers",
    doc: "People who pay for chat seats",
    world,
  });
}
