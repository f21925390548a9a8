import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { DeliverySet, Source } from "#domain/source.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { destroyDoomed, doomKey, isDoomed } from "#lake/doomed-keys.ts";
import { readKeyId, unsealFile } from "#lake/envelope.ts";
import { recordErasures } from "#lake/erasures.ts";
import type { DataKey } from "#lake/keyring.ts";
import { reseal, withoutRows, withoutValues } from "#lake/reseal.ts";
import { blankRows } from "#sources/blank-rows.ts";
import { findLayout } from "#sources/layouts/all.ts";
import { STAGED_TABLES } from "#staging/staged-table.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";
import { isThere } from "./lake-versions.ts";

type Keys = { readonly old: DataKey; readonly fresh: DataKey };

/** One delivery and the records in it that are to be erased. */
export type DeliveryErasure = {
  readonly deliveryNo: number;
  readonly recordKeys: readonly bigint[];
};

/**
 * Rewrites every file of a delivery without these records under a new key, and destroys the old key:
 * copies of the old files anywhere are then unreadable too. A family's record stays, without the name
 * of its head: the house is the others'. Safe to do again after a kill. Answers whether there was anything
 * to rewrite: a delivery whose date had passed is a receipt only, and one of the same list may hold none of them.
 */
export async function eraseDeliveryRows(
  house: House,
  db: DuckDb,
  privateFolder: string,
  { deliveryNo, recordKeys }: DeliveryErasure,
): Promise<boolean> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{ source: Source; delivery_set: DeliverySet; edition: string }>(
      "select source, delivery_set, edition from delivery where delivery_no = $1",
      [deliveryNo],
    ),
  );
  if (row === undefined) throw new Error(`no delivery ${deliveryNo} in the desk`);
  const folder = join(house.folders.staged, String(deliveryNo));
  const table = STAGED_TABLES[row.delivery_set].name;
  const staged = join(folder, `${table}.parquet.enc`);
  const wanted = { recordKeys, set: row.delivery_set };
  const found = await findRows(house, db, staged, privateFolder, wanted);
  if (found === undefined || (found.rowNos.length === 0 && !(await isDoomed(folder)))) return false;
  const fresh = await house.keyring.mint(`delivery ${deliveryNo}, after an erasure`);
  const originals = join(house.folders.deliveries, String(deliveryNo));
  const keysOf = async (sealed: string): Promise<Keys> => {
    const key = await house.keyring.get(await readKeyId(sealed));
    if (key === undefined) throw new Error(`${sealed}: its key was destroyed`);
    await doomKey(folder, key.id);
    return { old: key, fresh };
  };
  const original = join(originals, "original.enc");
  const layout = findLayout(row.source, row.delivery_set, row.edition);
  const originalKeys = await keysOf(original).catch(() => undefined);
  if (originalKeys !== undefined) {
    let isKept = layout !== undefined;
    await reseal(original, originalKeys, privateFolder, async (plain) => {
      const blanked = layout && (await blankRows(plain, layout, found));
      isKept = blanked !== undefined;
      return blanked ?? plain;
    });
    if (!isKept) await rm(original);
    await recordErasures(originals, ["original.enc"]);
  }
  const leaving = `row_no in (${[...found.rowNos, -1].join(", ")})`;
  const naming = found.numbers.map((number) => `contains(value, ${text(number)})`);
  const quarantine = [leaving, ...naming].join(" or ");
  const names = (await readdir(folder)).filter((name) => name.endsWith(".enc"));
  for (const name of names) {
    const rewrite = name.startsWith(table)
      ? row.delivery_set === "family"
        ? withoutValues(db, "head_name", leaving)
        : withoutRows(db, leaving)
      : name.startsWith("quarantine")
        ? withoutRows(db, quarantine)
        : undefined;
    await reseal(join(folder, name), await keysOf(join(folder, name)), privateFolder, rewrite);
  }
  await recordErasures(folder, names);
  await asWorker(house.desk, (tx) =>
    tx.query("update delivery set key_id = $2 where delivery_no = $1", [deliveryNo, fresh.id]),
  );
  await destroyDoomed(folder, house.keyring);
  return true;
}

type FoundRows = { readonly rowNos: readonly number[]; readonly numbers: readonly string[] };

/** Places of the records in the delivered file, and the NIKs by which other rows name the person; undefined where it is gone. */
async function findRows(
  house: House,
  db: DuckDb,
  staged: string,
  privateFolder: string,
  { recordKeys, set }: { readonly recordKeys: readonly bigint[]; readonly set: DeliverySet },
): Promise<FoundRows | undefined> {
  if (!(await isThere(staged))) return undefined;
  const key = await house.keyring.get(await readKeyId(staged));
  if (key === undefined) return undefined;
  const plain = join(privateFolder, "staged.parquet");
  await unsealFile(staged, plain, key);
  const nik = STAGED_TABLES[set].columns.nik === undefined ? "null" : "nik";
  const rows = await db.all<{ row_no: bigint; nik: string | null }>(
    `select row_no, ${nik} as nik from read_parquet(${text(plain)})
    where record_key in (${[...recordKeys, -1n].join(", ")})`,
  );
  const numbers = new Set(rows.flatMap(({ nik }) => (nik === null ? [] : [nik])));
  return { rowNos: rows.map(({ row_no }) => Number(row_no)), numbers: [...numbers] };
}
