import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { evaluateLinks } from "./evaluate-links.ts";

let folder = "";
let db: DuckDb;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-judge-"));
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: folder });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

type Judged = { readonly input: number; readonly cluster: number; readonly entity: string | null };

async function write(name: string, columns: string, rows: readonly string[]): Promise<string> {
  const file = join(folder, `${name}.parquet`);
  const none = `select ${columns
    .split(", ")
    .map((column) => `null::varchar as ${column}`)
    .join(", ")} where false`;
  const values =
    rows.length === 0 ? none : `select * from (values ${rows.join(", ")}) v(${columns})`;
  await db.run(`copy (${values}) to ${text(file)} (format parquet)`);
  return file;
}

async function judge(
  records: readonly Judged[],
  compared: readonly (readonly [number, number])[],
  oneRecordPerEntity: readonly boolean[],
) {
  const numbered = records.map((record, i) => ({ ...record, rid: i + 1 }));
  const known = numbered.filter(({ entity }) => entity !== null);
  return await evaluateLinks(db, {
    recordFile: await write(
      "record",
      "rid, input_no",
      numbered.map(({ rid, input }) => `(${rid}, ${input})`),
    ),
    clusterFile: await write(
      "cluster",
      "rid, cluster",
      numbered.map(({ rid, cluster }) => `(${rid}, ${cluster})`),
    ),
    truthFile: await write(
      "truth",
      "rid, entity",
      known.map(({ rid, entity }) => `(${rid}, ${text(entity ?? "")})`),
    ),
    candidateFile: await write(
      "candidate",
      "a, b",
      compared.map(([a, b]) => `(${a}, ${b})`),
    ),
    copiedFile: await write("copied", "rid, first", ["(0, 0)"]),
    oneRecordPerEntity,
  });
}

/** The same by looking at every pair and at every record. */
function plainReading(
  records: readonly Judged[],
  compared: readonly (readonly [number, number])[],
  once: readonly boolean[],
) {
  const known = records
    .map((record, i) => ({ ...record, rid: i + 1 }))
    .filter(({ entity }) => entity !== null);
  let [linked, real, right, seen] = [0, 0, 0, 0];
  for (const a of known) {
    for (const b of known) {
      if (a.rid >= b.rid || (a.input === b.input && once[a.input])) continue;
      const [isLinked, isReal] = [a.cluster === b.cluster, a.entity === b.entity];
      if (isLinked) linked++;
      if (isReal) real++;
      if (isLinked && isReal) right++;
      if (isReal && compared.some(([x, y]) => x === a.rid && y === b.rid)) seen++;
    }
  }
  const mean = (share: (record: (typeof known)[number]) => number): number =>
    known.reduce((sum, record) => sum + share(record), 0) / known.length;
  const bcubed = (whole: "cluster" | "entity"): number =>
    mean((record) => {
      const own = known.filter((other) => other[whole] === record[whole]);
      const both = own.filter(
        (other) => other.cluster === record.cluster && other.entity === record.entity,
      );
      return both.length / own.length;
    });
  const share = (part: number, all: number): number => (all === 0 ? 1 : part / all);
  return {
    pairwise: [share(right, linked), share(right, real)],
    bcubed: [bcubed("cluster"), bcubed("entity")],
    candidateRecall: share(seen, real),
    truePairs: real,
  };
}

const RECORDS = fc.array(
  fc.record({
    input: fc.constantFrom(0, 1),
    cluster: fc.integer({ min: 1, max: 3 }),
    entity: fc.constantFrom("p", "q", "r", null),
  }),
  { minLength: 2, maxLength: 9 },
);
const COMPARED = fc.uniqueArray(
  fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 9 })),
  { maxLength: 8, selector: String },
);

test("agrees with a plain reading of every pair and every record", async () => {
  await fc.assert(
    fc.asyncProperty(RECORDS, COMPARED, fc.boolean(), async (records, drawn, isOnce) => {
      fc.pre(records.some(({ entity }) => entity !== null));
      // A pair that may not be linked is never compared.
      const once = [isOnce, false];
      const allowed = drawn.filter(([a, b]) => {
        const [x, y] = [records[a - 1], records[b - 1]];
        return x !== undefined && y !== undefined && !(x.input === y.input && once[x.input]);
      });
      const judged = await judge(records, allowed, once);
      const plain = plainReading(records, allowed, once);
      expect(judged?.pairwise.precision).toBeCloseTo(plain.pairwise[0] ?? 0, 12);
      expect(judged?.pairwise.recall).toBeCloseTo(plain.pairwise[1] ?? 0, 12);
      expect(judged?.bcubed.precision).toBeCloseTo(plain.bcubed[0] ?? 0, 12);
      expect(judged?.bcubed.recall).toBeCloseTo(plain.bcubed[1] ?? 0, 12);
      expect(judged?.candidateRecall).toBeCloseTo(plain.candidateRecall, 12);
      expect(judged?.truePairs).toBe(plain.truePairs);
    }),
    { numRuns: 60 },
  );
});

test("known figures: one wrong link of three, one true pair missed", async () => {
  const record = (input: number, cluster: number, entity: string) => ({ input, cluster, entity });
  const judged = await judge(
    [
      record(0, 1, "a"),
      record(1, 1, "a"),
      record(0, 2, "b"),
      record(1, 2, "b"),
      record(0, 3, "c"),
      record(1, 3, "d"),
      record(1, 4, "c"),
    ],
    [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    [true, true],
  );
  expect(judged?.pairwise.precision).toBeCloseTo(2 / 3);
  expect(judged?.pairwise.recall).toBeCloseTo(2 / 3);
  expect(judged?.candidateRecall).toBeCloseTo(2 / 3);
  expect(judged?.bcubed.precision).toBeCloseTo(6 / 7);
  expect(judged?.bcubed.recall).toBeCloseTo(6 / 7);
});

test("where the truth names nobody there is no judgement", async () => {
  const records = [{ input: 0, cluster: 1, entity: null }];
  expect(await judge(records, [], [false])).toBeUndefined();
});
