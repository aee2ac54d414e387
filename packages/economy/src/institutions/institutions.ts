import { type Model, type Slot, type Variable, eq, triangular, uniform } from "@faultline/engine";
import { type CloudCredits, cloudCredits, creditsAtStart } from "../contracts/cloud-credits.ts";
import { computePaid, contractPrice, contractRent } from "../contracts/discounted-compute.ts";
import { type EquityRound, equityRound } from "../contracts/equity-round.ts";
import { type RevolvingCredit, revolvingCredit } from "../contracts/revolving-credit.ts";
import { AN11, OA43, OA44, OA46 } from "../evidence/facts.ts";
import { fromFact } from "../evidence/from-fact.ts";
import { amazonOpening } from "./amazon.ts";
import { anthropicOpening } from "./anthropic.ts";
import { type Apps, apps } from "./apps.ts";
import type { Buyer } from "./buyer.ts";
import { type Capital, capital } from "./capital.ts";
import { type ComputeMarket, computeMarket } from "./compute-market.ts";
import { type Clouds, clouds } from "./clouds.ts";
import { consumers } from "./consumers.ts";
import { type Customers, customers } from "./customers.ts";
import { type Enterprises, enterprises } from "./enterprises.ts";
import { googleOpening } from "./google.ts";
import {
  type BuildOut,
  type Hyperscaler,
  aiCapexOf,
  buildOut,
  hyperscaler,
} from "./hyperscaler.ts";
import { type Incumbents, incumbents } from "./incumbents.ts";
import { labBooks } from "./lab-books.ts";
import { type Lab, lab } from "./lab.ts";
import { type Labour, labour } from "./labour.ts";
import { metaOpening } from "./meta.ts";
import { type Microsoft, microsoft } from "./microsoft.ts";
import { type Nvidia, nvidia } from "./nvidia.ts";
import { openaiOpening } from "./openai.ts";
import { type OfficeAssistant, officeAssistant } from "./office-assistant.ts";
import { type OpenHosts, openHosts } from "./open-hosts.ts";
import { type Outside, outside } from "./outside.ts";
import { type RightsHolders, rightsHolders } from "./rights-holders.ts";

/** A lab with the contracts that fund it. */
export interface FundedLab extends Lab {
  readonly round: EquityRound;
  /** 1 in a month in which a round is refused; mechanisms say when. */
  readonly roundRefused: Slot;
  /** Cash lost before financing, USD/month. */
  readonly cashBurn: Variable;
}

/** Everybody in the economy and the contracts between them, before any mechanism acts. */
export interface Institutions {
  readonly world: Outside;
  readonly market: ComputeMarket;
  readonly openHosts: OpenHosts;
  readonly capital: Capital;
  readonly microsoft: Microsoft;
  readonly google: Hyperscaler;
  readonly amazon: Hyperscaler;
  readonly meta: Hyperscaler;
  readonly buildOut: BuildOut;
  /** AI capital spending of the four firms, USD/month. */
  readonly aiCapex: Variable;
  readonly nvidia: Nvidia;
  readonly clouds: Clouds;
  readonly officeAssistant: OfficeAssistant;
  readonly openai: FundedLab;
  readonly anthropic: FundedLab;
  readonly apps: Apps;
  readonly customers: Customers;
  readonly enterprises: Enterprises;
  readonly consumers: Buyer;
  readonly incumbents: Incumbents;
  readonly labour: Labour;
  readonly rightsHolders: RightsHolders;
  readonly credits: CloudCredits;
  readonly revolver: RevolvingCredit;
  readonly contractPrice: ReturnType<typeof contractPrice>;
}

/** Founds the institutions and signs their contracts. */
export function institutions(model: Model): Institutions {
  const world = outside(model);
  const market = computeMarket(model);
  const money = capital(model, world);
  const around = customers(model);
  const companies = enterprises(model, around, world);
  const people = consumers(model, world);
  const staff = labour(model, world);
  const owners = rightsHolders(model);
  const creditsLeft = creditsAtStart(model);
  const building = buildOut(model);
  const cloud = microsoft(model, building, world, creditsLeft);
  const [google, amazon, meta] = [googleOpening, amazonOpening, metaOpening].map((opening) =>
    hyperscaler(model, opening, building, world),
  ) as [Hyperscaler, Hyperscaler, Hyperscaler];
  const chips = nvidia(model, [cloud, google, amazon, meta], building, world);
  const price = contractPrice(model);
  const openai = lab(model, openaiOpening(model, price, contractRent(price, market)), around);
  const anthropic = lab(model, anthropicOpening(model, market), around);
  const builders = apps(model, { openai, anthropic, world, capital: money, market, around });
  const bundlers = incumbents(model, { openai, anthropic, vendors: builders, companies });
  const counterparties = {
    world,
    capital: money,
    companies,
    consumers: people,
    labour: staff,
    rightsHolders: owners,
  };
  const holdings = {
    openai: labBooks(model, openai, {
      ...counterparties,
      otherApi: bundlers.openai,
      supplierCash: cloud.cash,
    }),
    anthropic: labBooks(model, anthropic, {
      ...counterparties,
      otherApi: bundlers.anthropic,
      supplierCash: market.cash,
    }),
  };
  const selling = clouds(model, {
    microsoft: cloud,
    google,
    amazon,
    openai,
    anthropic,
    market,
    around,
    companies,
  });
  const credits = cloudCredits(model, openai, cloud, creditsLeft);
  computePaid(model, openai, cloud.cash, eq`${credits.drawn}`);
  computePaid(model, anthropic, market.cash);
  const revolver = revolvingCredit(model, openai, money);
  const fade = around.growthFade;
  const openaiRound = equityRound(model, openai, money, holdings.openai.funds, fade, {
    valuation: fromFact(OA43),
    multiple: uniform(450, 500),
    facts: [OA43, OA44, OA46],
  });
  const anthropicRound = equityRound(model, anthropic, money, holdings.anthropic.funds, fade, {
    valuation: fromFact(AN11),
    multiple: triangular(350, 440, 800),
    facts: [AN11],
  });
  return {
    world,
    market,
    openHosts: openHosts(model, market, openai),
    capital: money,
    microsoft: cloud,
    google,
    amazon,
    meta,
    buildOut: building,
    aiCapex: aiCapexOf(model, [cloud, google, amazon, meta]),
    nvidia: chips,
    clouds: selling,
    officeAssistant: officeAssistant(model, cloud, companies),
    apps: builders,
    customers: around,
    enterprises: companies,
    consumers: people,
    incumbents: bundlers,
    labour: staff,
    rightsHolders: owners,
    credits,
    revolver,
    contractPrice: price,
    openai: funded(model, openai, openaiRound, credits.drawn),
    anthropic: funded(model, anthropic, anthropicRound),
  };
}

function funded(model: Model, one: Lab, round: EquityRound, credits?: Variable): FundedLab {
  const { id, file } = one.opening;
  const m = model.section(file);
  return {
    ...one,
    round,
    roundRefused: m.slot(`${id}.roundRefused`, {
      base: eq`0`,
      combine: "sum",
      doc: "1 in a month in which a round is refused",
    }),
    cashBurn: m.variable(
      `${id}.burn`,
      credits === undefined ? eq`${one.fundingNeed}` : eq`${one.fundingNeed} - ${credits}`,
      { unit: "USD/month", doc: "Cash lost before financing" },
    ),
  };
}
