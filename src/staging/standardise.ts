import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";
import type { Layout, LayoutColumn } from "#sources/layout.ts";
import type { LoadedRows } from "#sources/load-rows.ts";
import { type DictionaryContext, makeDictionary } from "./dictionaries.ts";
import { brokenRule } from "./quality-rules.ts";
import { cellText, type DictionaryKind, dictionaryOf, readCell } from "./read-cell.ts";
import { absentValue, deliveredColumns } from "./staged-table.ts";

/** A column of the layout that stands in `raw`, with the header as its provider wrote it. */
export type FilledColumn = {
  readonly column: LayoutColumn;
  readonly name: string;
  readonly header: string;
};

/** Columns that were delivered and are read. */
export function filledColumns(loaded: LoadedRows): readonly FilledColumn[] {
  return loaded.columns.found.flatMap(({ column, place }) =>
    column.fills === null
      ? []
      : [{ column, name: column.fills, header: loaded.columns.headers[place] ?? column.header }],
  );
}

/** Name of the column of `std` that says which rule a cell broke: its place in QUALITY_RULES, or 0. */
export const ruleColumn = (name: string): string => identifier(`rule_${name}`);

/**
 * Table `std`: row_no, every delivered column of the staged table with its value (null where none was
 * read), and for each read column the rule that it broke. Whole columns at a time; names, days and
 * regions go through dictionaries of their distinct spellings.
 */
export async function standardise(
  db: DuckDb,
  layout: Layout,
  loaded: LoadedRows,
  workFolder: string,
  context: DictionaryContext,
): Promise<void> {
  const filled = filledColumns(loaded);
  await makeDictionaries(db, filled, loaded.isSpreadsheet, workFolder, context);
  const reads = filled.map((one) => readColumn(one, loaded.isSpreadsheet));
  const joins = filled.flatMap((one, i) => joinOf(one, i, loaded.isSpreadsheet));
  const notes = filled.flatMap((one, i) =>
    dictionaryOf(one.column) === undefined
      ? []
      : [`d${i}.note as ${identifier(`note_${one.name}`)}`],
  );
  const values = filled.map((one, i) => `${reads[i]?.(i)} as ${identifier(`v_${one.name}`)}`);
  const raws = filled.map(({ name }) => `raw.${identifier(name)} as ${identifier(`raw_${name}`)}`);
  const rules = filled.map(({ column, name }) => {
    const cell = {
      raw: identifier(`raw_${name}`),
      value: identifier(`v_${name}`),
      note: identifier(`note_${name}`),
    };
    return `${brokenRule(column.reads, cell, loaded.isSpreadsheet)} as ${ruleColumn(name)}`;
  });
  await db.run(
    `create or replace table std as
    select row_no, ${[...stagedValues(layout, filled), ...rules].join(",\n")}
    from (select raw.row_no, ${[...raws, ...values, ...notes].join(",\n")}
      from raw ${joins.join("\n")}) read`,
  );
}

function readColumn(one: FilledColumn, isSpreadsheet: boolean): (place: number) => string {
  if (dictionaryOf(one.column) !== undefined) return (place) => `d${place}.value`;
  return () => readCell(one.column, `raw.${identifier(one.name)}`, isSpreadsheet);
}

function joinOf(one: FilledColumn, place: number, isSpreadsheet: boolean): readonly string[] {
  const kind = dictionaryOf(one.column);
  if (kind === undefined) return [];
  const cell = cellText(`raw.${identifier(one.name)}`, isSpreadsheet);
  return [`left join dictionary_${kind} d${place} on d${place}.written = ${cell}`];
}

async function makeDictionaries(
  db: DuckDb,
  filled: readonly FilledColumn[],
  isSpreadsheet: boolean,
  workFolder: string,
  context: DictionaryContext,
): Promise<void> {
  const written = new Map<DictionaryKind, string[]>();
  for (const { column, name } of filled) {
    const kind = dictionaryOf(column);
    if (kind === undefined) continue;
    const cell = cellText(identifier(name), isSpreadsheet);
    written.set(kind, [...(written.get(kind) ?? []), `select ${cell} as written from raw`]);
  }
  for (const [kind, columns] of written) {
    await makeDictionary(db, kind, columns.join(" union all "), workFolder, context);
  }
}

/** Every column of the staged table: read, said by the whole file, derived, or absent. */
function stagedValues(layout: Layout, filled: readonly FilledColumn[]): readonly string[] {
  const names = new Set(filled.map(({ name }) => name));
  return deliveredColumns(layout.set).map(([name, type]) => {
    const constant = layout.constants?.[name];
    const isAsked = names.has(name);
    const value = isAsked
      ? `coalesce(${identifier(`v_${name}`)}, ${absentValue(name, true)})`
      : constant === undefined
        ? derived(name, names)
        : typeof constant === "number"
          ? String(constant)
          : text(constant);
    return `cast(${value} as ${type}) as ${identifier(name)}`;
  });
}

/** What follows from a neighbouring column: a member found to have died, a diagnosis. */
function derived(name: string, names: ReadonlySet<string>): string {
  if (name === "life_status" && names.has("presence")) {
    return "case when v_presence = 2 then 2 when v_presence in (1, 3, 4, 5) then 1 else -2 end";
  }
  // The diagnosis itself stays in the vault; whether there is one is an ordinary fact.
  if (name === "has_chronic_disease" && names.has("chronic_disease")) {
    return "case when v_chronic_disease = 1 then 0 when v_chronic_disease > 1 then 1 else coalesce(v_chronic_disease, -2) end";
  }
  return absentValue(name, false);
}
