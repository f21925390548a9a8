import { type AsOfProblem, problemOfReason } from "#domain/as-of.ts";
import type { Purpose } from "#domain/purpose.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { recordWork } from "#store/audit.ts";
import { type ToldPast, type WorkPast, workPast } from "#store/past-family.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";
import { LAKE_WORKER_BOUNDS } from "./keep-lake-worker.ts";
import { readPastFromLake } from "./past-from-lake.ts";

export type FamilyAsOfDraft = {
  readonly familyId: number;
  readonly versionNo: number;
  readonly by: string;
  readonly purpose: Purpose;
};

export type FamilyAsOfProblem = AsOfProblem | "reading-right-not-held";

/** What was told, with the roles by which it was read. */
export type PastForWork = ToldPast & { readonly roles: readonly string[] };

/**
 * What a version said of a family, in the name of an account that may read that family today under the purpose. Noted before
 * anything is read; nobody hidden for safety is in it, whoever asks.
 */
export async function readFamilyAsOf(
  house: House,
  draft: FamilyAsOfDraft,
): Promise<Result<PastForWork, FamilyAsOfProblem>> {
  const { desk } = house;
  const found = await asWorker(desk, async (tx) => {
    await recordWork(
      tx,
      { username: draft.by, purpose: draft.purpose },
      {
        act: "read-past-family",
        subjectKind: "family",
        subjectId: draft.familyId,
        versionNo: draft.versionNo,
        fieldsClass: "facts",
      },
    );
    const [frozen] = await tx.query<{ manifest: string }>(
      "select coalesce(manifest_sha256, '') as manifest from dtsen.version where version_no = $1",
      [draft.versionNo],
    );
    return { past: await workPast(tx, draft), manifest: frozen?.manifest ?? "" };
  });
  if (found.past === undefined || found.past.roles.length === 0) {
    return refuse("reading-right-not-held");
  }
  if (isTold(found.past)) return accept(found.past);
  const read = await readPastFromLake(
    house.folders.versions,
    { version: draft.versionNo, manifest: found.manifest },
    found.past,
    LAKE_WORKER_BOUNDS,
  );
  if (!read.ok) return refuse(problemOfReason(read.problem));
  const told = await asWorker(desk, (tx) => workPast(tx, draft, read.value));
  return told === undefined || !isTold(told) ? refuse("reading-right-not-held") : accept(told);
}

const isTold = (past: WorkPast): past is PastForWork => past.state === "ready";
