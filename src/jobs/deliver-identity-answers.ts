import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { PlainDate } from "#domain/plain-date.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { readUndelivered, writeAnswersFile } from "#registry/identity-answer-rows.ts";
import { recordWork } from "#store/audit.ts";
import { asWorker } from "#store/transact.ts";
import { mayReceiveAs } from "./acting-for.ts";
import type { House } from "./house.ts";
import { type ReceiveAnswer, receiveDelivery } from "./receive-delivery.ts";

/**
 * Answers of the civil registry that no delivery holds yet become one, received like any other; the next
 * build reads it. Undefined where there are none. Killed before the answers are marked, the same file is
 * answered by its first receipt, so that it counts once.
 */
export async function deliverIdentityAnswers(
  house: House,
  actor: string,
  progress: Progress = quiet,
): Promise<ReceiveAnswer | undefined> {
  const may = await mayReceiveAs(house.desk, actor);
  if (!may.ok) return may;
  const rows = await asWorker(house.desk, async (tx) => {
    const waiting = await readUndelivered(tx);
    await recordWork(
      tx,
      { username: actor, purpose: "update" },
      {
        act: "deliver-identity-answers",
        subjectKind: "none",
        fieldsClass: "identity",
        rowCount: waiting.length,
      },
    );
    return waiting;
  });
  if (rows.length === 0) return undefined;
  const asOf = rows
    .map(({ answeredOn }) => answeredOn)
    .sort()
    .at(-1);
  return inPrivateFolder(house.folders, async (folder) => {
    const file = join(folder, "jawaban-dukcapil.csv");
    await writeFile(file, writeAnswersFile(rows), { mode: 0o600 });
    const draft = { source: "dukcapil", set: "identity", file, asOf: asOf as PlainDate } as const;
    const own = { ...draft, receivedBy: actor, isOfTheDesk: true } as const;
    const answer = await receiveDelivery(house, own, progress);
    if (answer.ok) await markDelivered(house, answer.value.deliveryNo, rows);
    return answer;
  });
}

async function markDelivered(
  house: House,
  deliveryNo: number,
  rows: readonly { readonly checkNo: number }[],
): Promise<void> {
  await asWorker(house.desk, (tx) =>
    tx.query(
      "update dtsen.identity_check set delivery_no = $1 where check_no = any ($2::bigint[])",
      [deliveryNo, rows.map(({ checkNo }) => checkNo)],
    ),
  );
}
