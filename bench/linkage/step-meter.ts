import type { Progress } from "#domain/progress.ts";

/** What one step cost this process; what is written after a pipeline's last step counts to it. */
export type StepCost = {
  readonly step: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
};

/** Hears when steps begin and tells what each took until the next one began. */
export function stepMeter(): { readonly progress: Progress; stop(): readonly StepCost[] } {
  const costs: StepCost[] = [];
  let current = { step: "start", at: performance.now(), cpu: process.cpuUsage() };
  const close = (): void => {
    const { user, system } = process.cpuUsage(current.cpu);
    costs.push({
      step: current.step,
      seconds: (performance.now() - current.at) / 1000,
      cpuSeconds: (user + system) / 1e6,
    });
  };
  return {
    progress: ({ step }) => {
      close();
      current = { step, at: performance.now(), cpu: process.cpuUsage() };
    },
    stop: () => {
      close();
      return costs;
    },
  };
}
