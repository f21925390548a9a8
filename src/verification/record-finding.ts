import type { FindingKind, FindingProblem } from "#domain/finding.ts";
import { mayConfirmFinding } from "#domain/finding.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";

/** What a visit established about a family or one of its persons; a correction names its fact. */
export type FindingDraft = {
  readonly unit: "family" | "person";
  readonly unitId: number;
  readonly familyId: number;
  readonly kind: FindingKind;
  readonly observedOn: PlainDate;
  /** For corrections: the variable's id and the value that is right. */
  readonly correction?: { readonly variableId: string; readonly value: number };
  /** For moves: the ten-digit village where they live now. */
  readonly movedTo?: number;
  readonly note?: string;
};

export type RecordProblem =
  | "family-unknown"
  | "person-unknown"
  | "no-such-fact"
  | "nothing-said"
  | "outside-region";

/** Records a finding by whoever acts. It waits for a second person; until then nothing changes. */
export async function recordFinding(
  tx: Tx,
  draft: FindingDraft,
): Promise<Result<{ readonly findingId: number }, RecordProblem>> {
  const place = factPlace(draft);
  if (place === "no-such-fact") return refuse("no-such-fact");
  if (draft.kind === "moved" && draft.movedTo === undefined) return refuse("nothing-said");
  const [family] = await tx.query<{
    village_no: number;
    domicile_village_no: number;
    is_mine: boolean;
  }>(
    `select village_no, domicile_village_no,
       coalesce(village_no <@ dtsen.my_ranges('record-finding'), false) as is_mine
     from current_family where family_id = $1`,
    [draft.familyId],
  );
  if (family === undefined) return refuse("family-unknown");
  // Seen because somebody moves here, or by another appointment: recorded where the family is registered.
  if (!family.is_mine) return refuse("outside-region");
  if (draft.unit === "person" && !(await isMember(tx, draft))) return refuse("person-unknown");

  const [row] = await tx.query<{ finding_id: number }>(
    `insert into finding (unit, unit_id, family_id, kind, variable_id, fact_place, fact_value,
       village_no, domicile_village_no, observed_on, note, recorded_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, dtsen.acting_account())
     returning finding_id`,
    [
      draft.unit,
      draft.unitId,
      draft.familyId,
      draft.kind,
      draft.correction?.variableId ?? null,
      place ?? null,
      draft.correction?.value ?? null,
      family.village_no,
      draft.movedTo ?? family.domicile_village_no,
      draft.observedOn,
      draft.note ?? null,
    ],
  );
  const findingId = row?.finding_id ?? 0;
  await note(tx, "record-finding", draft.familyId, family.village_no, findingId);
  return accept({ findingId });
}

async function isMember(tx: Tx, { unitId, familyId }: FindingDraft): Promise<boolean> {
  const sql = "select from current_person where person_id = $1 and family_id = $2";
  return (await tx.query(sql, [unitId, familyId])).length > 0;
}

/** Another person brings a finding into force: from this commit on it is laid over the version. */
export async function confirmFinding(
  tx: Tx,
  findingId: number,
): Promise<Result<"in-force", FindingProblem | "finding-unknown">> {
  const [found] = await tx.query<FindingRow>(
    `select family_id, village_no, recorded_by, confirmed_by, answer,
       dtsen.acting_account() as acting, dtsen.is_my_hand(recorded_by) as is_my_hand from finding where finding_id = $1`,
    [findingId],
  );
  if (found === undefined) return refuse("finding-unknown");
  const may = mayConfirmFinding(
    {
      recordedBy: String(found.recorded_by),
      confirmedBy: found.confirmed_by === null ? undefined : String(found.confirmed_by),
      answer: found.answer ?? undefined,
    },
    String(found.acting),
  );
  if (!may.ok) return may;
  if (found.is_my_hand) return refuse("same-person");
  const confirmed = await tx.query(
    `update finding set confirmed_by = dtsen.acting_account(), confirmed_at = now()
     where finding_id = $1 and confirmed_by is null returning finding_id`,
    [findingId],
  );
  // Seen because somebody moves here, or read while it was confirmed: nothing of it was changed.
  if (confirmed.length === 0) return refuse("finding-unknown");
  await note(tx, "confirm-finding", found.family_id, found.village_no, findingId);
  return may;
}

type FindingRow = {
  readonly family_id: number;
  readonly village_no: number;
  readonly recorded_by: number;
  readonly confirmed_by: number | null;
  readonly answer: "absorbed" | "refused" | null;
  readonly acting: number;
  /** Recorded by another account of whoever acts. */
  readonly is_my_hand: boolean;
};

/** Place from 1 among the unit's facts in catalogue order; undefined where nothing is corrected. */
function factPlace({ kind, unit, correction }: FindingDraft): number | undefined | "no-such-fact" {
  if (kind !== "correction") return undefined;
  const facts = unit === "family" ? FAMILY_FACTS : PERSON_FACTS;
  const place = facts.indexOf(correction?.variableId ?? "") + 1;
  return place === 0 || (correction?.value ?? -1) < 0 ? "no-such-fact" : place;
}

/** The act is named after the right by which it is done. */
async function note(
  tx: Tx,
  act: "record-finding" | "confirm-finding",
  familyId: number,
  villageNo: number,
  findingId: number,
): Promise<void> {
  await recordAct(tx, {
    act,
    by: [act],
    subjectKind: "family",
    subjectId: familyId,
    familyId,
    villageNo,
    fieldsClass: "facts",
    detail: { finding: findingId },
  });
}
