/** What a room of the walk took: wall seconds, CPU seconds and the highest resident memory seen in it. */
export type RoomCost = {
  readonly room: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
};

const SAMPLE_EVERY_MS = 50;

/** Measures work of rooms in this process, one after another; a room entered twice is one line. */
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
        add(costs, {
          room,
          seconds: (performance.now() - started) / 1000,
          cpuSeconds: (user + system) / 1e6,
          peakMegabytes: Math.round(peak / 2 ** 20),
        });
      }
    },
  };
}

function add(costs: RoomCost[], cost: RoomCost): void {
  const at = costs.findIndex(({ room }) => room === cost.room);
  const before = costs[at];
  if (before === undefined) costs.push(cost);
  else
    costs[at] = {
      room: cost.room,
      seconds: before.seconds + cost.seconds,
      cpuSeconds: before.cpuSeconds + cost.cpuSeconds,
      peakMegabytes: Math.max(before.peakMegabytes, cost.peakMegabytes),
    };
}
