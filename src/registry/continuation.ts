import type { Stage, Step } from "#engine/step.ts";

/** Each round settles at least the strongest claim that is left. */
const ROUNDS_AT_MOST = 200;

/**
 * Which new unit goes on under which old id. `claims` is a table (unit_key, old_id, weight): who was
 * together before and is together now. The mutually strongest claims are granted, again and again;
 * ties go to the lower id, then the lower key. Table `<name>_kept` (unit_key, old_id), one to one.
 */
export function continuation(name: string, claims: string): readonly Stage[] {
  const open = `${name}_claim`;
  const kept = `${name}_kept`;
  const granted = `${name}_granted`;
  return [
    { table: open, sql: `select unit_key, old_id, weight from ${claims}` },
    { table: kept, sql: `select unit_key, old_id from ${open} where 1 = 0` },
    {
      repeat: [
        { table: granted, sql: mutual(open) },
        { table: kept, sql: `select * from ${kept} union all select * from ${granted}` },
        {
          table: open,
          sql: `\
select c.* from ${open} c
where not exists (select 1 from ${granted} g where g.unit_key = c.unit_key)
  and not exists (select 1 from ${granted} g where g.old_id = c.old_id)`,
        },
      ],
      until: open,
      atMost: ROUNDS_AT_MOST,
    },
  ];
}

function mutual(open: string): string {
  return `\
select unit_key, old_id from (
  select c.*,
    row_number() over (partition by unit_key order by weight desc, old_id) as of_unit,
    row_number() over (partition by old_id order by weight desc, unit_key) as of_id
  from ${open} c
) ranked where of_unit = 1 and of_id = 1`;
}

/**
 * Table `<name>_id` (unit_key, unit_id, is_new): the kept id, or the next free one in the order of
 * keys. Ids start at `next` and are never taken from a version that was withdrawn.
 */
export function mintedIds(name: string, units: string, next: number): Step {
  return {
    table: `${name}_id`,
    sql: `\
select u.unit_key, k.old_id as unit_id, 0 as is_new
from ${units} u join ${name}_kept k on k.unit_key = u.unit_key
union all
select u.unit_key, ${next} - 1 + row_number() over (order by u.unit_key) as unit_id, 1 as is_new
from ${units} u
where not exists (select 1 from ${name}_kept k where k.unit_key = u.unit_key)`,
  };
}
