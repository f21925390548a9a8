import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import type { OpenRecord } from "./review-records.ts";

/** An audit row for each person whose record was shown. */
export async function noteReviewed(
  tx: Tx,
  people: readonly Pick<OpenRecord, "person_id" | "family_id" | "village_no">[],
  note: {
    readonly act: string;
    readonly requestId: string;
    readonly versionNo?: number;
    readonly detail?: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  for (const { person_id, family_id, village_no } of people) {
    await recordAct(tx, {
      ...note,
      subjectKind: "person",
      subjectId: person_id ?? undefined,
      familyId: family_id ?? undefined,
      villageNo: village_no,
      fieldsClass: "identity",
      by: ["review-pair"],
    });
  }
}
