import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { mustAccept } from "#domain/result.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine } from "#engine/engine.ts";
import { openSpark } from "#engine/spark/open-spark.ts";
import { STAGED_IDENTITY } from "#lake/staged-identity.ts";
import { type LakeTable, STAGED_PERSON } from "#lake/tables.ts";
import { writeRows } from "#test/small-nation.ts";
import { identityAnswers } from "./identity-answers.ts";
import { LEDGER_EVENT } from "./ledger-events.ts";

let folder: string;
let db: DuckDb;
const limits = () => ({ threads: 1, memory: "512MB", workFolder: join(folder, "spill") });
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-answers-"));
  db = await openDuckDb(limits());
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

/** The record that stands for a person. */
const keyOf = (id: number): number => 1000 + id;
const NOTHING = { unit_key: null, old_id: null, unit_id: null, is_new: null };

type Answer = { readonly person: number; readonly outcome: string; readonly on: number };
/** From an old id to the one that it became. */
type Move = readonly [from: number, to: number];

/** An id that was made of what another held, in an earlier version or (without one) in this. */
type Parting = readonly [id: number, of: number, versionNo?: number];

type Past = {
  /** Of version 2. */
  readonly before?: readonly Move[];
  readonly now?: readonly Move[];
  readonly parted?: readonly Parting[];
  /** Ids that a record of the registry stands for. */
  readonly registered?: readonly number[];
};

/** What the step makes of answers (numbered as given) where these ids stand, in version 4. */
async function newest(
  answers: readonly Answer[],
  standing: readonly number[],
  { before = [], now = [], parted = [], registered = [] }: Past = {},
  registryDay = 20260101,
  open: () => Promise<Engine> = () => duckdbEngine(limits()),
) {
  const place = await mkdtemp(join(folder, "run-"));
  const file = (name: string) => join(place, `${name}.parquet`);
  const registry = [{ record_key: 1, source: "dukcapil", as_of: registryDay }];
  const records = standing.map((id) => ({
    record_key: keyOf(id),
    source: registered.includes(id) ? "dukcapil" : "dtks",
    as_of: 20250101,
  }));
  await writeRows(db, STAGED_PERSON, [...registry, ...records], file("staged_person"));
  const rows = answers.map(({ person, outcome, on }, i) => ({
    record_key: 100 + i,
    source: "dukcapil",
    as_of: on,
    person_id: person,
    check_no: i + 1,
    outcome,
    answered_on: on,
  }));
  await writeRows(db, STAGED_IDENTITY, rows, file("staged_identity"));
  const past = parted.filter(([, , versionNo]) => versionNo !== undefined);
  const events = [
    ...before.map(([unit_id, other_id]) => ["redirect", unit_id, other_id, 2] as const),
    ...past.map(([unit_id, other_id, versionNo = 0]) => ["split", unit_id, other_id, versionNo]),
  ].map(([kind = "", unit_id = 0, other_id = 0, version_no = 0], i) => {
    return { event_no: i + 1, version_no, kind, unit: "person", unit_id, other_id };
  });
  await writeRows(db, LEDGER_EVENT, events, file("past_event"));
  const partedNow = parted.filter(([, , versionNo]) => versionNo === undefined);
  const isNew = (id: number) => partedNow.some(([made]) => made === id);
  const steps = {
    person_heir: now.map(([old_id, unit_id]) => ({ old_id, unit_id })),
    person_id: standing.map((id) => ({
      unit_key: keyOf(id),
      unit_id: id,
      is_new: isNew(id) ? 1 : 0,
    })),
    person_claims: partedNow.map(([id, old_id]) => ({ unit_key: keyOf(id), old_id })),
    person_kept: standing
      .filter((id) => !isNew(id))
      .map((id) => ({ unit_key: keyOf(id), old_id: id })),
  };
  const columns = { unit_key: "bigint", old_id: "bigint", unit_id: "bigint", is_new: "int" };
  for (const [name, made] of Object.entries(steps)) {
    const whole = made.map((row) => ({ ...NOTHING, ...row }));
    await writeRows(db, { name, columns, key: [] } as LakeTable, whole, file(name));
  }
  const engine = await open();
  const tables = ["staged_person", "staged_identity", "past_event", ...Object.keys(steps)];
  await engine.run({
    name: "answers",
    inputs: tables.map((table) => ({ table, files: [file(table)] })),
    stages: identityAnswers({
      versionNo: 4,
      asOf: 20260401,
      hasAnswers: true,
      hasParent: true,
      hasLedger: true,
      hasDecisions: false,
    }),
    outputs: [{ table: "identity_answer", file: file("out"), order: ["person_id"] }],
  });
  await engine.close();
  const made = await db.all<{ person_id: bigint; outcome: string }>(
    `select person_id, outcome from read_parquet(${text(file("out"))}) order by person_id`,
  );
  return made.map(({ person_id, outcome }) => [Number(person_id), outcome]);
}

