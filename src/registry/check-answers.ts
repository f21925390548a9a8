import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";

/** What people answered about a statement of another office, as it stands when a version is built. */
export type CheckAnswer = {
  readonly checkId: number;
  /** Whom it is about: a person, or a family where only a meter or a house is known. */
  readonly unit: "person" | "family";
  /** The id under which it was asked, and the one that stands for it in the parent. */
  readonly askedId: bigint;
  readonly standsId: bigint;
  readonly source: string;
  readonly subjectKind: string;
  readonly statement: string;
  readonly amount: bigint | undefined;
  /** yyyymmdd; zero where the source names no day. */
  readonly observedOn: number;
  readonly verdict: "confirmed" | "dismissed";
};

/** A statement that two people confirmed is about whom it says. */
const CONFIRMED_MILLI = 1000;

/**
 * Table `evidence` out of `stated_evidence`: what was set aside is left out, what was confirmed is sure. An answer is
 * about one statement of one source and day: a newer day, or a larger amount than was looked at, counts afresh. Where
 * people who are one now were answered differently, neither answer counts and it is asked again.
 */
export function answeredEvidence(
  answers: readonly CheckAnswer[],
  dialect: Dialect,
  into: "evidence" | "said_evidence" = "evidence",
): readonly Step[] {
  return [
    { table: "check_said", sql: said(answers, dialect) },
    {
      table: "check_unit",
      sql: `${unitsOf("person")}\nunion all\n${unitsOf("family")}`,
    },
    {
      table: "check_effect",
      sql: `\
select s.record_key, max(c.is_set_aside) as is_set_aside, min(c.is_set_aside) as is_only_set_aside
from stated_evidence s
join check_unit c on c.unit = case when s.person_id is null then 'family' else 'person' end
  and c.unit_id = coalesce(s.person_id, s.family_id) and c.source = s.source
  and c.subject_kind = s.subject_kind and c.statement = s.statement and c.observed_on = coalesce(s.observed_on, 0)
where case c.is_set_aside when 1 then coalesce(s.amount, 1) <= c.amount else coalesce(s.amount, 1) = c.amount end
group by s.record_key`,
    },
    {
      table: into,
      sql: `\
select s.record_key, s.source, s.subject_kind, s.person_id, s.family_id, s.statement, s.amount, s.observed_on,
  case when c.is_set_aside = 0 then ${CONFIRMED_MILLI} else s.match_probability_milli end as match_probability_milli
from stated_evidence s left join check_effect c on c.record_key = s.record_key
where coalesce(c.is_only_set_aside, 0) = 0`,
    },
  ];
}

function said(answers: readonly CheckAnswer[], dialect: Dialect): string {
  const rows = answers.map((one) => {
    const words = [one.unit, one.source, one.subjectKind, one.statement].map(dialect.text);
    const isSetAside = one.verdict === "dismissed" ? 1 : 0;
    return `(${[...words, one.askedId, one.standsId, one.amount ?? 1n, one.observedOn, isSetAside].join(", ")})`;
  });
  return `\
select unit, source, subject_kind, statement, cast(asked_id as bigint) as asked_id, cast(stands_id as bigint) as stands_id,
  cast(amount as bigint) as amount, cast(observed_on as int) as observed_on, cast(is_set_aside as int) as is_set_aside
from (values ${rows.join(",\n")})
  as answered (unit, source, subject_kind, statement, asked_id, stands_id, amount, observed_on, is_set_aside)`;
}

/** Who it is in this version: the id itself, also where it lives again, else whom it has gone on as. */
function unitsOf(unit: "person" | "family"): string {
  return `\
select a.unit, coalesce(i.unit_id, j.unit_id, h.unit_id) as unit_id, a.source, a.subject_kind, a.statement, a.amount,
  a.observed_on, a.is_set_aside
from check_said a
left join ${unit}_id i on i.unit_id = a.asked_id
left join ${unit}_id j on j.unit_id = a.stands_id
left join ${unit}_heir h on h.old_id = a.stands_id
where a.unit = '${unit}'`;
}
