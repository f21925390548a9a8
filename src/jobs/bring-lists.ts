import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Progress } from "#domain/progress.ts";
import { type Result, refuse } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { sha256OfFile } from "#lake/manifest.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { countLists, insertList } from "#publication/version-lists.ts";
import { mayAct } from "#store/accounts.ts";
import { recordWork } from "#store/audit.ts";
import { type CopyValue, copyRows } from "#store/copy.ts";
import { asWorker, type Tx } from "#store/transact.ts";
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
const COLUMNS = [
  "family_id",
  "program",
  "unit",
  "unit_id",
  "outcome",
  "place",
  "first_reason",
  "rules_true",
  "rules_unknown",
  "amount_rupiah",
  "ruleset_id",
] as const;

/**
 * Brings to the desk lists of programs beyond those of every version, reckoned from the same frozen facts: their
 * outcomes stand on family sheets, and their determiners propose them like any other. Brought again they are the same.
 */
export async function bringLists(
  house: House,
  draft: Trial & { readonly by: string },
  progress: Progress,
): Promise<Result<TrialReport, BringProblem>> {
  const asked = { username: draft.by, right: "publish-version", purpose: PURPOSE };
  if (!(await mayAct(house.desk, asked)).ok) return refuse("right-not-held");
  const wanted = (draft.programs ?? []).filter((id) => PROGRAMS.every((one) => one.id !== id));
  if (wanted.length === 0) return refuse("lists-of-every-version");
  const [version] = await asWorker(house.desk, (tx) =>
    tx.query<{ state: string }>("select state from dtsen.version where label = $1", [draft.label]),
  );
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

async function store({ desk, settings }: House, tried: Tried): Promise<void> {
  const { threads, memory } = settings;
  const { versionNo, work, wanted, by } = tried;
  const db = await openDuckDb({ threads, memory, workFolder: join(work, "bring") });
  try {
    await db.run(
      `create view outcome as select * from read_parquet(${text(join(work, "outcome.parquet"))})
       where program in (${wanted.map(text).join(", ")}) and family_id is not null`,
    );
    const counted = await countLists(db);
    await asWorker(desk, async (tx) => {
      await copyOutcomes(tx, db);
      let rowCount = 0;
      for (const program of wanted) {
        rowCount += await takeList(tx, versionNo, program);
        await tx.query("delete from version_list where version_no = $1 and program_code = $2", [
          versionNo,
          program,
        ]);
        const own = counted.filter((row) => row.program === program);
        await insertList(tx, own, { program, ...(await digestsOf(db, tried, program)) });
      }
      await tx.query("select dtsen.mark_brought_lists()");
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

async function copyOutcomes(tx: Tx, db: DuckDb): Promise<void> {
  await tx.query(`create temporary table list_brought (family_id bigint, program text, unit text, unit_id bigint,
    outcome text, place int, first_reason text, rules_true bigint, rules_unknown bigint, amount_rupiah bigint,
    ruleset_id text) on commit drop`);
  await tx.query("grant select on pg_temp.list_brought to dtsen_owner");
  await copyRows(tx, "pg_temp.list_brought", COLUMNS, rowsOf(db));
}

async function* rowsOf(db: DuckDb): AsyncGenerator<readonly CopyValue[]> {
  const cells = COLUMNS.map((name) => (name.startsWith("rules_") ? `coalesce(${name}, 0)` : name));
  for await (const chunk of db.chunks(`select ${cells.join(", ")} from outcome`)) {
    for (let i = 0; i < chunk.rows; i++) {
      yield chunk.columns.map((column) => (column[i] ?? null) as CopyValue);
    }
  }
}

async function takeList(tx: Tx, versionNo: number, program: string): Promise<number> {
  const [row] = await tx.query<{ taken: number }>(
    "select dtsen.take_brought_list($1, $2) as taken",
    [versionNo, program],
  );
  return row?.taken ?? 0;
}

/** A list is known by its own rows, whatever it was reckoned beside. */
async function digestsOf(db: DuckDb, { versionNo, work, quotas, drawKey }: Tried, program: string) {
  const file = join(work, `${program}.csv`);
  await db.run(
    `copy (select ${COLUMNS.join(", ")} from outcome where program = ${text(program)} order by unit, unit_id)
     to ${text(file)} (format csv)`,
  );
  const own = quotas.filter((quota) => quota.program === program);
  return {
    versionNo,
    outcomeSha256: await sha256OfFile(file),
    quotasSha256: createHash("sha256").update(JSON.stringify(own)).digest("hex"),
    quotasAreExample: own.some(({ isExample }) => isExample),
    drawKey,
  };
}
