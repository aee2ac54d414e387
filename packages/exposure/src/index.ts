export { InputError, quoteValue } from "./input-error.ts";
export { nearestName, suggestName } from "./nearest.ts";
export { parseYaml, readYaml } from "./yaml-input.ts";
export type { CellValue, ResultRow, UsageDatabase, UsageFile } from "./port.ts";
export {
  createUsageTable,
  MAX_TOKENS_PER_RECORD,
  TOKEN_BUCKETS,
  type TokenBucket,
  type UsageRow,
} from "./canonical.ts";
export {
  type DisjointCounts,
  INCLUSION_RULES,
  type InclusionRule,
  type ReportedCounts,
  splitCounts,
} from "./inclusion-rules.ts";
export { type Detection, detectFormat, knownFormat, type UsageFormat } from "./detect.ts";
export type { RecordFormat } from "./importers/formats/format.ts";
export { FORMATS } from "./importers/formats/registry.ts";
export { draftMapping, type MappingDraft } from "./importers/draft-mapping.ts";
export { type Mapping, parseMapping } from "./importers/mapping.ts";
export type { Overlap } from "./importers/overlap.ts";
export type { Accounting } from "./importers/accounting.ts";
export {
  describeReject,
  type Reject,
  type RejectCount,
  type RejectKind,
  requireClean,
} from "./importers/rejects.ts";
export {
  type ImportedFile,
  type ImportResult,
  importUsage,
  type TableSource,
  type UsageSource,
} from "./importers/import-usage.ts";
export type {
  PriceBand,
  PriceCatalogue,
  PriceProvenance,
  PriceQuestion,
  PriceQuote,
  Rates,
} from "./prices/catalogue.ts";
export {
  GENAI_PRICES_OBSERVED,
  GENAI_PRICES_SOURCE,
  genaiCatalogue,
  modelsInCatalogue,
} from "./prices/genai-catalogue.ts";
export { withOverrides } from "./prices/overrides.ts";
export { parsePricesFile, type PriceOverride, pricesFileSchema } from "./prices/prices-file.ts";
export { type Vendor, vendorOf, VENDORS } from "./prices/vendor.ts";
export {
  type Pricing,
  priceUsage,
  type UnpricedModel,
  type UsedPrice,
} from "./prices/price-usage.ts";
export type { BillingMatch, UnmatchedNames } from "./company/billing-match.ts";
export type { JoinedBill } from "./bill/join-bills.ts";
export {
  type Reason,
  REASONS,
  type ReconciledLine,
  type Reconciliation,
} from "./bill/reconciliation.ts";
export type { Conversion } from "./currency/convert-currencies.ts";
export { type ExchangeRate, ExchangeRates } from "./currency/exchange-rates.ts";
export { readRatesFile } from "./currency/rates-file.ts";
export { type Company, parseCompany } from "./company/company.ts";
export { type CompanyDefault, companyDefaults } from "./company/defaults.ts";
export type { OutcomeLine, Outcomes } from "./economics/outcomes.ts";
export { type Profile, type ProfilePeriod, type ProfileRow, tokensOf } from "./profile/profile.ts";
export { buildProfile, type ProfileOptions } from "./profile/build-profile.ts";
export { DAYS_PER_MONTH, MIN_DAYS_FOR_A_MONTH } from "./profile/period.ts";
export {
  type BreakEven,
  breakEven,
  grossProfitAt,
  isUnderWaterAt,
  type MarginParts,
} from "./economics/break-even.ts";
export type { Name } from "./economics/allocation.ts";
export { requireMonthly, type Scaling, scalingOf } from "./economics/scaling.ts";
export { LADDER_MULTIPLES, type Rung } from "./economics/ladder.ts";
export {
  computeExposure,
  type Exposure,
  herfindahl,
  type LineItem,
  type LosingCustomer,
  type ReasoningCost,
  type VendorLine,
} from "./economics/exposure.ts";
export {
  type GroupKey,
  groupProfile,
  totalUsage,
  type UsageGroup,
} from "./profile/group-profile.ts";
export { detectTable } from "./pushdown/choose-plan.ts";
export type { RemoteColumn, RemoteRow, RemoteTable, TimeBounds } from "./pushdown/remote-table.ts";
export {
  parseProfileFile,
  PROFILE_FILE_START,
  profileFileText,
  type SavedProfile,
} from "./profile/profile-file.ts";
export {
  assessProfile,
  assessUsage,
  type Assessment,
  type AssessmentInput,
  saveProfile,
} from "./assess.ts";
export {
  type CompanyBooks,
  companyBooks,
  type CreditBooks,
  type FeatureBooks,
} from "./stress/company-books.ts";
export { you } from "./stress/levers.ts";
export { addCompany } from "./stress/you.ts";
export { type BreakingPoint, breakingPoints } from "./stress/breaking-points.ts";
export type { CreditCliff } from "./stress/credit-cliff.ts";
export type { Guess } from "./stress/action-books.ts";
export { type Hedge, hedgesFor } from "./stress/hedges.ts";
export { type HedgeSet, hedgeSets } from "./stress/hedge-sets.ts";
export type { HedgeResult } from "./stress/hedge-results.ts";
export { verdictMonths } from "./stress/horizon.ts";
export type { MarginAtRisk } from "./stress/margin-at-risk.ts";
export type { Fate } from "./stress/outcome-given.ts";
export { type Renewal, type Renewals, renewsWithin } from "./stress/renewals.ts";
export type { BreakEvenUtilisation, SelfHosting } from "./stress/self-hosting.ts";
export type { Spread } from "./stress/spread.ts";
export type { VendorFailure } from "./stress/vendor-failure.ts";
export { vendorNames } from "./stress/vendor-names.ts";
export type { VendorEvent, VendorView } from "./stress/vendor-view.ts";
export { type Cause, type Causes, type Frequency, frequencyOf } from "./stress/frequency.ts";
export {
  type CompanyStress,
  type FeatureStress,
  stressCompany,
  type StressRuns,
} from "./stress/stress.ts";
