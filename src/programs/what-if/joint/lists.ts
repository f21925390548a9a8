import type { JointProgram } from "#domain/joint-scenario.ts";
import type { WhatIfTerms } from "#domain/what-if.ts";
import { text } from "#engine/duckdb/database.ts";
import { markSide } from "../exact.ts";
import { type Lines, WHOLE } from "../lines.ts";
import { type Side, yearly } from "../tallies.ts";

/**
 * The lists of several programs, one after another: whoever holds what excludes a program has no place in it. Families, to
 * the last one; shares in millionths, for of a family whose persons reach over a line some have a place.
 */
export const listTable = (i: number): string => `list_${i}`;

/** Whose recipients a program does not take: lists that were made before it, and the version's own of programs outside the question. */
export type Exclusion = { readonly lists: readonly number[]; readonly outside: readonly string[] };

/** Who is excluded on a side, as a query of ids; nothing where nobody is. */
function takenSql(side: Side, { lists, outside }: Exclusion): string | undefined {
  const column = side === "reform" ? "after" : "before";
  const made = lists.map((i) => `select family_id from ${listTable(i)} where ${column} > 0`);
  const held =
    outside.length === 0
      ? []
      : [`select family_id from held where program in (${outside.map(text).join(", ")})`];
  const all = [...made, ...held];
  return all.length === 0 ? undefined : all.join(" union all ");
}

const among = (ids: string | undefined): string =>
  ids === undefined ? "false" : `c.family_id in (${ids})`;

/** Who holds what in the version, of every program: `held`. */
export const heldTable = (outcomes: string): string => `\
create table held as select program, family_id, cast(count(*) as bigint) as units, cast(sum(amount_rupiah) as bigint) as amount
from read_parquet(${text(outcomes)}) where outcome in ('recipient', 'review') group by program, family_id`;

/** Families of one program as its rules see them, none of whom holds what excludes it on that side: `who`. */
export const whoTable = (file: string, exclusion: Exclusion): string => `\
create or replace table who as select c.* replace (
  ${(["reform", "baseline"] as const)
    .map(
      (side) =>
        `case when ${among(takenSql(side, exclusion))} then 0 else c.fits_${side} end as fits_${side}`,
    )
    .join(",\n  ")}
), c.score as score_low, c.score as score_high
from read_parquet(${text(file)}) c`;

/** The same of a program without terms: whoever the version gave a place. */
export const heldWho = (program: string): string => `\
create or replace table who as
select family_id, units as units_held, amount as amount_held, 1 as held from held where program = ${text(program)}`;

export type Drawn = {
  readonly entry: JointProgram;
  readonly reform?: { readonly terms: WhatIfTerms; readonly lines: Lines };
  readonly baseline?: { readonly terms: WhatIfTerms; readonly lines: Lines };
  readonly ties: "draw" | "none";
  readonly exclusion: Exclusion;
};

/** From `who` to who has a place in one program, before and after. */
export function listSql(i: number, { entry, reform, baseline, ties, exclusion }: Drawn): string {
  let from = "who";
  for (const [side, own] of [
    ["reform", reform],
    ["baseline", baseline],
  ] as const) {
    if (own !== undefined) from = `(\n${markSide(from, { side, ...own, ties })}\n)`;
  }
  const held = `c.held * ${WHOLE}`;
  const before = baseline === undefined ? held : "c.exact_baseline";
  const after = reform === undefined ? leftSql(entry, exclusion) : "c.exact_reform";
  const given = (side: Side, own: Drawn["reform"]) =>
    yearly(side, own?.terms ?? "as-determined", entry.phasesAYear);
  const units = (side: Side, own: Drawn["reform"]) =>
    own === undefined ? "c.units_held" : `c.units_${side}`;
  const sides = [
    ["before", "baseline", before, baseline],
    ["after", "reform", after, reform],
  ] as const;
  return `\
create table ${listTable(i)} as
select family_id, ${sides.map(([as]) => `${as}, ${taken(as)} as ${as}_units, ${paid(as)} as ${as}_rupiah`).join(",\n  ")}
from (
  select c.family_id, ${sides
    .map(
      ([as, side, share, own]) =>
        `cast(${share} as bigint) as ${as}, cast(${units(side, own)} as bigint) as ${as}_fitting, cast(${given(side, own)} as bigint) as ${as}_whole`,
    )
    .join(",\n    ")}
  from ${from} c
)
where before > 0 or after > 0`;
}

/** Whole units of a share in millionths, and what just they are paid: all of one family the same. */
const taken = (as: string): string => `(${as}_fitting * ${as} + ${WHOLE / 2}) // ${WHOLE}`;
const paid = (as: string): string =>
  `case when ${as} in (0, ${WHOLE}) then ${as}_whole * (${as} // ${WHOLE}) else ${as}_whole // ${as}_fitting * (${taken(as)}) end`;

/** A list left as it was loses whoever comes to hold what excludes it; nobody comes in for them. */
function leftSql({ reform }: JointProgram, exclusion: Exclusion): string {
  if (reform === "ended") return "0";
  const now = among(takenSql("reform", exclusion));
  const already = among(takenSql("baseline", exclusion));
  return `case when ${now} and not ${already} then 0 else c.held * ${WHOLE} end`;
}