test("the newest answer by its day counts, of one day the one with the higher number", async () => {
  const answers = [
    { person: 1, outcome: "nama-beda", on: 20260301 },
    { person: 1, outcome: "padan", on: 20260302 },
    { person: 2, outcome: "ganda", on: 20260301 },
    { person: 2, outcome: "belum-rekam", on: 20260301 },
  ];
  expect(await newest(answers, [1, 2])).toEqual([
    [1, "padan"],
    [2, "belum-rekam"],
  ]);
});

test("what was answered after the day of the version is not known to it", async () => {
  const answers = [
    { person: 1, outcome: "padan", on: 20260401 },
    { person: 1, outcome: "ganda", on: 20260402 },
    { person: 2, outcome: "ganda", on: 20260402 },
  ];
  expect(await newest(answers, [1, 2])).toEqual([[1, "padan"]]);
});

test("a newer file of the registry outdates the answer; one of the same day does not", async () => {
  const answers = [{ person: 1, outcome: "belum-rekam", on: 20260301 }];
  expect(await newest(answers, [1], {}, 20260301)).toEqual([[1, "belum-rekam"]]);
  expect(await newest(answers, [1], {}, 20260302)).toEqual([]);
});

test("that the registry could not say decides nothing", async () => {
  const answers = [
    { person: 1, outcome: "ganda", on: 20260301 },
    { person: 1, outcome: "belum-dicek", on: 20260302 },
  ];
  expect(await newest(answers, [1])).toEqual([[1, "ganda"]]);
});

test("an answer follows the person through merges of earlier versions and of this one", async () => {
  const answers = [
    { person: 7, outcome: "ganda", on: 20260302 },
    { person: 4, outcome: "padan", on: 20260301 },
  ];
  const moves = {
    before: [
      [7, 6],
      [6, 5],
      [4, 8],
    ],
    now: [[5, 3]],
  } as const;
  // 4 stands: an old redirect of a version that was withdrawn leads it nowhere.
  expect(await newest(answers, [3, 4, 8], moves)).toEqual([
    [3, "ganda"],
    [4, "padan"],
  ]);
});

test("an answer about an id that merged never outranks the person's own, however new", async () => {
  const answers = [
    { person: 3, outcome: "nik-tidak-ditemukan", on: 20260302 },
    { person: 5, outcome: "padan", on: 20260301 },
  ];
  expect(await newest(answers, [5], { before: [[3, 5]] })).toEqual([[5, "padan"]]);
  expect(await newest(answers.slice(0, 1), [5], { before: [[3, 5]] })).toEqual([
    [5, "nik-tidak-ditemukan"],
  ]);
});

test("an answer about an id that merged never decides somebody whom the registry knows", async () => {
  const answers = [
    { person: 3, outcome: "nik-tidak-ditemukan", on: 20260302 },
    { person: 6, outcome: "ganda", on: 20260302 },
  ];
  const past = { before: [[3, 5]], registered: [5, 6] } as const;
  expect(await newest(answers, [5, 6], past)).toEqual([[6, "ganda"]]);
});

test("where the merged part again, the answer stays with neither", async () => {
  const answers = [{ person: 3, outcome: "meninggal", on: 20260301 }];
  const merged = { before: [[3, 5]] } as const;
  expect(await newest(answers, [5, 9], merged)).toEqual([[5, "meninggal"]]);
  expect(await newest(answers, [5, 9], { ...merged, parted: [[9, 5, 3]] })).toEqual([]);
  expect(await newest(answers, [5, 9], { ...merged, parted: [[9, 5]] })).toEqual([]);
  // What had parted before the merge took nothing of the answer along.
  expect(await newest(answers, [5, 9], { ...merged, parted: [[9, 5, 1]] })).toEqual([
    [5, "meninggal"],
  ]);
});

const SPARK_HOME = process.env.SPARK_HOME;
test.runIf(SPARK_HOME !== undefined)(
  "Spark finds the same answers",
  async () => {
    const answers = [
      { person: 7, outcome: "ganda", on: 20260302 },
      { person: 8, outcome: "meninggal", on: 20260301 },
      { person: 1, outcome: "nama-beda", on: 20260402 },
      { person: 2, outcome: "kk-beda", on: 20260301 },
      { person: 2, outcome: "belum-rekam", on: 20260301 },
    ];
    const moves = {
      before: [
        [7, 6],
        [8, 2],
      ],
      now: [[6, 3]],
      parted: [[1, 2]],
    } as const;
    const settings = { home: SPARK_HOME ?? "", master: "local[2]" };
    const spark = async () => mustAccept(await openSpark(settings, limits()), "Spark");
    const standing = [1, 2, 3];
    const onSpark = await newest(answers, standing, moves, 20260101, spark);
    expect(onSpark).toEqual([
      [2, "belum-rekam"],
      [3, "ganda"],
    ]);
    expect(await newest(answers, standing, moves)).toEqual(onSpark);
  },
  240_000,
);
