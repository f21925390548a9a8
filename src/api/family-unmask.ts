import { createHash } from "node:crypto";
import type { Unmask, Unmasked } from "#contract/families.ts";
import { recordAct } from "#store/audit.ts";
import { decryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { type FamilyRecord, readMembers } from "./family-rows.ts";
import { kkPlace, nikPlace } from "./family-sheet.ts";
import { refuseWith, requireRight } from "./guard.ts";
import type { Seat } from "./seat.ts";

/** Whole numbers of one member, against a reason that the audit keeps. */
export async function unmaskMember(
  tx: Tx,
  keys: FieldKeys,
  ask: {
    readonly family: FamilyRecord;
    readonly seat: Seat;
    readonly draft: Unmask;
    readonly requestId: string;
    readonly idempotencyKey: string | undefined;
  },
): Promise<Unmasked> {
  await requireRight(tx, "unmask-identity");
  const { family, seat, draft } = ask;
  const person = (await readMembers(tx, family)).find(
    ({ person_id }) => String(person_id) === draft.personId,
  );
  if (person === undefined) refuseWith("not-found");
  const isRepeat = await isRepeated(tx, ask.idempotencyKey, family, draft);
  await recordAct(tx, {
    act: "unmask-identity",
    subjectKind: "person",
    subjectId: person.person_id,
    familyId: family.family_id,
    villageNo: family.village_no,
    versionNo: family.version_no,
    fieldsClass: "identity",
    requestId: ask.requestId,
    by: seat,
    detail: { reason: draft.reason, isRepeat },
  });
  return {
    personId: draft.personId,
    ...(person.nik_enc === null
      ? {}
      : { nik: decryptField(keys, nikPlace(person.person_id), person.nik_enc) }),
    ...(family.kk_enc === null
      ? {}
      : { kk: decryptField(keys, kkPlace(family.family_id), family.kk_enc) }),
  };
}

/**
 * The same key again is the same act, said so in the log; with another request it is refused. The
 * numbers themselves are never kept beside the key.
 */
async function isRepeated(
  tx: Tx,
  key: string | undefined,
  family: FamilyRecord,
  draft: Unmask,
): Promise<boolean> {
  if (key === undefined) return false;
  const text = JSON.stringify(["unmask", family.family_id, draft.personId, draft.reason]);
  const digest = createHash("sha256").update(text).digest();
  const added = await tx.query(
    `insert into dtsen.idempotency_key (account_id, key, request_sha256, status, body)
     values (dtsen.acting_account(), $1, $2, 200, '{}') on conflict do nothing returning 1`,
    [key, digest],
  );
  if (added.length > 0) return false;
  const [known] = await tx.query<{ request_sha256: Buffer }>(
    "select request_sha256 from dtsen.idempotency_key where account_id = dtsen.acting_account() and key = $1",
    [key],
  );
  if (known === undefined || !known.request_sha256.equals(digest)) refuseWith("key-reused");
  return true;
}
