import { once } from "node:events";
import { finished } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** Lines on their way into a table by COPY, held back while the server is busy. */
export type CopySink = {
  write(lines: string): Promise<void>;
  end(): Promise<void>;
};

/** Opens COPY … FROM STDIN on a client that does nothing else until `end`. */
export function copySink(
  client: pg.ClientBase,
  table: string,
  columns: readonly string[],
): CopySink {
  const stream = client.query(copyFrom(`copy ${table} (${columns.join(", ")}) from stdin`));
  // Rejects as soon as the server refuses a row; `end` and `write` hand it on.
  const done = finished(stream);
  done.catch(() => undefined);
  return {
    write: async (lines) => {
      if (lines === "" || stream.write(lines)) return;
      await Promise.race([once(stream, "drain"), done]);
    },
    end: async () => {
      stream.end();
      await done;
    },
  };
}

/** One field of COPY's text format; null and undefined are \N. */
export function copyText(value: string | number | bigint | null | undefined): string {
  if (value === null || value === undefined) return "\\N";
  if (typeof value !== "string") return String(value);
  return /[\\\t\n\r]/.test(value)
    ? value.replaceAll(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char)
    : value;
}

/** Bytes as COPY's text format writes a bytea. */
export function copyBytes(bytes: Buffer | undefined): string {
  return bytes === undefined ? "\\N" : `\\\\x${bytes.toString("hex")}`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};
