import { readCurrentSheet } from "#publication/current-sheet.ts";
import { listFigureAreas } from "#publication/read-figures.ts";
import { regionBook } from "#regions/region-book.ts";
import type { Desk } from "#store/open.ts";

/** How old the memory may be: it only puts lists in order, so a minute after a publication is soon enough. */
const FRESH_MS = 60_000;

/** Of this process: public figures, the same for everybody who asks. */
let kept: { readonly desk?: Desk; readonly codes: readonly string[]; readonly readAt: number } = {
  codes: [],
  readAt: 0,
};

/** The regencies (four digits) that the version in force holds; none where it holds them all, or none is in force. */
export function homeRegencies(): readonly string[] {
  return kept.codes;
}

/** Looks again which regencies the version in force holds, at most once a minute. */
export async function lookHome(desk: Desk, now: Date): Promise<void> {
  const readAt = now.getTime();
  if (kept.desk === desk && Math.abs(readAt - kept.readAt) < FRESH_MS) return;
  const sheet = await readCurrentSheet(desk.app);
  const codes = sheet === undefined ? [] : await listFigureAreas(desk.app, sheet.version_no, 4);
  const isPart = codes.length < regionBook().regencies.length;
  kept = { desk, codes: isPart ? codes : [], readAt };
}
