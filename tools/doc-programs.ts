import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

/** A fresh folder for programs cut out of the docs; git ignores it. */
export function programFolder(name: string): string {
  const folder = join(root, ".cache/docs", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Writes a program, with the import of what it names of the engine, and returns its path. */
export function writeProgram(folder: string, name: string, text: string): string {
  const path = join(folder, `${name}.ts`);
  writeFileSync(path, text);
  return path;
}

/**
 * What the compiler has against the programs of a folder, as a modeller with `strict` meets it; empty
 * when nothing.
 */
export function typeErrorsIn(folder: string): string {
  const config = {
    extends: join(root, "tsconfig.tests.json"),
    compilerOptions: {
      noUncheckedIndexedAccess: false,
      noPropertyAccessFromIndexSignature: false,
      allowImportingTsExtensions: true,
      rootDir: root,
      paths: {
        "@faultline/engine": [join(root, "packages/engine/src/index.ts")],
        "@faultline/engine/explain": [join(root, "packages/engine/src/explain/index.ts")],
        "@faultline/engine/analysis": [join(root, "packages/engine/src/analysis/index.ts")],
      },
      typeRoots: [join(root, "node_modules/@types")],
    },
    include: ["*.ts"],
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(config));
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  try {
    execFileSync(process.execPath, [compiler, "--noEmit", "-p", folder], { encoding: "utf8" });
    return "";
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
