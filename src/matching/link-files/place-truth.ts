import { say } from "#domain/words.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { placeOf } from "./find-id.ts";
import type { NamedTable } from "./infer-fields.ts";
import type { InputTable } from "./input-table.ts";
import type { LinkTruth, TruthOfPairs } from "./job.ts";
import { otherMistake } from "./job-mistake.ts";
import { type Folders, openFile } from "./open-file.ts";
import type { Tell } from "./read-keys.ts";

/** A row for each pair: where the ids of both stand, and where the names of their inputs do. */
export type PlacedPairs = {
  readonly kind: "pairs";
  readonly table: InputTable;
  readonly left: number;
  readonly right: number;
  readonly inputs: { readonly left: number; readonly right: number } | undefined;
};

/** Who is truly who: a place in each input's header, or places in a table of its own. */
export type PlacedTruth =
  | { readonly kind: "column"; readonly places: readonly number[] }
  | {
      readonly kind: "table";
      readonly table: InputTable;
      readonly input: number | undefined;
      readonly id: number;
      readonly entity: number;
    }
  | PlacedPairs;

/** Where the truth stands; undefined once it is told what is wrong with it. */
export async function placeTruth(
  db: DuckDb,
  truth: LinkTruth,
  tables: readonly (NamedTable | undefined)[],
  folders: Folders,
  tell: Tell,
): Promise<PlacedTruth | undefined> {
  if ("column" in truth) {
    const places = tables.flatMap((named) => {
      if (named === undefined) return [];
      const where = { at: "truth.column", input: named.name };
      return [placeOf(truth.column, named.table, where, tell) ?? 0];
    });
    return { kind: "column", places };
  }
  if ("left" in truth) refuseUnsaidInputs(truth, tables.length, tell);
  const table = await openFile(db, truth.path, "truth.path", "truth", folders, tell);
  if (table === undefined) return undefined;
  const place = (column: string, key: string) =>
    placeOf(column, table, { at: `truth.${key}`, input: truth.path }, tell);
  if ("left" in truth) return placePairs(truth, table, place);
  const input = truth.input === undefined ? undefined : place(truth.input, "input");
  const [id, entity] = [place(truth.id, "id"), place(truth.entity, "entity")];
  if (id === undefined || entity === undefined) return undefined;
  return { kind: "table", table, input, id, entity };
}

function placePairs(
  truth: TruthOfPairs,
  table: InputTable,
  place: (column: string, key: string) => number | undefined,
): PlacedPairs | undefined {
  const [left, right] = [place(truth.left, "left"), place(truth.right, "right")];
  const named = truth.inputs && {
    left: place(truth.inputs.left, "left_input"),
    right: place(truth.inputs.right, "right_input"),
  };
  if (left === undefined || right === undefined) return undefined;
  if (named?.left === undefined || named.right === undefined) {
    return { kind: "pairs", table, left, right, inputs: undefined };
  }
  return { kind: "pairs", table, left, right, inputs: { left: named.left, right: named.right } };
}

function refuseUnsaidInputs(truth: TruthOfPairs, inputs: number, tell: Tell): void {
  if (truth.inputs !== undefined || inputs < 3) return;
  tell(
    otherMistake(
      "truth-inputs-unsaid",
      "truth",
      say(
        "Dari tiga berkas atau lebih, pasangan harus menyebut berkasnya.",
        "Of three inputs or more, pairs must say whose ids they are.",
      ),
      say(
        'Sebut kolom nama berkasnya dengan "left_input" dan "right_input".',
        'Name the columns that hold the names of the inputs with "left_input" and "right_input".',
      ),
    ),
  );
}
