import { join } from "node:path";
import type { PlainDate } from "#domain/plain-date.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { openDuckDb, type Row, text } from "#engine/duckdb/database.ts";
import { type BuildDraft, buildVersion, type VersionReceipt } from "#jobs/build-version.ts";
import { erasePerson } from "#jobs/erase-person.ts";
import type { House } from "#jobs/house.ts";
import type { ReviewDecision } from "#matching/review-decisions.ts";
import { BROUGHT, LISTED, LISTED_AGAIN } from "./list-people.ts";
import type { TestRow } from "./random-families.ts";
import { LIST, REGISTRY, record, says } from "./said-of-records.ts";
import { BPS, deliverHamlet, hamlet, putStaged, type RowOrder } from "./staged-house.ts";
import { BY_TWO } from "./stewards.ts";

const made = hamlet(5, 40);
/** Deliveries after those of the hamlet: people whom only a second list knows, the newer registry, the list again. */
const [ALONE, NEWER, AGAIN] = [6, 7, 8];

/** People of the registry, alive, each of another card, by their rows. */
const living = made.registry.flatMap((person, row, all) =>
  person.life_status === 1 && all.findIndex(({ kk }) => kk === person.kk) === row ? [row] : [],
);
const at = (place: number): number => living[place] ?? 0;
const ERASED = 9;

/** Two who are one person until that is undone. */
const JOINED = says(1, record(REGISTRY, at(0)), "same", record(REGISTRY, at(1)));
/** Three of the registry are one, say two words; the third word, in the second version, is that two of them are not. */
const [ONE, TWO, THREE] = [15, 16, 17].map((place) => record(REGISTRY, at(place))) as [
  bigint,
  bigint,
  bigint,
];
const FIRST: readonly ReviewDecision[] = [
  JOINED,
  says(6, ONE, "same", TWO),
  says(7, TWO, "same", THREE),
];
const SECOND: readonly ReviewDecision[] = [
  ...FIRST,
  says(8, ONE, "different", THREE),
  says(9, record(ALONE, 9), "same", record(ALONE, 10)),
  says(2, record(REGISTRY, at(0)), "undone", record(REGISTRY, at(1))),
  says(3, record(REGISTRY, at(2)), "same", record(REGISTRY, at(3))),
  says(4, record(LIST, at(4)), "different", record(REGISTRY, at(4))),
  says(5, record(NEWER, 0), "same", record(LIST, at(5))),
];

const draft = (label: string, decisions: readonly ReviewDecision[]): BuildDraft => ({
  label,
  basis: "persons",
  asOf: "2026-04-01" as PlainDate,
  seed: "1",
  actors: BPS,
  decisions,
  // Spark always matches everything; DuckDB would go on from the first.
  matching: "full",
});

/** Statements about persons by name and number, with what clerks do to both. */
function wages(): readonly TestRow[] {
  return made.registry.flatMap((person, row) =>
    row % 4 !== 0
      ? []
      : [
          {
            subject_kind: "person",
            nik: row % 8 === 0 ? (person.nik ?? null) : null,
            name: row % 12 === 0 ? `${person.name}A` : (person.name ?? null),
            birth_date: person.birth_date ?? null,
            subject_no: null,
            village_code: person.village_code ?? null,
            statement: "monthly-wage",
            amount: 1_000_000 + row * 10_000,
            observed_on: 20260301,
          },
        ],
  );
}

/** The registry a quarter later: turned about, somebody gone, somebody renamed, somebody dead, a child born. */
function newer(): readonly TestRow[] {
  const rows = made.registry.flatMap((person, row): readonly TestRow[] => {
    if (row === at(6)) return [];
    if (row === at(7))
      return [{ ...person, name: `${person.name} BINTANG`, kk: "9932040199999999" }];
    return [row === at(8) ? { ...person, life_status: 2 } : person];
  });
  const [first = {}] = rows;
  const child = { nik: "9932041199999999", name: "BAYU SANTOSO", birth_date: 20260315 };
  return [{ ...first, ...child, relationship: 4 }, ...rows, BROUGHT].reverse();
}

