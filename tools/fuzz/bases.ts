import { readdirSync, readFileSync } from "node:fs";
import { basename } from "node:path";

/** What reads the damaged bytes. */
export type Target = "usage" | "draft" | "mapping" | "company" | "prices" | "profile";

/** A sound input, from which damaged ones are made. */
export interface Base {
  readonly name: string;
  readonly target: Target;
  readonly bytes: Uint8Array;
  /** The format it is of, as `--format` takes it. */
  readonly format: string;
  /** The mapping that reads it, in YAML. */
  readonly mapping?: string;
  /** Whether each line below `header` lines is a record that says nothing of the others. */
  readonly lines?: { readonly header: number };
}

const root = new URL("../../", import.meta.url);
const fixtures = new URL("packages/exposure/fixtures/", root);
const bytesOf = (path: string): Uint8Array => readFileSync(new URL(path, root));
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Mappings with a file for each, over the ways in which a mapping can read one. */
const MAPPED: Readonly<Record<string, readonly [mapping: string, csv: string]>> = {
  instants: [
    `ts: {column: when}\nid: {column: id}\nprovider: {column: vendor}\nmodel_raw: {column: model}
feature: {column: feature}\ncustomer: {column: customer}\ntier: {column: tier}
requests: {column: calls}\nin_uncached: {column: in, includes: [cache_read, cache_write_5m]}
cache_read: {column: cached}\ncache_write_5m: {column: written}
out_visible: {column: out, includes: [out_reasoning]}\nout_reasoning: {column: thought}
billed_cost: {column: cost}\ncurrency: {column: currency}\n`,
    `when,id,vendor,model,feature,customer,tier,calls,in,cached,written,out,thought,cost,currency
2024-09-01T10:00:00Z,a1,openai,gpt-4o,Chat,Acme,,1,1000,200,0,50,10,0.0125,USD
2024-09-01 12:00:00+02:00,a2,openai,o1-preview,Chat,Bolt,batch,2,700,0,10,90,,0.5,usd
2024-09-02,a3,anthropic,claude-3-5-sonnet-20240620,Search,Acme,,1,10,0,0,3,0,,
2024-09-30T23:59:59.999999Z,a4,,mystery,,,,3,5,5,0,0,0,1e-7,USD
`,
  ],
  counted: [
    `epoch: 2025-08-04T00:00:00Z\nunit: ms\nts: {column: ms}\nmodel_raw: {value: gpt-4o}
in_uncached: {column: in}\nout_visible: {column: out}\n`,
    "ms,in,out,blocks\n0,6758,500,14\n0,7322,490,15\n3000.5,10,1,0\n86400000,1,1,1\n",
  ],
  dated: [
    `dateFormat: "%d/%m/%Y %H:%M"\ntimezone: Europe/Paris\ndelimiter: ";"\nts: {column: day}
model_raw: {column: model}\nin_uncached: {column: in}\nout_visible: {value: 5}\n`,
    "day;model;in\n31/03/2024 02:30;gpt-4o;10\n27/10/2024 02:30;o1-mini;20\n01/12/2024 00:00;x;30\n",
  ],
  period: [
    `period: {start: 2024-09-01, end: 2024-10-01}\nmodel_raw: {column: model}
in_uncached: {column: in}\ncache_write_1h: {column: w}\nbilled_cost: {column: usd}\n`,
    "model,in,w,usd\ngpt-4o,10,1,0.1\ngpt-4o,10,1,0.1\no1-mini,20,,\n",
  ],
  judged: [
    `ts: {column: t}\nmodel_raw: {column: m}\nrequests: {column: n}\nin_uncached: {column: in}
out_visible: {column: out}\noutcome: {success: {column: ok, unit: count}, retry: {column: again}}\n`,
    "t,m,n,in,out,ok,again\n2024-09-01,gpt-4o,4,10,5,3,0\n2024-09-02,gpt-4o,2,10,5,,1\n2024-09,o1,1,1,1,1,no\n",
  ],
  scored: [
    `ts: {column: t}\nmodel_raw: {column: m}\nin_uncached: {column: in}\nout_visible: {column: out}
outcome: {score: {column: grade, atLeast: 0.8}, attempts: {column: tries}}\n`,
    "t,m,in,out,grade,tries\n2024-09-01,gpt-4o,10,5,0.9,1\n2024-09-02,gpt-4o,10,5,1e-1,3\n2024-09-03,o1,1,1,,1\n",
  ],
};

function usageFixtures(): Base[] {
  return readdirSync(fixtures, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => {
      const [, stem = "", end = ""] = /^(.*)\.(\w+)$/.exec(name) ?? [];
      const format = stem.replace(/-(daily|1\.4)$/, "");
      const bytes = bytesOf(`packages/exposure/fixtures/${name}`);
      const base = { name, target: "usage", bytes, format } as const;
      // A session's lines belong together, and a document has no lines of its own.
      if (end === "json" || format === "codex") return base;
      return { ...base, lines: { header: end === "csv" ? 1 : 0 } };
    });
}

function spans(): Base {
  const text = Buffer.from(bytesOf("packages/faultline/sample/usage.otlp.jsonl")).toString("utf8");
  const shortened = text.split("\n").slice(0, 3).map(fewSpans);
  return {
    name: "otlp.jsonl",
    target: "usage",
    bytes: encode(`${shortened.join("\n")}\n`),
    format: "otlp",
    lines: { header: 0 },
  };
}

