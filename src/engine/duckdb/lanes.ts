import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { Progress } from "#domain/progress.ts";
import { duckdbDialect as dialect } from "../dialect.ts";
import type { Engine, EngineLimits, PipelineReport } from "../engine.ts";
import type { LaneReply, LaneWord } from "./lane-process.ts";

/** Databases of one thread each, each in a process of its own: two in one process wait for each other (decision 0072). */
export function duckdbLanes({ threads, memory, workFolder }: EngineLimits): readonly Engine[] {
  const share = memory.replace(/^[\d.]+/, (whole) => String(Number(whole) / threads));
  return Array.from({ length: threads }, (_, no) =>
    lane({ threads: 1, memory: share, workFolder: join(workFolder, `lane-${no}`) }),
  );
}

/** An engine that lives in a process of its own, which is told nothing by its environment and ends with this one. */
function lane(limits: EngineLimits): Engine {
  const child = fork(join(import.meta.dirname, "lane-process.ts"), {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    env: {},
    serialization: "advanced",
  });
  const ended = new Promise<Error>((resolve) => {
    child.once("error", resolve);
    child.once("exit", (code, signal) =>
      resolve(new Error(`a lane of the engine ended with ${signal ?? code}`)),
    );
  });
  tell(child, { limits });
  return {
    dialect,
    run: (pipeline, progress) => {
      const report = replyOf(child, progress);
      tell(child, { pipeline });
      return Promise.race([report, ended.then((error) => Promise.reject(error))]);
    },
    close: async () => {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

/** Who ended early hears nothing: its end says so. */
const tell = (child: ChildProcess, word: LaneWord): void => {
  child.send(word, () => undefined);
};

/** Resolves at the end of the pipeline under way. */
function replyOf(child: ChildProcess, progress: Progress | undefined): Promise<PipelineReport> {
  return new Promise((resolve, reject) => {
    const hear = (message: unknown): void => {
      const reply = message as LaneReply;
      if ("progress" in reply) {
        progress?.(reply.progress);
        return;
      }
      child.off("message", hear);
      if ("failed" in reply) reject(reply.failed);
      else resolve(reply.report);
    };
    child.on("message", hear);
  });
}
