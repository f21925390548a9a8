import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PlainDate } from "#domain/plain-date.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { familyFeedback, personFeedback, writeFeedbackFile } from "#feedback/feedback-rows.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { recordWork } from "#store/audit.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { asWorker } from "#store/transact.ts";
import { mayReceiveAs } from "./acting-for.ts";
import type { House } from "./house.ts";
import { type ReceiveAnswer, receiveDelivery } from "./receive-delivery.ts";

/**
 * Closes the loop of the walk: findings confirmed up to a moment become a delivery of source
 * "feedback", received like any other. The next build takes it up, and its version answers them.
 */
export async function deliverFeedback(
  house: House,
  draft: { readonly cutOff: string; readonly asOf: PlainDate; readonly actor: string },
  progress: Progress = quiet,
): Promise<readonly ReceiveAnswer[]> {
  const may = await mayReceiveAs(house.desk, draft.actor);
  if (!may.ok) return [may];
  const fields = openFieldKeys(house.settings.keyFolder);
  const sets = await asWorker(house.desk, async (tx) => {
    const rows = [
      ["family", await familyFeedback(tx, fields, draft.cutOff)],
      ["person", await personFeedback(tx, fields, draft.cutOff)],
    ] as const;
    const count = rows.reduce((sum, [, each]) => sum + each.length, 0);
    await recordWork(
      tx,
      { username: draft.actor, purpose: "update" },
      { act: "deliver-feedback", subjectKind: "none", fieldsClass: "identity", rowCount: count },
    );
    return rows;
  });
  return inPrivateFolder(house.folders, async (folder) => {
    const answers: ReceiveAnswer[] = [];
    for (const [set, rows] of sets) {
      if (rows.length === 0) continue;
      const file = join(folder, `temuan-${set}.csv`);
      await writeFile(file, writeFeedbackFile(rows), { mode: 0o600 });
      const draftOfSet = { source: "feedback", set, file, asOf: draft.asOf } as const;
      answers.push(
        await receiveDelivery(house, { ...draftOfSet, receivedBy: draft.actor }, progress),
      );
    }
    return answers;
  });
}
