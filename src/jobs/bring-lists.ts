import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Progress } from "#domain/progress.ts";
import { type Result, refuse } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { broughtFile, keepBrought, layLists, listDigest } from "#publication/brought-lists.ts";
import { countLists, insertList } from "#publication/version-lists.ts";
import { mayAct } from "#store/accounts.ts";
import { recordWork } from "#store/audit.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";
import {
  type KeepOutcomes,
  type Trial,
  type TrialReport,
  type TryProblem,
  tryDetermination,
} from "./try-determination.ts";

export type BringProblem =
  | TryProblem
  | "right-not-held"
  | "version-not-at-desk"
  | "lists-of-every-version";

const PURPOSE = "publication";
/**
 * Brings to the desk lists of programs beyond those of every version, reckoned from the same frozen facts: their
 * outcomes stand on family sheets, and their determiners propose them like any other. Brought again they are the same; a
 * projection made anew keeps them.
 */
export async function bringLists(
  house: House,
  draft: Trial & { readonly by: string },
  progress: Progress,
): Promise<Result<TrialReport, BringProblem>> {
  const asked = { username: draft.by, right: "publish-version", purpose: PURPOSE };
  if (!(await mayAct(house.desk, asked)).ok) return refuse("right-not-held");
  const [version] = await asWorker(house.desk, (tx) =>
    tx.query<{ state: string; own: readonly string[] }>(
      `select v.state, array(select l.program_code from dtsen.version_list l where l.version_no = v.version_no and not l.is_brought) as own
       from dtsen.version v where v.label = $1`,
      [draft.label],
    ),
  );
  const own = new Set([...PROGRAMS.map(({ id }) => id), ...(version?.own ?? [])]);
  const wanted = (draft.programs ?? []).filter((id) => !own.has(id));
  if (wanted.length === 0) return refuse("lists-of-every-version");
  if (version === undefined) return refuse("version-unknown");
  if (version.state !== "projected" && version.state !== "published") {
    return refuse("version-not-at-desk");
  }
  const keep: KeepOutcomes = (tried) => store(house, { ...tried, wanted, by: draft.by });
  return await tryDetermination(house, draft, progress, keep);
}

type Tried = Parameters<KeepOutcomes>[0] & {
  readonly wanted: readonly string[];
  readonly by: string;
};

async function store({ desk, settings, folders }: House, tried: Tried): Promise<void> {
  const { threads, memory } = settings;
  const { versionNo, work, wanted, by } = tried;
  const db = await openDuckDb({ threads, memory, workFolder: join(work, "bring") });
  try {
    await db.run(
      `create view outcome as select * from read_parquet(${text(join(work, "outcome.parquet"))})
       where program in (${wanted.map(text).join(", ")}) and family_id is not null`,
    );
    const counted = await countLists(db);
    for (const program of wanted) {
      const file = broughtFile(folders.lists, versionNo, program);
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await keepBrought(db, program, file);
    }
    await asWorker(desk, async (tx) => {
      const rowCount = await layLists(tx, db, "outcome", { versionNo, programs: wanted });
      for (const program of wanted) {
        await tx.query("delete from version_list where version_no = $1 and program_code = $2", [
          versionNo,
          program,
        ]);
        const own = counted.filter((row) => row.program === program);
        await insertList(tx, own, await knownBy(db, tried, program));
      }
      const detail = { programs: wanted.join(", ") };
      await recordWork(
        tx,
        { username: by, purpose: PURPOSE },
        {
          act: "bring-lists",
          subjectKind: "none",
          versionNo,
          fieldsClass: "work",
          rowCount,
          detail,
        },
      );
    });
  } finally {
    db.close();
  }
}

async function knownBy(db: DuckDb, { versionNo, work, quotas, drawKey }: Tried, program: string) {
  const own = quotas.filter((quota) => quota.program === program);
  return {
    versionNo,
    program,
    outcomeSha256: await listDigest(db, program, work),
    quotasSha256: createHash("sha256").update(JSON.stringify(own)).digest("hex"),
    quotasAreExample: own.some(({ isExample }) => isExample),
    drawKey,
    isBrought: true,
  };
}
