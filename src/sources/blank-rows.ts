import { once } from "node:events";
import { createWriteStream } from "node:fs";
import type { Layout } from "./layout.ts";
import { findHeader } from "./match-header.ts";
import { numberRows } from "./number-rows.ts";
import type { RowSink } from "./row-sink.ts";
import { sniffFile } from "./sniff-file.ts";
import { textChunks } from "./text-chunks.ts";

const FIRST_LINES = 20;

/** Rows to blank: by number, and whichever hold one of these NIKs, broken rows too. */
export type RowsToBlank = {
  readonly rowNos: readonly number[];
  readonly numbers: readonly string[];
};

/**
 * Writes a delivered text file again with some rows blank, in UTF-8: the row numbers of all others
 * stay. Undefined where the file is no text (a workbook), which then cannot be kept.
 */
export async function blankRows(
  file: string,
  layout: Layout,
  { rowNos, numbers }: RowsToBlank,
): Promise<string | undefined> {
  const sniffed = await sniffFile(file);
  if (!sniffed.ok || sniffed.value.kind !== "text") return undefined;
  const { encoding } = sniffed.value;
  const lines = await firstLines(file, encoding);
  const header = findHeader(lines, layout);
  if (header === undefined) return undefined;
  const target = `${file}.blanked`;
  const stream = createWriteStream(target, { mode: 0o600 });
  for (const line of lines.slice(0, header.linesAbove + 1)) stream.write(`${line}\n`);
  const width = header.columns.headers.length;
  const blank = Buffer.from(header.delimiter.repeat(width - 1));
  const places = new Set(rowNos);
  const write = (rowNo: number, row: Buffer): void => {
    const isErased = places.has(rowNo) || numbers.some((number) => row.includes(number));
    stream.write(isErased ? blank : row);
    stream.write("\n");
  };
  const sink: RowSink = {
    row: write,
    broken: (rowNo, _problem, row) => write(rowNo, row),
    drain: async () => {
      if (stream.writableNeedDrain) await once(stream, "drain");
    },
    close: async () => undefined,
  };
  const { delimiter, isQuoted, linesAbove } = header;
  const shape = { delimiter, isQuoted, width, skipLines: linesAbove + 1 };
  await numberRows(textChunks(file, encoding), shape, sink);
  stream.end();
  await once(stream, "close");
  return target;
}

async function firstLines(
  file: string,
  encoding: Parameters<typeof textChunks>[1],
): Promise<readonly string[]> {
  for await (const chunk of textChunks(file, encoding)) {
    return chunk.toString("utf8").split(/\r?\n/, FIRST_LINES);
  }
  return [];
}
