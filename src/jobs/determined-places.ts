import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** A determination in force whose list is held against the next version beside the version in force. */
export type DeterminedBase = {
  readonly program: string;
  readonly determinationNo: number;
  readonly versionNo: number;
  readonly label: string;
};

/** Of versions other than the one that is followed; its own list is the one that is compared anyway. */
export function listDeterminedBases(
  desk: Desk,
  [before, after]: readonly [number, number],
): Promise<readonly DeterminedBase[]> {
  return asWorker(desk, (tx) =>
    tx.query<DeterminedBase>(
      `select program, determination_no as "determinationNo", version_no as "versionNo", label
       from dtsen.removal_bases($1, $2)`,
      [before, after],
    ),
  );
}

type Places = {
  readonly bases: readonly DeterminedBase[];
  readonly folder: string;
  /** Parquet file of a table of a version. */
  side(versionNo: number, table: string): string;
  readonly before: number;
};

/**
 * Parquet files `determined` (places on those lists), `settled` (whom two people have taken off since) and `person_determined`
 * (members of families that the version in force has no more, as their own version had them).
 */
export async function writeDetermined(desk: Desk, db: DuckDb, places: Places): Promise<void> {
  const { bases, folder, side, before } = places;
  const write = (table: string) =>
    db.run(
      `copy (select * from ${table}) to ${text(join(folder, `${table}.parquet`))} (format parquet)`,
    );
  await db.run(`create table determined (${PLACE_COLUMNS})`);
  await db.run(
    `create table person_determined as select * from read_parquet(${text(side(before, "person"))}) where false`,
  );
  for (const versionNo of new Set(bases.map((base) => base.versionNo))) {
    const programs = bases.filter((base) => base.versionNo === versionNo);
    await db.run(
      `insert into determined select program, unit, unit_id, family_id, village_no
       from read_parquet(${text(side(versionNo, "outcome"))})
       where outcome in ('recipient', 'review') and program in (${programs.map(({ program }) => text(program)).join(", ")})`,
    );
    await addMembers(db, side(versionNo, "person"), side(before, "person"));
  }
  await writeSettled(desk, db, places);
  for (const table of ["determined", "person_determined", "settled"]) await write(table);
}

const PLACE_COLUMNS =
  "program varchar, unit varchar, unit_id bigint, family_id bigint, village_no bigint";

/** Columns that either version knows: what the later one asks and the earlier did not is unknown of them. */
async function addMembers(db: DuckDb, old: string, now: string): Promise<void> {
  const namesOf = async (from: string) =>
    (await db.all<{ column_name: string }>(`describe select * from ${from}`)).map(
      ({ column_name }) => column_name,
    );
  const known = await namesOf(`read_parquet(${text(old)})`);
  const shared = (await namesOf("person_determined")).filter((name) => known.includes(name));
  const columns = shared.map(identifier).join(", ");
  await db.run(
    `insert into person_determined (${columns}) select ${columns} from read_parquet(${text(old)}) p
     where p.family_id in (select family_id from determined)
       and p.family_id not in (select family_id from read_parquet(${text(now)}) where family_id is not null)
       and not exists (select 1 from person_determined d where d.person_id = p.person_id)`,
  );
}

const PAGE = 50_000;

/** Removals that two people let take effect after the list was determined, in the order of their numbers. */
async function writeSettled(desk: Desk, db: DuckDb, { bases, folder }: Places): Promise<void> {
  const lines = join(folder, "settled.csv");
  await writeFile(lines, "program,unit,unit_id,family_id,village_no\n", { mode: 0o600 });
  for (let after = 0; bases.length > 0; ) {
    const rows = await asWorker(desk, (tx) =>
      tx.query<{ removal_id: number; line: string }>(
        `select r.removal_id, concat_ws(',', r.program, r.unit, r.unit_id, r.family_id, r.village_no) as line
         from dtsen.removal r join unnest($1::text[], $2::int[]) as b (program, version_no)
           on b.program = r.program and r.version_no > b.version_no
         where r.state = 'effective' and r.removal_id > $3 order by r.removal_id limit ${PAGE}`,
        [bases.map(({ program }) => program), bases.map(({ versionNo }) => versionNo), after],
      ),
    );
    const last = rows.at(-1);
    if (last === undefined) break;
    await appendFile(lines, rows.map(({ line }) => `${line}\n`).join(""));
    after = last.removal_id;
  }
  await db.run(
    `create table settled as select * from read_csv(${text(lines)}, header = true, columns = {${PLACE_COLUMNS.split(
      ", ",
    )
      .map((column) => column.split(" "))
      .map(([name, type]) => `'${name}': '${type}'`)
      .join(", ")}})`,
  );
}
