import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import type { Desk } from "./open.ts";

/**
 * Writes every sealed entry, in order, one a line: what `dtsen audit verify` and an outsider read.
 * CSV with quote and delimiter that JSON cannot hold, so that COPY leaves the text alone.
 */
export async function exportAudit(desk: Desk, file: string): Promise<void> {
  const client = await desk.auditor.connect();
  try {
    const query = `copy (select line from dtsen.audit_export order by seq = 0, seq)
      to stdout with (format csv, quote e'\\x01', escape e'\\x01', delimiter e'\\x02')`;
    const source = (client as unknown as pg.Client).query(copyTo(query));
    await pipeline(source, createWriteStream(file, { mode: 0o600, flush: true }));
  } finally {
    client.release();
  }
}
