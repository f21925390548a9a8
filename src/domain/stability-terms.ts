/** From which population stability index on a distribution is looked at, and from which it counts as another. */
export type StabilityTerms = {
  readonly validFrom: string;
  /** In thousandths of the index. */
  readonly lookPermille: number;
  readonly shiftedPermille: number;
  readonly basis: string;
};

/** Newest last. A convention and not a law: small regions pass it by chance alone, see the noise beside it. */
const STABILITY_TERMS: readonly [StabilityTerms, ...StabilityTerms[]] = [
  {
    validFrom: "2026-01-01",
    lookPermille: 100,
    shiftedPermille: 250,
    basis: "kebiasaan untuk indeks ini, bukan peraturan (a convention, not a law)",
  },
];

/** The terms that hold on a day; before the first, the first. */
export function stabilityTermsOn(day: string): StabilityTerms {
  return STABILITY_TERMS.findLast(({ validFrom }) => validFrom <= day) ?? STABILITY_TERMS[0];
}

/** What an index says by those terms. One that chance alone would reach says nothing. */
export type StabilityVerdict = "steady" | "look" | "shifted";

/** The verdict on an index whose noise is known. */
export function judgeStability(
  { psi, noise }: { readonly psi: number; readonly noise: number },
  { lookPermille, shiftedPermille }: StabilityTerms,
): StabilityVerdict {
  if (psi <= 2 * noise || psi * 1000 < lookPermille) return "steady";
  return psi * 1000 < shiftedPermille ? "look" : "shifted";
}
