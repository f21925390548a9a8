import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { DeliverySet } from "#domain/source.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { readKeyId, unsealFile } from "#lake/envelope.ts";
import type { StoodIn } from "#lake/erasure-journal.ts";
import { STAGED_TABLES } from "#staging/staged-table.ts";
import { asWorker } from "#store/transact.ts";
import { listsAt } from "./delivery-lists.ts";
import { openStaged } from "./find-head-rows.ts";
import type { House } from "./house.ts";
import type { LakeVersion } from "./lake-versions.ts";
import type { SortedRecords } from "./record-words.ts";

/** Who a row says that somebody is. */
type Said = {
  readonly nik: string | null;
  readonly name: string | null;
  readonly birth_date: number | null;
  readonly phone: string | null;
};

/** Where files are opened. */
export type Opening = {
  readonly house: House;
  readonly db: DuckDb;
  readonly privateFolder: string;
};

const isSame = (one: Said, other: Said): boolean =>
  (one.nik !== null && one.nik === other.nik) ||
  (one.name !== null &&
    one.name === other.name &&
    one.birth_date !== null &&
    one.birth_date === other.birth_date);

/**
 * Her records, those left open settled by what they say: a record is hers where its NIK, or its name with its day, is
 * that of a record surely hers; and where nothing says that it is the other's. Of two people who were taken for one,
 * the wish of who wants to be forgotten counts more than an old row of the other.
 */
export async function settleOpen(
  opening: Opening,
  { hers, theirs, open }: SortedRecords,
): Promise<readonly bigint[]> {
  if (open.size === 0) return [...hers];
  const said = await saidBy(opening, [...hers, ...theirs, ...open]);
  const of = (keys: ReadonlySet<bigint>) => [...keys].flatMap((key) => said.get(key) ?? []);
  const [her, them] = [of(hers), of(theirs)];
  const isHers = (key: bigint): boolean => {
    const own = said.get(key);
    if (own === undefined) return true;
    return her.some((each) => isSame(own, each)) || !them.some((each) => isSame(own, each));
  };
  return [...hers, ...[...open].filter(isHers)];
}

/**
 * Of the ids under which a version held records of hers though they are others' by now: those whose row in that
 * version names her, and those who have no more than her telephone.
 */
export async function partsOfHers(
  opening: Opening,
  version: LakeVersion,
  ids: readonly bigint[],
  records: readonly bigint[],
): Promise<readonly StoodIn[]> {
  const her = [...(await saidBy(opening, records)).values()];
  const rows = await identityRows(opening, version, ids);
  const { versionNo } = version;
  return rows.flatMap((row): readonly StoodIn[] => {
    if (her.some((each) => isSame(row, each))) return [[versionNo, String(row.key), "row"]];
    const hasPhone = row.phone !== null && her.some(({ phone }) => phone === row.phone);
    return hasPhone ? [[versionNo, String(row.key), "phone"]] : [];
  });
}

/** What records say, as far as their deliveries can still be read. */
async function saidBy(
  { house, db, privateFolder }: Opening,
  keys: readonly bigint[],
): Promise<ReadonlyMap<bigint, Said>> {
  const sets = await asWorker(house.desk, (tx) =>
    tx.query<{ delivery_no: number; delivery_set: DeliverySet }>(
      "select delivery_no, delivery_set from delivery",
    ),
  );
  const setOf = new Map(sets.map((row) => [row.delivery_no, row.delivery_set]));
  const said = new Map<bigint, Said>();
  for (const [deliveryNo, own] of (await listsAt(house)).holding(keys)) {
    const set = setOf.get(deliveryNo);
    if (set !== "person" && set !== "evidence") continue;
    const { name, columns } = STAGED_TABLES[set];
    const plain = await openStaged(house, privateFolder, deliveryNo, name);
    if (plain === undefined) continue;
    const phone = columns.phone === undefined ? "cast(null as varchar) as phone" : "phone";
    const rows = await db.all<Said & { key: bigint }>(
      `select record_key as key, nik, name, birth_date, ${phone} from read_parquet(${text(plain)})
      where record_key in (${own.join(", ")})`,
    );
    for (const row of rows) said.set(row.key, row);
  }
  return said;
}

async function identityRows(
  { house, db, privateFolder }: Opening,
  { folder }: LakeVersion,
  ids: readonly bigint[],
): Promise<readonly (Said & { readonly key: bigint })[]> {
  const rows: (Said & { key: bigint })[] = [];
  for (const name of await readdir(join(folder, "identity")).catch(() => [])) {
    const sealed = join(folder, "identity", name);
    const key = await house.keyring.get(await readKeyId(sealed));
    if (key === undefined) continue;
    const plain = join(privateFolder, "named.parquet");
    await unsealFile(sealed, plain, key);
    rows.push(
      ...(await db.all<Said & { key: bigint }>(
        `select cast(person_id as bigint) as key, nik, name, birth_date, phone from read_parquet(${text(plain)})
        where person_id in (${ids.join(", ")})`,
      )),
    );
  }
  return rows;
}
