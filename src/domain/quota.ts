/** How many places a program has in one regency, and how many more wait in reserve. */
export type Quota = {
  readonly program: string;
  /** Four digits as a number. */
  readonly regencyNo: number;
  /** Families or persons, as the program's unit says. */
  readonly places: number;
  readonly reserve: number;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly legalBasis: string;
  /** True where nobody decreed it: derived from national figures for the example. */
  readonly isExample: boolean;
};

/** The nation's families and persons, of which a regency's share of places is worked out. */
export const NATION = {
  families: 95_980_000,
  persons: 290_130_000,
  source: "DTSEN volume 2026 (domain.md 2.4)",
} as const;

/** Rupiah a program may spend in one regency in one phase: places beyond it stay empty whatever the quota says. */
export type Budget = {
  readonly program: string;
  /** Four digits as a number. */
  readonly regencyNo: number;
  readonly rupiah: bigint;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly legalBasis: string;
};
