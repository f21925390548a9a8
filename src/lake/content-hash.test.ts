import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { duckdbDialect, sparkDialect } from "#engine/dialect.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import { contentHash } from "./content-hash.ts";

const COLUMNS = { name: "varchar", age: "int", id: "bigint" } as const;
type Row = { id: bigint | null; age: number | null; name: string | null };
type Sums = { rows: bigint; sum_a: unknown; sum_b: unknown };
let db: DuckDb;

beforeAll(async () => {
  db = await openDuckDb({ threads: 1, memory: "500MB", workFolder: tmpdir() });
});
afterAll(() => db.close());

const literal = ({ id, age, name }: Row): string =>
  `(${id ?? "null"}, ${age ?? "null"}, ${name === null ? "null" : duckdbDialect.text(name)})`;

async function hash(rows: readonly Row[]): Promise<string> {
  await db.run("create or replace table t (id bigint, age int, name varchar)");
  if (rows.length > 0) await db.run(`insert into t values ${rows.map(literal).join(", ")}`);
  const [sums] = await db.all<Sums>(contentHash("t", COLUMNS, duckdbDialect).sql);
  return `${sums?.rows}-${sums?.sum_a}-${sums?.sum_b}`;
}

/** The rule again, slowly. */
function plainReading(rows: readonly Row[]): string {
  const md5 = (text: string) => createHash("md5").update(text).digest("hex");
  const cell = (tag: string, value: unknown) => `${value === null ? "n" : `${tag}${value}`};`;
  const sum = (mark: string) =>
    rows
      .map(({ id, age, name }) => {
        const led = name === null ? null : `${[...name].length}:${name}`;
        const canonical = `${md5("age:i,id:i,name:t")}${cell("i", age)}${cell("i", id)}${cell("t", led)}`;
        return BigInt(`0x${md5(md5(canonical) + mark).slice(0, 15)}`);
      })
      .reduce((a, b) => a + b, 0n);
  return `${rows.length}-${sum("a")}-${sum("b")}`;
}

const rows = fc.array(
  fc.record({
    id: fc.option(fc.bigInt({ min: -5n, max: 5n })),
    age: fc.option(fc.integer({ min: -5, max: 200 })),
    name: fc.option(fc.string({ unit: fc.constantFrom("a", ";", "n", "1", ":", "é", "😀", "'") })),
  }),
  { maxLength: 6 },
);

test("agrees with a plain reading of the rule", async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (rows) => {
      expect(await hash(rows)).toBe(plainReading(rows));
    }),
    { numRuns: 60 },
  );
});

test("the order of rows does not matter; a value that moves to a neighbour does", async () => {
  const a: Row = { id: 1n, age: 2, name: "x" };
  const b: Row = { id: 2n, age: null, name: "" };
  expect(await hash([a, b])).toBe(await hash([b, a]));
  expect(await hash([a])).not.toBe(await hash([{ ...a, id: 2n, age: 1 }]));
  expect(await hash([b])).not.toBe(await hash([{ ...b, name: null }]));
  expect(await hash([a, a])).not.toBe(await hash([a]));
});

test("reads alike for the other engine", () => {
  const { sql } = contentHash("t", { id: "bigint" }, sparkDialect);
  expect(sql).toMatchInlineSnapshot(`
    "select count(*) as \`rows\`, coalesce(sum(cast(cast(conv(substr(md5(row_digest || 'a'), 1, 15), 16, 10) as bigint) as decimal(38,0))), cast(0 as decimal(38,0))) as sum_a, coalesce(sum(cast(cast(conv(substr(md5(row_digest || 'b'), 1, 15), 16, 10) as bigint) as decimal(38,0))), cast(0 as decimal(38,0))) as sum_b
    from (
      select md5(concat('a5d803bdeb553642a810b085157bd8e1', coalesce('i' || cast(\`id\` as string) || ';', 'n;'))) as row_digest
      from \`t\`
    ) digested"
  `);
});
