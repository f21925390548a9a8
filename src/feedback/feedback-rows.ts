import type { PlainDate } from "#domain/plain-date.ts";
import { getVariable } from "#domain/variables/catalogue.ts";
import { decryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";

/** One line of the file to ourselves: whom it is about, and only what was established. */
export type FeedbackRow = Readonly<Record<string, string>>;

type FamilyFinding = {
  readonly family_id: number;
  readonly kk_enc: Buffer | null;
  readonly head_name: string | null;
  readonly village_no: number;
  readonly facts: Readonly<Record<string, number>>;
};

type PersonFinding = {
  readonly person_id: number;
  readonly nik_enc: Buffer | null;
  readonly name: string | null;
  readonly birth_date: number | null;
  readonly village_no: number;
  readonly is_dead: boolean;
  readonly facts: Readonly<Record<string, number>>;
};

/** Confirmed findings in force up to a moment: the last word on each fact, by variable. */
const IN_FORCE = `answer is null and confirmed_by is not null and recorded_at <= $1`;
const FACTS = `coalesce(jsonb_object_agg(x.variable_id, x.fact_value order by x.finding_id)
  filter (where x.kind = 'correction'), '{}') as facts`;
const LIVES_AT = `coalesce((array_agg(x.domicile_village_no order by x.finding_id desc)
  filter (where x.kind = 'moved'))[1], max(f.domicile_village_no)) as village_no`;

/** Rows about families; one that carries no card number cannot travel and stays laid over. */
export async function familyFeedback(
  tx: Tx,
  fields: FieldKeys,
  cutOff: string,
): Promise<readonly FeedbackRow[]> {
  const rows = await tx.query<FamilyFinding>(
    `select f.family_id, f.kk_enc, f.head_name, ${LIVES_AT}, ${FACTS}
     from finding x join current_family f on f.family_id = x.family_id
     where x.unit = 'family' and x.kind in ('correction', 'moved', 'still-here') and ${IN_FORCE}
     group by f.family_id, f.kk_enc, f.head_name order by f.family_id`,
    [cutOff],
  );
  return rows.flatMap(({ family_id, kk_enc, head_name, village_no, facts }) =>
    kk_enc === null
      ? []
      : [
          {
            village_code: String(village_no),
            kk: decryptField(fields, place("family", "kk_enc", family_id), kk_enc),
            head_name: head_name ?? "",
            ...writeFacts(facts),
          },
        ],
  );
}

/** Rows about persons; one without NIK cannot travel and stays laid over. */
export async function personFeedback(
  tx: Tx,
  fields: FieldKeys,
  cutOff: string,
): Promise<readonly FeedbackRow[]> {
  const rows = await tx.query<PersonFinding>(
    `select f.person_id, f.nik_enc, f.name, f.birth_date, ${LIVES_AT}, ${FACTS},
       bool_or(x.kind = 'deceased') as is_dead
     from finding x join current_person f on f.family_id = x.family_id and f.person_id = x.unit_id
     where x.unit = 'person' and x.kind in ('correction', 'moved', 'deceased') and ${IN_FORCE}
     group by f.person_id, f.nik_enc, f.name, f.birth_date order by f.person_id`,
    [cutOff],
  );
  return rows.flatMap(({ person_id, nik_enc, name, birth_date, village_no, is_dead, facts }) =>
    nik_enc === null
      ? []
      : [
          {
            village_code: String(village_no),
            nik: decryptField(fields, place("person", "nik_enc", person_id), nik_enc),
            name: name ?? "",
            birth_date: writeDay(birth_date),
            life_status: is_dead ? "2" : "1",
            ...writeFacts(facts),
          },
        ],
  );
}

/** The file's text: the header holds every column that any row fills. */
export function writeFeedbackFile(rows: readonly FeedbackRow[]): string {
  const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = rows.map((row) => headers.map((header) => quote(row[header] ?? "")).join(","));
  return `${[headers.map(quote).join(","), ...lines].join("\n")}\n`;
}

function writeFacts(facts: Readonly<Record<string, number>>): FeedbackRow {
  return Object.fromEntries(
    Object.entries(facts).map(([id, value]) => [
      id,
      getVariable(id).type === "flag" ? (value === 1 ? "YA" : "TIDAK") : String(value),
    ]),
  );
}

const place = (table: string, column: string, rowId: number) => ({ table, column, rowId });

function writeDay(day: number | null): PlainDate | "" {
  if (day === null || day <= 0) return "";
  const text = String(day);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}` as PlainDate;
}
