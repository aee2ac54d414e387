import { faultLine, runCli } from "./cli.ts";
import { processIo } from "./io.ts";

const io = processIo();

// A reader who has seen enough, as `head` has, closes the pipe: what is left to say is dropped.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`faultline: the output cannot be written (${error.code})\n`);
    process.exitCode = 1;
  });
}
for (const event of ["uncaughtException", "unhandledRejection"] as const) {
  process.on(event, (error: unknown) => {
    process.stderr.write(`${faultLine(error, io)}\n`);
    process.exit(1);
  });
}

const code = await runCli(process.argv.slice(2), io);
process.exitCode = Math.max(code, Number(process.exitCode ?? 0));
