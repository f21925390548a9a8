import { OUTCOMES, type Outcome } from "#domain/program.ts";
import { isDetermined } from "#domain/program-terms.ts";
import { hideSmallCells } from "#domain/small-cells.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import type { Manifest } from "#lake/manifest.ts";
import { readProgramBook } from "#programs/program-book.ts";
import { findProgram } from "#programs/programs.ts";
import { areExample } from "#programs/version-quotas.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";

/** Units of one regency by outcome; null where it is withheld. */
export type RegencyCounts = { readonly regency: string } & Readonly<Record<Outcome, number | null>>;

type Counted = {
  readonly program: string;
  readonly ruleset_id: string;
  readonly regency: string;
  readonly outcome: Outcome;
  readonly units: number;
  readonly rupiah: bigint;
};

/** Counts below this are withheld by regency. */
const LEAST_SHOWN = 5;

/**
 * Brings to the desk what a version says of each program's list: counts by outcome and regency, and the
 * digests by which a determination names it. Made again with every projection of the version; lists that were brought stay.
 */
export async function storeLists(
  desk: Desk,
  db: DuckDb,
  { versionNo, asOf }: { readonly versionNo: number; readonly asOf: string },
  manifest: Pick<Manifest, "files" | "inputs">,
): Promise<void> {
  const file = manifest.files.find(({ path }) => path === "outcome.parquet");
  if (file === undefined) return;
  const rows = await countLists(db);
  const programs = [...new Set(rows.map(({ program }) => program))];
  await asWorker(desk, async (tx) => {
    const book = await readProgramBook(tx);
    await tx.query("delete from version_list where version_no = $1 and not is_brought", [
      versionNo,
    ]);
    for (const id of programs) {
      const own = rows.filter(({ program }) => program === id);
      await insertList(tx, own, {
        versionNo,
        program: id,
        outcomeSha256: file.sha256,
        quotasSha256: manifest.inputs.quotas ?? "",
        quotasAreExample: book.some((one) => one.id === id && areExample(one, asOf)),
        drawKey: manifest.inputs["draw key"] ?? "",
        isBrought: false,
      });
    }
  });
}

/** By what a list is known again. */
export type ListDigests = {
  readonly versionNo: number;
  readonly program: string;
  readonly outcomeSha256: string;
  readonly quotasSha256: string;
  readonly quotasAreExample: boolean;
  readonly drawKey: string;
  /** Beside the lists that the version itself determined. */
  readonly isBrought: boolean;
};

/** What a version says of one program's list, with whoever determines it. */
export async function insertList(
  tx: Tx,
  own: readonly Counted[],
  { versionNo, program: id, ...list }: ListDigests,
): Promise<void> {
  const program = findProgram(id);
  await tx.query(
    `insert into version_list (version_no, program_code, ruleset_id, outcome_sha256, quotas_sha256,
       quotas_are_example, draw_key, determiner, is_by_rank, counts, regencies, amount_rupiah, is_brought)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      versionNo,
      id,
      own[0]?.ruleset_id ?? "",
      list.outcomeSha256,
      list.quotasSha256,
      list.quotasAreExample,
      list.drawKey,
      program?.determiner ?? "",
      program !== undefined && isDetermined(program),
      JSON.stringify(sumByOutcome(own)),
      JSON.stringify(byRegency(own)),
      own.reduce((sum, { rupiah }) => sum + rupiah, 0n),
      list.isBrought,
    ],
  );
}

/** Units of table outcome by program, regency and outcome. */
export async function countLists(db: DuckDb): Promise<readonly Counted[]> {
  const rows = await db.all<Omit<Counted, "units"> & { units: bigint }>(`\
select program, min(ruleset_id) as ruleset_id, lpad(cast(village_no // 1000000 as varchar), 4, '0') as regency, outcome,
  count(*) as units, cast(coalesce(sum(amount_rupiah), 0) as bigint) as rupiah
from outcome where family_id is not null group by program, regency, outcome order by all`);
  return rows.map((row) => ({ ...row, units: Number(row.units) }));
}

export function sumByOutcome(rows: readonly Pick<Counted, "outcome" | "units">[]) {
  const sum = (outcome: Outcome) =>
    rows.reduce((all, row) => (row.outcome === outcome ? all + row.units : all), 0);
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, sum(outcome)]));
}

/** Regency by regency; small counts are withheld, with others so that no sum tells them. */
export function byRegency(
  rows: readonly Pick<Counted, "regency" | "outcome" | "units">[],
): readonly RegencyCounts[] {
  const regencies = [...new Set(rows.map(({ regency }) => regency))].sort();
  const cells = regencies.map((regency) => {
    const own = sumByOutcome(rows.filter((row) => row.regency === regency));
    return OUTCOMES.map((outcome) => own[outcome] ?? 0);
  });
  const lines = [
    ...cells,
    OUTCOMES.map((_, i) => cells.reduce((sum, line) => sum + (line[i] ?? 0), 0)),
  ];
  const counts = lines.flatMap((line) => [...line, line.reduce((sum, one) => sum + one, 0)]);
  const width = OUTCOMES.length + 1;
  // The sums of the whole are told beside; only the parts are hidden.
  const decided = counts.map((_, i) => (i >= regencies.length * width ? false : undefined));
  const cube = { sizes: [regencies.length + 1, width], counts };
  const hidden = hideSmallCells(cube, LEAST_SHOWN, counts, decided);
  return regencies.map((regency, at) => ({
    regency,
    ...(Object.fromEntries(
      OUTCOMES.map((outcome, i) => [outcome, hidden[at * width + i] ? null : cells[at]?.[i]]),
    ) as Record<Outcome, number | null>),
  }));
}
