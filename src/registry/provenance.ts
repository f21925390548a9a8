import type { Step } from "#engine/step.ts";
import { answerProvenance } from "./identity-answers.ts";

/**
 * Table `provenance`: for each person or family and group of fields, the record that won and why:
 * `registry` (the civil registry decides), `confirmed` (a correction that people confirmed),
 * `only-answer` (no other record speaks of the unit), `newest` (its source spoke more than once), else
 * `most-trusted`.
 */
export function provenanceTable(): readonly Step[] {
  return [
    ...(["person", "family"] as const).map((unit) => ({
      table: `${unit}_spoken`,
      sql: `\
select unit_id, count(*) as records, count(distinct source) as sources from ${unit}_record group by unit_id`,
    })),
    {
      table: "provenance",
      sql: [rows("person"), identityRows(), answerProvenance(), rows("family")].join(
        "\nunion all\n",
      ),
    },
  ];
}

function rows(unit: "person" | "family"): string {
  return `\
select '${unit}' as unit, s.unit_id, s.field_group, r.source, r.record_key, r.as_of, ${reason()} as reason
from ${unit}_source s
join ${unit}_record r on r.unit_id = s.unit_id and r.place = s.place
join ${unit}_spoken n on n.unit_id = s.unit_id
${unit === "family" ? "join family_head h on h.family_id = s.unit_id" : ""}`;
}

/** Identity and address come whole from the record that stands for the person. */
function identityRows(): string {
  const of = (group: string): string => `\
select 'person' as unit, r.unit_id, '${group}' as field_group, r.source, r.record_key, r.as_of, ${reason()} as reason
from person_core c
join person_record r on r.record_key = c.spine_key
join person_spoken n on n.unit_id = r.unit_id`;
  return [of("identity"), of("address")].join("\nunion all\n");
}

function reason(): string {
  return `case when r.source = 'dukcapil' then 'registry' when r.source = 'feedback' then 'confirmed'
    when n.records = 1 then 'only-answer' when n.sources < n.records and n.sources = 1 then 'newest'
    else 'most-trusted' end`;
}
