import { writeXlsx } from "hucre/xlsx";
import { CANDIDATE_COLUMNS } from "#domain/candidate-list.ts";

/** One candidate as the receiving side reads them; the NIK is whole, because they are found by it. */
export type CandidateRow = {
  readonly candidateNo: number;
  readonly villageNo: string;
  readonly village: string;
  readonly nik: string;
  readonly name: string;
};

/** Workbooks say when they were made; the same list is the same file, so they all say this. */
const LONG_AGO = new Date("2025-01-01T00:00:00Z");

/** Numbers and codes stay text: a spreadsheet would lose the last digit of a NIK. The last two cells are for the answer. */
const cellsOf = (row: CandidateRow): readonly string[] => [
  String(row.candidateNo),
  row.villageNo,
  row.village,
  row.nik,
  row.name,
  "",
  "",
];

/** The list as CSV as spreadsheets here expect it. Digits stand behind an apostrophe, so that they are kept as text. */
export function candidatesAsCsv(rows: readonly CandidateRow[]): Buffer {
  const lines = [
    CANDIDATE_COLUMNS,
    ...rows.map((row) => {
      const [no = "", code = "", village = "", nik = "", ...rest] = cellsOf(row);
      return [no, asText(code), village, nik === "" ? "" : asText(nik), ...rest];
    }),
  ];
  return Buffer.from(`\uFEFF${lines.map((line) => `${line.map(quoted).join(";")}\r\n`).join("")}`);
}

/** The same as a workbook, every cell text. */
export async function candidatesAsXlsx(rows: readonly CandidateRow[]): Promise<Buffer> {
  const lines = [CANDIDATE_COLUMNS, ...rows.map((row) => cellsOf(row))];
  const book = await writeXlsx({
    sheets: [{ name: "daftar calon", rows: lines.map((line) => line.map(safe)) }],
    properties: { created: LONG_AGO, modified: LONG_AGO },
  });
  return Buffer.from(book);
}

const asText = (digits: string): string => `'${digits}`;

/** A leading sign that a spreadsheet would run as a formula is made text: names come from outside. */
const safe = (text: string): string => (/^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string => `"${safe(text).replaceAll('"', '""')}"`;
