import { readdirSync, readFileSync } from "node:fs";

/** Linux counts processor time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

type Stat = { readonly parent: number; readonly own: number; readonly reaped: number };

/** Seconds of processor time that one process has used so far. */
export function processorSeconds(pid: number): number {
  return readStat(pid).own / TICKS_PER_SECOND;
}

/** Seconds that children of this process used who have ended and been waited for. */
export function reapedSeconds(): number {
  return readStat(process.pid).reaped / TICKS_PER_SECOND;
}

/** Seconds used by a PostgreSQL server: the postmaster, its living children and those it has reaped. */
export function serverSeconds(postmaster: number): number {
  const { own, reaped } = readStat(postmaster);
  const living = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readStatOf(Number(name)))
    .filter((stat) => stat?.parent === postmaster);
  return living.reduce((sum, stat) => sum + (stat?.own ?? 0), own + reaped) / TICKS_PER_SECOND;
}

function readStat(pid: number): Stat {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name in brackets may hold spaces; numbers begin behind the last bracket, with the state.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  const at = (place: number) => Number(fields[place]);
  return { parent: at(1), own: at(11) + at(12), reaped: at(13) + at(14) };
}

function readStatOf(pid: number): Stat | undefined {
  try {
    return readStat(pid);
  } catch {
    return undefined;
  }
}
