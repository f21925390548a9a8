import { readFileSync } from "node:fs";
import type { Engine } from "#engine/engine.ts";
import { type StepCost, stepMeter } from "../linkage/step-meter.ts";

/** What an engine and its lanes took so far; `peakBytes` the most of this process and, where it parted, of its lanes beside it. */
type Costs = { readonly steps: readonly LaneCost[]; readonly peakBytes: number };
/** One step: `seconds` of all that work on it at once, `cpuSeconds` where this process worked itself. */
export type LaneCost = StepCost & { readonly isOfLanes: boolean };

/**
 * An engine that tells what its steps cost. Lanes are processes of one thread each, several steps go on at once there, and
 * `process.cpuUsage` sees none of them: of those it counts seconds, each as its part of one engine's.
 */
export function measuredLanes(engine: Engine): { readonly engine: Engine; costs(): Costs } {
  const steps: LaneCost[] = [];
  let peakOfLanes = 0;
  const measured = (one: Engine, lanes: number): Engine => ({
    dialect: one.dialect,
    run: async (pipeline) => {
      const meter = stepMeter();
      const report = await one.run(pipeline, meter.progress);
      for (const { step, seconds, cpuSeconds } of meter.stop()) {
        const isOfLanes = lanes > 1;
        steps.push({
          ...{ step, isOfLanes, seconds: seconds / lanes },
          cpuSeconds: isOfLanes ? seconds : cpuSeconds,
        });
      }
      return report;
    },
    close: () => one.close(),
    ...(one.lanes === undefined ? {} : { lanes: () => parted(one) }),
  });
  const parted = (one: Engine): readonly Engine[] => {
    const lanes = one.lanes?.() ?? [];
    const pids = childrenOf(process.pid);
    let atEnd: Promise<number> | undefined;
    const close = async (lane: Engine): Promise<void> => {
      // Before the first of them goes: a process that ended tells its peak no more.
      atEnd ??= Promise.resolve(pids.reduce((sum, pid) => sum + peakOf(pid), 0));
      peakOfLanes = Math.max(peakOfLanes, await atEnd);
      await lane.close();
    };
    return lanes.map((lane) => ({
      ...measured(lane, lanes.length),
      close: () => close(lane),
    }));
  };
  const costs = () => ({ steps, peakBytes: peakOf(process.pid) + peakOfLanes });
  return { engine: measured(engine, 1), costs };
}

const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);

/** Bytes of memory that a process held at most. */
const peakOf = (pid: number): number =>
  1024 * Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
