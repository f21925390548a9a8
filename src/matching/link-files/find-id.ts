import type { DuckDb } from "#engine/duckdb/database.ts";
import type { InputTable } from "./input-table.ts";
import type { LinkInput } from "./job.ts";
import {
  columnMissing,
  columnTwice,
  type IdFault,
  idNotFound,
  idNotUnique,
} from "./job-mistake.ts";
import type { Tell } from "./read-keys.ts";

/** The place of a column in a header, or undefined once it is told what is wrong. */
export function placeOf(
  column: string,
  table: InputTable,
  where: { readonly at: string; readonly input: string },
  tell: Tell,
): number | undefined {
  const place = table.columns.indexOf(column);
  if (place < 0) tell(columnMissing(where.at, column, where.input, table.columns));
  else if (table.columns.lastIndexOf(column) !== place)
    tell(columnTwice(where.at, column, where.input));
  else return place;
  return undefined;
}

/** The column that names each row once: the one that the job states, or else the only one that does. */
export async function findId(
  db: DuckDb,
  { id, name }: LinkInput,
  table: InputTable,
  at: string,
  tell: Tell,
): Promise<number | undefined> {
  if (id === undefined) return await onlyUnique(db, name, table, at, tell);
  const place = placeOf(id, table, { at: `${at}.id`, input: name }, tell);
  if (place === undefined) return undefined;
  const fault = await idFault(db, table.view, `c${place}`);
  if (fault === undefined) return place;
  tell(idNotUnique(`${at}.id`, { ...fault, input: name, column: id }));
  return undefined;
}

async function onlyUnique(
  db: DuckDb,
  name: string,
  { columns, view, rows }: InputTable,
  at: string,
  tell: Tell,
): Promise<number | undefined> {
  const counts = columns.map((_, i) => `count(distinct c${i}) as c${i}`);
  const [row] = await db.all<Readonly<Record<string, bigint>>>(
    `select ${counts.join(", ")} from ${view}`,
  );
  const unique = columns.flatMap((column, place) =>
    column !== "" && Number(row?.[`c${place}`] ?? 0n) === rows ? [{ column, place }] : [],
  );
  const [only, second] = unique;
  if (only !== undefined && second === undefined) return only.place;
  tell(
    idNotFound(
      `${at}.id`,
      name,
      unique.map(({ column }) => column),
    ),
  );
  return undefined;
}

async function idFault(
  db: DuckDb,
  view: string,
  cell: string,
): Promise<Omit<IdFault, "input" | "column"> | undefined> {
  const [empty] = await db.all<{ n: bigint; first: bigint | null }>(
    `select count(*) as n, min(row_no) as first from ${view} where ${cell} is null`,
  );
  const [again] = await db.all<{ n: bigint; first: bigint; next: bigint }>(`\
with repeated as (
  select list_sort(list(row_no))[1] as first, list_sort(list(row_no))[2] as next
  from ${view} where ${cell} is not null group by ${cell} having count(*) > 1)
select count(*) as n, arg_min(first, next) as first, min(next) as next from repeated`);
  const [blanks, repeats] = [Number(empty?.n ?? 0n), Number(again?.n ?? 0n)];
  if (blanks + repeats === 0) return undefined;
  return {
    empty: blanks,
    firstEmpty: blanks > 0 ? Number(empty?.first) : undefined,
    repeated: repeats,
    firstRepeated: repeats > 0 ? [Number(again?.first), Number(again?.next)] : undefined,
  };
}
