import { type Distribution, constant, triangular, uniform } from "@faultline/engine";

/** A wide range for a trait of which nothing had been published, and why that wide. */
export interface Prior {
  readonly value: Distribution;
  readonly why: string;
}

const prior = (value: Distribution, why: string): Prior => ({ value, why });
const share = "A share; nothing published narrowed it.";
const unmeasured = "Nothing had been measured.";

/**
 * For a run that starts before the facts behind a parameter were published: what could be said
 * without them, by parameter. No later figure enters; each is an assumption and shown as one.
 */
export const priors: Readonly<Record<string, Prior>> = {
  "openai.account": prior(uniform(0, 1), "Where between the low and the high account of costs."),
  "openai.apiMargin": prior(triangular(0.2, 0.5, 0.8), "Of software's margins and well below."),
  "openai.partnerShare": prior(triangular(0.1, 0.2, 0.3), "As resellers of software keep."),
  "openai.userCeiling": prior(triangular(0.3e9, 1e9, 2e9), "As the large networks have users."),
  "anthropic.apiShare": prior(uniform(0.7, 1), "It sold to developers first."),
  "anthropic.servingShare": prior(triangular(0.3, 0.7, 1.5), unmeasured),
  "anthropic.onAmazon": prior(uniform(0.2, 0.8), "Between the two clouds that own a part of it."),
  "anthropic.partnerShare": prior(triangular(0.05, 0.15, 0.3), "As resellers of software keep."),
  "apps.birthRate": prior(
    triangular(0.003, 0.02, 0.06),
    "From a few in a hundred a year to doubling.",
  ),
  "apps.burnShare": prior(triangular(0.2, 0.6, 2), "As young software firms burn."),
  "apps.fundingCover": prior(triangular(0.4, 0.85, 1.2), unmeasured),
  "apps.youngShare": prior(
    triangular(0.4, 0.7, 0.95),
    "The labs' interfaces had been open for a year or two.",
  ),
  "capex.cut": prior(triangular(0.1, 0.3, 0.5), "As capital spending falls in downturns."),
  "capex.cutTime": prior(triangular(3, 6, 12), "Orders are placed two to four quarters ahead."),
  "capex.toConfidence": prior(triangular(0.1, 0.6, 1.5), unmeasured),
  "capex.wanted": prior(triangular(0.3, 1, 2.5), "A dollar a year for one spent, or well off it."),
  "confidence.promised": prior(
    triangular(0.02, 0.06, 0.13),
    "From doubling in three years to fourfold in one.",
  ),
  "confidence.unrest": prior(triangular(0.03, 0.1, 0.25), unmeasured),
  "copilot.officeSeats": prior(uniform(300e6, 420e6), "Office licences sold to firms, about."),
  "credits.share": prior(triangular(0.4, 0.65, 0.9), share),
  "customers.growthFade": prior(
    triangular(0.01, 0.035, 0.08),
    "Growth halves in one to six years.",
  ),
  "customers.intensityGrowth": prior(triangular(0, 0.02, 0.06), unmeasured),
  "efficiency.hoursDrift": prior(
    triangular(-0.6, -0.35, -0.05),
    "As computing got cheaper, and faster.",
  ),
  "efficiency.listCut": prior(
    triangular(-0.3, 0.35, 0.67),
    "The first cut was of two thirds (TK30); a dearer model may follow, as one did (TK01).",
  ),
  "efficiency.listMonths": prior(
    triangular(4, 9, 24),
    "The first list stood for two years (TK30).",
  ),
  "efficiency.rentDrift": prior(
    triangular(-0.5, -0.25, 0.1),
    "Rents of chips fall; a shortage may hold them.",
  ),
  "efficiency.rentFloor": prior(
    triangular(0.8, 1.5, 2.2),
    "What a card costs over its life, about.",
  ),
  "efficiency.sameDrift": prior(
    triangular(-0.9, -0.6, -0.2),
    "As computing got cheaper, and faster.",
  ),
  "fates.givenAway": prior(
    triangular(0.1, 0.5, 0.9),
    "What is new in software is bundled before long, or not.",
  ),
  "hyperscalers.ceiling": prior(triangular(0.5, 0.75, 0.95), share),
  "hyperscalers.life": prior(
    triangular(48, 72, 140),
    "Servers four or five years, buildings decades.",
  ),
  "jobs.labStaff": prior(triangular(0.5, 0.75, 1), share),
  "jobs.named": prior(triangular(0, 300, 3500), "Hardly any employer named AI as a reason."),
  "knockOn.toPrice": prior(triangular(0.003, 0.02, 0.07), unmeasured),
  "market.a100AtStart": prior(triangular(1.1, 1.9, 4), "Between independent clouds and list."),
  "nvidia.grossMargin": prior(uniform(0.6, 0.75), "Of its past years' reports."),
  "nvidia.leadTime": prior(triangular(2, 6, 14), "A shortage, which may last."),
  "nvidia.share": prior(uniform(0.3, 0.5), "Chips are less than half of a data centre."),
  "pilots.begun": prior(triangular(0.01, 0.05, 0.15), unmeasured),
  "pilots.dropped": prior(
    triangular(0.005, 0.025, 0.08),
    "Of projects of new technology, most are dropped.",
  ),
  "plateau.wear": prior(triangular(0.01, 0.05, 0.12), unmeasured),
  "reasoning.premium": prior(triangular(1, 3, 8), "A dearer kind of model was not on sale."),
  "restructuring.failMonth": prior(constant(9999), "Never, unless a scenario sets it."),
  "restructuring.worth": prior(triangular(0.2, 0.6, 0.95), unmeasured),
  "revolver.rate": prior(uniform(0.003, 0.006), "Short rates of the time and above."),
  "roundTrip.anthropic": prior(triangular(0.2, 0.7, 0.9), share),
  "runway.roundSize": prior(
    triangular(9, 18, 30),
    "As young firms raise: for one to two and a half years.",
  ),
  "runway.seekAt": prior(triangular(6, 12, 20), "As young firms raise: a year ahead."),
  "subsidy.highest": prior(triangular(3, 7, 25), unmeasured),
};
