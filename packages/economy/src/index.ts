export {
  type Economy,
  type EconomyOptions,
  buildEconomy,
  modelVersion,
  origin,
} from "./economy.ts";
export type { Fact } from "./evidence/fact.ts";
export { facts } from "./evidence/facts.ts";
export type { FundedLab, Institutions } from "./institutions/institutions.ts";
export type { Mechanism } from "./mechanisms/mechanism.ts";
export { mechanisms } from "./mechanisms/mechanisms.ts";
export { publishedIds } from "./series.ts";
export type { Claim, FactChanges, Judgement, Verdict } from "./claims/claim.ts";
export { verdicts } from "./claims/claim.ts";
export { claims } from "./claims/claims.ts";
export { type NotJudged, notJudged } from "./claims/not-judged.ts";
export { type Scenario, type Severity, severities } from "./scenarios/scenario.ts";
export { scenarios } from "./scenarios/scenarios.ts";
export { type StartCheck, startChecks } from "./start-checks.ts";
export { type ScoredRow, type RivalScores, scoreOutcomes } from "./backtest/backtest.ts";
export { type KnownObservation, knownHistory } from "./backtest/known-history.ts";
export { type Observation, type SeriesKind } from "./backtest/observation.ts";
export { type Period, monthName, parsePeriod, periodForms, periodName } from "./backtest/period.ts";
export { fewestForTrend } from "./backtest/rivals.ts";
export {
  type OverallScores,
  type SeriesScores,
  summariseAll,
  summariseBySeries,
} from "./backtest/summarise-scores.ts";
export { knowledgeDateOf, knownPart } from "./vintages/known-by.ts";
export type { OwnFact } from "./vintages/own-facts.ts";
export {
  type AgeOfParameter,
  agesOfParameters,
  earliestStart,
  factsOfReadings,
  isUsedBy,
  latestStart,
  staleParameters,
} from "./vintages/vintage.ts";
export {
  type RollingScores,
  rollingOrigins,
  outcomesAfter,
  pastAt,
  scoreRollingOrigins,
} from "./backtest/rolling-origins.ts";
