import type { ProposalFilter, ProposalPage, ProposalRow } from "#contract/correction-proposals.ts";
import {
  holdingOn,
  PROPOSAL_GROUND_WORDS,
  PROPOSAL_HOLDER_WORDS,
  PROPOSAL_REFUSAL_WORDS,
  PROPOSAL_STATE_WORDS,
  type ProposalGround,
  type ProposalRefusal,
  readProposalState,
} from "#domain/correction-proposal.ts";
import type { FindingAnswer } from "#domain/finding.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { FAMILY_FACTS, getVariable, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import type { Tx } from "#store/transact.ts";
import { sayAnswer } from "./family-words.ts";
import { villageRange } from "./region-code.ts";
import { cutSlice, readSlice } from "./slice.ts";
import {
  type Found,
  hitOf,
  SUBJECT_COLUMNS,
  type SubjectRow,
  subjectJoins,
  writeSubject,
} from "./work-subject.ts";

type Row = SubjectRow & {
  readonly proposal_id: number;
  readonly asked_about: string;
  readonly ground: ProposalGround;
  readonly unit: "family" | "person";
  readonly variable_id: string | null;
  readonly proposed_value: number | null;
  readonly family_facts: readonly number[] | null;
  readonly person_facts: readonly number[] | null;
  readonly received_on: string;
  readonly decision: "recorded" | "refused" | null;
  readonly refusal: ProposalRefusal | null;
  readonly decided_on: string | null;
  readonly is_confirmed: boolean;
  readonly answer: FindingAnswer | null;
};

const OF_STATE = { open: "e.decision is null", decided: "e.decision is not null" } as const;

const proposalsOf = (state: keyof typeof OF_STATE) => `
select c.proposal_id, ${SUBJECT_COLUMNS}, c.asked_about, c.ground, c.unit, c.variable_id, c.proposed_value,
  f.facts as family_facts, p.facts as person_facts, c.received_on::text, c.decision, c.refusal,
  (c.decided_at at time zone 'Asia/Jakarta')::date::text as decided_on,
  x.confirmed_by is not null as is_confirmed, x.answer
from (select * from dtsen.correction_proposal e where ${OF_STATE[state]} and e.village_no between $1 and $2
    and e.proposal_id > $3 order by e.proposal_id limit $4) c
${subjectJoins("case c.unit when 'person' then c.unit_id end")}
left join dtsen.finding x on x.finding_id = c.finding_id
order by c.proposal_id`;

/** What families of one's region say of their facts, the oldest first. Row-level security keeps it there. */
export async function listProposals(
  tx: Tx,
  filter: ProposalFilter,
  today: PlainDate,
): Promise<Found<ProposalPage>> {
  const slice = readSlice(filter, [0]);
  const rows = await tx.query<Row>(proposalsOf(filter.state ?? "open"), [
    ...villageRange(filter.region ?? ""),
    ...slice.after,
    slice.limit + 1,
  ]);
  const { shown, next } = cutSlice(rows, slice, ({ proposal_id }) => [proposal_id]);
  return {
    page: { items: shown.map((row) => writeProposal(row, today)), ...next },
    hits: shown.map(hitOf),
  };
}

function writeProposal(row: Row, today: PlainDate): ProposalRow {
  const state = readProposalState({
    decision: row.decision ?? undefined,
    isConfirmed: row.is_confirmed,
    answer: row.answer ?? undefined,
  });
  const about = RANKED_VARIABLES.find(({ id }) => id === row.asked_about)?.words;
  return {
    proposalId: String(row.proposal_id),
    ...writeSubject(row),
    about: { ...(about ?? { id: row.asked_about, en: row.asked_about }) },
    ground: { ...PROPOSAL_GROUND_WORDS[row.ground] },
    ...factOf(row),
    receivedOn: row.received_on,
    ...(state === "waiting" ? holderOf(row, today) : {}),
    state,
    stateWords: { ...PROPOSAL_STATE_WORDS[state] },
    ...(row.refusal === null ? {} : { refusal: { ...PROPOSAL_REFUSAL_WORDS[row.refusal] } }),
    ...(row.decided_on === null ? {} : { decidedOn: row.decided_on }),
  };
}

function holderOf({ received_on }: Row, today: PlainDate): Pick<ProposalRow, "holder" | "until"> {
  const { holder, until } = holdingOn(received_on as PlainDate, today);
  return {
    holder: { ...PROPOSAL_HOLDER_WORDS[holder] },
    ...(until === undefined ? {} : { until }),
  };
}

function factOf(
  row: Row,
): Pick<ProposalRow, "variable" | "recorded" | "proposed" | "proposedValue"> {
  const { unit, variable_id: id, proposed_value: proposed } = row;
  if (id === null) return {};
  const variable = getVariable(id);
  const [facts, order] =
    unit === "family" ? [row.family_facts, FAMILY_FACTS] : [row.person_facts, PERSON_FACTS];
  const recorded = facts?.[order.indexOf(id)];
  return {
    variable: id,
    ...(recorded === undefined ? {} : { recorded: { ...sayAnswer(variable, recorded) } }),
    ...(proposed === null
      ? {}
      : { proposed: { ...sayAnswer(variable, proposed) }, proposedValue: proposed }),
  };
}
