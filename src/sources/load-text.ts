import { join } from "node:path";
import { accept, refuse } from "#domain/result.ts";
import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";
import type { Layout } from "./layout.ts";
import type { LoadAnswer } from "./load-rows.ts";
import {
  checkHeader,
  type FoundHeader,
  findHeader,
  missingColumns,
  type SavedMapping,
} from "./match-header.ts";
import { numberRows } from "./number-rows.ts";
import { openRowSink, UNIT_SEPARATOR } from "./row-sink.ts";
import { type TextEncoding, textChunks } from "./text-chunks.ts";

/** A text file to be read, and what is known about it. */
export type TextFile = {
  readonly file: string;
  readonly encoding: TextEncoding;
  readonly layout: Pick<Layout, "columns">;
  /** Private: rows lie here in clear while they are read. */
  readonly workFolder: string;
  readonly saved: SavedMapping;
  readonly delimiters?: readonly string[];
};

/** The header is looked for among so many lines. */
const FIRST_LINES = 20;

/** Reads delimited text into `raw` and `broken`. */
export async function loadText(db: DuckDb, source: TextFile): Promise<LoadAnswer> {
  const lines = await firstLines(source);
  const header = findHeader(lines, source.layout, source.saved, source.delimiters);
  if (header === undefined) return refuse("header-missing");
  const checked = checkHeader(header.columns, source.layout);
  if (!checked.ok) return { ...checked, missing: missingColumns(header.columns, source.layout) };

  const files = {
    good: join(source.workFolder, "rows.txt"),
    broken: join(source.workFolder, "broken.txt"),
  };
  const sink = openRowSink(files.good, files.broken, header.delimiter);
  const isQuoted = header.isQuoted && source.delimiters === undefined;
  const shape = {
    delimiter: header.delimiter,
    isQuoted,
    width: header.columns.headers.length,
    skipLines: header.linesAbove + 1,
  };
  const counts = await numberRows(textChunks(source.file, source.encoding), shape, sink);
  await sink.close();
  if (counts.received === 0) return refuse("no-rows");

  await readBroken(db, counts.broken === 0 ? undefined : files.broken);
  await readGood(db, files.good, { ...header, isQuoted });
  const unread = await setUnreadAside(db, files.good, header.delimiter, counts);
  return accept({
    ...counts,
    broken: counts.broken + unread,
    columns: header.columns,
    isSpreadsheet: false,
  });
}

async function firstLines({ file, encoding }: TextFile): Promise<readonly string[]> {
  for await (const chunk of textChunks(file, encoding)) {
    const lines = chunk.toString("utf8").split(/\r?\n/, FIRST_LINES + 1);
    return lines.slice(0, FIRST_LINES);
  }
  return [];
}

async function readBroken(db: DuckDb, file: string | undefined): Promise<void> {
  if (file === undefined) {
    await db.run("create or replace table broken (row_no bigint, problem varchar, line varchar)");
    return;
  }
  const columns = "{'row_no': 'BIGINT', 'problem': 'VARCHAR', 'line': 'VARCHAR'}";
  await db.run(
    `create or replace table broken as select * from read_csv(${text(file)}, ${PLAIN},
      delim = ${text(UNIT_SEPARATOR)}, quote = '', escape = '', columns = ${columns})`,
  );
}

async function readGood(db: DuckDb, file: string, header: FoundHeader): Promise<void> {
  const names = header.columns.headers.map((_, place) => `'c${place}': 'VARCHAR'`);
  const wanted = header.columns.found
    .filter(({ column }) => column.fills !== null)
    .map(({ place, column }) => `c${place} as ${identifier(column.fills ?? "")}`);
  const quote = header.isQuoted ? `quote = '"', escape = '"'` : `quote = '', escape = ''`;
  await db.run(
    `create or replace table raw as select row_no, ${wanted.join(", ")}
    from read_csv(${text(file)}, ${PLAIN}, delim = ${text(header.delimiter)}, ${quote},
      strict_mode = false, columns = {'row_no': 'BIGINT', ${names.join(", ")}})`,
  );
}

/** Rows that count right and still do not parse (text after a closing quote) are broken too. */
async function setUnreadAside(
  db: DuckDb,
  file: string,
  delimiter: string,
  counts: { readonly received: number; readonly broken: number },
): Promise<number> {
  const [read] = await db.all<{ n: bigint }>("select count(*) as n from raw");
  const unread = counts.received - counts.broken - Number(read?.n ?? 0n);
  if (unread === 0) return 0;
  await db.run(
    `insert into broken
    select row_no, 'row-unreadable', line from (
      select cast(split_part(whole, ${text(delimiter)}, 1) as bigint) as row_no,
        substr(whole, length(split_part(whole, ${text(delimiter)}, 1)) + 2) as line
      from read_csv(${text(file)}, ${PLAIN}, delim = ${text(UNIT_SEPARATOR)}, quote = '', escape = '',
        columns = {'whole': 'VARCHAR'}))
    where row_no not in (select row_no from raw)`,
  );
  return unread;
}

const PLAIN =
  "header = false, auto_detect = false, ignore_errors = true, nullstr = '', max_line_size = 4194304";
