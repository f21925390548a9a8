import type { LookupLimits } from "#publication/lookup-limits.ts";

/** No budget and next to no proof of work: the load measures answers, not refusals. */
export const OPEN_LIMITS: LookupLimits = {
  codePerAddress: 2_000_000_000,
  namePerAddress: 2_000_000_000,
  waitedPerAddress: 2_000_000_000,
  namePerVillage: 2_000_000_000,
  proposalsPerFamily: 2_000_000_000,
  proposalsPerAddress: 2_000_000_000,
  work: 1,
};
