import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { placeOf } from "./family-place.ts";
import { SHOWN_HEAD_NAME } from "./family-rows.ts";
import { readSeat } from "./seat.ts";

/** Whom a piece of work is about: a family, and perhaps one of its people. */
export type SubjectRow = {
  readonly family_id: number;
  readonly head_name: string | null;
  readonly person_name: string | null;
  readonly village_no: number;
};

/** The columns of SubjectRow, for work aliased c. */
export const SUBJECT_COLUMNS: string = `c.family_id, ${SHOWN_HEAD_NAME}, p.name as person_name, c.village_no`;

/** What they are read from; `person` is SQL for the person, null where it is about the family. */
export const subjectJoins = (person: string): string => `
left join dtsen.current_family f on f.family_id = c.family_id
left join dtsen.current_person p on p.family_id = c.family_id and p.person_id = ${person}`;

/** The same as cards of the console show it. */
export function writeSubject({ family_id, head_name, person_name, village_no }: SubjectRow) {
  return {
    familyId: String(family_id),
    headName: head_name ?? "–",
    ...(person_name === null ? {} : { personName: person_name }),
    place: placeOf(village_no),
  };
}

/** A family that a list has shown. */
export type Hit = { readonly familyId: number; readonly villageNo: number };

/** A page of a list, with the families that the audit needs. */
export type Found<Page> = { readonly page: Page; readonly hits: readonly Hit[] };

export const hitOf = ({ family_id, village_no }: SubjectRow): Hit => ({
  familyId: family_id,
  villageNo: village_no,
});

/** One audit row for a list and one for each family in it, under the seat that shows them. */
export async function noteFamilies(
  tx: Tx,
  about: { readonly act: string; readonly requestId: string; readonly versionNo?: number },
  hits: readonly Hit[],
): Promise<void> {
  const by = await readSeat(
    tx,
    hits.map(({ villageNo }) => villageNo),
  );
  const note = { ...about, by, fieldsClass: "facts" };
  await recordAct(tx, { ...note, subjectKind: "none", rowCount: hits.length });
  for (const { familyId: subjectId, villageNo } of hits) {
    await recordAct(tx, { ...note, subjectKind: "family", subjectId, villageNo });
  }
}
