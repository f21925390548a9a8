import type { DecileBasis } from "#domain/decile-basis.ts";
import { AREA_LEVELS, type AreaLevel } from "./area-cuts.ts";

/** One cut of one area by one basis: who lives up to it, and who stands exactly on it. */
export type CutRow = {
  readonly area: number;
  readonly basis: DecileBasis;
  /** Of how many parts it is a cut. */
  readonly parts: number;
  readonly cut_no: number;
  readonly score: number;
  readonly persons_upto: number;
  readonly families_upto: number;
  readonly persons_at: number;
  readonly families_at: number;
};

/** Families whose decile differs between the bases, at each level. */
export type Differing = Readonly<Record<AreaLevel["name"], number>>;

/** Families on a cut, and to how many thousandths of a percent of the weight it reaches with all of them. */
export type NationalTie = {
  readonly cut: number;
  readonly families: number;
  readonly persons: number;
  readonly reachesMilliPercent: number;
};

/** Every national cut, and of provinces and regencies the cut on which most families stand. */
export type Ties = {
  readonly national: readonly NationalTie[];
  readonly largest: readonly {
    readonly level: AreaLevel["name"];
    readonly area: number;
    readonly cut: number;
    readonly families: number;
  }[];
};

const levelOf = (area: number): AreaLevel =>
  AREA_LEVELS.findLast(({ from }) => area >= from) ?? AREA_LEVELS[0];

/** Cuts between deciles, whatever the area is cut into. */
const decileCuts = (cuts: readonly CutRow[]): readonly CutRow[] =>
  cuts
    .filter(({ parts, cut_no }) => (cut_no * 10) % parts === 0)
    .map((cut) => ({ ...cut, parts: 10, cut_no: (cut.cut_no * 10) / cut.parts }));

/** Counts, from the cuts alone, the families that the other basis would place in another decile. */
export function differingByBasis(cuts: readonly CutRow[], own: DecileBasis): Differing {
  const byArea = Map.groupBy(decileCuts(cuts), ({ area }) => area);
  const counts = { national: 0, province: 0, regency: 0 };
  for (const [area, of] of byArea) {
    const isOwn = ({ basis }: CutRow) => basis === own;
    counts[levelOf(area).name] += betweenCuts(
      of.filter(isOwn),
      of.filter((cut) => !isOwn(cut)),
    );
  }
  return counts;
}

/** Families whose score lies above one of two cuts of the same number and not above the other; each once. */
function betweenCuts(own: readonly CutRow[], other: readonly CutRow[]): number {
  const spans = own
    .flatMap((cut) => {
      const twin = other.find(({ cut_no }) => cut_no === cut.cut_no);
      if (twin === undefined || twin.score === cut.score) return [];
      return [cut.score < twin.score ? { low: cut, high: twin } : { low: twin, high: cut }];
    })
    .sort((a, b) => a.low.score - b.low.score);
  let counted = 0;
  let families = 0;
  for (const { low, high } of spans) {
    families += Math.max(0, high.families_upto - Math.max(counted, low.families_upto));
    counted = Math.max(counted, high.families_upto);
  }
  return families;
}

/** How many stand on the cuts of a version's own basis. */
export function tiesAtCuts(cuts: readonly CutRow[], own: DecileBasis, total: number): Ties {
  const ours = decileCuts(cuts).filter(({ basis }) => basis === own);
  const national = ours.filter(({ area }) => area === 0).sort((a, b) => a.cut_no - b.cut_no);
  return {
    national: national.map((cut) => ({
      cut: cut.cut_no,
      families: cut.families_at,
      persons: cut.persons_at,
      reachesMilliPercent: Math.floor((cut[`${own}_upto`] * 100_000) / Math.max(total, 1)),
    })),
    largest: AREA_LEVELS.slice(1).flatMap(({ name, from }) => {
      const [most] = ours
        .filter(({ area }) => levelOf(area).name === name)
        .sort((a, b) => b.families_at - a.families_at || a.area - b.area || a.cut_no - b.cut_no);
      if (most === undefined) return [];
      return [
        { level: name, area: most.area - from, cut: most.cut_no, families: most.families_at },
      ];
    }),
  };
}
