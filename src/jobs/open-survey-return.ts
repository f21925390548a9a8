import { chmod, copyFile, rm } from "node:fs/promises";
import { isAbsolute, join, relative, resolve } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { recordWork } from "#store/audit.ts";
import { asWorker } from "#store/transact.ts";
import { mayReceiveAs } from "./acting-for.ts";
import type { House } from "./house.ts";
import { deliveryFolders, zoneOf } from "./survey-place.ts";

export type SurveyReturnDraft = {
  readonly deliveryNo: number;
  /** Where the plain file goes; only its owner may read it. */
  readonly file: string;
  /** Account of whoever opens it. */
  readonly by: string;
};

export type SurveyReturnProblem =
  | "receiving-right-not-held"
  | "survey-unknown"
  | "survey-zone-closed"
  | "beside-the-register";

/**
 * What was refused of a survey, as a file that its provider can repair by: row, column, code, sentence, remedy, and no value.
 * The desk has nothing of it: it is opened where the zone's key is, and the log has it before.
 */
export async function openSurveyReturn(
  house: House,
  { deliveryNo, file, by }: SurveyReturnDraft,
): Promise<Result<{ readonly file: string; readonly rowsRefused: number }, SurveyReturnProblem>> {
  const may = await mayReceiveAs(house.desk, by);
  if (!may.ok) return may;
  if (isWithin(house.settings.dataFolder, file)) return refuse("beside-the-register");
  const zone = await zoneOf(house);
  if (zone === undefined) return refuse("survey-zone-closed");
  const refused = await asWorker(house.desk, async (tx) => {
    const [row] = await tx.query<{ rows_refused: number }>(
      `select rows_refused from dtsen.delivery where delivery_no = $1 and delivery_set = 'survey'
         and state <> 'refused' and destroyed_at is null`,
      [deliveryNo],
    );
    if (row === undefined) return undefined;
    await recordWork(
      tx,
      { username: by, purpose: "update" },
      {
        act: "read-return-file",
        subjectKind: "delivery",
        subjectId: deliveryNo,
        fieldsClass: "work",
        rowCount: row.rows_refused,
      },
    );
    return row.rows_refused;
  });
  if (refused === undefined) return refuse("survey-unknown");
  const [, staged = ""] = deliveryFolders(house, { deliveryNo, set: "survey" });
  await withIdentity(zone, [join(staged, "return.csv.enc")], async ([plain = ""]) => {
    await rm(file, { force: true });
    await copyFile(plain, file);
    await chmod(file, 0o600);
  });
  return accept({ file, rowsRefused: refused });
}

/** The data folder goes into backups whose keepers do not hold the zone's key. */
function isWithin(folder: string, file: string): boolean {
  const way = relative(resolve(folder), resolve(file));
  return !way.startsWith("..") && !isAbsolute(way);
}
