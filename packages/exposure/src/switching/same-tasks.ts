/** What one model took to do the shared tasks. */
export interface TaskRun {
  /** The run as its publisher calls it: a model may be run with several efforts. */
  readonly run: string;
  /** Day of the run, ISO. */
  readonly date: string;
  /** Provider and model as usage names them. */
  readonly provider: string;
  readonly model: string;
  readonly promptTokens: number;
  /** All output, hidden reasoning included. */
  readonly completionTokens: number;
  /** What the run was billed, USD. */
  readonly billedUsd: number;
}

/** Where the runs come from. */
export const SAME_TASKS_SOURCE = {
  title: "Aider polyglot benchmark, costs of its leaderboard runs",
  publisher: "Aider-AI/aider",
  licence: "Apache-2.0",
  period: "2025-05 to 2025-10",
} as const;

/**
 * Runs of one and the same set of coding tasks (225 of them, 224 in two runs) by different models,
 * those that tell tokens and a bill. `examples/aider` holds the published file they are taken from.
 */
export const SAME_TASKS: readonly TaskRun[] = [
  run("Qwen3 32B", "2025-05-08", "openrouter", "qwen/qwen3-32b", 317_591, 120_418, 0.7603),
  run(
    "claude-sonnet-4-20250514 (no thinking)",
    "2025-05-24",
    "anthropic",
    "claude-sonnet-4-20250514",
    3_460_663,
    433_373,
    15.8155,
  ),
  run(
    "claude-sonnet-4-20250514 (32k thinking)",
    "2025-05-24",
    "anthropic",
    "claude-sonnet-4-20250514",
    2_863_068,
    1_271_074,
    26.5755,
  ),
  run(
    "claude-opus-4-20250514 (no think)",
    "2025-05-25",
    "anthropic",
    "claude-opus-4-20250514",
    2_671_437,
    380_717,
    68.6253,
  ),
  run(
    "claude-opus-4-20250514 (32k thinking)",
    "2025-05-25",
    "anthropic",
    "claude-opus-4-20250514",
    2_567_514,
    363_142,
    65.7484,
  ),
  run(
    "gemini-2.5-flash-preview-05-20 (no think)",
    "2025-05-26",
    "gemini",
    "gemini-2.5-flash-preview-05-20",
    5_512_458,
    514_145,
    1.1354,
  ),
  run(
    "gemini-2.5-flash-preview-05-20 (24k think)",
    "2025-05-25",
    "gemini",
    "gemini-2.5-flash-preview-05-20",
    3_666_792,
    2_703_162,
    8.5625,
  ),
  run(
    "gemini-2.5-pro-preview-06-05 (default think)",
    "2025-06-06",
    "gemini",
    "gemini-2.5-pro-preview-06-05",
    2_751_296,
    4_142_197,
    45.5961,
  ),
  run(
    "gemini-2.5-pro-preview-06-05 (32k think)",
    "2025-06-06",
    "gemini",
    "gemini-2.5-pro-preview-06-05",
    2_719_961,
    4_648_227,
    49.8822,
  ),
  run(
    "DeepSeek R1 (0528)",
    "2025-06-06",
    "deepseek",
    "deepseek-reasoner",
    2_644_169,
    1_842_168,
    4.8016,
  ),
  run("o3 (high)", "2025-06-25", "openai", "o3", 3_148_932, 2_047_615, 21.2259),
  run("o3", "2025-06-25", "openai", "o3", 2_893_189, 1_154_767, 13.7517),
  run("o3 (high) + gpt-4.1", "2025-06-27", "openai", "o3", 1_306_877, 1_327_154, 17.5518),
  run("o3-pro (high)", "2025-06-28", "openai", "o3-pro", 2_372_636, 1_235_902, 146.3249),
  run("grok-4 (high)", "2025-07-11", "x-ai", "grok-4", 2_815_347, 3_411_480, 59.6182),
  run("Kimi K2", "2025-07-17", "openrouter", "moonshotai/kimi-k2", 2_355_141, 363_846, 1.2357),
  run(
    "gpt-oss-120b (high)",
    "2025-08-06",
    "openrouter",
    "openai/gpt-oss-120b",
    3_123_768,
    856_495,
    0.7406,
  ),
  run("gpt-5 (high)", "2025-08-23", "openai", "gpt-5", 2_675_561, 2_623_429, 29.0829),
  run("gpt-5 (medium)", "2025-08-25", "openai", "gpt-5", 2_827_261, 1_468_799, 17.693),
  run("gpt-5 (low)", "2025-08-25", "openai", "gpt-5", 2_534_059, 779_568, 10.3713),
  run(
    "DeepSeek-V3.2-Exp (Reasoner)",
    "2025-10-03",
    "deepseek",
    "deepseek-reasoner",
    2_191_446,
    1_645_129,
    1.3045,
  ),
  run(
    "DeepSeek-V3.2-Exp (Chat)",
    "2025-10-03",
    "deepseek",
    "deepseek-chat",
    2_266_868,
    573_477,
    0.8756,
  ),
];

function run(
  name: string,
  date: string,
  provider: string,
  model: string,
  promptTokens: number,
  completionTokens: number,
  billedUsd: number,
): TaskRun {
  return { run: name, date, provider, model, promptTokens, completionTokens, billedUsd };
}
