import type { Company } from "./company/company.ts";
import { computeExposure, type Exposure } from "./economics/exposure.ts";
import { importUsage, type ImportResult, type UsageSource } from "./importers/import-usage.ts";
import { type Overlap, findOverlaps } from "./importers/overlap.ts";
import { requireClean } from "./importers/rejects.ts";
import type { UsageDatabase } from "./port.ts";
import type { PriceCatalogue } from "./prices/catalogue.ts";
import { genaiCatalogue } from "./prices/genai-catalogue.ts";
import { withOverrides } from "./prices/overrides.ts";
import { type Pricing, priceUsage } from "./prices/price-usage.ts";
import { buildProfile } from "./profile/build-profile.ts";
import type { Profile } from "./profile/profile.ts";

/** What is assessed, and how. */
export interface AssessmentInput {
  readonly sources: readonly UsageSource[];
  readonly company?: Company;
  /** Continues without corrupt records instead of failing on the first. */
  readonly allowRejects?: boolean;
  /** Shows every label as the data has it, for the user's own screen. */
  readonly keepLabels?: boolean;
  /** The bundled price list when left out. */
  readonly catalogue?: PriceCatalogue;
}

/** All that usage exports and a company file tell, short of the stress itself. */
export interface Assessment {
  readonly imported: ImportResult;
  /** Files that seem to tell of the same calls. */
  readonly overlaps: readonly Overlap[];
  readonly pricing: Pricing;
  readonly profile: Profile;
  readonly exposure: Exposure;
}

/**
 * Imports, prices, profiles and values usage in one go. Throws `InputError` for input the user can
 * mend.
 * @example
 * const { profile, exposure } = await assessUsage(db, { sources: [{ file }], company });
 */
export async function assessUsage(db: UsageDatabase, input: AssessmentInput): Promise<Assessment> {
  const company = input.company ?? {};
  const catalogue = withOverrides(
    input.catalogue ?? genaiCatalogue(),
    company.prices ?? {},
    "company file",
  );
  const imported = await importUsage(db, input.sources, catalogue);
  if (input.allowRejects !== true) requireClean(imported);
  const overlaps = await findOverlaps(
    db,
    imported.files.map((file) => file.name),
  );
  const pricing = await priceUsage(db, catalogue);
  const keepLabels = input.keepLabels ?? false;
  const profile = await buildProfile(db, imported, pricing, { company, keepLabels });
  return { imported, overlaps, pricing, profile, exposure: computeExposure(profile, company) };
}
