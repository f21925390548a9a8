/** What the ledger says of an id that was ever merged or parted; in its order. */
export type LineEvent = {
  readonly versionNo: number;
  readonly kind: "mint" | "redirect" | "split";
  readonly unitId: bigint;
  readonly otherId: bigint | null;
};

/** A version and those it stands on: what of the ledger counts for it. */
export type Line = ReadonlySet<number>;

/** Longer chains of merges than versions exist would be a mistake of the ledger. */
const LONGEST_CHAIN = 100;

/**
 * Everybody whom an id means in a line of versions: the id that stands for it, and every id that leads there. Whoever was
 * merged and parted again is somebody else; an id that only a version outside the line parted from another is that other.
 */
export function idsOfPerson(
  id: bigint,
  events: readonly LineEvent[],
  line: Line,
): { readonly standsAs: bigint; readonly ids: readonly bigint[] } {
  const standsAs = seatIn(line, id, events);
  const related = new Set([standsAs, ...events.map(({ unitId }) => unitId)]);
  const ids = [...related].filter((each) => seatIn(line, each, events) === standsAs);
  return { standsAs, ids: ids.sort((a, b) => (a < b ? -1 : 1)) };
}

/**
 * Under which id the person of an id was held in some version: the one it had gone on as there; and before it was
 * parted from another, that other. `events` holds those of all versions, `line` is the version's own.
 */
export function seatIn(line: Line, id: bigint, events: readonly LineEvent[]): bigint {
  let seat = id;
  for (let links = 0; links < LONGEST_CHAIN; links++) {
    const last = lastMove(seat, events, line);
    const isKnown = last !== undefined || isMinted(seat, events, line);
    const from = isKnown ? last : partedFrom(seat, events);
    if (from === undefined || from.otherId === null) return seat;
    if (isKnown && from.kind === "split") return seat;
    seat = from.otherId;
  }
  throw new Error(`the ledger leads id ${id} nowhere`);
}

const lastMove = (id: bigint, events: readonly LineEvent[], line: Line) =>
  events.findLast(
    ({ kind, unitId, versionNo }) => unitId === id && kind !== "mint" && line.has(versionNo),
  );

const isMinted = (id: bigint, events: readonly LineEvent[], line: Line): boolean =>
  events.some(
    ({ kind, unitId, versionNo }) => unitId === id && kind === "mint" && line.has(versionNo),
  );

const partedFrom = (id: bigint, events: readonly LineEvent[]) =>
  events.findLast(({ kind, unitId }) => unitId === id && kind === "split");
