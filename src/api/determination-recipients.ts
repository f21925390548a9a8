import { maskNumber } from "#domain/disclosure.ts";
import type { LetterRow } from "#programs/letter.ts";
import { findVillage, writePlace } from "#regions/place.ts";
import { decryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { nikPlace } from "./family-sheet.ts";

type Row = {
  readonly village_no: number;
  readonly person_id: number | null;
  readonly name: string | null;
  readonly nik_enc: Buffer | null;
  readonly place: number | null;
  readonly decile: number | null;
  readonly amount_rupiah: number | null;
};

/** Rows brought from the desk at once: a list of any length stands in memory by this many. */
const AT_ONCE = 2_000;

/** Which of a program's list of a version: an outcome, in the nation or one regency. */
export type Wanted = {
  readonly versionNo: number;
  readonly program: string;
  readonly outcomes: readonly string[];
  readonly area: string;
};

const FROM = `from dtsen.outcome o
  join dtsen.family f on f.version_no = o.version_no and f.family_id = o.family_id
  left join dtsen.person p on p.version_no = o.version_no
    and p.person_id = case o.unit when 'person' then o.unit_id else f.head_person_id end
  where o.version_no = $1 and o.program = $2 and o.outcome = any ($3) and o.village_no between $4 and $5`;

/** How many whoever acts may see of it: those hidden for safety are never on a list that travels. */
export async function countRecipients(tx: Tx, wanted: Wanted): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(*)::int as count ${FROM}`,
    values(wanted),
  );
  return row?.count ?? 0;
}

/** The same one after the other, in the order of villages and then of the rank, each with its number masked. */
export async function* listRecipients(
  tx: Tx,
  keys: FieldKeys,
  wanted: Wanted,
): AsyncGenerator<LetterRow> {
  await tx.query(
    `declare recipients no scroll cursor for select o.village_no, p.person_id, p.name, p.nik_enc, o.place,
       f.decile_national::int as decile, o.amount_rupiah ${FROM} order by o.village_no, o.place, o.unit_id`,
    values(wanted),
  );
  for (;;) {
    const rows = await tx.query<Row>(`fetch ${AT_ONCE} from recipients`);
    for (const row of rows) yield recipientOf(keys, row);
    if (rows.length < AT_ONCE) break;
  }
  await tx.query("close recipients");
}

const values = ({ versionNo, program, outcomes, area }: Wanted): unknown[] => [
  versionNo,
  program,
  outcomes,
  area === "ID" ? "0" : area.padEnd(10, "0"),
  (area === "ID" ? "" : area).padEnd(10, "9"),
];

function recipientOf(keys: FieldKeys, row: Row): LetterRow {
  const villageNo = String(row.village_no).padStart(10, "0");
  const place = findVillage(villageNo);
  return {
    villageNo,
    village: place === undefined ? villageNo : writePlace(place),
    nik:
      row.nik_enc === null || row.person_id === null
        ? "–"
        : maskNumber(decryptField(keys, nikPlace(row.person_id), row.nik_enc)),
    name: row.name ?? "–",
    place: row.place ?? 0,
    decile: row.decile ?? 0,
    rupiah: BigInt(row.amount_rupiah ?? 0),
  };
}
