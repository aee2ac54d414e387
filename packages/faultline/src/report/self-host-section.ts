import { type BreakEvenUtilisation, type SelfHosting, vendorNames } from "@faultline/exposure";
import { count, decimal, percent, range } from "../terminal/numbers.ts";

/** From which utilisation on machines of one's own pay, and what they would be used at. */
export function selfHostSentences(machines: SelfHosting | null): string[] {
  if (machines === null || machines.breakEven.length === 0) return [];
  const { gpus, copies, gpuHour, utilisation, breakEven, month } = machines;
  const [low, high] = [decimal(gpuHour.p05, 2), decimal(gpuHour.p95, 2)];
  return [
    `Own machines (${count(copies, "copy", "copies")} of an open model on ${gpus} GPUs, $${decimal(gpuHour.p50, 2)} ` +
      `an hour each, ${range(low, high)}) pay from this utilisation on, rent alone: ` +
      `${breakEven.map((one) => breakEvenWords(one, month)).join("; ")}. Reserved for your busiest ` +
      `hour they would run at ${percentSpread(utilisation)} on average. How well they do the work ` +
      "is not counted; speed, peak and tokens on another model are assumed unless told (hedges: " +
      "selfHost).",
  ];
}

function breakEvenWords({ vendor, today, stressed }: BreakEvenUtilisation, month: number): string {
  const whose = vendor === "other" ? "open models' hosts" : vendorNames[vendor];
  return `against ${whose} ${utilisationWords(today)} now, ${utilisationWords(stressed)} in month ${month}`;
}

/** Machines cannot be busy more than all the time. */
function utilisationWords(spread: SelfHosting["utilisation"]): string {
  return spread.p05 > 1 ? "never" : percentSpread(spread);
}

function percentSpread({ p05, p50, p95 }: SelfHosting["utilisation"]): string {
  const words = (share: number): string => (share > 1 ? "never" : percent(share));
  return `${words(p50)} (${range(words(p05), words(p95))})`;
}
