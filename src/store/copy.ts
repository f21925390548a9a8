import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { Tx } from "./transact.ts";

/** One value of a row to copy; numbers and buffers in PostgreSQL's text form. */
export type CopyValue = string | number | bigint | boolean | Buffer | null | readonly number[];

/** Streams rows by COPY into a table without row-level security (dtsen_loading.* or a temporary one). */
export async function copyRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): Promise<void> {
  const names = columns.map((column) => pg.escapeIdentifier(column)).join(", ");
  const sink = (tx.client as pg.Client).query(copyFrom(`copy ${table} (${names}) from stdin`));
  await pipeline(Readable.from(copyText(rows)), sink);
}

/**
 * COPY refuses tables with row-level security, so the rows go through a temporary table and an insert
 * that the policies see. For tables of thousands to a few million rows.
 */
export async function copyInto(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): Promise<void> {
  const names = columns.map((column) => pg.escapeIdentifier(column)).join(", ");
  await tx.query("drop table if exists pg_temp.incoming");
  await tx.query(
    `create temporary table incoming on commit drop as select ${names} from ${table} with no data`,
  );
  await copyRows(tx, "pg_temp.incoming", columns, rows);
  await tx.query(`insert into ${table} (${names}) select ${names} from pg_temp.incoming`);
}

const CHUNK = 1 << 16;

/** Rows as COPY text, in chunks that are worth a write. */
async function* copyText(
  rows: Iterable<readonly CopyValue[]> | AsyncIterable<readonly CopyValue[]>,
): AsyncGenerator<string> {
  let chunk = "";
  for await (const row of rows) {
    chunk += `${row.map(copyValue).join("\t")}\n`;
    if (chunk.length > CHUNK) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk;
}

/** One value as COPY text writes it. */
export function copyValue(value: CopyValue): string {
  if (value === null) return "\\N";
  if (typeof value === "string") return value.replaceAll(/[\\\n\r\t]/g, escapeCharacter);
  if (Buffer.isBuffer(value)) return `\\\\x${value.toString("hex")}`;
  if (typeof value === "object") return `{${value.join(",")}}`;
  return String(value);
}

function escapeCharacter(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  return character === "\t" ? "\\t" : "\\\\";
}
