import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine } from "#engine/engine.ts";
import { sparkEngine } from "#engine/spark/spark-engine.ts";
import { STAGED_IDENTITY } from "#lake/staged-identity.ts";
import { STAGED_PERSON } from "#lake/tables.ts";
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

type Answer = { readonly person: number; readonly outcome: string; readonly on: number };
/** From an old id to the one that it became. */
type Move = readonly [from: number, to: number];

/** What the step makes of answers (numbered as given) where these ids stand. */
async function newest(
  answers: readonly Answer[],
  standing: readonly number[],
  moves: { readonly before?: readonly Move[]; readonly now?: readonly Move[] } = {},
  registryDay = 20260101,
  open: () => Promise<Engine> = () => duckdbEngine(limits()),
) {
  const place = await mkdtemp(join(folder, "run-"));
  const file = (name: string) => join(place, `${name}.parquet`);
  const registry = [{ record_key: 1, source: "dukcapil", as_of: registryDay }];
  await writeRows(db, STAGED_PERSON, registry, file("staged_person"));
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
  const events = (moves.before ?? []).map(([unit_id, other_id], i) => ({
    event_no: i + 1,
    kind: "redirect",
    unit: "person",
    unit_id,
    other_id,
  }));
  await writeRows(db, LEDGER_EVENT, events, file("past_event"));
  const numbers = { columns: { old_id: "bigint", unit_id: "bigint" }, key: [] } as const;
  const heirs = (moves.now ?? []).map(([old_id, unit_id]) => ({ old_id, unit_id }));
  await writeRows(db, { name: "person_heir", ...numbers }, heirs, file("person_heir"));
  const ids = standing.map((unit_id) => ({ old_id: null, unit_id }));
  await writeRows(db, { name: "person_id", ...numbers }, ids, file("person_id"));
  const engine = await open();
  const tables = ["staged_person", "staged_identity", "past_event", "person_heir", "person_id"];
  await engine.run({
    name: "answers",
    inputs: tables.map((table) => ({ table, files: [file(table)] })),
    stages: identityAnswers({
      asOf: 20260401,
      hasAnswers: true,
      hasParent: true,
      hasLedger: true,
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
    { person: 3, outcome: "padan", on: 20260301 },
  ];
  const moves = {
    before: [
      [7, 6],
      [6, 5],
      [3, 8],
    ],
    now: [[5, 3]],
  } as const;
  // 3 stands: an old redirect of a version that was withdrawn leads it nowhere.
  expect(await newest(answers, [3], moves)).toEqual([[3, "ganda"]]);
});

const SPARK_HOME = process.env.SPARK_HOME;
test.runIf(SPARK_HOME !== undefined)(
  "Spark finds the same answers",
  async () => {
    const answers = [
      { person: 7, outcome: "ganda", on: 20260302 },
      { person: 3, outcome: "padan", on: 20260301 },
      { person: 1, outcome: "nama-beda", on: 20260402 },
      { person: 2, outcome: "kk-beda", on: 20260301 },
      { person: 2, outcome: "belum-rekam", on: 20260301 },
    ];
    const moves = { before: [[7, 6]], now: [[6, 3]] } as const;
    const spark = () => sparkEngine({ home: SPARK_HOME ?? "", master: "local[2]" }, limits());
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
