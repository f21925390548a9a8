import { apportion } from "#domain/apportion.ts";
import type { Program } from "#domain/program.ts";
import { isDetermined } from "#domain/program-terms.ts";
import { NATION, type Quota } from "#domain/quota.ts";
import { PROGRAMS } from "./programs.ts";

/** What a regency holds in one version. */
export type RegencyCount = {
  readonly regencyNo: number;
  readonly families: number;
  readonly persons: number;
};

/** Whether a program serves a regency: its own province or regency, or the nation. */
export const isServed = ({ region }: Pick<Program, "region">, regencyNo: number): boolean =>
  region === undefined || region === (region < 100 ? Math.floor(regencyNo / 100) : regencyNo);

/** A tenth of the places waits in reserve, in the example, where no act says how many. */
const RESERVE_SHARE = 10;

/**
 * The national places that belong to what the register holds, split over its regencies by families or persons. Nobody
 * decreed these; real quotas are rows of a decree and come with `isExample: false`.
 */
export function exampleQuotas(
  counts: readonly RegencyCount[],
  programs: readonly Program[] = PROGRAMS,
): readonly Quota[] {
  return programs.flatMap((program) => {
    const served = counts.filter(({ regencyNo }) => isServed(program, regencyNo));
    if (!isDetermined(program)) return served.map((count) => everybody(program, count));
    if (program.nationalPlaces === 0) return [];
    const shares = served.map((count) => ({
      regionNo: count.regencyNo,
      weight: program.unit === "person" ? count.persons : count.families,
    }));
    const nation = program.unit === "person" ? NATION.persons : NATION.families;
    const here = counts.reduce(
      (sum, { families, persons }) => sum + (program.unit === "person" ? persons : families),
      0,
    );
    const total =
      (BigInt(program.nationalPlaces) * BigInt(Math.min(here, nation))) / BigInt(nation);
    return [...apportion(total, shares)].map(([regencyNo, share]) => {
      const places = Number(share);
      return {
        program: program.id,
        regencyNo,
        places,
        reserve: reserveOf(program, places),
        validFrom: program.validFrom,
        legalBasis: "contoh: bagian dari kuota nasional menurut jumlah keluarga atau jiwa",
        isExample: true,
      };
    });
  });
}

/** Where people decide, whoever fits comes into question: a list of candidates is never cut by rank. */
const everybody = (program: Program, { regencyNo, families, persons }: RegencyCount): Quota => ({
  program: program.id,
  regencyNo,
  places: program.unit === "person" ? persons : families,
  reserve: 0,
  validFrom: program.validFrom,
  legalBasis: "daftar calon: semua yang memenuhi syarat yang diketahui",
  isExample: true,
});

function reserveOf({ nationalPlaces, nationalReserve }: Program, places: number): number {
  if (nationalReserve === undefined) return Math.floor(places / RESERVE_SHARE);
  return Number((BigInt(places) * BigInt(nationalReserve)) / BigInt(nationalPlaces));
}
