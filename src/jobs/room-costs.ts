/** What a room of the walk took: wall seconds, CPU seconds and the highest resident memory seen in it. */
export type RoomCost = {
  readonly room: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
};

const SAMPLE_EVERY_MS = 50;

/** Measures work of one room in this process; the meter keeps what it saw. */
export function roomMeter(): {
  readonly costs: RoomCost[];
  measure<T>(room: string, work: () => Promise<T>): Promise<T>;
} {
  const costs: RoomCost[] = [];
  return {
    costs,
    measure: async (room, work) => {
      const started = performance.now();
      const cpu = process.cpuUsage();
      let peak = process.memoryUsage.rss();
      const sample = () => {
        peak = Math.max(peak, process.memoryUsage.rss());
      };
      const timer = setInterval(sample, SAMPLE_EVERY_MS);
      try {
        return await work();
      } finally {
        clearInterval(timer);
        sample();
        const { user, system } = process.cpuUsage(cpu);
        costs.push({
          room,
          seconds: (performance.now() - started) / 1000,
          cpuSeconds: (user + system) / 1e6,
          peakMegabytes: Math.round(peak / 2 ** 20),
        });
      }
    },
  };
}
