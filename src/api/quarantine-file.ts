import { RETURN_HEAD, returnLine } from "#staging/return-file.ts";
import type { Tx } from "#store/transact.ts";

type LineRow = {
  readonly row_no: number;
  readonly column_name: string;
  readonly rule_code: string;
  readonly sentence_id: string;
  readonly remedy_id: string;
};

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
    returnLine({
      rowNo: row.row_no,
      column: row.column_name,
      code: row.rule_code,
      effect: "refused",
      reason: row.sentence_id,
      remedy: row.remedy_id,
    }),
  );
  return { csv: `${RETURN_HEAD}${lines.join("")}`, rows: rows.length };
}
