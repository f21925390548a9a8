import type { ProgressEvent } from "#domain/progress.ts";
import type { Engine, EngineLimits, Pipeline, PipelineReport } from "../engine.ts";
import { duckdbEngine } from "./duckdb-engine.ts";

/** What a lane is told: its limits once, then one pipeline after another. */
export type LaneWord = { readonly limits: EngineLimits } | { readonly pipeline: Pipeline };
/** What it says: how far it is, then how the pipeline ended. */
export type LaneReply =
  | { readonly progress: ProgressEvent }
  | { readonly report: PipelineReport }
  | { readonly failed: unknown };

// The other end of a lane: one engine, for as long as the process lives that asked for it.
let engine: Promise<Engine>;
const say = (reply: LaneReply): void => {
  process.send?.(reply);
};
process.on("message", async (word: LaneWord) => {
  if ("limits" in word) {
    engine = duckdbEngine(word.limits);
    // What cannot be opened is told to whoever asks for work.
    engine.catch(() => undefined);
    return;
  }
  try {
    const opened = await engine;
    say({ report: await opened.run(word.pipeline, (progress) => say({ progress })) });
  } catch (failed) {
    say({ failed });
  }
});
process.once("disconnect", () => process.exit());
