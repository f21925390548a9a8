import type { DeliverySet, Source } from "#domain/source.ts";
import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";
import { keysAfter } from "#lake/record-key.ts";
import { type EarlierRows, findRepeated } from "./repeated-rows.ts";
import type { ReturnLine } from "./return-file.ts";
import { STAGED_TABLES } from "./staged-table.ts";

/** Who sends what, and of which day: stamped on every record. */
export type RecordStamp = {
  readonly deliveryNo: number;
  readonly source: Source;
  readonly set: DeliverySet;
  /** yyyymmdd. */
  readonly asOf: number;
  /** The delivery whose rows keep their keys where this one says them again. */
  readonly earlier?: EarlierRows;
};

/**
 * Writes accepted rows as the lake's staged table. A record's key is its delivery and the place of
 * its content among all contents (equal rows count up), so the order of the file does not matter.
 * `read` are the columns that the file filled: the others are the same in every row. A row that the earlier delivery of the list said
 * word for word keeps the key that it had. Answers how many do.
 */
export async function writeStaged(
  db: DuckDb,
  stamp: RecordStamp,
  read: readonly string[],
  file: string,
): Promise<number> {
  const { columns } = STAGED_TABLES[stamp.set];
  const rowsRepeated = await findRepeated(db, stamp, read);
  await db.run(
    `create or replace table record_place as
    select row_no, ${keysAfter(stamp.deliveryNo)} + row_number() over (order by content, row_no) as record_key
    from said_row where row_no not in (select row_no from repeated_row)
    union all
    select row_no, record_key from repeated_row`,
  );
  const values: Record<string, string> = {
    record_key: "p.record_key",
    delivery_no: String(stamp.earlier?.listNo ?? stamp.deliveryNo),
    source: text(stamp.source),
    as_of: String(stamp.asOf),
  };
  const select = Object.entries(columns).map(([name, type]) => {
    const value = values[name] ?? `s.${identifier(name)}`;
    return `cast(${value} as ${type}) as ${identifier(name)}`;
  });
  await db.run(
    `copy (
      select ${select.join(",\n")} from std s join record_place p on p.row_no = s.row_no
      order by p.record_key
    ) to ${text(file)} (format parquet, compression zstd)`,
  );
  return rowsRepeated;
}

/** Writes everything that is wrong, with the values as delivered: only ever kept sealed. */
export async function writeQuarantine(db: DuckDb, stamp: RecordStamp, file: string): Promise<void> {
  const hasVillage = "village_code" in STAGED_TABLES[stamp.set].columns;
  const village = hasVillage ? "coalesce(try_cast(s.village_code as bigint), 0)" : "0";
  await db.run(
    `copy (
      select ${stamp.deliveryNo} as delivery_no, i.row_no, i.column_name, r.code as rule_code,
        r.severity, cast(${village} as bigint) as village_no,
        i.row_no in (select row_no from refused) as is_refused, i.value
      from issue i join rule r on r.rule = i.rule left join std s on s.row_no = i.row_no
      order by i.row_no, i.column_name, r.code
    ) to ${text(file)} (format parquet, compression zstd)`,
  );
}

/** What goes back to the provider: row, column, code, effect, reason, remedy; in the order of rows. */
export async function* returnLines(db: DuckDb): AsyncIterable<readonly ReturnLine[]> {
  const chunks = db.chunks(
    `select i.row_no, i.column_name, r.code, r.severity, r.sentence_id, r.remedy_id
    from issue i join rule r on r.rule = i.rule order by i.row_no, i.column_name, r.code`,
  );
  for await (const { columns, rows } of chunks) {
    const at = (column: number, row: number) => String(columns[column]?.[row] ?? "");
    yield Array.from({ length: rows }, (_, row) => ({
      rowNo: BigInt(at(0, row)),
      column: at(1, row),
      code: at(2, row),
      effect: at(3, row) === "refuse" ? ("refused" as const) : ("noted" as const),
      reason: at(4, row),
      remedy: at(5, row),
    }));
  }
}
