#!/usr/bin/env node
try {
  await import(new URL("../dist/main.js", import.meta.url).href);
} catch (error) {
  // Only a missing or half-made build gets here; everything later is told by main itself.
  process.stderr.write("faultline: it is not built, or not wholly; run `npm run build` first.\n");
  if (process.env.FAULTLINE_DEBUG) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
}
