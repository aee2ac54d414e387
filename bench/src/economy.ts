import type { Graph } from "@faultline/engine";
import { buildEconomy } from "@faultline/economy";

/** The model that ships, all mechanisms on: what the figures without a number in their name run. */
export function shippedEconomy(): Graph {
  return buildEconomy().graph;
}
