import type { AbsenceReason, AttendanceMark } from "#domain/session-terms.ts";

/** A tick as the phone keeps it until the server has it. Numbers only: no name stays on the phone. */
export type Tick = {
  readonly id: string;
  readonly family: string;
  readonly mark: AttendanceMark;
  readonly reason?: AbsenceReason;
};

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const placeOf = (account: string, sessionNo: string): string =>
  `dtsen.ticks.${account}.${sessionNo}`;

/** Ticks of a session that wait on this phone, oldest first. What cannot be read is no tick. */
export function waitingTicks(store: Store, account: string, sessionNo: string): readonly Tick[] {
  try {
    const kept: unknown = JSON.parse(store.getItem(placeOf(account, sessionNo)) ?? "[]");
    return Array.isArray(kept) ? (kept as Tick[]) : [];
  } catch {
    return [];
  }
}

/** Keeps one tick more before anything is sent: nothing that was ticked is lost with the line. */
export function keepTick(store: Store, account: string, sessionNo: string, tick: Tick): void {
  const kept = [...waitingTicks(store, account, sessionNo), tick];
  store.setItem(placeOf(account, sessionNo), JSON.stringify(kept));
}

/** Forgets what the server has; ticks made meanwhile stay. */
export function dropTicks(
  store: Store,
  account: string,
  sessionNo: string,
  sent: readonly Tick[],
): void {
  const ids = new Set(sent.map(({ id }) => id));
  const left = waitingTicks(store, account, sessionNo).filter(({ id }) => !ids.has(id));
  if (left.length === 0) store.removeItem(placeOf(account, sessionNo));
  else store.setItem(placeOf(account, sessionNo), JSON.stringify(left));
}
