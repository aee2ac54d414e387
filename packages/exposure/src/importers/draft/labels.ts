import { type Column, counted, type Finding } from "./columns.ts";
import type { SampleTable } from "./sample-table.ts";

const YES_OR_NO =
  /^(true|false|t|f|yes|no|y|n|1|0|success|succeeded|passed|pass|ok|failure|failed|fail|error)$/i;

/** Proposes id, model, provider, feature, customer, tier and number of calls, or asks. */
export function labelFindings(columns: readonly Column[], table: SampleTable): readonly Finding[] {
  const texts = columns.filter((column) => column.told.length > 0);
  return [
    ...idFindings(texts, table),
    providerFinding(texts),
    modelFinding(texts),
    groupFinding("feature", texts, [
      ["feature", "use case", "usecase", "faultline feature"],
      [
        "feature",
        "app",
        "application",
        "service",
        "workflow",
        "product",
        "project",
        "team",
        "task",
        "operation",
        "endpoint",
        "agent",
        "tag",
        "environment",
      ],
    ]),
    groupFinding("customer", texts, [
      ["customer", "customer id", "customer name", "tenant", "tenant id", "faultline customer"],
      [
        "customer",
        "tenant",
        "account",
        "client",
        "user",
        "organization",
        "organisation",
        "org",
        "workspace",
        "email",
      ],
    ]),
    ...tierFindings(texts),
    requestsFinding(texts),
  ];
}

function idFindings(columns: readonly Column[], table: SampleTable): readonly Finding[] {
  const isUnique = (column: Column) =>
    column.told.length === table.records && column.distinct === table.records;
  const ids =
    "id uuid guid request_id call_id event_id generation_id completion_id message_id log_id";
  const names = ids.split(" ").map((name) => name.replace("_", " "));
  const named = columns.filter((column) => column.isNamed(...names));
  const seen = table.isWhole ? "all" : "the first";
  const found = named.find(isUnique);
  if (found !== undefined) {
    return [
      {
        field: "id",
        yaml: `id: ${found.source()}`,
        because:
          `another in each of ${seen} ${counted(table.records, "record")}; ` +
          "one that comes twice counts once",
      },
    ];
  }
  const numberless = (column: Column) =>
    column.numbers() === null && !column.has("command", "date", "time", "timestamp");
  const guess = named[0] ?? columns.find((column) => isUnique(column) && numberless(column));
  if (guess === undefined || table.records < 2) return [];
  const why = isUnique(guess)
    ? "No two records share it, but its name does not say so"
    : `${counted(table.records - guess.distinct, "record")} would not count, as repeats`;
  return [
    {
      field: "id",
      question:
        `does ${guess.quoted} tell a record from all others? ${why}; ` +
        "without an id, only a file imported twice is found",
      answers: [{ if: "yes", yaml: [`id: ${guess.source()}`] }],
    },
  ];
}

function modelFinding(columns: readonly Column[]): Finding {
  const named = columns.filter(
    (column) =>
      column.has("model") &&
      column.numbers() === null &&
      !column.has("cost", "price", "group", "provider", "version", "type"),
  );
  const rank = (column: Column) =>
    column.isNamed("model")
      ? 3
      : column.has("response")
        ? 2
        : column.has("requested", "request")
          ? 0
          : 1;
  const [best, ...others] = named.toSorted((a, b) => rank(b) - rank(a));
  if (best === undefined) {
    return {
      field: "model_raw",
      question: "no column looks like a model; which one answered? Without it nothing has a price",
      answers: [
        { if: "the same in every record, such as", yaml: ["model_raw: { value: gpt-4o }"] },
        { if: "a column has it", yaml: ["model_raw: { column: NAME }"] },
      ],
    };
  }
  const also = others.map((column) => `; ${column.quoted} would be another`).join("");
  return {
    field: "model_raw",
    yaml: `model_raw: ${best.source()}`,
    because: `its name; ${counted(best.distinct, "model")}${also}`,
  };
}

function providerFinding(columns: readonly Column[]): Finding {
  const found = columns.find(
    (column) => column.has("provider", "vendor") && column.numbers() === null && !column.has("id"),
  );
  if (found !== undefined) {
    return {
      field: "provider",
      yaml: `provider: ${found.source()}`,
      because: `its name; ${counted(found.distinct, "provider")}`,
    };
  }
  return {
    field: "provider",
    question:
      "whose models are these? Without a line, the price list knows a model by its name alone",
    answers: [{ if: "the same in every record, such as", yaml: ["provider: { value: openai }"] }],
  };
}

