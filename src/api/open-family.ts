import type { FastifyRequest } from "fastify";
import { type AuditNote, recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { type FamilyRecord, readFamily } from "./family-rows.ts";
import { readSeat, type Seat } from "./seat.ts";

export type Found = { readonly family: FamilyRecord; readonly seat: Seat };

/** The family as far as whoever acts may read it. */
export async function findFamily(tx: Tx, familyId: string): Promise<Found | undefined> {
  const family = await readFamily(tx, familyId);
  if (family === undefined) return undefined;
  const seat = await readSeat(tx, [family.village_no, family.domicile_village_no]);
  return seat === undefined || seat.sheet === "none" ? undefined : { family, seat };
}

/** The family and its audit row together; a miss is noted too, and nothing tells it from a refusal. */
export async function openFamily(
  tx: Tx,
  request: FastifyRequest,
  familyId: string,
  act: string,
  detail: Readonly<Record<string, string>> = {},
): Promise<Found | undefined> {
  const found = await findFamily(tx, familyId);
  const note = { act, subjectKind: "family", requestId: request.id, detail } as const;
  await recordAct(tx, found === undefined ? missed(note, familyId) : seen(note, found));
  return found;
}

type Note = Pick<AuditNote, "act" | "subjectKind" | "requestId" | "detail">;

function missed(note: Note, familyId: string): AuditNote {
  const asked = { fieldsClass: "facts", rowCount: 0, decision: "refused" } as const;
  return { ...note, ...asked, detail: { ...note.detail, asked: familyId } };
}

function seen(note: Note, { family, seat }: Found): AuditNote {
  return {
    ...note,
    subjectId: family.family_id,
    villageNo: family.village_no,
    versionNo: family.version_no,
    fieldsClass: "facts",
    by: seat,
  };
}
