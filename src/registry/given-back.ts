import type { EvidenceStatement } from "#domain/evidence-statement.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";

/** A place that a family gave back by its own word, as it stands when a version is built. */
export type GivenBack = {
  /** Of the statement; no delivery has any so low. */
  readonly recordKey: number;
  /** The family's id when it was asked, and the one that stands for it in the parent. */
  readonly askedId: bigint;
  readonly standsId: bigint;
  readonly statement: EvidenceStatement;
  /** yyyymmdd. */
  readonly since: number;
};

/** Two officers met the family: there is nothing to be unsure of. */
const SURE_MILLI = 1000;

/**
 * Table `evidence` out of `said_evidence`, and what families say of themselves beside it: under the family's id in this version,
 * also where it lives again or has gone on as another. A family that nobody is left of says nothing.
 */
export function withGivenBack(places: readonly GivenBack[], dialect: Dialect): readonly Step[] {
  const rows = places.map(({ recordKey, askedId, standsId, statement, since }) =>
    [recordKey, askedId, standsId, dialect.text(statement), since].join(", "),
  );
  return [
    {
      table: "given_back",
      sql: `\
select cast(record_key as bigint) as record_key, cast(asked_id as bigint) as asked_id, cast(stands_id as bigint) as stands_id, statement,
  cast(since as int) as since
from (values ${rows.map((row) => `(${row})`).join(",\n")}) as given (record_key, asked_id, stands_id, statement, since)`,
    },
    {
      table: "evidence",
      sql: `\
select record_key, source, subject_kind, person_id, family_id, statement, amount, observed_on, match_probability_milli
from said_evidence
union all
select min(record_key) as record_key, 'feedback' as source, 'family' as subject_kind, cast(null as bigint) as person_id, family_id,
  statement, cast(1 as bigint) as amount, min(since) as observed_on, ${SURE_MILLI} as match_probability_milli
from (
  select g.record_key, coalesce(i.unit_id, j.unit_id, h.unit_id) as family_id, g.statement, g.since
  from given_back g
  left join family_id i on i.unit_id = g.asked_id
  left join family_id j on j.unit_id = g.stands_id
  left join family_heir h on h.old_id = g.stands_id) said
where family_id is not null
group by family_id, statement`,
    },
  ];
}
