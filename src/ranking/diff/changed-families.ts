import { FACTUAL_REASONS, type MoveReason } from "#domain/version-move.ts";
import type { Step } from "#engine/step.ts";
import { FAMILY_READS, IS_COUNTED_MEMBER, MEMBER_READS } from "#ranking/model-input.ts";

/**
 * Table `changed_family` (old_id, new_id): of the compared families those of which the ranking reads anything else in the
 * newer version, in the family's own row or of a living member, come and gone ones with them. Of all others no fact and
 * no member can have moved the score, in no order of reasons: their worlds are the versions themselves. Unless two
 * things of the model file changed: then there are worlds between them for everybody.
 */
export function changedFamilies(reasons: readonly MoveReason[]): readonly Step[] {
  if (reasons.filter((reason) => !FACTUAL_REASONS.includes(reason)).length > 1) {
    return [{ table: "changed_family", sql: "select old_id, new_id from compared" }];
  }
  const facts = [...FAMILY_READS, "village_no"];
  const reads = MEMBER_READS.map(({ name }) => name);
  return [
    { table: "member_read_before", sql: memberReads("before", "old_id"), isPassing: true },
    { table: "member_read_after", sql: memberReads("after", "new_id"), isPassing: true },
    {
      table: "changed_member",
      sql: `\
select distinct coalesce(n.new_id, o.new_id) as new_id
from member_read_before o
full join member_read_after n on n.person_id = o.person_id and n.new_id = o.new_id
where o.person_id is null or n.person_id is null or ${anyDiffers(reads)}`,
    },
    {
      table: "changed_family",
      sql: `\
select c.old_id, c.new_id
from compared c
join family_before o on o.family_id = c.old_id
join family_after n on n.family_id = c.new_id
left join changed_member m on m.new_id = c.new_id
where m.new_id is not null or ${anyDiffers(facts)}`,
    },
  ];
}

const anyDiffers = (columns: readonly string[]): string =>
  columns.map((column) => `o.${column} is distinct from n.${column}`).join("\n  or ");

function memberReads(side: "before" | "after", id: "old_id" | "new_id"): string {
  const columns = MEMBER_READS.map(({ name, sql }) => `${sql} as ${name}`);
  return `\
select p.person_id, c.new_id,
  ${columns.join(",\n  ")}
from person_${side} p
join compared c on c.${id} = p.family_id
where ${IS_COUNTED_MEMBER}`;
}
