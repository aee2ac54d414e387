/** Something to be timed; gives the nanoseconds it took, by whatever clock is right for it. */
export type Timed = () => number | Promise<number>;

/** How often to measure: up to `rounds` rounds, no new one after `seconds`, but at least three. */
export interface Effort {
  readonly rounds: number;
  readonly seconds: number;
}

/**
 * Times contestants in alternated rounds, each once a round and in turned order every other round,
 * so that a machine that slows down or speeds up does so for all of them.
 */
export async function alternate<Name extends string>(
  contestants: Readonly<Record<Name, Timed>>,
  { rounds, seconds }: Effort,
): Promise<Record<Name, readonly number[]>> {
  const names = Object.keys(contestants) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >;
  const end = performance.now() + seconds * 1000;
  for (let round = 0; round < rounds; round += 1) {
    if (round >= 3 && performance.now() > end) break;
    for (const name of round % 2 === 0 ? names : names.toReversed()) {
      times[name].push(await contestants[name]());
    }
  }
  return times;
}

/** Nanoseconds that a task takes on this thread's clock. */
export async function timeOf(task: () => unknown): Promise<number> {
  const from = process.hrtime.bigint();
  await task();
  return Number(process.hrtime.bigint() - from);
}
