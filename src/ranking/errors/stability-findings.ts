import { CUTS, type CutBounds, cutBoundsOn } from "#domain/cut-state.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import type { ErrorModel, Reliability } from "./error-model.ts";

/** What models say of their errors, and the day of the version that they place. */
export type JudgedPlaces = { readonly errors: ErrorModel; readonly asOf: PlainDate };

/** One row of `cut_state_count`. */
export type CountRow = Readonly<Record<string, bigint | undefined>>;

/** What a version says of how sure its places are: counts, no families. */
export type StabilityFindings = {
  /** The day of the version. */
  readonly asOf: PlainDate;
  readonly replicates: number;
  readonly spreadExplained: number;
  readonly scale: number;
  readonly bounds: Omit<CutBounds, "source">;
  /** Families by where they stand to each national cut, and how true the chances were on units not seen. */
  readonly cuts: readonly (Reliability & {
    readonly clearIn: number;
    readonly borderline: number;
    readonly clearOut: number;
  })[];
};

/** Counts, and the card of the models, side by side. */
export function stabilityFindings(
  { errors, asOf }: JudgedPlaces,
  row: CountRow,
): StabilityFindings {
  const { replicates, card } = errors;
  const { source: _, ...bounds } = cutBoundsOn(asOf);
  const families = Number(row.families ?? 0n);
  return {
    asOf,
    replicates,
    spreadExplained: card.spreadExplained,
    scale: card.scale,
    bounds,
    cuts: CUTS.map((cut) => {
      const clearIn = Number(row[`in_${cut}`] ?? 0n);
      const clearOut = Number(row[`out_${cut}`] ?? 0n);
      const judged = card.reliability.find((one) => one.cut === cut);
      return {
        cut,
        clearIn,
        borderline: families - clearIn - clearOut,
        clearOut,
        bins: judged?.bins ?? [],
        error: judged?.error ?? 0,
        chance: judged?.chance ?? 0,
      };
    }),
  };
}