function groupFinding(
  field: "feature" | "customer",
  columns: readonly Column[],
  [exact, near]: readonly [readonly string[], readonly string[]],
): Finding {
  const sure = columns.find((column) => column.isNamed(...exact));
  if (sure !== undefined) {
    return {
      field,
      yaml: `${field}: ${sure.source()}`,
      because: `its name; ${counted(sure.distinct, field)}`,
    };
  }
  const guesses = columns.filter((column) => column.has(...near)).slice(0, 3);
  const answers = guesses.map((column) => ({
    if: `${column.quoted}, ${counted(column.distinct, "value")}`,
    yaml: [`${field}: ${column.source()}`],
  }));
  const constant = field === "feature" ? "Chat" : "acme";
  return {
    field,
    question: `which column tells one ${field} from another`,
    answers: [
      ...answers,
      { if: "all records are of one, such as", yaml: [`${field}: { value: ${constant} }`] },
    ],
  };
}

function tierFindings(columns: readonly Column[]): readonly Finding[] {
  const found = columns.find((column) => column.isNamed("tier", "service tier"));
  if (found === undefined) return [];
  const because = `its name; ${counted(found.distinct, "tier")}`;
  return [{ field: "tier", yaml: `tier: ${found.source()}`, because }];
}

function requestsFinding(columns: readonly Column[]): Finding {
  const names = [
    "requests",
    "num requests",
    "request count",
    "calls",
    "num calls",
    "call count",
    "n requests",
    "num model requests",
  ];
  const named = columns.find((column) => column.isNamed(...names));
  const counts = named?.counts() ?? null;
  if (named !== undefined && counts !== null && named.told.length === named.values.length) {
    return {
      field: "requests",
      yaml: `requests: ${named.source()}`,
      because: `its name, and whole counts in ${counted(named.told.length, "record")}`,
    };
  }
  return {
    field: "requests",
    question: "is each record one call? Without a line it counts as one",
    answers: [{ if: "no, a column counts them", yaml: ["requests: { column: NAME }"] }],
  };
}

/** Proposes what was billed, and in which currency, or asks. */
export function moneyFindings(columns: readonly Column[]): readonly Finding[] {
  const amounts = columns.filter(
    (column) =>
      (column.has("cost", "spend", "charge", "charged", "amount", "billed") ||
        column.isNamed("usd")) &&
      !column.has("per", "rate", "price", "currency", "cents", "limit", "budget", "id", "tokens") &&
      column.numbers()?.every((amount) => amount >= 0) === true,
  );
  const isPart = (column: Column) =>
    column.has("input", "output", "prompt", "completion", "cache", "cached");
  const whole = amounts.filter((column) => !isPart(column));
  const rank = (column: Column) => (column.has("total") ? 1 : 0) + (column.has("usd") ? 2 : 0);
  const [best] = whole.toSorted((a, b) => rank(b) - rank(a));
  if (best === undefined) return [];
  const currency = columns.find((column) => column.has("currency") && column.told.length > 0);
  const dollars =
    currency === undefined
      ? best.has("usd")
        ? "its name says dollars"
        : null
      : currency.told.every((value) => value.toUpperCase() === "USD")
        ? `${currency.quoted} is USD in every record`
        : null;
  const yaml = [`billed_cost: ${best.source()}`];
  if (currency !== undefined) yaml.push(`currency: ${currency.source()}`);
  if (dollars !== null && whole.length === 1) {
    return yaml.map((line, index) => ({
      field: index === 0 ? "billed_cost" : "currency",
      yaml: line,
      because: index === 0 ? `its name, and ${dollars}` : "the currency of billed_cost",
    }));
  }
  const sums = whole.length > 1 ? ", and the one to use of several columns of money" : "";
  return [
    {
      field: "billed_cost",
      question:
        `is ${best.quoted} what was billed, in US dollars${sums}? ` +
        "Without it the price list tells the cost",
      answers: [{ if: "yes", yaml }],
    },
  ];
}

/** Proposes what came of a record's work, or asks. */
export function outcomeFindings(columns: readonly Column[]): readonly Finding[] {
  const judged = columns.filter(
    (column) =>
      column.has("success", "succeeded", "passed", "pass", "resolved", "outcome") ||
      column.isNamed("status"),
  );
  const flag = judged.find(
    (column) => column.told.length > 0 && column.told.every((value) => YES_OR_NO.test(value)),
  );
  if (flag !== undefined) {
    return [
      {
        field: "outcome",
        yaml: `outcome: { success: ${flag.source()} }`,
        because: `its name, and a yes or a no in ${counted(flag.told.length, "record")}`,
      },
    ];
  }
  const rate = judged.find(
    (column) => column.numbers()?.every((number) => number >= 0 && number <= 100) === true,
  );
  if (rate === undefined) return [];
  const unit = (rate.numbers() ?? []).some((number) => number > 1) ? "percent" : "share";
  return [
    {
      field: "outcome",
      question:
        `is ${rate.quoted} the ${unit} of a record's attempts that succeeded? ` +
        "Its requests are then the attempts",
      answers: [{ if: "yes", yaml: [`outcome: { success: ${rate.source(`, unit: ${unit}`)} }`] }],
    },
  ];
}
