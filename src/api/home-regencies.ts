import { readCurrentSheet } from "#publication/current-sheet.ts";
import { listFigureAreas } from "#publication/read-figures.ts";
import { regionBook } from "#regions/region-book.ts";
import type { Desk } from "#store/open.ts";

/** How old the memory may be: it only puts lists in order, so a minute after a publication is soon enough. */
const FRESH_MS = 60_000;

type Kept = { readonly codes: readonly string[]; readonly readAt: number };

/** One memory a desk: public figures, the same for everybody who asks. */
const kept = new WeakMap<Desk, Kept>();

/**
 * The regencies (four digits) that the version in force holds, looked up at most once a minute; none where it
 * holds them all, or none is in force.
 */
export async function homeRegencies(desk: Desk, now: Date): Promise<readonly string[]> {
  const readAt = now.getTime();
  const before = kept.get(desk);
  if (before !== undefined && Math.abs(readAt - before.readAt) < FRESH_MS) return before.codes;
  const sheet = await readCurrentSheet(desk.app);
  const held = sheet === undefined ? [] : await listFigureAreas(desk.app, sheet.version_no, 4);
  const codes = held.length < regionBook().regencies.length ? held : [];
  kept.set(desk, { codes, readAt });
  return codes;
}
