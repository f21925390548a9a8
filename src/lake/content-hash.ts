import { createHash } from "node:crypto";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import type { ColumnType } from "./tables.ts";

/** Whole numbers hash alike however wide their column is. */
const TAGS = {
  int: "i",
  bigint: "i",
  "decimal(38,0)": "d",
  varchar: "t",
} as const satisfies Record<ColumnType, string>;

/**
 * What a table holds, whatever the order of its rows and the bytes of its file: table
 * `content_hash` (rows bigint, sum_a decimal(38,0), sum_b decimal(38,0)), one row.
 *
 * Each row becomes one canonical text (columns by name, typed, absence marked, text led by its
 * length); two 60-bit numbers drawn from its digest are summed over all rows.
 */
export function contentHash(
  table: string,
  columns: Readonly<Record<string, ColumnType>>,
  dialect: Dialect,
): Step {
  const fold = (mark: string): string =>
    `coalesce(sum(cast(${dialect.digest60(`row_digest || '${mark}'`)} as decimal(38,0))), cast(0 as decimal(38,0)))`;
  return {
    table: "content_hash",
    sql: `\
select count(*) as ${dialect.identifier("rows")}, ${fold("a")} as sum_a, ${fold("b")} as sum_b
from (
  select md5(${canonicalRow(columns, dialect)}) as row_digest
  from ${dialect.identifier(table)}
) digested`,
  };
}

/** SQL text expression: the canonical form of one row. */
function canonicalRow(columns: Readonly<Record<string, ColumnType>>, dialect: Dialect): string {
  const sorted = Object.entries(columns).sort(([a], [b]) => (a < b ? -1 : 1));
  const shape = sorted.map(([name, type]) => `${name}:${TAGS[type]}`).join(",");
  const mark = createHash("md5").update(shape).digest("hex");
  const cells = sorted.map(([name, type]) => canonicalCell(dialect.identifier(name), type));
  return `concat(${[dialect.text(mark), ...cells].join(", ")})`;
}

function canonicalCell(column: string, type: ColumnType): string {
  const led = type === "varchar" ? `cast(length(${column}) as string) || ':' || ` : "";
  const text = type === "varchar" ? column : `cast(${column} as string)`;
  return `coalesce('${TAGS[type]}' || ${led}${text} || ';', 'n;')`;
}
