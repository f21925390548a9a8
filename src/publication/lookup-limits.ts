/** How much may be asked of the public lookup in a day; several limits, none of them alone. */
export type LookupLimits = {
  /** Tries by Kode Cek from one address: many phones share one address of a provider. */
  readonly codePerAddress: number;
  /** Tries by name from one address, with proof of work. */
  readonly namePerAddress: number;
  /** Tries by name from one address that waited instead of computing. */
  readonly waitedPerAddress: number;
  /** Tries by name in one village, from wherever: a village has about a thousand families. */
  readonly namePerVillage: number;
  /** Corrections that one family, and one address, may propose. */
  readonly proposalsPerFamily: number;
  readonly proposalsPerAddress: number;
  /** Digests tried at most for one question by name: about 0.3 s on a phone with 1 GB. */
  readonly work: number;
};

export const LOOKUP_LIMITS: LookupLimits = {
  codePerAddress: 1_000,
  namePerAddress: 200,
  waitedPerAddress: 40,
  namePerVillage: 300,
  proposalsPerFamily: 20,
  proposalsPerAddress: 100,
  work: 30_000,
};
