import { expect, it } from "vitest";
import { memoryIo } from "../testing/memory-io.ts";
import { startProgress, withProgress } from "./progress.ts";

const clock =
  (...times: number[]) =>
  () =>
    times.shift() ?? 0;

it("shows after a second and wipes itself", () => {
  const io = memoryIo({ showsProgress: true });
  const progress = startProgress(io, "running", clock(0, 900, 1000));
  progress.update(0.2);
  expect(io.err()).toBe("");
  progress.update(0.5);
  expect(io.err()).toMatch(/^\rrunning █{15} +50%, about 1 s left/);
  progress.end();
  expect(io.err().endsWith("\r\u001B[K")).toBe(true);
  expect(io.out()).toBe("");
});

it.each([
  [0.5, 60_000, "50%, about 60 s left"],
  [0.25, 60_000, "25%, about 3 min left"],
  [0.999, 60_000, "100%\u001B"],
  [0, 60_000, "0%\u001B"],
])("at %d after %d ms tells the time left", (share, at, text) => {
  const io = memoryIo({ showsProgress: true });
  startProgress(io, "running", clock(0, at)).update(share);
  expect(io.err()).toContain(text);
});

it("is silent where nobody watches, and when nothing was shown", () => {
  const io = memoryIo();
  const progress = startProgress(io, "running", clock(0, 5000));
  progress.update(0.5);
  progress.end();
  expect(io.err()).toBe("");
});

it("lets a failure through", async () => {
  await expect(
    withProgress(memoryIo(), "running", () => Promise.reject(new Error("no"))),
  ).rejects.toThrow("no");
});
