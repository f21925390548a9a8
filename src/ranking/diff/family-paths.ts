import { COMPARED_PATHS } from "#domain/version-move.ts";
import type { Step } from "#engine/step.ts";

/**
 * How the families of two versions are found in each other. Tables `family_path` (path, old_id, new_id), each family of
 * either version once on its own side, and `compared` (old_id, new_id), those whose moves can be told apart. An id that stands
 * in both is the same family. A new id is what became of the old family that held most of its members: it goes on under
 * another number where that one ended and most of it is here, else it split off. An old id that ended without going on merged into the
 * family that holds most of its members; where nobody of it is in a family, it left. Ties go to the lower id.
 */
export function familyPaths(): readonly Step[] {
  return [
    { table: "came_family", sql: only("family_after", "family_before") },
    { table: "gone_family", sql: only("family_before", "family_after") },
    {
      table: "shared_member",
      sql: `\
select o.family_id as old_id, n.family_id as new_id, cast(count(*) as bigint) as persons
from person_before o join person_after n on n.person_id = o.person_id
where o.family_id is not null and n.family_id is not null and o.family_id <> n.family_id
group by o.family_id, n.family_id`,
    },
    { table: "family_origin", sql: mostShared("came_family", "new_id", "old_id") },
    { table: "family_heir", sql: mostShared("gone_family", "old_id", "new_id") },
    {
      table: "family_path",
      sql: `\
select 'same' as path, o.family_id as old_id, n.family_id as new_id
from family_after n join family_before o on o.family_id = n.family_id
union all
select case when o.old_id is null then 'entered' when h.old_id is not null then 'continued' else 'split' end as path,
  o.old_id, c.family_id as new_id
from came_family c
left join family_origin o on o.new_id = c.family_id
left join family_heir h on h.old_id = o.old_id and h.new_id = c.family_id
union all
select case when h.new_id is null then 'left' else 'merged' end as path, g.family_id as old_id, h.new_id
from gone_family g
left join family_heir h on h.old_id = g.family_id
where not exists (select 1 from family_origin o where o.old_id = g.family_id and o.new_id = h.new_id)`,
    },
    {
      table: "compared",
      sql: `select old_id, new_id from family_path where path in (${COMPARED_PATHS.map((path) => `'${path}'`).join(", ")})`,
    },
  ];
}

const only = (these: string, those: string): string => `\
select t.family_id from ${these} t
where not exists (select 1 from ${those} o where o.family_id = t.family_id)`;

function mostShared(families: string, own: string, other: string): string {
  return `\
select old_id, new_id from (
  select s.old_id, s.new_id, row_number() over (partition by s.${own} order by s.persons desc, s.${other}) as nth
  from shared_member s join ${families} f on f.family_id = s.${own}
) ranked where nth = 1`;
}
