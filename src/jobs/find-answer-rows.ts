import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { asWorker } from "#store/transact.ts";
import { openStaged, type RecordsByDelivery } from "./find-head-rows.ts";
import type { House } from "./house.ts";

/**
 * Answers of the civil registry about the person, under any of her ids: they name an id and no record, so
 * membership does not list them.
 */
export async function findAnswerRows(
  house: House,
  db: DuckDb,
  privateFolder: string,
  ids: readonly string[],
): Promise<RecordsByDelivery> {
  const deliveries = await asWorker(house.desk, (tx) =>
    tx.query<{ delivery_no: number }>(
      `select delivery_no from delivery
       where delivery_set = 'identity' and state = 'accepted' and destroyed_at is null order by 1`,
    ),
  );
  const found = new Map<number, readonly bigint[]>();
  for (const { delivery_no } of deliveries) {
    const plain = await openStaged(house, privateFolder, delivery_no, "staged_identity");
    if (plain === undefined) continue;
    const rows = await db.all<{ record_key: bigint }>(
      `select record_key from read_parquet(${text(plain)})
      where person_id in (${ids.join(", ")})`,
    );
    if (rows.length > 0) {
      found.set(
        delivery_no,
        rows.map(({ record_key }) => record_key),
      );
    }
  }
  return found;
}
