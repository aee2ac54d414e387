import { type Model, constant, eq, pulse, quantity, triangular } from "@faultline/engine";
import { profitShares } from "../contracts/capped-profit.ts";
import { OA44, OA47, OA48, OA49 } from "../evidence/facts.ts";
import type { Institutions } from "../institutions/institutions.ts";
import { never } from "./constants.ts";
import type { Mechanism } from "./mechanism.ts";

/**
 * M5. OpenAI's holders own a claim on capped profit, not shares. Profit, should there be any, runs
 * through a waterfall; and a round is worth what it is on the promise that the cap goes. When a
 * scenario has that fail, rounds are worth less and investors take note.
 */
export const cappedProfit: Mechanism = {
  id: "M5",
  name: "capped profit",
  tier: "shock",
  paragraphs: ["P18", "P19", "P20", "P21", "P22", "P23", "P24", "P25", "P26"],
  essay:
    "What is sold is a claim on profit that is capped, most of which goes to Microsoft first: of a " +
    "company that makes none it is a claim on nothing, so the cap must go before others pay.",
  evidence:
    "For: the cap and the waterfall are reported (OA48, OA49), and the round of 2024 may be " +
    "renegotiated if the cap stays (OA47). Against: it was filled at 150 billion all the same " +
    "(OA44); and the three quarters end once 13 billion are recouped, which the essay leaves out.",
  facts: [OA44, OA47, OA48, OA49],
  makes: [],
  ablation: "Profit stays with the lab, and no restructuring can fail.",
  add: (model: Model, at: Institutions) => {
    const m = model.section("mechanisms/capped-profit.ts", "M5");
    const { openai, microsoft, capital } = at;
    const fails = m.lever("restructuring.failMonth", constant(never), {
      unit: "month",
      doc: "Month in which it is known that the cap stays",
      facts: [OA47],
      assumption: "Never, unless a scenario sets it; the notes give two years.",
    });
    const worth = m.parameter("restructuring.worth", triangular(0.3, 0.6, 0.9), {
      doc: "Valuation with the cap over that without",
      facts: [OA48],
      assumption:
        "The round before, under the cap, was at 86 billion; growth since explains a part.",
    });
    const news = m.parameter("restructuring.news", triangular(0.1, 0.4, 0.8), {
      doc: "Log-odds of confidence lost on that news",
      assumption: "About as much as a refused round.",
    });
    const profit = m.variable(
      "openai.profit",
      eq`max(0, 0 - ${openai.fundingNeed} - ${openai.stockPay}) * ${openai.alive}`,
      { unit: "USD/month", doc: "Profit, 0 while the lab loses money" },
    );
    const received = (name: string, share: () => ReturnType<typeof eq>, doc: string) =>
      m.stock(`openai.received.${name}`, {
        unit: "USD",
        initial: eq`0`,
        change: () => eq`${profit} * (${share()})`,
        doc,
      });
    const toMicrosoft = received(
      "microsoft",
      () => shares.microsoft,
      "Profit that Microsoft has received since the start",
    );
    const toOthers = received(
      "others",
      () => shares.others,
      "Profit that the other holders have received since the start",
    );
    const shares = profitShares(eq`${toMicrosoft}`, eq`${toOthers}`);
    m.flow("openai.profitToMicrosoft", {
      from: openai.cash,
      to: microsoft.cash,
      rate: eq`${profit} * (${shares.microsoft})`,
      doc: "Microsoft's part of OpenAI's profit",
    });
    m.flow("openai.profitToOthers", {
      from: openai.cash,
      to: capital.fundsCash,
      rate: eq`${profit} * (${shares.others})`,
      doc: "Other holders' part of OpenAI's profit",
    });
    m.extend(openai.round.worth, "the cap stays", eq`if(time >= ${fails}, ${worth}, 1)`);
    m.extend(
      capital.marketNews,
      "the cap stays",
      eq`0 - ${pulse(news, fails, quantity(1, "month"))}`,
    );
  },
};
