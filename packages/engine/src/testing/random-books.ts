import { type Equation, eq, trait } from "../language/equation.ts";
import { down, earn, spend, up } from "../language/legs.ts";
import type { FlowOptions } from "../language/part-options.ts";
import type { Account, Institution, Leg, Parameter, Population } from "../language/parts.ts";
import { type Growth, offer } from "./growth.ts";

/** A claim of a lender on a borrower, both sides of it. */
interface Claim {
  readonly held: Account;
  readonly owed: Account;
}

/** Grows institutions, accounts and flows whose books cancel. */
export class BookGrower {
  private readonly growth: Growth;
  private readonly gpu: Parameter;
  private readonly cash: Account[] = [];
  private readonly claims: Claim[] = [];
  private readonly machines: Account[] = [];
  /** Share of a balance that further flows may pay out of an account that must not go below 0. */
  private readonly unspent = new Map<Account, number>();

  constructor(growth: Growth, gpu: Parameter) {
    this.growth = growth;
    this.gpu = gpu;
  }

  /** An institution, mostly with cash. */
  institution(over?: Population): Institution {
    const { model, name, choices } = this.growth;
    const institution = model.institution(name("institution"), over && { over });
    if (over !== undefined || choices.chance(0.9)) this.addCash(institution);
    return institution;
  }

  /** A loan, share or real asset; its institutions are among those that have cash. */
  account(): void {
    const { choices } = this.growth;
    const kind = choices.pick(["loan", "share", "equipment", "chips", "cash"] as const);
    const owner = choices.pick(this.cash).institution;
    if (kind === "cash") this.addCash(owner);
    else if (kind === "equipment") this.machines.push(this.add(owner, "asset", "real equipment"));
    else if (kind === "chips") this.addChips(owner);
    else this.addClaim(kind, owner);
  }

  /** A flow whose legs cancel. */
  flow(): void {
    const { choices } = this.growth;
    const kinds = [
      () => this.transfer(),
      () => this.issue(),
      () => this.twice(),
      ...(this.claims.length > 0
        ? [() => this.lend(), () => this.repay(), () => this.writeOff()]
        : []),
      ...(this.machines.length > 0 ? [() => this.wear(), () => this.buy()] : []),
    ];
    choices.pick(kinds)();
  }

  private addCash(institution: Institution): void {
    const { choices } = this.growth;
    const overdraft = choices.pick(["owed", "never"] as const);
    const account = this.add(institution, "asset", "cash", overdraft);
    this.cash.push(account);
    if (overdraft === "never") this.unspent.set(account, 0.9);
  }

  private addChips(institution: Institution): void {
    const { model, name, grower } = this.growth;
    const { gpu } = this;
    const chips = model.account(name("chips"), {
      institution,
      side: "asset",
      instrument: "real chips",
      unit: "GPU",
      overdraft: "owed",
      initial: eq`${gpu} * ${grower.share(institution.over)}`,
    });
    offer(this.growth, chips, eq`${chips} / ${gpu}`);
    const over = institution.over;
    model.flow(name("made"), {
      unit: "GPU/month",
      to: chips,
      books: [earn(institution)],
      ...(over && { over }),
      rate: eq`${gpu} * ${grower.share(over)} / month`,
    });
    model.flow(name("worn"), {
      unit: "GPU/month",
      from: chips,
      books: [spend(institution)],
      ...(over && { over }),
      rate: eq`0.05 * ${chips} / month`,
    });
  }

  private addClaim(instrument: "loan" | "share", debtor: Institution): void {
    const { choices } = this.growth;
    const holders = this.cash.filter(({ institution }) => {
      const { over } = institution;
      return institution !== debtor && (over === undefined || over === debtor.over);
    });
    if (holders.length === 0) return;
    // Shared names make one instrument of several claims.
    const issue = `${instrument} ${choices.pick(["a", "b"])}`;
    const held = this.add(choices.pick(holders).institution, "asset", issue);
    const side = instrument === "loan" ? "liability" : "equity";
    this.claims.push({ held, owed: this.add(debtor, side, issue) });
  }

  private add(
    institution: Institution,
    side: Account["side"],
    instrument: string,
    overdraft: "owed" | "never" = "owed",
  ): Account {
    const { model, name, choices, usd, grower, accounts } = this.growth;
    const { over } = institution;
    const share = grower.share(over);
    const own = over === undefined ? usd : trait(over, "wallet");
    const account = model.account(name("account"), {
      institution,
      side,
      instrument,
      overdraft,
      initial: choices.pick([eq`0`, eq`${usd} * ${share}`, eq`${own} * ${share}`]),
    });
    offer(this.growth, account, eq`${account} / ${usd}`);
    accounts.push(account);
    return account;
  }