/** Deliveries and a first version, on DuckDB; the same in each house, however rows lie in their files. */
export async function firstVersion(house: House, lie: RowOrder): Promise<VersionReceipt> {
  await deliverHamlet(house, made, lie);
  await putStaged(house, { source: "dtks", set: "person", asOf: 20260101 }, LISTED, lie);
  return mustAccept(await buildVersion(house, draft("first", FIRST), quiet), "first");
}

/**
 * All that a version may go on from: the registry delivers anew, and so does a list of people whom it does not know,
 * under new keys; people are paid wages, the civil registry has answered, somebody is erased, and reviewers have
 * joined, parted, undone and contradicted each other.
 */
export async function thenHappens(
  house: House,
  first: VersionReceipt,
  lie: RowOrder,
): Promise<void> {
  const ids = await idsOf(house, first);
  await putStaged(house, { source: "dukcapil", set: "person", asOf: 20260402 }, newer(), lie);
  await putStaged(house, { source: "dtks", set: "person", asOf: 20260402 }, LISTED_AGAIN, lie);
  await putStaged(
    house,
    { source: "bpjs-ketenagakerjaan", set: "evidence", asOf: 20260301 },
    wages(),
    lie,
  );
  const outcomes = ["ganda", "meninggal", "nama-beda", "padan", "belum-rekam"];
  const answers = outcomes.map((outcome, i) => ({
    person_id: Number(ids.get(record(REGISTRY, at(10 + i)))),
    check_no: i + 1,
    outcome,
    answered_on: 20260320 + i,
  }));
  await putStaged(house, { source: "dukcapil", set: "identity", asOf: 20260325 }, answers);
  const personId = ids.get(record(REGISTRY, at(ERASED))) ?? 0n;
  mustAccept(await erasePerson(house, { personId, ...BY_TWO }), "erased");
}

/** The version that goes on from all that, on whatever engine the house is told to use. */
export const secondVersion = (house: House, progress: Progress = quiet) =>
  buildVersion(house, draft("second", SECOND), progress);

/** All that a version says, without what it cost, and without the state that DuckDB alone leaves to the next build. */
export async function said(house: House, version: VersionReceipt) {
  const { seconds: _, state: __, ...matching } = version.matching;
  const { contentHashes, rows, decisions, programs } = version;
  const segment = `${String(version.versionNo).padStart(6, "0")}.parquet`;
  const files = ["membership", "review_pair", "review_cluster", "gold_pair", "rank"].map((name) =>
    join(version.folder, `${name}.parquet`),
  );
  const tables: Record<string, readonly Row[]> = {};
  for (const file of [...files, join(house.folders.ledger, segment)]) {
    tables[file.slice(house.folders.root.length)] = await readTable(house, file);
  }
  return { contentHashes, matching, rows, decisions, programs, tables };
}

/** What the version wrote into the ledger of identities: which kinds of events. */
export const happened = ({ tables }: Awaited<ReturnType<typeof said>>): ReadonlySet<unknown> =>
  new Set(
    Object.values(tables)
      .at(-1)
      ?.map(({ kind }) => kind),
  );

/** Of the people whom only the second list knows: how many go on under their id, and how many ids are new. */
export async function wentOn(house: House, first: VersionReceipt, second: VersionReceipt) {
  const [was, is] = [await idsOf(house, first), await idsOf(house, second)];
  const old = new Set(was.values());
  const ids = LISTED_AGAIN.map((_, row) => is.get(record(AGAIN, row)) ?? 0n);
  const kept = ids.filter((id) => old.has(id)).length;
  return { kept, new: ids.length - kept };
}

async function idsOf(house: House, version: VersionReceipt): Promise<ReadonlyMap<bigint, bigint>> {
  const rows = await readTable(house, join(version.folder, "membership.parquet"));
  return new Map(rows.map((row) => [row.record_key as bigint, row.person_id as bigint]));
}

async function readTable(house: House, file: string): Promise<readonly Row[]> {
  const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: house.folders.work });
  try {
    return await db.all(`select * from read_parquet(${text(file)}) order by all`);
  } finally {
    db.close();
  }
}
