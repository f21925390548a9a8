import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { readKeyId, unsealFile } from "#lake/envelope.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";

/** Records by delivery. */
export type RecordsByDelivery = ReadonlyMap<number, readonly bigint[]>;

/**
 * Family records that name the person as head: same card and same name as one of the person's own
 * records. They say nothing of who the person is in the register, so membership does not list them.
 */
export async function findHeadRows(
  house: House,
  db: DuckDb,
  privateFolder: string,
  records: RecordsByDelivery,
): Promise<RecordsByDelivery> {
  await db.run("create or replace table erased_name (kk varchar, name varchar)");
  for (const [deliveryNo, keys] of records) {
    const plain = await openStaged(house, privateFolder, deliveryNo, "staged_person");
    if (plain === undefined) continue;
    await db.run(
      `insert into erased_name select distinct kk, name from read_parquet(${text(plain)})
      where record_key in (${[...keys, -1n].join(", ")}) and kk is not null and name is not null`,
    );
  }
  const found = new Map<number, readonly bigint[]>();
  for (const deliveryNo of await familyDeliveries(house)) {
    const plain = await openStaged(house, privateFolder, deliveryNo, "staged_family");
    if (plain === undefined) continue;
    const rows = await db.all<{ record_key: bigint }>(
      `select f.record_key from read_parquet(${text(plain)}) f
      where exists (select 1 from erased_name e where e.kk = f.kk and e.name = f.head_name)`,
    );
    const keys = rows.map(({ record_key }) => record_key);
    if (keys.length > 0) found.set(deliveryNo, keys);
  }
  return found;
}

async function familyDeliveries(house: House): Promise<readonly number[]> {
  const rows = await asWorker(house.desk, (tx) =>
    tx.query<{ delivery_no: number }>(
      `select delivery_no from delivery
       where delivery_set = 'family' and state = 'accepted' and destroyed_at is null order by 1`,
    ),
  );
  return rows.map(({ delivery_no }) => delivery_no);
}

/** Plain path of a staged table; undefined where there is none or its key is gone. */
export async function openStaged(
  house: House,
  privateFolder: string,
  deliveryNo: number,
  table: string,
): Promise<string | undefined> {
  const sealed = join(house.folders.staged, String(deliveryNo), `${table}.parquet.enc`);
  if ((await stat(sealed).catch(() => undefined)) === undefined) return undefined;
  const key = await house.keyring.get(await readKeyId(sealed));
  if (key === undefined) return undefined;
  const plain = join(privateFolder, `${table}.parquet`);
  await unsealFile(sealed, plain, key);
  return plain;
}
