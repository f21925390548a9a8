import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { sealFile } from "#lake/envelope.ts";
import { readManifest, sha256OfFile, verifyManifest } from "#lake/manifest.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { recordWork } from "#store/audit.ts";
import { asWorker } from "#store/transact.ts";
import { mayReadAffectedAs } from "./acting-for.ts";
import type { House } from "./house.ts";

/** A going back: from which version to which, and the programs whose decrees stand on the first. */
export type Back = {
  readonly from: LakeSide;
  readonly to: LakeSide;
  readonly decrees: readonly { readonly decreeNo: number; readonly program: string }[];
};
type LakeSide = { readonly versionNo: number; readonly manifest: string | null };

/** Of one program: units on the list that is withdrawn, those of them that the earlier list has not, and those that it alone has. */
export type AffectedCount = {
  readonly program: string;
  readonly listed: number;
  readonly lose: number;
  readonly gain: number;
};

export type AffectedList = {
  readonly listNo: number;
  readonly counts: readonly AffectedCount[];
};

const OUTCOME = "outcome.parquet";

/** Where the sealed list of a going back lies. */
const sealedList = (house: House, { from, to, decrees }: Back): string =>
  join(
    house.folders.withdrawals,
    `${[from.versionNo, to.versionNo, ...decrees.map(({ decreeNo }) => decreeNo)].join("-")}.parquet.enc`,
  );

/**
 * The list of a going back: whoever a decree in force names, and whoever the earlier version says otherwise of. Made once, sealed,
 * its digest and counts at the desk; as long as versions and decrees are the same, it is the same list.
 */
export async function affectedList(
  house: House,
  back: Back,
): Promise<Result<AffectedList, "version-damaged">> {
  const file = sealedList(house, back);
  const kept = await keptList(house, back);
  const digest = await sha256OfFile(file).catch(() => undefined);
  if (kept !== undefined && kept.sha256 === digest) return accept(kept);
  for (const side of [back.from, back.to]) {
    if (!(await isWhole(house, side))) return refuse("version-damaged");
  }
  const counts = await writeList(house, back, file);
  const [row] = await asWorker(house.desk, async (tx) =>
    tx.query<{ list_no: number }>(
      `insert into dtsen.withdrawal_list (version_no, back_to_no, decrees, counts, file_sha256)
       values ($1, $2, $3, $4, $5) returning list_no`,
      [
        back.from.versionNo,
        back.to.versionNo,
        back.decrees.map(({ decreeNo }) => decreeNo),
        JSON.stringify(counts),
        await sha256OfFile(file),
      ],
    ),
  );
  return accept({ listNo: Number(row?.list_no), counts });
}

async function keptList(house: House, { from, to, decrees }: Back) {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{ list_no: number; counts: readonly AffectedCount[]; file_sha256: string }>(
      `select list_no, counts, file_sha256 from dtsen.withdrawal_list
       where version_no = $1 and back_to_no = $2 and decrees = $3::bigint[] order by list_no desc limit 1`,
      [from.versionNo, to.versionNo, decrees.map(({ decreeNo }) => decreeNo)],
    ),
  );
  if (row === undefined) return undefined;
  return { listNo: Number(row.list_no), counts: row.counts, sha256: row.file_sha256 };
}

async function isWhole(house: House, { versionNo, manifest }: LakeSide): Promise<boolean> {
  const folder = join(house.folders.versions, String(versionNo));
  const read = await readManifest(folder).catch(() => undefined);
  if (read === undefined || read.sha256 !== manifest) return false;
  return (await verifyManifest(folder, [OUTCOME])).length === 0;
}

async function writeList(
  house: House,
  back: Back,
  sealed: string,
): Promise<readonly AffectedCount[]> {
  const { threads, memory } = house.settings;
  return inPrivateFolder(house.folders, async (folder) => {
    const db = await openDuckDb({ threads, memory, workFolder: join(folder, "spill") });
    try {
      const plain = join(folder, "affected.parquet");
      await db.run(affectedTable(house, back));
      await db.run(
        `copy (select * from affected order by program, unit, unit_id) to ${text(plain)} (format parquet, compression zstd)`,
      );
      await mkdir(house.folders.withdrawals, { recursive: true, mode: 0o700 });
      const key = await house.keyring.mint(`withdrawal ${back.from.versionNo}`);
      await sealFile(plain, sealed, key);
      return await countList(db, back);
    } finally {
      db.close();
    }
  });
}

