import { readdirSync, readFileSync } from "node:fs";

const SAMPLE_EVERY_MS = 1000;

/** Bytes that a process has to itself, and its part of what it shares (PSS); 0 where it is gone. */
function ownBytes(pid: number): number {
  try {
    const [, kilobytes] = /^Pss:\s+(\d+) kB/m.exec(read(pid, "smaps_rollup")) ?? [];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

const read = (pid: number, file: string): string => readFileSync(`/proc/${pid}/${file}`, "utf8");

/** The postmaster of a data folder: the one PostgreSQL that names the folder of its desk. */
function isServerOf(pid: number, folder: string): boolean {
  try {
    return read(pid, "cmdline")
      .split("\0")
      .some((word) => word.startsWith(folder));
  } catch {
    return false;
  }
}

function parentOf(pid: number): number {
  try {
    const stat = read(pid, "stat");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}

/**
 * The highest memory that a program and the database server of its data folder held together, sampled
 * every second; 0 where no server was ever seen, so that half a measure passes no bound. Linux only:
 * read from /proc.
 */
export function memoryMeter(pid: number, folder: string): { stop(): number } {
  let peak = 0;
  let hasServer = false;
  const sample = () => {
    const all = readdirSync("/proc").map(Number).filter(Number.isInteger);
    const servers = all.filter((one) => one !== pid && isServerOf(one, folder));
    hasServer ||= servers.length > 0;
    const backends = all.filter((one) => servers.includes(parentOf(one)));
    const pids = new Set([pid, ...servers, ...backends]);
    peak = Math.max(
      peak,
      [...pids].reduce((sum, one) => sum + ownBytes(one), 0),
    );
  };
  const timer = setInterval(sample, SAMPLE_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return hasServer ? peak : 0;
    },
  };
}
