import { dice } from "#domain/dice.ts";
import type { Program } from "#domain/program.ts";
import type { Budget, Quota } from "#domain/quota.ts";
import { PBI_JK } from "#programs/pbi-jk.ts";
import { PIP } from "#programs/pip.ts";
import { PKH } from "#programs/pkh.ts";
import { SEMBAKO } from "#programs/sembako.ts";
import type { TestRow } from "./random-families.ts";

/** Everything beyond rules at once: programs that exclude each other, regions, budgets, places that are kept. */

const BASIS = "peraturan contoh";
const not = (...programs: string[]) => programs.map((program) => ({ program, legalBasis: BASIS }));
const KEEPS = { carryOver: [{ validFrom: "2026-01-01", legalBasis: BASIS }] };

/** The last excludes all before it and yet stands first: order follows from what excludes what. */
export const EXCLUDING: readonly Program[] = [
  { ...SEMBAKO, id: "village-cash", exclusiveWith: not("pkh", "card", "elderly-card") },
  { ...PBI_JK, id: "second-payer", exclusiveWith: not("regional-payer"), ...KEEPS },
  { ...PKH },
  { ...SEMBAKO, id: "card", ...KEEPS },
  { ...PBI_JK, id: "regional-payer", region: 32 },
  { ...PBI_JK, id: "third-payer", exclusiveWith: not("second-payer", "village-cash") },
  { ...PKH, id: "elderly-card", region: 3273, exclusiveWith: not("second-payer") },
  { ...PBI_JK, id: "kept-payer", ...KEEPS },
  { ...PIP, id: "pupils", exclusiveWith: not("second-payer") },
  { ...PBI_JK, id: "two-a-card", mostPerFamily: 2 },
  { ...PBI_JK, id: "one-a-card", mostPerFamily: 1, exclusiveWith: not("two-a-card"), ...KEEPS },
];

const REGENCIES = [3273, 3204, 9403];

export type Terms = { readonly quotas: readonly Quota[]; readonly budgets: readonly Budget[] };

/** Quotas about the size of what waits, some none, and budgets that pay for some of them. */
export function randomTerms(seed: number): Terms {
  const roll = dice(seed);
  const each = EXCLUDING.flatMap((program) =>
    REGENCIES.map((regencyNo) => ({ program, regencyNo })),
  ).filter(() => roll(8) > 0);
  const dated = { validFrom: "2026-01-01", legalBasis: BASIS };
  return {
    quotas: each.map(({ program, regencyNo }) => ({
      program: program.id,
      regencyNo,
      places: roll(program.unit === "person" ? 60 : 30),
      reserve: roll(9),
      isExample: false,
      ...dated,
    })),
    budgets: each
      .filter(() => roll(2) === 0)
      .map(({ program, regencyNo }) => ({
        program: program.id,
        regencyNo,
        rupiah: BigInt(roll(6)) * 700_000n,
        ...dated,
      })),
  };
}

/** Of every third unit of every program that it was a recipient of the version before. */
export function previousOf(
  families: readonly TestRow[],
  persons: readonly TestRow[],
  seed = 1,
): ReadonlyMap<string, ReadonlySet<bigint>> {
  const roll = dice(seed);
  return new Map(
    EXCLUDING.map(({ id, unit }) => {
      const ids =
        unit === "person" ? persons.map((p) => p.person_id) : families.map((f) => f.family_id);
      return [id, new Set(ids.filter(() => roll(3) === 0).map((one) => BigInt(one ?? 0)))] as const;
    }),
  );
}

/** The same as rows; a review is no recipient and keeps nothing. */
export function previousOutcomesSql(previous: ReadonlyMap<string, ReadonlySet<bigint>>): string {
  const rows = [...previous].flatMap(([program, ids]) =>
    [...ids].map(
      (id) => `('${program}', ${id}, 'recipient'), ('${program}', ${id + 1n}, 'review')`,
    ),
  );
  return `select * from (values ${rows.join(", ")}) t(program, unit_id, outcome)`;
}