function affectedTable(house: House, { from, to, decrees }: Back): string {
  const programs = [...new Set(decrees.map(({ program }) => program))].map(text).join(", ");
  const rows = ({ versionNo }: LakeSide) =>
    `(select program, unit, unit_id, family_id, village_no, outcome from read_parquet(${text(
      join(house.folders.versions, String(versionNo), OUTCOME),
    )}) where program in (${programs}))`;
  return `create table affected as
select coalesce(n.program, b.program) as program, coalesce(n.unit, b.unit) as unit, coalesce(n.unit_id, b.unit_id) as unit_id,
  coalesce(n.family_id, b.family_id) as family_id, coalesce(n.village_no, b.village_no) as village_no,
  n.outcome as outcome_now, b.outcome as outcome_then
from ${rows(from)} n full join ${rows(to)} b on b.program = n.program and b.unit = n.unit and b.unit_id = n.unit_id
where n.outcome = 'recipient' or b.outcome = 'recipient'`;
}

async function countList(db: DuckDb, { decrees }: Back): Promise<readonly AffectedCount[]> {
  const rows = await db.all<{ program: string; listed: bigint; lose: bigint; gain: bigint }>(
    `select program, count(*) filter (outcome_now = 'recipient') as listed,
       count(*) filter (outcome_now = 'recipient' and coalesce(outcome_then, '') <> 'recipient') as lose,
       count(*) filter (coalesce(outcome_now, '') <> 'recipient') as gain
     from affected group by program order by program`,
  );
  const programs = [...new Set(decrees.map(({ program }) => program))].sort();
  return programs.map((program) => {
    const row = rows.find((one) => one.program === program);
    const count = (of: "listed" | "lose" | "gain") => Number(row?.[of] ?? 0n);
    return { program, listed: count("listed"), lose: count("lose"), gain: count("gain") };
  });
}

export type OpenAffectedProblem = "reading-right-not-held" | "version-unknown" | "list-missing";

/** Hands the newest list of a version to somebody who takes back, determines or oversees; the log has it before it is opened. */
export async function openAffected(
  house: House,
  { label, file, by }: { readonly label: string; readonly file: string; readonly by: string },
): Promise<Result<{ readonly file: string }, OpenAffectedProblem>> {
  const may = await mayReadAffectedAs(house.desk, by);
  if (!may.ok) return may;
  const found = await asWorker(house.desk, async (tx) => {
    const [version] = await tx.query<{ version_no: number }>(
      "select version_no from dtsen.version where label = $1",
      [label],
    );
    if (version === undefined) return undefined;
    const [list] = await tx.query<ListRow>(
      `select list_no, back_to_no, decrees, counts from dtsen.withdrawal_list where version_no = $1
       order by list_no desc limit 1`,
      [version.version_no],
    );
    if (list === undefined) return { version };
    await recordWork(
      tx,
      { username: by, purpose: may.value },
      {
        act: "read-affected-families",
        subjectKind: "version",
        subjectId: version.version_no,
        versionNo: version.version_no,
        fieldsClass: "facts",
        rowCount: list.counts.reduce((sum, { listed, gain }) => sum + listed + gain, 0),
        detail: { list: Number(list.list_no) },
      },
    );
    return { version, list };
  });
  if (found === undefined) return refuse("version-unknown");
  if (found.list === undefined) return refuse("list-missing");
  const name = [found.version.version_no, found.list.back_to_no, ...found.list.decrees].join("-");
  const sealed = join(house.folders.withdrawals, `${name}.parquet.enc`);
  await withIdentity(house, [sealed], async ([plain = ""]) => {
    await rm(file, { force: true });
    await copyFile(plain, file);
  });
  return accept({ file });
}

type ListRow = {
  readonly list_no: number;
  readonly back_to_no: number;
  readonly decrees: readonly number[];
  readonly counts: readonly AffectedCount[];
};
