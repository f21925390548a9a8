import { type DuckDb, identifier, text } from "#engine/duckdb/database.ts";

/** Groups of facts that this version's provenance speaks of. */
type Groups = readonly string[];

/**
 * Where each group of a unit's facts comes from, as one JSON object a unit. Millions of units share some
 * hundred different words ("housing from regsosek of 2022, as the newest"), so each word is numbered once
 * and a unit keeps one small number a group: whole numbers that the engine aggregates beyond memory.
 * Makes the variable source_words (all words as a list: a column of it would be copied to every row of a
 * join), family_sources and person_sources from view provenance.
 */
export async function makeSources(db: DuckDb): Promise<Groups> {
  await db.run(`create or replace table source_word as
select row_number() over (order by field_group, source, as_of, reason) as number, * from (
  select distinct field_group, source, as_of, reason from provenance)`);
  await db.run(`set variable source_words = (
select coalesce(list('"' || field_group || '":{"source":"' || source || '","as_of":'
  || coalesce(cast(as_of as varchar), 'null') || ',"reason":"' || coalesce(reason, '') || '"}' order by number), [])
from source_word)`);
  const rows = await db.all<{ field_group: string }>(
    "select distinct field_group from source_word order by field_group",
  );
  const groups = rows.map(({ field_group }) => field_group);
  await db.run(sourcesOf("family", groups));
  await db.run(sourcesOf("person", groups));
  return groups;
}

function sourcesOf(unit: "family" | "person", groups: Groups): string {
  const numbers = groups.map(
    (group) =>
      `max(case when w.field_group = ${text(group)} then w.number end) as ${identifier(group)}`,
  );
  return `create or replace table ${unit}_sources as
select ${["p.unit_id", ...numbers].join(", ")}
from provenance p join source_word w on w.field_group = p.field_group and w.source = p.source
  and w.as_of is not distinct from p.as_of and w.reason is not distinct from p.reason
where p.unit = ${text(unit)} group by p.unit_id`;
}

/** SQL: {"housing": {"source": "regsosek", "as_of": 20221015, "reason": "newest"}, …} of a row of those tables. */
export function sourcesText(alias: string, groups: Groups): string {
  if (groups.length === 0) return "'{}'";
  const words = groups.map((group) => `getvariable('source_words')[${alias}.${identifier(group)}]`);
  return `'{' || concat_ws(',', ${words.join(", ")}) || '}'`;
}
