import type { Region } from "#contract/region.ts";

/** As many as one act may name. */
export const MOST_REGIONS = 40;

/** The chosen regions with one more: what lies in it, and what it lies in, gives way to it. */
export function choose(chosen: readonly Region[], region: Region): readonly Region[] {
  const apart = chosen.filter((one) => !isWithin(one, region) && !isWithin(region, one));
  return [...apart, region].toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** The chosen regions without one. */
export const unchoose = (chosen: readonly Region[], { code }: Region): readonly Region[] =>
  chosen.filter((one) => one.code !== code);

const isWithin = (one: Region, other: Region): boolean =>
  other.code === "ID" || one.code.startsWith(other.code);