interface Request {
  resourceSpans: { scopeSpans: { spans: unknown[] }[] }[];
}

function fewSpans(line: string): string {
  const request = JSON.parse(line) as Request;
  for (const { scopeSpans } of request.resourceSpans) {
    for (const scope of scopeSpans) scope.spans = scope.spans.slice(0, 3);
  }
  return JSON.stringify(request);
}

function mapped(): Base[] {
  return Object.entries(MAPPED).flatMap(([name, [mapping, csv]]) => {
    const file = { name: `mapped-${name}.csv`, bytes: encode(csv), lines: { header: 1 } } as const;
    return [
      { ...file, target: "usage", format: "csv", mapping } as const,
      // Here the mapping is damaged, and reads the sound file.
      { name: `mapping-${name}.yaml`, target: "mapping", format: "csv", bytes: encode(mapping) },
    ];
  });
}

/** Lines of nested JSON, and the mapping that finds its way in them. */
function nested(): Base {
  const mapping = `ts: {column: meta.at}\nid: {column: id}\nmodel_raw: {column: model}
customer: {column: meta.who}\nin_uncached: {column: usage.in, includes: [cache_read]}
cache_read: {column: usage.cached}\nout_visible: {column: usage.out}\nbilled_cost: {column: usd}\n`;
  const line = (id: number, model: string, more: object) =>
    JSON.stringify({
      id: `c${id}`,
      model,
      meta: { at: `2025-09-0${id}T10:00:00Z`, who: "Acme" },
      usage: { in: 100 * id, cached: id, out: 7 },
      ...more,
    });
  const lines = [
    line(1, "gpt-4o", { usd: 0.25 }),
    line(2, "o1", { usd: "1e-7" }),
    line(3, "x", {}),
  ];
  return {
    name: "mapped-nested.jsonl",
    target: "usage",
    format: "jsonl",
    mapping,
    bytes: encode(`${lines.join("\n")}\n`),
    lines: { header: 0 },
  };
}

function yamlFiles(): Base[] {
  const company = [
    "packages/faultline/sample/company.yaml",
    "examples/azure-conversation/company.yaml",
    "examples/mooncake/company.yaml",
  ];
  const full = `name: acme\ncash: 740000\nrevenue: {features: {Chat: 310000}, customers: {Acme: 1}}
fixedAi: {features: {Chat: 10}}\nsampling: 0.5\nmonthlyFactor: 300\nreasoningShare: {models: {o1: 0.3}}
plannedRaise: {month: 2025-03, amount: 1000000}\ncredits: [{vendor: openai, balance: 8, expires: 2025-02}]
hedges: {budget: 50000, switch: {cost: 20000, months: 3}}\nprices: {m: {input: 1, output: 2}}\n`;
  const contracts = `cash: 740000\nopex: 98000\nrevenue: {features: {Chat: 310000}, total: 400000}
contracts:\n  - {vendor: openai, kind: seats, seats: 30, price: 30, renews: 2025-09, name: Team}
  - {vendor: other, kind: committed, monthly: 4000, renews: 2025-03, term: 6, features: [Chat]}
  - {vendor: anthropic, kind: priceLock, share: 0.5, renews: 2025-09}
exchangeRates: [{from: EUR, to: USD, date: 2026-01-31, rate: "1.0873"}]
hedges: {prepay: {vendor: openai, amount: 60000, expiresAfter: 12}, secondVendor: {covers: 0.9},
  selfHost: {gpus: 4, gpuHour: [2, 2.5, 3], inputPerSecond: 12000, outputPerSecond: 2000}}\n`;
  const prices = `note: ours\nverified: 2026-01-10\nprices:
  gpt-4o: { input: 2, output: 8, verified: 2026-09-01 }\n  my-model: { input: 1, output: 2, cacheRead: 0.1 }\n`;
  return [
    ...company
      .map((path, index) => ({ path, index }))
      .map(({ path, index }) => ({
        name: `company-${index}-${basename(path)}`,
        target: "company" as const,
        bytes: bytesOf(path),
        format: "",
      })),
    { name: "company-full.yaml", target: "company", bytes: encode(full), format: "" },
    { name: "company-contracts.yaml", target: "company", bytes: encode(contracts), format: "" },
    { name: "prices.yaml", target: "prices", bytes: encode(prices), format: "" },
  ];
}

/** Tables that a mapping is drafted for. */
function draftable(): Base[] {
  const tables = [...mapped(), ...usageFixtures()].filter(({ name }) =>
    /^(mapped-.*\.csv|litellm\.(csv|jsonl)|openai-usage\.json)$/.test(name),
  );
  return tables.map(({ name, bytes }) => ({
    name: `draft-${name}`,
    target: "draft",
    format: "",
    bytes,
  }));
}

/** The file that a base's damaged mapping reads. */
export function csvOf(base: Base): Uint8Array {
  const [, csv] = MAPPED[base.name.replace(/^mapping-|\.yaml$/g, "")]!;
  return encode(csv);
}

/** All sound inputs. Parquet files are made when a run starts, from fixtures in CSV. */
export function soundInputs(): readonly Base[] {
  return [...usageFixtures(), spans(), ...mapped(), nested(), ...draftable(), ...yamlFiles()];
}
