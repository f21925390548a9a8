import { isUtf8 } from "node:buffer";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";
import type { LoadProblem } from "#sources/load-rows.ts";
import { cutLine } from "#sources/match-header.ts";
import { numberRows } from "#sources/number-rows.ts";
import { openRowSink, UNIT_SEPARATOR } from "#sources/row-sink.ts";
import { sniffFile } from "#sources/sniff-file.ts";
import {
  type ColumnLabels,
  isStata,
  type StataProblem,
  stataToText,
} from "#sources/stata/stata-to-text.ts";
import { type TextEncoding, textChunks } from "#sources/text-chunks.ts";
import { xlsxToText } from "#sources/xlsx-to-text.ts";

/** A file of any columns, read as text: a view with row_no and c0, c1, ... in the order of its header. */
export type InputTable = {
  readonly view: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** Numbers of rows that no reading makes whole, the first few; counted below the header from 1. */
  readonly leftOut: { readonly count: number; readonly first: readonly number[] };
  /** What a file of Stata says of its columns. */
  readonly labels?: ReadonlyMap<string, ColumnLabels>;
};

type TableAnswer = Result<InputTable, LoadProblem | StataProblem>;

type Source = {
  readonly file: string;
  /** Name of the view, and of the files that hold it. */
  readonly view: string;
  /** Private: rows lie here in clear. */
  readonly workFolder: string;
};

const DELIMITERS = [",", ";", "\t", "|"] as const;
/** The header is looked for, and the delimiter judged, among so many lines. */
const FIRST_LINES = 20;
const FIRST_BROKEN = 5;
const WINDOWS = new TextDecoder("windows-1252");
const NEWLINE = 10;
const SPACE = 32;

/** Reads CSV (comma, semicolon, tab, pipe; UTF-8, UTF-16, Windows-1252), XLSX, Parquet or Stata. */
export async function openInputTable(db: DuckDb, source: Source): Promise<TableAnswer> {
  if (await isStata(source.file)) return await openStata(db, source);
  const sniffed = await sniffFile(source.file);
  if (!sniffed.ok) return sniffed;
  const { value } = sniffed;
  if (value.kind === "parquet") return await openParquet(db, source);
  if (value.kind === "text") return await openText(db, source, value.encoding, DELIMITERS);
  const sheet = join(source.workFolder, `${source.view}-sheet.txt`);
  const written = await xlsxToText(source.file, sheet);
  if (!written.ok) return written;
  return await openText(db, { ...source, file: sheet }, "utf-8", [UNIT_SEPARATOR]);
}

async function openStata(db: DuckDb, source: Source): Promise<TableAnswer> {
  const sheet = join(source.workFolder, `${source.view}-stata.txt`);
  const written = await stataToText(source.file, sheet);
  if (!written.ok) return written;
  const opened = await openText(db, { ...source, file: sheet }, "utf-8", [UNIT_SEPARATOR]);
  await rm(sheet);
  return opened.ok ? accept({ ...opened.value, labels: written.value }) : opened;
}

async function openParquet(
  db: DuckDb,
  { file, view }: Source,
): Promise<Result<InputTable, LoadProblem>> {
  const from = `read_parquet(${text(file)}, file_row_number = true)`;
  try {
    const described = await db.all<{ column_name: string; column_type: string }>(
      `describe select * from read_parquet(${text(file)})`,
    );
    const cells = described.map(
      ({ column_name, column_type }, i) =>
        `${asText(identifier(column_name), column_type)} as c${i}`,
    );
    await db.run(
      `create or replace view ${view} as select file_row_number + 1 as row_no, ${cells.join(", ")} from ${from}`,
    );
    const rows = await count(db, view);
    if (rows === 0) return refuse("no-rows");
    const columns = described.map(({ column_name }) => column_name.trim());
    return accept({ view, columns, rows, leftOut: { count: 0, first: [] } });
  } catch {
    return refuse("parquet-damaged");
  }
}

/** Numbers that were whole before a table program made them fractions lose their ".0" again. */
function asText(cell: string, type: string): string {
  const plain = `nullif(trim(cast(${cell} as varchar)), '')`;
  if (type === "DOUBLE" || type === "FLOAT") {
    return `case when isnan(${cell}) or isinf(${cell}) then null
      when ${cell} = trunc(${cell}) and abs(${cell}) < 1e15 then cast(cast(${cell} as bigint) as varchar)
      else ${plain} end`;
  }
  if (type.startsWith("TIMESTAMP")) return `replace(${plain}, ' 00:00:00', '')`;
  return plain;
}

