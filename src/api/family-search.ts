import type { FamilyFilter, FamilyPage, FamilyRow, FamilySearch } from "#contract/families.ts";
import { strictName } from "#domain/person-name.ts";
import { blindIndex, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { readCursor, writeCursor } from "./cursor.ts";
import { placeOf } from "./family-place.ts";
import { SHOWN_HEAD_NAME, SHOWN_SIZE } from "./family-rows.ts";
import { refuseWith } from "./guard.ts";
import { villageRange } from "./region-code.ts";

/** A page of families, with the villages that the audit needs. */
export type FoundPage = Omit<FamilyPage, "decileBasis"> & {
  readonly hits: readonly { readonly familyId: number; readonly villageNo: number }[];
};

type HitRow = {
  readonly family_id: number;
  readonly person_id: number;
  readonly found_name: string | null;
  readonly head_name: string | null;
  readonly size: number;
  readonly village_no: number;
  readonly decile_national: number | null;
};

const DEFAULT_LIMIT = 20;
const COLUMNS = `f.family_id, ${SHOWN_HEAD_NAME}, ${SHOWN_SIZE}, f.village_no,
  f.decile_national::int as decile_national`;

/**
 * Families with a person of that name, NIK or card. Equality on keyed indexes, or a range of the
 * normal form (leakproof comparisons), never LIKE: the plan cannot look outside one's region first.
 */
export async function searchFamilies(
  tx: Tx,
  keys: FieldKeys,
  versionNo: number,
  search: FamilySearch,
): Promise<FoundPage> {
  const given = [search.name, search.nik, search.kk].filter((one) => one !== undefined);
  if (given.length !== 1) refuseWith("malformed-request");
  const limit = search.limit ?? DEFAULT_LIMIT;
  const after = search.cursor === undefined ? undefined : placeAfter(search.cursor, versionNo, 1);
  const { condition, values } = conditionOf(keys, search);
  const [low, high] = villageRange(search.region ?? "");
  const rows = await tx.query<HitRow>(
    `select ${COLUMNS}, h.person_id, h.name as found_name
     from (select q.person_id, q.family_id, q.name, q.name_key from dtsen.current_person q
       where ${condition}
         and ($3::bigint is null or (q.name_key, q.person_id) >
           (select a.name_key, a.person_id from dtsen.person a
            where a.version_no = $4 and a.person_id = $3 limit 1))
         and (q.village_no between $5 and $6 or q.domicile_village_no between $5 and $6)
       order by q.name_key, q.person_id limit $7) h
     join dtsen.current_family f on f.family_id = h.family_id
     order by h.name_key, h.person_id`,
    [...values, after?.[0] ?? null, versionNo, low, high, limit + 1],
  );
  return pageOfHits(rows, limit, versionNo, (row) => [row.person_id]);
}

/** The condition on persons q and its two values, $1 and $2. */
function conditionOf(keys: FieldKeys, { name, nik, kk }: FamilySearch) {
  if (nik !== undefined) {
    return {
      condition: "q.nik_index = $1 and $2::text is null",
      values: [blindIndex(keys, "nik", nik), null],
    };
  }
  if (kk !== undefined) {
    return {
      condition: "q.kk_index = $1 and $2::text is null",
      values: [blindIndex(keys, "kk", kk), null],
    };
  }
  const key = strictName(name ?? "");
  if (key.length < 2) refuseWith("malformed-request");
  // The normal form has only A-Z and spaces: every continuation sorts below "[".
  return {
    condition: 'q.name_key >= $1 and q.name_key < $2 collate "C"',
    values: [key, `${key}[`],
  };
}

/** Families of a region by need: the poorest score first. */
export async function listFamilies(
  tx: Tx,
  versionNo: number,
  filter: FamilyFilter,
): Promise<FoundPage> {
  const limit = filter.limit ?? DEFAULT_LIMIT;
  const after = filter.cursor === undefined ? undefined : placeAfter(filter.cursor, versionNo, 2);
  const [low, high] = villageRange(filter.region ?? "");
  const rows = await tx.query<HitRow & { score: number }>(
    `select ${COLUMNS}, f.score from dtsen.current_family f
     where f.family_id in (
       select b.family_id from dtsen.family b
       where b.version_no = $1 and b.score is not null and b.village_no between $2 and $3
         and ($4::int is null or b.decile_national = $4)
         and (not $8 or b.facts_as_of = 0)
         and ($5::bigint is null or (b.score, b.family_id) > ($5, $6::bigint))
       order by b.score, b.family_id limit $7)
     order by f.score, f.family_id`,
    [
      ...[versionNo, low, high, filter.decile ?? null, after?.[0] ?? null, after?.[1] ?? 0],
      ...[limit + 1, filter.surveyed === "never"],
    ],
  );
  return pageOfHits(rows, limit, versionNo, (row) => [row.score, row.family_id]);
}

/** Keys of a cursor; one of another version is refused, because its list no longer exists. */
function placeAfter(cursor: string, versionNo: number, keys: number) {
  const place = readCursor(cursor, keys);
  if (place === undefined || place.versionNo !== versionNo) refuseWith("malformed-request");
  return place.after;
}

function pageOfHits<Row extends HitRow>(
  rows: readonly Row[],
  limit: number,
  versionNo: number,
  keysOf: (row: Row) => readonly number[],
): FoundPage {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    items: shown.map(writeRow),
    ...(hasMore ? { next: writeCursor({ versionNo, after: keysOf(last) }) } : {}),
    hits: shown.map(({ family_id, village_no }) => ({
      familyId: family_id,
      villageNo: village_no,
    })),
  };
}

function writeRow(row: HitRow): FamilyRow {
  return {
    familyId: String(row.family_id),
    headName: row.head_name ?? "–",
    ...(row.found_name === null || row.found_name === undefined
      ? {}
      : { foundName: row.found_name }),
    size: row.size,
    place: placeOf(row.village_no),
    ...(row.decile_national === null ? {} : { decile: row.decile_national }),
  };
}
