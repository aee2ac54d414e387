/** The part of JSON Schema that our schemas use. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** Faults of a value against a schema, each with its path; enough of a validator for our tests. */
export function faultsOf(value: unknown, schema: Schema, root = schema, path = "$"): string[] {
  if (schema.$ref !== undefined) {
    const target = root.$defs?.[schema.$ref.replace("#/$defs/", "")];
    if (target === undefined) return [`${path}: no ${schema.$ref}`];
    return faultsOf(value, target, root, path);
  }
  const { type, minimum = -Infinity, maximum = Infinity, minLength = 0 } = schema;
  const types = typeof type === "string" ? [type] : type;
  if (types !== undefined && !types.some((name) => isOfType(value, name))) {
    return [`${path}: not ${types.join(" or ")}`];
  }
  if (schema.enum !== undefined && !schema.enum.includes(value)) return [`${path}: not in enum`];
  if (typeof value === "number" && !(value >= minimum && value <= maximum)) {
    return [`${path}: out of bounds`];
  }
  if (typeof value === "string" && value.length < minLength) return [`${path}: too short`];
  if (Array.isArray(value)) {
    const { items } = schema;
    if (items === undefined) return [];
    return value.flatMap((item, i) => faultsOf(item, items, root, `${path}[${i}]`));
  }
  if (typeof value !== "object" || value === null) return [];
  const missing = (schema.required ?? []).filter((key) => !Object.hasOwn(value, key));
  return [
    ...missing.map((key) => `${path}: no ${key}`),
    ...Object.entries(value).flatMap(([key, item]) => {
      const at = `${path}.${key}`;
      const rule = schema.properties?.[key] ?? schema.additionalProperties ?? true;
      if (rule === false) return [`${at}: unknown`];
      return rule === true ? [] : faultsOf(item, rule, root, at);
    }),
  ];
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      return typeof value === type;
  }
}
