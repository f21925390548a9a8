import type { PlainDate } from "#domain/plain-date.ts";
import type { RegionCode } from "#domain/region-code.ts";

/** A region that split, joined or was renumbered: which share of its families went where. */
export type Succession = {
  readonly from: RegionCode;
  readonly to: RegionCode;
  /** Millionths of the families of `from`; all rows of one `from` and day add up to a million. */
  readonly sharePpm: number;
  readonly validFrom: PlainDate;
  readonly decree: string;
};

/** None are known to us as open data with a decree for each; an office imports its own. */
export const OFFICIAL_SUCCESSIONS: readonly Succession[] = [];

export const WHOLE_PPM = 1_000_000;

/** Where the families of an old code are on a day, with their shares; itself where nothing happened. */
export function listSuccessors(
  code: RegionCode,
  day: PlainDate,
  successions: readonly Succession[],
): readonly { readonly code: RegionCode; readonly sharePpm: number }[] {
  const heirs = new Map<RegionCode, number>();
  const open: [code: RegionCode, share: number, since: string][] = [[code, WHOLE_PPM, ""]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [now, share, since] = next;
    const steps = stepsAfter(now, since, day, successions);
    if (steps.length === 0) heirs.set(now, (heirs.get(now) ?? 0) + share);
    for (const step of steps) {
      open.push([step.to, Math.floor((share * step.sharePpm) / WHOLE_PPM), step.validFrom]);
    }
  }
  return [...heirs]
    .map(([heir, sharePpm]) => ({ code: heir, sharePpm }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** The first change of a code after a day and not later than another. */
function stepsAfter(
  code: RegionCode,
  since: string,
  day: PlainDate,
  successions: readonly Succession[],
): readonly Succession[] {
  const later = successions.filter(
    ({ from, validFrom }) => from === code && validFrom > since && validFrom <= day,
  );
  const first = later.map(({ validFrom }) => validFrom).sort()[0];
  return later.filter(({ validFrom }) => validFrom === first);
}

export type SuccessionProblem = { readonly from: RegionCode; readonly validFrom: PlainDate };

/** Splits whose shares do not add up to the whole; an import with any of them is refused. */
export function unevenSuccessions(
  successions: readonly Succession[],
): readonly SuccessionProblem[] {
  const sums = new Map<string, SuccessionProblem & { sum: number }>();
  for (const { from, validFrom, sharePpm } of successions) {
    const key = `${from}|${validFrom}`;
    const known = sums.get(key) ?? { from, validFrom, sum: 0 };
    sums.set(key, { ...known, sum: known.sum + sharePpm });
  }
  return [...sums.values()]
    .filter(({ sum }) => sum !== WHOLE_PPM)
    .map(({ from, validFrom }) => ({ from, validFrom }));
}
