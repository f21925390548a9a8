import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** Whom the desk's cells call poor: the poorest four tenths, as the program-determination decrees count them. */
export const DESK_POOR_DECILE = 4;

const COLUMNS = [
  "regency_no",
  "bin",
  "decile",
  "fits",
  "held",
  "families",
  "persons",
  "units",
  "units_held",
  "amount",
  "amount_held",
  "poor_families_percent",
  "poor_persons_percent",
  "score_sum",
  "score_low",
  "score_high",
] as const;

/** One cell as it is stored. */
export type DeskCell = Readonly<Record<(typeof COLUMNS)[number], number | bigint>>;

/** Rows of one statement: so many that a nation is not one parameter. */
const ROWS_A_TIME = 20_000;

/** Stores the cells of a program of a version in place of those it had. */
export async function storeWhatIf(
  desk: Desk,
  versionNo: number,
  program: string,
  cells: readonly DeskCell[],
): Promise<void> {
  const arrays = COLUMNS.map((_, i) => `$${i + 3}::bigint[]`).join(", ");
  await asWorker(desk, async (tx) => {
    await tx.query("delete from what_if_cell where version_no = $1 and program = $2", [
      versionNo,
      program,
    ]);
    for (let from = 0; from < cells.length; from += ROWS_A_TIME) {
      const part = cells.slice(from, from + ROWS_A_TIME);
      await tx.query(
        `insert into what_if_cell (version_no, program, village_lo, village_hi, ${COLUMNS.join(", ")})
         select $1, $2, u.regency_no * 1000000, u.regency_no * 1000000 + 999999, u.*
         from unnest(${arrays}) as u (${COLUMNS.join(", ")})`,
        [versionNo, program, ...COLUMNS.map((column) => part.map((cell) => String(cell[column])))],
      );
    }
  });
}

/** The cells of one program as the queries of what-if read them: groups that the desk does not have are one group. */
export const deskCellsFrom = (
  versionNo: number,
  program: string,
  [low, high]: readonly [number, number],
): string => {
  if (![versionNo, low, high].every(Number.isSafeInteger) || !/^[a-z-]+$/.test(program)) {
    throw new Error("cells are asked for by whole numbers and the id of a program");
  }
  return `(select regency_no, bin, decile, 0 as size, 0 as female, 0 as disabled, fits as fits_reform, fits as fits_baseline, held,
  families, persons, units as units_reform, units as units_baseline, units_held, amount as amount_reform, amount as amount_baseline,
  amount_held, poor_families_percent, poor_persons_percent, score_sum, score_low, score_high
from dtsen.what_if_cell where version_no = ${versionNo} and program = '${program}' and village_lo >= ${low} and village_hi <= ${high})`;
};