  private transfer(): void {
    const { choices } = this.growth;
    const from = choices.pick(this.cash);
    const to = choices.pick(this.cash.filter((other) => fit(from, other)));
    const some = choices.chance(0.2) ? choices.pick([undefined, ...this.growth.populations]) : null;
    const over = from.over ?? to.over ?? some ?? undefined;
    this.put({ from, to, rate: this.rate([from], [to], over), ...(over && { over }) });
  }

  /** Claims on cash that its issuer owes, made out of nothing. */
  private issue(): void {
    const { choices } = this.growth;
    const to = choices.pick(this.cash);
    const issuers = this.cash.filter(({ institution }) => fit(to, { over: institution.over }));
    const issuer = choices.pick(issuers).institution;
    const owed = this.add(issuer, "liability", "cash");
    const books = [up(owed), ...(issuer === to.institution ? [] : [earn(to.institution)])];
    if (issuer !== to.institution) books.push(spend(issuer));
    const over = to.over ?? owed.over;
    this.put({ to, books, rate: this.rate([], [to], over), ...(over && { over }) });
  }

  /** A transfer that moves its amount twice. */
  private twice(): void {
    const { choices } = this.growth;
    const from = choices.pick(this.cash);
    const to = choices.pick(this.cash.filter((other) => fit(from, other)));
    const once: readonly Leg[] = [spend(from.institution), earn(to.institution)];
    const over = from.over ?? to.over;
    this.put({
      from,
      to,
      books: [...once, down(from), up(to), ...once],
      ...(over && { over }),
      rate: this.rate([from, from], [to, to], over),
    });
  }

  private lend(): void {
    const { choices } = this.growth;
    const { held, owed } = choices.pick(this.claims);
    const from = this.cashOf(held.institution);
    const to = this.cashOf(owed.institution);
    const over = from.over ?? to.over;
    const rate = this.rate([from], [to], over);
    this.put({ from, to, books: [up(held), up(owed)], rate, ...(over && { over }) });
  }

  private repay(): void {
    const { choices } = this.growth;
    const { held, owed } = choices.pick(this.claims);
    const from = this.cashOf(owed.institution);
    const to = this.cashOf(held.institution);
    const over = from.over ?? to.over;
    const rate = this.rate([from], [to], over);
    this.put({ from, to, books: [down(held), down(owed)], rate, ...(over && { over }) });
  }

  private writeOff(): void {
    const { held, owed } = this.growth.choices.pick(this.claims);
    const books = [down(held), down(owed), spend(held.institution), earn(owed.institution)];
    const over = held.over ?? owed.over;
    this.put({ books, rate: this.rate([], [], over), ...(over && { over }) });
  }

  private wear(): void {
    const from = this.growth.choices.pick(this.machines);
    const { institution, over } = from;
    const rate = eq`${from} * ${this.growth.grower.share(over)} * 0.2 / month`;
    this.put({ from, books: [spend(institution)], rate, ...(over && { over }) });
  }

  /** Equipment for cash: the seller earns, the buyer's worth stays. */
  private buy(): void {
    const { choices } = this.growth;
    const real = choices.pick(this.machines);
    const from = this.cashOf(real.institution);
    const to = choices.pick(this.cash.filter((other) => fit(from, other)));
    const over = from.over ?? to.over;
    const sold = from.institution === to.institution ? [up(real), earn(from.institution)] : null;
    this.put({
      from,
      to,
      books: sold ?? [up(real), earn(to.institution)],
      ...(over && { over }),
      rate: this.rate([from], [to], over),
    });
  }

  private cashOf(institution: Institution): Account {
    return this.growth.choices.pick(this.cash.filter((a) => a.institution === institution));
  }

  /** An amount that leaves no account that must not be overdrawn below zero. */
  private rate(
    payers: readonly Account[],
    payees: readonly Account[],
    over: Population | undefined,
  ): Equation {
    const { choices, grower, usd } = this.growth;
    const [payer] = payers;
    if (payer?.overdraft === "never") {
      const left = this.unspent.get(payer)!;
      this.unspent.set(payer, left / 2);
      const cells = payer.over === undefined ? (over?.cells ?? 1) : 1;
      const most = left / 2 / payers.length / cells;
      return eq`${most} * ${grower.share(over)} * max(${payer}, 0) / month`;
    }
    const mayFall = payees.every((payee) => payee.overdraft !== "never");
    const amount = mayFall && choices.chance(0.5) ? grower.bounded(over) : grower.share(over);
    return eq`${usd} * ${amount} / month`;
  }

  private put(options: FlowOptions): void {
    const { model, name, usd } = this.growth;
    const flow = model.flow(name("flow"), options);
    offer(this.growth, flow, eq`${flow} * month / ${usd}`);
  }
}

/** Whether one flow can move both: not cells of two populations. */
function fit(a: Pick<Account, "over">, b: Pick<Account, "over">): boolean {
  return a.over === undefined || b.over === undefined || a.over === b.over;
}
