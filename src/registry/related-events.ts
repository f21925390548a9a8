import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { LineEvent } from "./ids-of-person.ts";

/**
 * Mints, redirects and splits of every id that was ever merged with the wanted one or parted from it, over any number
 * of steps, from all segments of the ledger. One pass over the ledger; the rest is small.
 */
export async function relatedEvents(
  db: DuckDb,
  segments: readonly string[],
  id: bigint,
): Promise<readonly LineEvent[]> {
  if (segments.length === 0) return [];
  const ledger = `read_parquet([${segments.map(text).join(", ")}])`;
  await db.run(`create or replace temp table moved_id as
    select event_no, version_no, kind, unit_id, other_id from ${ledger}
    where unit = 'person' and kind in ('redirect', 'split')`);
  await db.run(`create or replace temp table related_id as
    with recursive related as (
      select cast(${id} as bigint) as id
      union
      select case m.unit_id when r.id then m.other_id else m.unit_id end
      from related r join moved_id m on r.id in (m.unit_id, m.other_id))
    select id from related where id is not null`);
  return db.all<LineEvent>(`\
select version_no as "versionNo", kind, unit_id as "unitId", other_id as "otherId" from (
  select * from moved_id where unit_id in (select id from related_id)
  union all
  select event_no, version_no, kind, unit_id, other_id from ${ledger}
  where unit = 'person' and kind = 'mint' and unit_id in (select id from related_id)) e
order by event_no`);
}
