import { duckdbDialect as dialect } from "../dialect.ts";
import type { Pipeline } from "../engine.ts";
import type { DuckDb } from "./database.ts";

type Output = Pick<Pipeline["outputs"][number], "table" | "file" | "order" | "liesInOrder">;

/**
 * Different values of a column among some hundred thousand rows up to which each is written once and named by number.
 * Where a column has more, DuckDB finds out soon, and not after it has looked up a fifth of them.
 */
const NARROW = "dictionary_size_limit 1000";

/** Writes a table as Parquet and answers how many rows it has. */
export async function writeTable(db: DuckDb, output: Output): Promise<number> {
  const { table, file, order, liesInOrder = false } = output;
  const rows = `select * from ${dialect.identifier(table)}`;
  if (order.length === 0) {
    const write = () => copy(db, rows, { file, packing: `compression lz4_raw, ${NARROW}` });
    return liesInOrder ? asItComes(db, write) : write();
  }
  const packing = "compression zstd, parquet_version v2";
  if (liesInOrder) {
    const narrow = `${packing}, ${NARROW}`;
    const written = await asItComes(db, () => copy(db, rows, { file, packing: narrow }));
    if (liesInOrder === "nearly" || (await isInOrder(db, output))) return written;
  }
  const keys = order.map(dialect.identifier).join(", ");
  return copy(db, `${rows} order by ${keys}`, { file, packing });
}

/**
 * What is read through joins comes in the order of their left sides: so none of them may change sides, however much
 * smaller the left one is.
 */
async function asItComes<T>(db: DuckDb, work: () => Promise<T>): Promise<T> {
  await db.run("set disabled_optimizers = 'build_side_probe_side'");
  try {
    return await inKeptOrder(db, work);
  } finally {
    await db.run("reset disabled_optimizers");
  }
}

/** Does what is asked while rows stay in the order they are read in. */
export async function inKeptOrder<T>(db: DuckDb, work: () => Promise<T>): Promise<T> {
  await db.run("set preserve_insertion_order = true");
  try {
    return await work();
  } finally {
    await db.run("set preserve_insertion_order = false");
  }
}

/** Whether each row of a written file has a higher key than the one before it: one look at one column. */
async function isInOrder(db: DuckDb, { file, order: [key = "", ...more] }: Output) {
  if (more.length > 0) throw new Error("rows can lie in the order of one key, not of several");
  const name = dialect.identifier(key);
  const rows = `select ${name} as here, lag(${name}) over () as before from ${dialect.parquet([file])}`;
  const [falls] = await inKeptOrder(db, () =>
    db.all<{ n: bigint }>(`select count(*) as n from (${rows}) where before >= here`),
  );
  return falls?.n === 0n;
}

type Written = { readonly file: string; readonly packing: string };

/** Rows are counted as they are written: a passing table would be worked out once more. */
async function copy(db: DuckDb, rows: string, { file, packing }: Written): Promise<number> {
  const [written] = await db.all<{ Count: bigint }>(
    `copy (${rows}) to ${dialect.text(file)} (format parquet, ${packing})`,
  );
  return Number(written?.Count ?? 0n);
}
