import type { DeliverySet } from "#domain/source.ts";
import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";
import { deliveredColumns } from "./staged-table.ts";

/** Staged rows of the delivery that a list goes on from, plain, in a private folder. */
export type EarlierRows = {
  /** The delivery that began the list. */
  readonly listNo: number;
  readonly file: string;
};

type Column = readonly [name: string, type: string];
/** What a delivery says in every row alike. */
type Constant = { readonly name: string; readonly value: string | number | bigint | null };

/**
 * Tables `said_row` (row_no, content): accepted rows of `std` and the digest of what they say; and `repeated_row` (row_no, record_key):
 * those that say, in every column as staged, what a row of the earlier delivery says, and the key of that one. Of equal rows so many as
 * there were, the lowest keys first: neither file's order of rows decides who goes on. `read` are the columns that the file filled. Answers how
 * many rows there are that came again.
 */
export async function findRepeated(
  db: DuckDb,
  { set, earlier }: { readonly set: DeliverySet; readonly earlier?: EarlierRows },
  read: readonly string[],
): Promise<number> {
  const columns = deliveredColumns(set);
  const unread = columns.filter(([name]) => !read.includes(name));
  // What the file did not fill is nearly always one value: it is compared as such, and not as part of every row.
  const constants = earlier === undefined ? [] : await constantsOf(db, unread);
  const varying = unread.filter(([name]) => !constants.some((one) => one.name === name));
  const said = columns.filter(
    ([name]) => read.includes(name) || (earlier !== undefined && varying.some(([v]) => v === name)),
  );
  await db.run(
    `create or replace table said_row as
    select row_no, md5_number(${content(said)}) as content from std
    where row_no not in (select row_no from refused)`,
  );
  await db.run("create or replace table repeated_row (row_no bigint, record_key bigint)");
  if (earlier === undefined) return 0;
  const rows = `read_parquet(${text(earlier.file)})`;
  const found = await db.all<{ column_name: string }>(`describe select * from ${rows}`);
  const known = new Set(found.map(({ column_name }) => column_name));
  const alike = constants.map((constant) => saysTheSame(constant, known));
  const before = `select record_key, md5_number(${content(said, known)}) as content from ${rows}
    where ${["true", ...alike].join(" and ")}`;
  await db.run(`\
insert into repeated_row
select n.row_no, o.record_key
from (${inTurn("said_row", "row_no")}) n
join (${inTurn(`(${before})`, "record_key")}) o on o.content = n.content and o.turn = n.turn`);
  const [row] = await db.all<{ n: bigint }>("select count(*) as n from repeated_row");
  return Number(row?.n ?? 0n);
}

/** SQL: rows with the turn of each among those that say the same. */
const inTurn = (from: string, key: string): string =>
  `select ${key}, content, row_number() over (partition by content order by ${key}) as turn from ${from}`;

/** Of some columns those that say one thing in all rows of `std`. */
async function constantsOf(db: DuckDb, columns: readonly Column[]): Promise<readonly Constant[]> {
  if (columns.length === 0) return [];
  const counts = columns.map(([name, type], i) => {
    const value = `cast(${identifier(name)} as ${type})`;
    return `min(${value}) as least_${i}, max(${value}) as most_${i}, count(${value}) as known_${i}`;
  });
  const [row = {}] = await db.all<Record<string, Constant["value"]>>(
    `select count(*) as n, ${counts.join(", ")} from std`,
  );
  return columns.flatMap(([name], i) => {
    const [least = null, most = null] = [row[`least_${i}`], row[`most_${i}`]];
    const isOne = least === most && (least === null || row[`known_${i}`] === row.n);
    return isOne ? [{ name, value: least }] : [];
  });
}

/** SQL: a condition on a row of an older file; a column that it lacks said nothing. */
function saysTheSame({ name, value }: Constant, known: ReadonlySet<string>): string {
  if (!known.has(name)) return value === null ? "true" : "false";
  if (value === null) return `${identifier(name)} is null`;
  return `${identifier(name)} = ${typeof value === "string" ? text(value) : String(value)}`;
}

/** SQL: what a row says in some columns, in the staged types. Texts that could be taken for something else are quoted by the cast. */
function content(columns: readonly Column[], known?: ReadonlySet<string>): string {
  const values = columns.map(([name, type]) =>
    known?.has(name) === false ? `cast(null as ${type})` : `cast(${identifier(name)} as ${type})`,
  );
  return `cast(row(${values.join(", ")}) as varchar)`;
}
