import type { DeliverySet, Source } from "#domain/source.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import { getQualityRule } from "#staging/quality-rules.ts";
import { type CopyValue, copyInto } from "#store/copy.ts";
import type { Tx } from "#store/transact.ts";

/** Whose file, of what kind, with which bytes: the same three act once. */
export type DeliveryIdentity = {
  readonly sha256: string;
  readonly source: Source;
  readonly set: DeliverySet;
};

/** What the desk keeps of a received file. Counts are rows. */
export type DeliveryRow = {
  readonly deliveryNo: number;
  readonly source: Source;
  readonly set: DeliverySet;
  readonly rowsReceived: number;
  readonly rowsAccepted: number;
  readonly rowsRefused: number;
  /** Of the accepted: said word for word by the delivery that the list goes on from. */
  readonly rowsRepeated: number;
  readonly refusedByRule: Readonly<Record<string, number>>;
  readonly sha256: string;
};

/** A new row of table `delivery`; a refused file carries its problem and no key. */
export type DeliveryDraft = DeliveryRow & {
  readonly edition: string;
  readonly layout: string;
  readonly asOf: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly keyId: string | null;
  readonly receivedBy: string;
  readonly problem: string | null;
  readonly goesOnFrom: number | null;
};

/** The accepted delivery of exactly this file, if it came before. */
export async function findDelivery(
  tx: Tx,
  { sha256, source, set }: DeliveryIdentity,
): Promise<DeliveryRow | undefined> {
  const [row] = await tx.query<{
    delivery_no: number;
    rows_received: number;
    rows_accepted: number;
    rows_refused: number;
    rows_repeated: number;
    refused_by_rule: Record<string, number>;
  }>(
    `select delivery_no, rows_received, rows_accepted, rows_refused, rows_repeated, refused_by_rule from delivery
    where sha256 = $1 and source = $2 and delivery_set = $3 and state = 'accepted'`,
    [sha256, source, set],
  );
  if (row === undefined) return undefined;
  return {
    deliveryNo: row.delivery_no,
    source,
    set,
    rowsReceived: Number(row.rows_received),
    rowsAccepted: Number(row.rows_accepted),
    rowsRefused: Number(row.rows_refused),
    rowsRepeated: Number(row.rows_repeated),
    refusedByRule: row.refused_by_rule,
    sha256,
  };
}

/** The number after the last; numbers are given under the lock of receiving. */
export async function nextDeliveryNo(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    "select coalesce(max(delivery_no), 0) + 1 as n from delivery",
  );
  return row?.n ?? 1;
}

/** Writes the row that makes a delivery exist, with the day until which its files are kept. */
export async function insertDelivery(tx: Tx, draft: DeliveryDraft): Promise<void> {
  await tx.query(
    `insert into delivery (delivery_no, source, delivery_set, edition, layout, as_of, file_name, file_bytes,
      sha256, state, problem, rows_received, rows_accepted, rows_refused, refused_by_rule, key_id,
      received_by, goes_on_from, rows_repeated, retention_until)
    select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
      (now() + make_interval(months => retention_months))::date
    from source_owner where source = $2`,
    [
      draft.deliveryNo,
      draft.source,
      draft.set,
      draft.edition,
      draft.layout,
      draft.asOf,
      draft.fileName,
      draft.fileBytes,
      draft.sha256,
      draft.problem === null ? "accepted" : "refused",
      draft.problem,
      draft.rowsReceived,
      draft.rowsAccepted,
      draft.rowsRefused,
      JSON.stringify(draft.refusedByRule),
      draft.keyId,
      draft.receivedBy,
      draft.goesOnFrom,
      draft.rowsRepeated,
    ],
  );
}

/** Copies why rows were refused, without any value, from the plain quarantine file to the desk. */
export async function copyQuarantine(tx: Tx, db: DuckDb, quarantine: string): Promise<void> {
  const columns = [
    "delivery_no",
    "row_no",
    "column_name",
    "rule_code",
    "village_no",
    "sentence_id",
    "sentence_en",
    "remedy_id",
    "remedy_en",
  ];
  await copyInto(tx, "quarantine_row", columns, quarantineRows(db, quarantine));
}

async function* quarantineRows(
  db: DuckDb,
  quarantine: string,
): AsyncGenerator<readonly CopyValue[]> {
  const query = `select delivery_no, row_no, column_name, rule_code, village_no
    from read_parquet(${text(quarantine)}) where severity = 'refuse'`;
  for await (const { columns, rows } of db.chunks(query)) {
    for (let i = 0; i < rows; i++) {
      const values = columns.map((column) => String(column[i]));
      const { sentence, remedy } = getQualityRule(values[3] ?? "");
      yield [...values, sentence.id_ID, sentence.en, remedy.id_ID, remedy.en];
    }
  }
}
