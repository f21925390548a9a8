import { createHash, randomBytes } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DeliverySet, Source } from "#domain/source.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { openEarlier } from "#jobs/earlier-delivery.ts";
import type { House } from "#jobs/house.ts";
import { sealFile } from "#lake/envelope.ts";
import { deliveredColumns, STAGED_TABLES } from "#staging/staged-table.ts";
import { type RecordStamp, writeStaged } from "#staging/write-staged.ts";
import { asWorker } from "#store/transact.ts";
import type { TestRow } from "./random-families.ts";
import { writeRows } from "./small-nation.ts";

/** A delivered list that is staged as receiving stages it, without a file: which number it has, and how many rows kept their keys. */
export type DeliveredAgain = { readonly deliveryNo: number; readonly rowsRepeated: number };

/** Stages rows as receiving does once a file is read: rows that an earlier delivery said keep their keys. */
export async function stageRows(
  db: DuckDb,
  stamp: RecordStamp,
  rows: readonly TestRow[],
  file: string,
  read?: readonly string[],
): Promise<number> {
  const named = rows.map((row, i) => ({ ...row, row_no: i + 1 }));
  const columns = deliveredColumns(stamp.set).map(([name]) => name);
  await writeRows(db, STAGED_TABLES[stamp.set], named, `${file}.rows`);
  const kept = ["row_no", ...columns].map((name) => `"${name}"`).join(", ");
  await db.run(
    `create or replace table std as select ${kept} from read_parquet(${text(`${file}.rows`)})`,
  );
  await db.run("create or replace table refused (row_no bigint)");
  const filled = columns.filter((name) => rows.some((row) => row[name] !== undefined));
  const repeated = await writeStaged(db, stamp, read ?? filled, file);
  await rm(`${file}.rows`);
  return repeated;
}

/** A source delivers a whole list again: what receiving does with it, from the rows on. */
export async function putAgain(
  house: House,
  delivery: { readonly source: Source; readonly set: DeliverySet; readonly asOf: number },
  rows: readonly TestRow[],
): Promise<DeliveredAgain> {
  const { source, set, asOf } = delivery;
  const work = join(house.folders.work, randomBytes(4).toString("hex"));
  await mkdir(work);
  const earlier = await openEarlier(house, delivery, work);
  const deliveryNo = await asWorker(house.desk, async (tx) => {
    const [row] = await tx.query<{ delivery_no: number }>(
      `insert into dtsen.delivery (source, delivery_set, as_of, file_name, sha256, rows_received, rows_accepted,
         received_by, goes_on_from)
       values ($1, $2, $3, 'test', $4, $5, $5, 'test', $6) returning delivery_no`,
      [
        source,
        set,
        String(asOf).replace(/(....)(..)(..)/, "$1-$2-$3"),
        createHash("sha256")
          .update(JSON.stringify([delivery, rows]))
          .digest("hex"),
        rows.length,
        earlier?.deliveryNo ?? null,
      ],
    );
    return row?.delivery_no ?? 0;
  });
  const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: join(work, "spill") });
  const plain = join(work, "staged.parquet");
  const stamp = { deliveryNo, source, set, asOf, ...(earlier === undefined ? {} : { earlier }) };
  const rowsRepeated = await stageRows(db, stamp, rows, plain);
  db.close();
  const folder = join(house.folders.staged, String(deliveryNo));
  await mkdir(folder, { recursive: true });
  const key = await house.keyring.mint(`staged ${deliveryNo}`);
  await sealFile(plain, join(folder, `${STAGED_TABLES[set].name}.parquet.enc`), key);
  await rm(work, { recursive: true });
  return { deliveryNo, rowsRepeated };
}
