import { type Model, type Parameter, constant, eq, triangular } from "@faultline/engine";
import { LB05, OA35, ST04 } from "../evidence/facts.ts";
import { pointOf, valueIn } from "../evidence/from-fact.ts";
import type { FundedLab, Institutions } from "../institutions/institutions.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M14. Jobs go twice: cut elsewhere while AI is bought, and at labs and app companies when it turns.
 * The cuts take pay from employees; they are fed back into nothing else.
 */
export const jobs: Mechanism = {
  id: "M14",
  name: "jobs",
  tier: "modifier",
  paragraphs: ["P9", "P85", "P95", "P96", "P97", "P113"],
  essay:
    "Cuts elsewhere pay for AI while it lasts, and many thousands more are let go when it turns.",
  evidence:
    "For: employers named AI as the reason for some 7,000 cuts in eight months (LB05). Against: that " +
    "is about a fifteenth of the cuts at technology firms, which fell from the year before.",
  facts: [LB05, OA35, ST04],
  makes: ["jobs.cut"],
  ablation: "Nothing but this count and the pay lost with it is gone.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/jobs.ts", "M14");
    const { aiCapex, clouds, apps, openai, anthropic, buildOut, labour } = at;
    const cuts = pointOf(LB05, 1 / 8);
    const named = m.parameter("jobs.named", triangular(0.6 * cuts, cuts, 4 * cuts), {
      unit: "person/month",
      doc: "Jobs cut a month for AI's sake at the start",
      facts: [LB05],
      assumption: "The United States alone, and employers that say so; at most four times as many.",
    });
    const staff = m.parameter("jobs.appStaff", triangular(40e3, 90e3, 250e3), {
      unit: "person",
      doc: "People who work at app companies at the start",
      facts: [ST04],
      assumption: "1,812 companies newly funded in 2023, a few years of them, with 20 people each.",
    });
    const labStaff = m.parameter("jobs.labStaff", triangular(0.6, 0.8, 1), {
      doc: "Share of a lab's people who are let go when it defaults",
      facts: [OA35],
      assumption: "The rest is taken over with what the lab has built.",
    });
    const [openaiStaff, anthropicStaff] = [
      m.parameter("jobs.openaiStaff", constant(valueIn(OA35, "2024-09")), {
        unit: "person",
        doc: "People who work at OpenAI at the start",
        facts: [OA35],
      }),
      m.parameter("jobs.anthropicStaff", constant(600), {
        unit: "person",
        doc: "People who work at Anthropic at the start",
        assumption: "About a third of OpenAI's; not re-read.",
      }),
    ];
    const goneBefore = m.lag("jobs.goneBefore", apps.failedShare, { initial: eq`0` });
    // A series reads lags as they are at the month's end, so the month's cuts are a variable.
    const atApps = m.variable(
      "jobs.atApps",
      eq`${staff} * max(0, ${apps.failedShare} - ${goneBefore}) / month`,
      { unit: "person/month", doc: "Jobs that go with app companies" },
    );
    const people = (lab: FundedLab, staffed: Parameter) => {
      const aliveBefore = m.lag(`jobs.${lab.opening.id}AliveBefore`, lab.alive, {
        initial: eq`1`,
      });
      return eq`${staffed} / month * ${labStaff} * (${aliveBefore} - ${lab.alive})`;
    };
    // What a race adds is paid for by people, as it comes: its growth is a month's cuts.
    const race = m.variable(
      "jobs.race",
      eq`${aiCapex} * max(0, 1 - 1 / max(${buildOut.carriedOut}, 0.001)) / ${labour.costOfOne}`,
      { unit: "person", doc: "Jobs that would pay for what is spent beyond the plan" },
    );
    const raceBefore = m.lag("jobs.raceBefore", race, { initial: eq`${race}` });
    m.extend(
      labour.cutElsewhere,
      "for AI, and with app companies",
      eq`${named} * ${clouds.aiDemand} + max(0 * ${race}, ${race} - ${raceBefore}) / month
        + ${atApps}`,
    );
    m.extend(
      labour.cutAtLabs,
      "defaults",
      eq`${people(openai, openaiStaff)} + ${people(anthropic, anthropicStaff)}`,
    );
    m.series("jobs.cut", labour.cut, {
      unit: "person/month",
      doc: "Jobs cut for AI's sake, and at labs and app companies that fail",
    });
    m.series("jobs.cutAtFailures", eq`${atApps} + ${labour.cutAtLabs}`, {
      unit: "person/month",
      doc: "Those of them that go with labs and app companies that fail",
    });
    m.series("labour.payLost", labour.payLost, {
      unit: "USD/month",
      doc: "Pay lost with jobs cut at others than the labs, until people find new ones",
    });
  },
};