async function openText(
  db: DuckDb,
  source: Source,
  encoding: TextEncoding,
  delimiters: readonly string[],
): Promise<Result<InputTable, LoadProblem>> {
  const { file, view, workFolder } = source;
  const lines = await firstLines(file, encoding);
  const header = findHeader(lines, delimiters);
  if (header === undefined) return refuse("header-missing");
  const { delimiter, cells } = header;
  const isQuoted = delimiter !== UNIT_SEPARATOR && (await hasQuotes(file, encoding, delimiter));
  const files = {
    good: join(workFolder, `${view}-rows.txt`),
    broken: join(workFolder, `${view}-broken.txt`),
    table: join(workFolder, `${view}.parquet`),
  };
  const sink = openRowSink(files.good, files.broken, delimiter);
  const shape = { delimiter, isQuoted, width: cells.length, skipLines: header.linesAbove + 1 };
  const { received } = await numberRows(textChunks(file, encoding), shape, sink);
  await sink.close();
  if (received === 0) return refuse("no-rows");
  const quote = isQuoted ? `quote = '"', escape = '"'` : `quote = '', escape = ''`;
  const names = cells.map((_, i) => `'c${i}': 'VARCHAR'`).join(", ");
  const values = cells.map((_, i) => `nullif(trim(c${i}), '') as c${i}`).join(", ");
  await db.run(
    `copy (select row_no, ${values} from read_csv(${text(files.good)}, header = false,
      auto_detect = false, ignore_errors = true, nullstr = '', max_line_size = 4194304,
      delim = ${text(delimiter)}, ${quote}, strict_mode = false,
      columns = {'row_no': 'BIGINT', ${names}}))
    to ${text(files.table)} (format parquet, compression zstd)`,
  );
  await db.run(
    `create or replace view ${view} as select * from read_parquet(${text(files.table)})`,
  );
  await rm(files.good);
  await rm(files.broken);
  const rows = await count(db, view);
  const first = received === rows ? [] : await firstMissing(db, view, received);
  const leftOut = { count: received - rows, first };
  return rows === 0 ? refuse("no-rows") : accept({ view, columns: cells, rows, leftOut });
}

async function count(db: DuckDb, view: string): Promise<number> {
  const [row] = await db.all<{ n: bigint }>(`select count(*) as n from ${view}`);
  return Number(row?.n ?? 0n);
}

async function firstMissing(
  db: DuckDb,
  view: string,
  received: number,
): Promise<readonly number[]> {
  const rows = await db.all<{ n: bigint }>(
    `select range as n from range(1, ${received + 1}) where range not in (select row_no from ${view})
    order by n limit ${FIRST_BROKEN}`,
  );
  return rows.map(({ n }) => Number(n));
}

async function firstLines(file: string, encoding: TextEncoding): Promise<readonly string[]> {
  for await (const chunk of textChunks(file, encoding)) {
    const lines: string[] = [];
    let from = 0;
    while (lines.length < FIRST_LINES && from < chunk.length) {
      const found = chunk.indexOf(NEWLINE, from);
      const end = found < 0 ? chunk.length : found;
      const line = chunk.subarray(from, end);
      lines.push((isUtf8(line) ? line.toString("utf8") : WINDOWS.decode(line)).replace(/\r$/, ""));
      from = end + 1;
    }
    return lines;
  }
  return [];
}

/** The first line with words is the header; the delimiter is what cuts most lines as it cuts that. */
function findHeader(lines: readonly string[], delimiters: readonly string[]) {
  const linesAbove = lines.findIndex((line) => line.trim() !== "");
  if (linesAbove < 0) return undefined;
  const below = lines.slice(linesAbove + 1).filter((line) => line.trim() !== "");
  const tried = delimiters.map((delimiter) => {
    const cells = cutLine(lines[linesAbove] ?? "", delimiter);
    const alike = below.filter((line) => cutLine(line, delimiter).length === cells.length).length;
    return { linesAbove, delimiter, cells, score: cells.length > 1 ? alike + 1 : 0 };
  });
  return tried.sort((a, b) => b.score - a.score || b.cells.length - a.cells.length)[0];
}

/** Whether any cell of the file begins with a quote; a quote inside a word means nothing. */
async function hasQuotes(
  file: string,
  encoding: TextEncoding,
  delimiter: string,
): Promise<boolean> {
  const cut = delimiter.charCodeAt(0);
  let last = NEWLINE;
  for await (const chunk of textChunks(file, encoding)) {
    for (let i = chunk.indexOf(34); i >= 0; i = chunk.indexOf(34, i + 1)) {
      let before = i - 1;
      while (before >= 0 && chunk[before] === SPACE) before--;
      const byte = before < 0 ? last : chunk[before];
      if (byte === cut || byte === NEWLINE) return true;
    }
    last = chunk[chunk.length - 1] ?? last;
  }
  return false;
}
