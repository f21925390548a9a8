import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { deliveryOf, keysAfter } from "#lake/record-key.ts";
import { stageRows } from "#test/delivered-again.ts";

let folder = "";
let db: DuckDb;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "repeated-"));
  db = await openDuckDb({ threads: 2, memory: "500MB", workFolder: join(folder, "spill") });
});
afterAll(async () => {
  db.close();
  await rm(folder, { recursive: true, force: true });
});

type Said = { readonly name: string | null; readonly amount: number | null };
type Staged = Said & {
  readonly record_key: bigint;
  readonly delivery_no: number;
  readonly as_of: number;
  readonly row_no: bigint;
};

const BOTH = ["name", "amount"];

/** A delivery of statements of wages, after an earlier one or as the first of its list; `read` are the columns that its file filled. */
async function deliver(
  deliveryNo: number,
  rows: readonly Said[],
  earlier?: string,
  read: readonly string[] = BOTH,
) {
  const file = join(folder, `${deliveryNo}.parquet`);
  const repeated = await stageRows(
    db,
    {
      ...{
        deliveryNo,
        source: "bpjs-ketenagakerjaan",
        set: "evidence",
        asOf: 20260100 + deliveryNo,
      },
      ...(earlier === undefined ? {} : { earlier: { listNo: 3, file: earlier } }),
    },
    rows.map((row) => ({
      ...{ subject_kind: "person", nik: null, birth_date: null, subject_no: null },
      ...{ village_code: null, statement: "monthly-wage", observed_on: 20260101, ...row },
    })),
    file,
    read,
  );
  const staged = await db.all<Staged>(
    `select record_key, delivery_no, as_of, row_no, name, cast(amount as int) as amount from read_parquet(${text(file)}) order by record_key`,
  );
  return { file, repeated, staged };
}

const words = ({ name, amount }: Said): string => JSON.stringify([name, amount]);
const keysBy = (rows: readonly Staged[]): ReadonlyMap<string, readonly bigint[]> =>
  new Map(
    [...Map.groupBy(rows, words)].map(([said, own]) => [said, own.map((row) => row.record_key)]),
  );

/** Words that could be taken for one another: nothing and the word for it, quotes, commas between columns, spaces, accents. */
const name = fc.constantFrom(null, "", "NULL", "a", "a, 1", "'a'", "a, '1", "(a", " a", "A", "á");
const said = fc.record({ name, amount: fc.constantFrom(null, 0, 1) });

test("of rows that say the same, so many keep the lowest keys as were said before, whatever the order of either file", async () => {
  const quarters = fc.tuple(
    fc.array(said, { minLength: 1, maxLength: 12 }),
    fc.array(said, { minLength: 1, maxLength: 12 }),
    fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
    fc.constantFrom(BOTH, ["name"], ["amount"]),
  );
  await fc.assert(
    fc.asyncProperty(quarters, async ([before, fresh, lots, read]) => {
      // Most of the list comes again, some of it twice, in another order.
      const again = before.flatMap(
        (row, i) => [[row], [row], [row, row], []][(lots[i] ?? 0) % 4] ?? [],
      );
      const rows = [...fresh.slice(0, 4), ...again.toReversed()];
      const first = await deliver(3, before);
      const second = await deliver(7, rows, first.file, read);
      const other = await deliver(3, before.toReversed());
      const turned = await deliver(7, rows.toReversed(), other.file, read);
      const withoutPlace = ({ row_no: _, ...row }: Staged) => row;
      expect(second.staged.map(withoutPlace)).toEqual(turned.staged.map(withoutPlace));

      const [was, is] = [keysBy(first.staged), keysBy(second.staged)];
      let repeated = 0;
      for (const [words, keys] of is) {
        const earlier = was.get(words) ?? [];
        const kept = Math.min(earlier.length, keys.length);
        expect(keys.slice(0, kept)).toEqual(earlier.slice(0, kept));
        for (const key of keys.slice(kept)) expect(deliveryOf(key)).toBe(7);
        repeated += kept;
      }
      expect(second.repeated).toBe(repeated);
      const own = second.staged.map((row) => row.record_key).filter((key) => key > keysAfter(7));
      expect(own).toEqual(own.map((_, i) => keysAfter(7) + BigInt(i) + 1n));
      expect(new Set(second.staged.map((row) => row.record_key)).size).toBe(rows.length);
      // All of them are of the list that the first delivery began, and are said on the day of this one.
      expect(new Set(second.staged.map((row) => row.delivery_no))).toEqual(new Set([3]));
      expect(new Set(second.staged.map((row) => row.as_of))).toEqual(new Set([20260107]));
      const places = second.staged.map((row) => Number(row.row_no));
      expect(places.map((place) => words(rows[place - 1] as Said))).toEqual(
        second.staged.map(words),
      );
    }),
    { numRuns: 10 },
  );
});

test("a row whose words changed and changed back is new again: its key is not taken out of an older delivery", async () => {
  const [one, other] = [
    { name: "SITI", amount: 1 },
    { name: "BUDI", amount: 1 },
  ];
  const first = await deliver(3, [one, other]);
  const second = await deliver(5, [{ ...one, amount: 2 }, other], first.file);
  const third = await deliver(7, [other, one], second.file);
  const from = ({ staged }: typeof first) =>
    Object.fromEntries(staged.map((row) => [row.name, deliveryOf(row.record_key)]));
  expect([first, second, third].map(from)).toEqual([
    { SITI: 3, BUDI: 3 },
    { SITI: 5, BUDI: 3 },
    { SITI: 7, BUDI: 3 },
  ]);
});

test("a file of an older shape lacks a column: what it could not say was not said", async () => {
  const first = await deliver(3, [
    { name: "SITI", amount: null },
    { name: "BUDI", amount: 1 },
  ]);
  const older = join(folder, "older.parquet");
  await db.run(
    `copy (select * exclude (amount) from read_parquet(${text(first.file)})) to ${text(older)} (format parquet)`,
  );
  const second = await deliver(
    5,
    [
      { name: "SITI", amount: null },
      { name: "BUDI", amount: 1 },
    ],
    older,
  );
  expect(second.repeated).toBe(1);
});

test("a file that fills fewer columns repeats only rows that said nothing in the others, and one that fills more those it still leaves alone", async () => {
  const [known, unknown] = [
    { name: "SITI", amount: 1 },
    { name: "BUDI", amount: null },
  ];
  const first = await deliver(3, [known, unknown]);
  const silent = await deliver(5, [{ ...known, amount: null }, unknown], first.file, ["name"]);
  expect(silent.repeated).toBe(1);
  const told = await deliver(7, [known, unknown], silent.file, BOTH);
  expect(told.repeated).toBe(1);
});
