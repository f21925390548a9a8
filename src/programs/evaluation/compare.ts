import {
  type Evaluated,
  type EvaluationTerms,
  MECHANICAL,
  SAMPLE_CHECKS,
  type Verdict,
} from "#domain/evaluation.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { bandwidth } from "./bandwidth.ts";
import { type Estimate, estimate, estimateWald, type Wald } from "./estimate.ts";
import type { Moments } from "./line-fit.ts";
import {
  type Bin,
  type MeasureSql,
  readBins,
  readMiddle,
  readMoments,
  sumsFrom,
} from "./read-moments.ts";

/** Why nothing is said of a measure. */
export type Silence = "too-few" | "too-weak" | "same-for-all";

export type Found = {
  /** Half the width of what is compared, in log points of the score. */
  readonly band: number;
  readonly families: { readonly inside: number; readonly outside: number };
  readonly estimate: Estimate;
  /** The chance after all questions of the table are counted. */
  readonly adjusted: number;
  /** With half the band, and twice as wide. */
  readonly narrow: Beside | null;
  readonly wide: Beside | null;
  /** Where no line was drawn, in the middle of either side. */
  readonly placebos: readonly Beside[];
  readonly wald: Wald | null;
  readonly bins: readonly Bin[];
};
export type Beside = Pick<Estimate, "effect" | "low" | "high" | "chance">;

/** A measure at the line: what was found, or why nothing is said. */
export type Compared = {
  readonly found?: Found;
  readonly silence?: Silence;
  /** What could have been noticed, where that was too much. */
  readonly detectable?: number;
  readonly families: { readonly inside: number; readonly outside: number };
  readonly verdict?: Verdict;
};

/** Distances are ten-thousandths of log points. */
const UNIT = 10_000;
const NARROWEST = 8;

/** Lays a measure inside the line beside outside; says nothing where chance alone would speak. */
export async function compareAtLine(
  db: DuckDb,
  measure: MeasureSql,
  { terms, hasPayments }: { readonly terms: EvaluationTerms; readonly hasPayments: boolean },
): Promise<Compared> {
  const read = sumsFrom(db, measure);
  const all = await read();
  const everybody = { inside: all.inside.families, outside: all.outside.families };
  const n = everybody.inside + everybody.outside;
  const mean = ((all.inside.measured[0] ?? 0) + (all.outside.measured[0] ?? 0)) / n;
  const spread = Math.sqrt(Math.max(0, (all.inside.square + all.outside.square) / n - mean ** 2));
  if (Math.min(everybody.inside, everybody.outside) < terms.fewestFamilies) {
    return { silence: "too-few", families: everybody };
  }
  if (spread < 1e-9) return { silence: "same-for-all", families: everybody };
  const wanted = await bandwidth(read);
  if (wanted === undefined) return { silence: "too-few", families: everybody };
  const band = Math.max(NARROWEST, Math.round(wanted));
  const moments = await readMoments(db, measure, band);
  const families = countOf(moments);
  const found = estimate(moments);
  if (found === undefined || isTooFew(families, found.clusters, terms)) {
    return { silence: "too-few", families };
  }
  if (found.detectable * 1000 > terms.mostDetectableMilli * spread) {
    return { silence: "too-weak", families, detectable: found.detectable };
  }
  const beside = async (width: number) => besideOf(await readMoments(db, measure, width), terms);
  return {
    families,
    found: {
      band: band / UNIT,
      families,
      estimate: found,
      adjusted: found.chance,
      narrow: await beside(Math.max(NARROWEST, Math.round(band / 2))),
      wide: await beside(band * 2),
      placebos: await placebosOf(db, measure, band, terms),
      wald: hasPayments ? (estimateWald(moments) ?? null) : null,
      bins: await readBins(db, measure, band),
    },
  };
}

function countOf(moments: readonly Moments[]) {
  const of = (side: boolean) =>
    moments.reduce((sum, { isIn, families }) => sum + (isIn === side ? families : 0), 0);
  return { inside: of(true), outside: of(false) };
}

const isTooFew = (
  { inside, outside }: { readonly inside: number; readonly outside: number },
  villages: number,
  { fewestFamilies, fewestVillages }: EvaluationTerms,
): boolean => Math.min(inside, outside) < fewestFamilies || villages < fewestVillages;

function besideOf(moments: readonly Moments[], terms: EvaluationTerms): Beside | null {
  const found = estimate(moments);
  if (found === undefined || isTooFew(countOf(moments), found.clusters, terms)) return null;
  const { effect, low, high, chance } = found;
  return { effect, low, high, chance };
}

async function placebosOf(
  db: DuckDb,
  measure: MeasureSql,
  band: number,
  terms: EvaluationTerms,
): Promise<readonly Beside[]> {
  const placebos: Beside[] = [];
  for (const side of ["inside", "outside"] as const) {
    const at = await readMiddle(db, side);
    const moments = await readMoments(db, measure, band, { at, side });
    const found = besideOf(moments, terms);
    if (found !== null) placebos.push(found);
  }
  return placebos;
}

/** What may be said of a measure, when all is known. */
export function verdictOf(
  { id, found, silence }: Compared & { readonly id: Evaluated },
  {
    terms,
    isDense,
    isSelected,
  }: { readonly terms: EvaluationTerms; readonly isDense: boolean; readonly isSelected: boolean },
): Verdict {
  if (found === undefined) return silence === "same-for-all" ? "same" : "too-little";
  const needsFresh = !SAMPLE_CHECKS.includes(id) && id !== "placed-later";
  if (isDense || (isSelected && needsFresh)) return "unsound";
  if (MECHANICAL.includes(id)) return "mechanical";
  return found.adjusted * 1000 < terms.seenMilli ? "seen" : "not-seen";
}
