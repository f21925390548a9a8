import { equalLevel, swappedLevel } from "./comparison-levels.ts";
import type { FieldKind } from "./job.ts";
import { limited, usualShares } from "./level-weights.ts";
import type { Counted, FieldModel, Kin } from "./model.ts";

/** Vectors with the chance that each is kin. */
export type JudgedKin = Counted & { readonly kinChance: Float64Array };

export type KinDraft = {
  readonly fields: readonly { readonly kind: FieldKind; readonly swapsWith?: number | undefined }[];
  readonly possible: number;
};

/** What strangers do counts as much as so many pairs of kin. */
const USUAL_PAIRS = 12;
/** Kin can be told apart only by a field that most records know, and in which strangers seldom agree. */
const KNOWN = 0.5;
const SELDOM = 0.06;
const MOST_TRIED = 5;
/** A field in which not even those that seem to be one agree is written otherwise in each file: it tells nobody apart. */
const EVER_AGREE = 0.05;

/**
 * Fields that might tell kin from one entity, the most telling first; `alone` is what was learned where nobody was thought
 * to be kin.
 */
export function apartFields(
  {
    fields,
    alone,
  }: { readonly fields: readonly FieldModel[]; readonly alone: readonly FieldModel[] },
  known: readonly number[],
  records: number,
): readonly number[] {
  const agrees = (f: number): number =>
    (alone[f]?.m ?? []).slice(2).reduce((sum, share) => sum + share, 0);
  const chance = (f: number): number => {
    const { kind, u } = fields[f] as FieldModel;
    return u[equalLevel(kind)] ?? 1;
  };
  return fields
    .map((_, f) => f)
    .filter((f) => (known[f] ?? 0) >= KNOWN * records && chance(f) <= SELDOM)
    .filter((f) => agrees(f) >= EVER_AGREE)
    .sort((a, b) => chance(a) - chance(b) || a - b)
    .slice(0, MOST_TRIED);
}

/** Kin before anything is learned: in `apart` as strangers, in the rest so far as one entity and otherwise as strangers. */
export function kinStart(
  draft: KinDraft,
  fields: readonly FieldModel[],
  { apart, alike }: { readonly apart: number; readonly alike: number },
  pairs: number,
): Kin {
  const q = fields.map(({ kind, u }, f) =>
    usualShares(kind).map((share, level) => {
      const stranger = u[level] ?? 0;
      return f === apart ? stranger : alike * share + (1 - alike) * stranger;
    }),
  );
  return kinOf(draft, fields, { apart, q, pairs });
}

/** What kin look like by the pairs that are likely to be. */
export function learnKin(
  draft: KinDraft,
  fields: readonly FieldModel[],
  apart: number,
  { width, levels, pairs: pairsOf, kinChance }: JudgedKin,
): Kin {
  const counts = fields.map(({ u }) => Float64Array.from(u, (share) => share * USUAL_PAIRS));
  let pairs = 0;
  for (let i = 0; i < pairsOf.length; i++) {
    const n = (pairsOf[i] as number) * (kinChance[i] as number);
    if (n < 1e-9) continue;
    pairs += n;
    for (let f = 0; f < width; f++) {
      const [own, level] = [counts[f] as Float64Array, levels[i * width + f] as number];
      if (level !== 0) own[level] = (own[level] as number) + n;
    }
  }
  const q = counts.map((own) => {
    const all = own.slice(1).reduce((sum, n) => sum + n, 0);
    return Array.from(own, (n, level) => (level === 0 ? 0 : n / Math.max(1e-12, all)));
  });
  return kinOf(draft, fields, { apart, q, pairs });
}

function kinOf(
  draft: KinDraft,
  fields: readonly FieldModel[],
  { apart, q, pairs }: Pick<Kin, "apart" | "q" | "pairs">,
): Kin {
  const milliBits = fields.map(({ kind, u }, f) => {
    const partner = draft.fields[f]?.swapsWith;
    const isFirst = partner !== undefined && partner > f;
    return u.map((share, level) =>
      level === 0 || f === apart || share <= 0 || (level === swappedLevel(kind) && !isFirst)
        ? 0
        : limited(Math.log2((q[f]?.[level] ?? 0) / share)),
    );
  });
  const size = Math.max(pairs, 1e-6) / Math.max(1, draft.possible);
  return { apart, q, milliBits, pairs, sizeMilliBits: Math.round(Math.log2(size) * 1000) };
}
