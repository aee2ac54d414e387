import { TOKEN_BUCKETS, USAGE_COLUMNS } from "../canonical.ts";
import { InputError } from "../input-error.ts";
import type { CellValue, UsageDatabase } from "../port.ts";
import { literal } from "../sql.ts";
import type { RemoteRow } from "./remote-table.ts";
import { RECORD_BUCKETS, SUM_COLUMNS, type SumColumn } from "./sum-query.ts";
import type { TablePlan } from "./table-plan.ts";

const BATCH = 2000;
// A DECIMAL(18,9) of dollars, or a DECIMAL(18,6) of successes, holds no more.
const MAX_DIGITS = 999_999_999_999_999_999n;

/** Puts the sums of one table into `usage_row`, in batches. */
export class SumStage {
  #rows: CellValue[][] = [];
  readonly #days: CellValue[][] = [];
  readonly #db: UsageDatabase;
  readonly #fileNo: number;
  readonly #plan: TablePlan;

  private constructor(db: UsageDatabase, fileNo: number, plan: TablePlan) {
    this.#db = db;
    this.#fileNo = fileNo;
    this.#plan = plan;
  }

  /** Creates the table in which sums wait until all of them are there. */
  static async open(db: UsageDatabase, fileNo: number, plan: TablePlan): Promise<SumStage> {
    await db.run("DROP TABLE IF EXISTS usage_sum");
    await db.run(`CREATE TABLE usage_sum (
      provider VARCHAR NOT NULL, model_raw VARCHAR NOT NULL, tier VARCHAR NOT NULL,
      feature VARCHAR, customer VARCHAR, first_us BIGINT NOT NULL, last_us BIGINT NOT NULL,
      requests UBIGINT NOT NULL,
      ${TOKEN_BUCKETS.map((bucket) => `${bucket} UBIGINT`).join(", ")},
      billed_nanos BIGINT, call_input UBIGINT, attempts UBIGINT, retries UBIGINT,
      succeeded_millionths BIGINT)`);
    return new SumStage(db, fileNo, plan);
  }

  /** Adds one row of `sumQuery`'s answer. */
  async add(row: RemoteRow): Promise<void> {
    const value = (name: SumColumn) => row[SUM_COLUMNS.indexOf(name)] ?? null;
    const label = (name: SumColumn) => {
      const text = value(name);
      return this.#plan.trims && text !== null ? text.trim() : text;
    };
    requireCountable(value("magnitude"));
    const count = (name: SumColumn) => {
      const text = value(name);
      return text === null ? null : BigInt(text);
    };
    this.#rows.push([
      label("provider") ?? "",
      label("model") ?? "",
      label("tier") ?? "",
      label("feature"),
      label("customer"),
      BigInt(value("first") ?? 0),
      BigInt(value("last") ?? 0),
      count("requests"),
      ...RECORD_BUCKETS.map(count),
      sumOf(value("billed"), MAX_DIGITS, "billionths of a dollar in one group"),
      value("is_call") === "1" ? count("call_input") : null,
      count("attempts"),
      count("retries"),
      sumOf(value("succeeded"), MAX_DIGITS, "millionths of a success in one group"),
    ]);
    if (this.#rows.length >= BATCH) await this.#flush();
  }

  /** Adds one row of `sumQuery`'s answer that is of a model and a day. */
  addDay(row: RemoteRow): void {
    const value = (name: SumColumn) => row[SUM_COLUMNS.indexOf(name)] ?? null;
    requireCountable(value("magnitude"));
    const tokens = RECORD_BUCKETS.reduce((sum, name) => sum + BigInt(value(name) ?? 0), 0n);
    const model = value("model") ?? "";
    this.#days.push([
      this.#fileNo,
      BigInt(value("day") ?? 0),
      this.#plan.trims ? model.trim() : model,
      tokens,
    ]);
  }

  /** Moves the sums into `usage_row`, and those of days into `usage_day`. */
  async finish(): Promise<void> {
    await this.#flush();
    if (this.#days.length > 0) await this.#db.insert("usage_day", this.#days);
    const { source, cacheTold } = this.#plan;
    const decimal = (column: string, scale: number, unit: string) =>
      `CAST(${column} * CAST(${unit} AS DECIMAL(10,9)) AS DECIMAL(18,${scale}))`;
    await this.#db.run(`INSERT INTO usage_row (file_no, record_id, ${USAGE_COLUMNS}, cache_told,
        attempts, retries, succeeded, call_input, last_ts)
      SELECT ${this.#fileNo}, NULL, make_timestamp(first_us), ${literal(source)}, provider,
        model_raw, feature, customer, tier, requests, ${TOKEN_BUCKETS.join(", ")},
        ${decimal("billed_nanos", 9, "0.000000001")}, 'USD', CAST(${String(cacheTold ?? "NULL")} AS BOOLEAN),
        attempts, retries, ${decimal("succeeded_millionths", 6, "0.000001")}, call_input,
        make_timestamp(last_us)
      FROM usage_sum`);
    await this.#db.run("DROP TABLE usage_sum");
  }

  async #flush(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length > 0) await this.#db.insert("usage_sum", rows);
  }
}

function requireCountable(magnitude: string | null): void {
  if (Number(magnitude) <= Number.MAX_SAFE_INTEGER) return;
  throw new InputError("the usage", "sums to more than 2^53 tokens", "import less at once");
}

function sumOf(text: string | null, most: bigint, what: string): bigint | null {
  if (text === null) return null;
  const sum = BigInt(text);
  if (sum <= most && sum >= -most) return sum;
  throw new InputError("the usage", `sums to ${text} ${what}`, "import less at once");
}
