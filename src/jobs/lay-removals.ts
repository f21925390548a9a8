import { dirname, join } from "node:path";
import { type ProtectedTerms, protectedOn } from "#domain/protected-class.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";
import { sealedRemovals } from "./simulate-removals.ts";

/** A simulation at the desk, whose version waits to be published. */
export type WaitingRun = {
  readonly runNo: number;
  readonly beforeNo: number;
  readonly versionNo: number;
  readonly asOf: string;
};

const COLUMNS = `program, unit, unit_id, old_unit_id, family_id, village_no, domicile_village_no, cause, detail, protected_by, untold, treatment`;

/**
 * Lays the notices of a version ready beside it: nobody reads them and nothing takes effect until it is published. Done again
 * it begins anew. Answers how many there are.
 */
export async function layRemovals(house: House, run: WaitingRun): Promise<number> {
  const { threads, memory } = house.settings;
  await asWorker(house.desk, (tx) => tx.query("select dtsen.clear_removals($1)", [run.versionNo]));
  return withIdentity(
    house,
    [sealedRemovals(house, [run.beforeNo, run.versionNo])],
    async ([plain = ""]) => {
      const limits = { threads, memory, workFolder: join(dirname(plain), "spill") };
      const db = await openDuckDb(limits);
      try {
        return await layFrom(house, db, plain, run);
      } finally {
        db.close();
      }
    },
  );
}

/** A chunk of the list at a time: a transaction each, so that none stands open for long. */
async function layFrom(
  { desk }: House,
  db: DuckDb,
  plain: string,
  { runNo, asOf }: WaitingRun,
): Promise<number> {
  const classes = protectedOn(asOf);
  let laid = 0;
  for await (const { columns } of db.chunks(
    `select ${COLUMNS} from read_parquet(${text(plain)}) order by program, unit, unit_id`,
  )) {
    const values = columns.map((column, place) =>
      CLASS_MASKS.includes(place) ? [...column].map((mask) => named(classes, mask)) : [...column],
    );
    const [row] = await asWorker(desk, (tx) =>
      tx.query<{ laid: number }>(
        "select dtsen.lay_removals($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) as laid",
        [runNo, ...values],
      ),
    );
    laid += row?.laid ?? 0;
  }
  return laid;
}

/** Places of protected_by and untold in COLUMNS. */
const CLASS_MASKS: readonly number[] = [9, 10];

const named = (classes: readonly ProtectedTerms[], mask: unknown): string =>
  classes
    .filter((_, bit) => (BigInt(mask as bigint) & (1n << BigInt(bit))) > 0n)
    .map(({ id }) => id)
    .join(" ");
