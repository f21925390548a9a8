import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Chance } from "./chance.ts";
import { POOL_KINDS, POOL_SIZE } from "./names/name-pools.ts";
import { CULTURES, type NameHabits, nameTokenRows } from "./names/name-table.ts";

/** SQL: the row of naming for a culture, born before 1970 or after, a man (1) or a woman (2). */
export const namingNo = (culture: string, isOld: string, sex: string): string =>
  `${culture} * 4 + (${isOld})::int * 2 + ${sex} - 1`;

/** Where a pool begins in the list of tokens. */
const poolAt = (culture: number, kind: (typeof POOL_KINDS)[number]): number =>
  (culture * POOL_COUNT + POOL_KINDS.indexOf(kind)) * POOL_SIZE + 1;

/** Pool numbers of a culture: ten, one more than there are kinds. */
const POOL_COUNT = 10;

/** Ten bits of chance are below it in so many of a thousand cases. */
const below = (thousandths: number): string => `${Math.ceil((thousandths * 1024) / 1000)}::ubigint`;

/** A row of naming: where its pools begin, and below what ten bits each further token is used. */
function namingRow(culture: number, habits: NameHabits, isOld: boolean, isMale: boolean): string {
  const isBalinese = habits.id === "bali";
  const young = isMale ? "male" : "female";
  const old = isMale ? "oldMale" : "oldFemale";
  const row = [
    culture * 4 + (isOld ? 2 : 0) + (isMale ? 0 : 1),
    poolAt(culture, isMale ? "prefixMale" : "prefixFemale"),
    poolAt(culture, isOld ? old : young),
    poolAt(culture, isMale ? "secondMale" : "secondFemale"),
    poolAt(culture, "clan"),
    below(isOld && !isBalinese ? 0 : habits.prefix),
    below(isOld ? habits.secondOld : habits.second),
    below(isOld ? 0 : habits.third),
    below(habits.clan),
    ...(isBalinese ? [64, 63] : [0, 255]),
  ];
  return `(${row.join(", ")})`;
}

/** Loads once for all chunks: name_tokens, one row, whose list has the token of each place (empty in pools that are never drawn from), and naming. */
export async function loadNaming(db: DuckDb): Promise<void> {
  const tokens: string[] = [];
  for (const [place, token] of nameTokenRows()) tokens[place] = token;
  const list = Array.from(tokens, (token) => token ?? "").join("|");
  await db.run(
    `create or replace table name_tokens as select string_split(${text(list)}, '|') as tokens`,
  );
  const rows = CULTURES.flatMap((habits, culture) =>
    [false, true].flatMap((isOld) =>
      [true, false].map((isMale) => namingRow(culture, habits, isOld, isMale)),
    ),
  );
  await db.run(
    `create or replace table naming as select * from (values ${rows.join(", ")})
       t(naming, prefix, first, second, clan, prefix_below, second_below, third_below, clan_below, block_step, prefix_mask)`,
  );
}

const tenBits = (first: number): string => `((nh >> ${first}) & 1023)`;

/** Balinese order words come in four blocks: a child's place among the children chooses, others draw. */
const BLOCK = "(case when slot between 2 and 7 then (slot - 2) % 4 else byte(nh, 26) % 4 end)";

/**
 * SQL: rows with their names, of at most five tokens: prefix, first, second, third, clan; equal neighbours are
 * written once. A pure function of the person's number and the row of naming. The rows have person_no, slot,
 * naming and clan_byte; other columns stay.
 */
export function withName(rows: string, chance: Chance): string {
  return `
    with drawn as (
      select *, ${chance.draw("person_no", 12)} as nh from (${rows})
    ), told as (
      select drawn.*,
             case when ${tenBits(52)} < n.prefix_below
                  then tokens[n.prefix + (byte(nh, 24) & n.prefix_mask) + n.block_step * ${BLOCK}] end as t0,
             tokens[n.first + byte(nh, 0)] as t1,
             case when ${tenBits(32)} < n.second_below then tokens[n.second + byte(nh, 8)] end as t2,
             case when ${tenBits(42)} < n.third_below then tokens[n.second + byte(nh, 16)] end as t3,
             case when ${tenBits(22)} < n.clan_below
                  then tokens[n.clan + case when slot in (1, 8, 12) then byte(nh, 44) else clan_byte end] end as t4
        from drawn join naming n on n.naming = drawn.naming, name_tokens
    )
    select * exclude (naming, nh, t0, t1, t2, t3, t4),
           concat_ws(' ', t0, t1, case when t2 <> t1 then t2 end, case when t3 <> t2 and t3 <> t1 then t3 end, t4) as name
      from told`;
}

/** SQL: the name of a mother who is no member of the family, by the draw of her child; needs name_tokens. */
export const motherElsewhere = (draw: string, culture: string): string => {
  const pool = (kind: (typeof POOL_KINDS)[number]): string =>
    `${culture} * ${POOL_COUNT * POOL_SIZE} + ${poolAt(0, kind)}`;
  return `tokens[${pool("oldFemale")} + byte(${draw}, 0)]
    || case when u16(${draw}, 16) < 0.45 then ' ' || tokens[${pool("secondFemale")} + byte(${draw}, 8)] else '' end`;
};
