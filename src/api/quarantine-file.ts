import type { Tx } from "#store/transact.ts";

type LineRow = {
  readonly row_no: number;
  readonly column_name: string;
  readonly rule_code: string;
  readonly sentence_id: string;
  readonly remedy_id: string;
};

const HEAD = ["baris", "kolom", "kode", "alasan", "perbaikan"];

/** What was refused of a delivery within the caller's region, as a file for the provider's repair. */
export async function returnFile(
  tx: Tx,
  deliveryNo: number,
): Promise<{ readonly csv: string; readonly rows: number }> {
  const rows = await tx.query<LineRow>(
    `select row_no, column_name, rule_code, sentence_id, remedy_id from dtsen.quarantine_row
     where delivery_no = $1 order by row_no, column_name, rule_code`,
    [deliveryNo],
  );
  const lines = rows.map((row) =>
    [String(row.row_no), row.column_name, row.rule_code, row.sentence_id, row.remedy_id]
      .map(cell)
      .join(","),
  );
  return { csv: `\uFEFF${[HEAD.join(","), ...lines].join("\r\n")}\r\n`, rows: rows.length };
}

/** Quoted where needed; a leading sign that a spreadsheet would run as a formula is made text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
