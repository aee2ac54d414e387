/**
 * The command line that makes a result again, from a command's name, its arguments and its options
 * as they were given. What only says where to write or how fast is left out.
 */
export function commandLine(
  command: string,
  args: readonly string[],
  options: Readonly<Record<string, unknown>>,
): string {
  const flags = Object.entries(options)
    .filter(([name]) => !["out", "json", "workers"].includes(name))
    .flatMap(([name, value]) => {
      const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
      if (value === true) return [flag];
      if (typeof value === "string") return [flag, value];
      return Array.isArray(value) ? (value as string[]).flatMap((one) => [flag, one]) : [];
    });
  return ["faultline", command, ...args, ...flags].map(quoted).join(" ");
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
