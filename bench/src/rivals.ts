import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { Unavailable } from "./figure.ts";

interface Manifest {
  readonly private: true;
  /** Exact versions. */
  readonly dependencies: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, string>>;
}

/** Programs that we are compared with, as npm publishes them. */
const rivals = {
  sdeverywhere: {
    private: true,
    dependencies: { "@sdeverywhere/compile": "0.7.28", "@sdeverywhere/runtime": "0.2.6" },
    // It asks for this spreadsheet reader by an address outside the registry; npm has a copy.
    overrides: { xlsx: "npm:@e965/xlsx@0.20.3" },
  },
  squiggle: { private: true, dependencies: { "@quri/squiggle-lang": "0.10.0" } },
} as const satisfies Readonly<Record<string, Manifest>>;

const cache = fileURLToPath(new URL("../../.cache/bench-rivals/", import.meta.url));

/** Installing takes a few seconds; without a network it should fail as fast. */
const patience = 60_000;

const options =
  "--ignore-scripts --no-package-lock --no-audit --no-fund --loglevel=error --fetch-retries=0";

/** A rival's packages, installed. */
export interface Rival {
  /** The packages and versions, as figures quote them. */
  readonly version: string;
  /** Imports a file of one of them, by its path under `node_modules`. */
  readonly load: (path: string) => Promise<unknown>;
}

/**
 * Installs a rival's packages in the cache beside the sources unless they are there, without
 * running their scripts. Throws {@link Unavailable} when npm cannot get them.
 */
export async function installRival(name: keyof typeof rivals): Promise<Rival> {
  const manifest: Manifest = rivals[name];
  const folder = join(cache, name);
  if (!isInstalled(folder, manifest)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
    try {
      await promisify(execFile)("npm", ["install", "--prefix", folder, ...options.split(" ")], {
        timeout: patience,
      });
    } catch (error) {
      throw new Unavailable(`npm cannot install ${name}: ${reason(error)}`);
    }
  }
  const { dependencies } = manifest;
  return {
    version: Object.entries(dependencies)
      .map(([id, version]) => `${id} ${version}`)
      .join(", "),
    load: (path) => import(pathToFileURL(join(folder, "node_modules", path)).href),
  };
}

function isInstalled(folder: string, { dependencies }: Manifest): boolean {
  return Object.entries(dependencies).every(([id, version]) => {
    try {
      const text = readFileSync(join(folder, "node_modules", id, "package.json"), "utf8");
      return (JSON.parse(text) as { readonly version: unknown }).version === version;
    } catch {
      return false;
    }
  });
}

/** The first line of what npm said that tells something. */
function reason(error: unknown): string {
  const { killed, stderr, message } = error as Error & {
    readonly killed?: boolean;
    readonly stderr?: string;
  };
  if (killed === true) return `no answer within ${patience / 1000} seconds`;
  return stderr?.split("\n").find((line) => line.trim() !== "") ?? message;
}
