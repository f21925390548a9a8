import type { Stage, Step } from "#engine/step.ts";
import { partedUnits } from "./ledger-events.ts";

/** Longer chains of merges than versions exist would be a mistake of the ledger. */
const LONGEST_CHAIN = 100;

const NOBODY = "cast(0 as bigint)";

/** What the answers are read with: which of them are there, and through which ids. */
export type AnswersDraft = {
  readonly versionNo: number;
  /** yyyymmdd: what was answered later is not known to this version. */
  readonly asOf: number;
  readonly hasAnswers: boolean;
  readonly hasParent: boolean;
  /** Whether earlier versions wrote ledger events. */
  readonly hasLedger: boolean;
  /** Whether people decided about records: then ids may live again. */
  readonly hasDecisions: boolean;
};

/**
 * Table `identity_answer` (person_id, record_key, outcome, life_answer, answered_on): the newest answer of
 * the civil registry about each person up to the day of the version, unless the registry's own file is
 * newer still. The person is who stands for the id that was asked about, through every merge since; but
 * what was answered about an id that merged speaks for the person only where nothing else does: neither an
 * answer about the person's own id nor a record of the registry, and no later parting.
 */
export function identityAnswers(draft: AnswersDraft): readonly Stage[] {
  if (!draft.hasAnswers) return [noAnswers()];
  return [
    {
      table: "registry_day",
      sql: "select max(as_of) as day from staged_person where source = 'dukcapil'",
    },
    personPartings(draft),
    personMoves(draft),
    {
      table: "answer_place",
      sql: `\
select record_key, person_id from staged_identity
where answered_on <= ${draft.asOf} and outcome <> 'belum-dicek'`,
    },
    answerMoves(),
    {
      repeat: [
        {
          table: "answer_place",
          sql: `\
select p.record_key, coalesce(m.to_id, p.person_id) as person_id
from answer_place p left join answer_move m on m.record_key = p.record_key`,
        },
        answerMoves(),
      ],
      until: "answer_move",
      atMost: LONGEST_CHAIN,
    },
    newestAnswers(),
  ];
}

function noAnswers(): Step {
  return {
    table: "identity_answer",
    sql: `\
select ${NOBODY} as person_id, ${NOBODY} as record_key, cast('' as string) as outcome,
  cast('' as string) as life_answer, cast(0 as int) as answered_on where 1 = 0`,
  };
}

/** Table `person_parting` (unit_id, parted_in): ids of which another was made, and the last version that did. */
function personPartings({ versionNo, hasParent, hasLedger, hasDecisions }: AnswersDraft): Step {
  const past = `\
select other_id as unit_id, version_no from past_event where kind = 'split' and unit = 'person'`;
  const now = `\
select other_id as unit_id, cast(${versionNo} as int) as version_no from (${partedUnits("person", hasDecisions)}) parted`;
  const none = `select ${NOBODY} as unit_id, cast(0 as int) as version_no where 1 = 0`;
  const partings = [none, ...(hasLedger ? [past] : []), ...(hasParent ? [now] : [])];
  return {
    table: "person_parting",
    sql: `\
select unit_id, max(version_no) as parted_in from (
${partings.join("\nunion all\n")}
) partings group by unit_id`,
  };
}

/**
 * Table `person_move` (from_id, to_id): who went on as whom, in earlier versions and in this one. A merge
 * whose heir parted later leads nowhere: nobody can say which of them was meant. One whose own id lived again
 * is over.
 */
function personMoves({ hasParent, hasLedger }: AnswersDraft): Step {
  const past = `\
select m.from_id, m.to_id from (
  select unit_id as from_id, max(other_id) as to_id, max(version_no) as moved_in from past_event
  where kind = 'redirect' and unit = 'person' group by unit_id
) m
left join (select unit_id, max(version_no) as lived_in from past_event
  where kind = 'split' and unit = 'person' group by unit_id) r on r.unit_id = m.from_id and r.lived_in > m.moved_in
left join person_parting p on p.unit_id = m.to_id
where r.unit_id is null and (p.parted_in is null or p.parted_in <= m.moved_in)`;
  const now = "select old_id as from_id, unit_id as to_id from person_heir";
  const none = `select ${NOBODY} as from_id, ${NOBODY} as to_id where 1 = 0`;
  const moves = [none, ...(hasLedger ? [past] : []), ...(hasParent ? [now] : [])];
  return { table: "person_move", sql: moves.join("\nunion all\n") };
}

/** One hop for each answer about an id that nobody bears any more; an id that stands never moves. */
function answerMoves(): Step {
  return {
    table: "answer_move",
    sql: `\
select p.record_key, max(m.to_id) as to_id
from answer_place p join person_move m on m.from_id = p.person_id
where not exists (select 1 from person_id i where i.unit_id = p.person_id)
group by p.record_key`,
  };
}

function newestAnswers(): Step {
  return {
    table: "identity_answer",
    sql: `\
select a.person_id, a.record_key, a.outcome, a.life_answer, a.answered_on
from (
  select p.person_id, s.record_key, s.outcome, s.life_answer, s.answered_on, row_number() over (
    partition by p.person_id order by case when s.person_id = p.person_id then 0 else 1 end,
      s.answered_on desc, s.check_no desc, s.record_key desc) as nth
  from answer_place p
  join staged_identity s on s.record_key = p.record_key
  join person_id i on i.unit_id = p.person_id
  left join staged_person r on r.record_key = i.unit_key and r.source = 'dukcapil'
  where s.person_id = p.person_id or r.record_key is null
) a join registry_day d on a.answered_on >= d.day
where a.nth = 1`,
  };
}

/**
 * SQL: 1 alive, 2 dead, of person_core's records. A confirmed finding of death stands; then the registry's
 * answer, also where it takes back a death that an older record reports.
 */
export function lifeStatus(): string {
  return `case when coalesce(o.is_found_dead, 0) = 1 then 2
    when a.outcome = 'meninggal' then 2
    when a.life_answer in ('alive', 'abroad', 'not-recorded') and a.outcome <> 'nik-tidak-ditemukan'
      and s.as_of <= a.answered_on then 1
    when s.life_status = 2 then 2 else 1 end`;
}

/** SQL: provenance of a status that an answer decided. */
export function answerProvenance(): string {
  return `\
select 'person' as unit, person_id as unit_id, 'identity-check' as field_group, 'dukcapil' as source,
  answer_key as record_key, answered_on as as_of, 'registry' as reason
from person_core where answer is not null and (life_status = 1 or answer = 'meninggal')`;
}
