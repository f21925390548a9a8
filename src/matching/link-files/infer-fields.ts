import type { DuckDb } from "#engine/duckdb/database.ts";
import { type ColumnPlace, columnShape } from "./column-shape.ts";
import { foldText } from "./fold-text.ts";
import { inferKind } from "./infer-kind.ts";
import type { InputTable } from "./input-table.ts";
import type { LinkField } from "./job.ts";

/** An input whose id column is known. */
export type NamedTable = {
  readonly name: string;
  readonly table: InputTable;
  /** Place of the id column in its header. */
  readonly idPlace: number;
};

/** The fields that a job without `fields` is given, and a sentence on every column there is. */
export type InferredFields = {
  readonly fields: readonly LinkField[];
  readonly reasons: readonly string[];
};

/** A column that at least two inputs have (or the only input has), whatever their capitals. */
type Shared = { readonly column: string; readonly places: ReadonlyMap<number, number> };

/** Proposes fields from the columns that inputs share and from what their values look like. */
export async function inferFields(
  db: DuckDb,
  inputs: readonly NamedTable[],
  leftOut: readonly string[],
): Promise<InferredFields> {
  const fields: LinkField[] = [];
  const reasons: string[] = [];
  for (const { column, places } of sharedColumns(inputs, leftOut)) {
    if (stands(inputs, places, column) > places.size) {
      reasons.push(`${column}: left out, because it stands more than once in a file.`);
      continue;
    }
    if (places.size < Math.min(inputs.length, 2)) {
      reasons.push(`${column}: left out, because only one input has it.`);
      continue;
    }
    const shape = await columnShape(db, columnPlaces(inputs, places));
    const { kind, because } = inferKind(column, shape);
    if (kind === undefined) {
      reasons.push(`${column}: left out, because ${because}.`);
      continue;
    }
    reasons.push(`${column}: ${kind}, because ${because}.`);
    const columns = otherNames(column, inputs, places);
    fields.push(columns === undefined ? { column, kind } : { column, kind, columns });
  }
  return { fields, reasons };
}

/** How often the column stands in the inputs that have it. */
function stands(
  inputs: readonly NamedTable[],
  places: ReadonlyMap<number, number>,
  column: string,
): number {
  const key = foldText(column);
  return [...places.keys()].reduce(
    (sum, input) =>
      sum + (inputs[input]?.table.columns.filter((own) => foldText(own) === key).length ?? 0),
    0,
  );
}

function sharedColumns(
  inputs: readonly NamedTable[],
  leftOut: readonly string[],
): readonly Shared[] {
  const shared = new Map<string, { column: string; places: Map<number, number> }>();
  const without = new Set(leftOut.map(foldText));
  for (const [input, { table, idPlace }] of inputs.entries()) {
    for (const [place, column] of table.columns.entries()) {
      const key = foldText(column);
      if (place === idPlace || key === "" || without.has(key)) continue;
      const one = shared.get(key) ?? { column, places: new Map() };
      if (!one.places.has(input)) one.places.set(input, place);
      shared.set(key, one);
    }
  }
  return [...shared.values()];
}

function columnPlaces(
  inputs: readonly NamedTable[],
  places: ReadonlyMap<number, number>,
): readonly ColumnPlace[] {
  return [...places].flatMap(([input, place]) => {
    const named = inputs[input];
    if (named === undefined) return [];
    const { view, rows } = named.table;
    return [{ view, rows, cell: `c${place}`, idCell: `c${named.idPlace}` }];
  });
}

/** Only where a header differs or is absent: what `columns` of a field says. */
function otherNames(
  column: string,
  inputs: readonly NamedTable[],
  places: ReadonlyMap<number, number>,
): Readonly<Record<string, string | null>> | undefined {
  const columns = inputs.map(({ name, table }, input) => {
    const place = places.get(input);
    return [name, place === undefined ? null : (table.columns[place] ?? null)] as const;
  });
  const different = columns.filter(([, own]) => own !== column);
  return different.length === 0 ? undefined : Object.fromEntries(different);
}
