import type { AidProposalCase } from "#contract/aid-proposals.ts";
import type { DecileBasis } from "#domain/decile-basis.ts";
import {
  DELIBERATION_DECISION_WORDS,
  DELIBERATION_FORM_WORDS,
  type DeliberationDecision,
  type DeliberationForm,
  DISSENT_WORDS,
  type Dissent,
} from "#domain/deliberation.ts";
import {
  PHOTO_KIND_WORDS,
  type PhotoKind,
  SCAN_KIND_WORDS,
  type ScanKind,
} from "#domain/evidence-file.ts";
import {
  RESPONDENT_WORDS,
  type Respondent,
  VISIT_OUTCOME_WORDS,
  type VisitOutcome,
} from "#domain/ground-check.ts";
import {
  LIFE_EVENT_TERMS,
  LIFE_EVENT_TIME_WORDS,
  type LifeEvent,
  type LifeEventTime,
} from "#domain/life-event.ts";
import { getVariable } from "#domain/variables/catalogue.ts";
import { say } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import type { Tx } from "#store/transact.ts";
import { sayAnswer } from "./family-words.ts";

type VisitRow = {
  readonly check_no: number;
  readonly visited_on: string;
  readonly outcome: VisitOutcome;
  readonly respondent: Respondent | null;
  readonly offered_on: string | null;
  readonly is_mine: boolean;
  readonly photos: readonly { readonly fileNo: number; readonly kind: PhotoKind }[];
};
type AnswerRow = {
  readonly check_no: number;
  readonly who: string | null;
  readonly variable_id: string;
  readonly value: number;
  readonly recorded: number | null;
};
type EventRow = {
  readonly event: LifeEvent;
  readonly happened: LifeEventTime;
  readonly told_on: string;
};

type DecisionRow = {
  readonly deliberation_no: number;
  readonly form: DeliberationForm;
  readonly held_on: string;
  readonly minutes_number: string;
  readonly attended: number;
  readonly decision: DeliberationDecision;
  readonly votes_for: number;
  readonly votes_against: number;
  readonly dissent: readonly Dissent[];
  readonly scans: readonly {
    readonly fileNo: number;
    readonly kind: ScanKind;
    readonly on: string;
  }[];
};

type Evidence = Pick<AidProposalCase, "events" | "visits" | "deliberations">;

/** What stands behind a proposal: its visits, each answer beside what the record said, and its deliberations. Newest first. */
export async function readEvidence(tx: Tx, caseId: number): Promise<Evidence> {
  const visits = await tx.query<VisitRow>(
    `select check_no, visited_on::text, outcome, respondent, offered_on::text, by_account = dtsen.acting_account() as is_mine,
       coalesce((select json_agg(json_build_object('fileNo', f.file_no, 'kind', f.kind) order by f.file_no)
         from dtsen.evidence_file f where f.check_no = g.check_no and f.sealed is not null), '[]') as photos
     from dtsen.ground_check g where case_id = $1 order by check_no desc`,
    [caseId],
  );
  const answers = await tx.query<AnswerRow>(
    `select a.check_no, case a.unit when 'person' then coalesce(p.name, '–') end as who, a.variable_id, a.value, a.recorded
     from dtsen.ground_check g join dtsen.ground_check_answer a using (check_no)
     left join dtsen.current_person p on a.unit = 'person' and p.person_id = a.unit_id
     where g.case_id = $1 order by a.check_no, a.unit, a.unit_id, a.fact_place`,
    [caseId],
  );
  const decisions = await tx.query<DecisionRow>(
    `select d.deliberation_no, d.form, d.held_on::text, d.minutes_number, d.attended, x.decision, x.votes_for, x.votes_against,
       x.dissent, coalesce((select json_agg(json_build_object('fileNo', f.file_no, 'kind', f.kind,
           'on', (f.at at time zone 'Asia/Jakarta')::date) order by f.file_no desc)
         from dtsen.evidence_file f where f.deliberation_no = d.deliberation_no and f.sealed is not null), '[]') as scans
     from dtsen.deliberation_decision x join dtsen.deliberation d using (deliberation_no)
     where x.case_id = $1 order by d.deliberation_no desc`,
    [caseId],
  );
  const events = await tx.query<EventRow>(
    `select event, happened, (told_at at time zone 'Asia/Jakarta')::date::text as told_on from dtsen.life_event
     where case_id = $1 order by event_no`,
    [caseId],
  );
  const answersOf = Map.groupBy(answers, ({ check_no }) => check_no);
  return {
    events: events.map(({ event, happened, told_on }) => ({
      words: { ...LIFE_EVENT_TERMS[event].words },
      happened: { ...LIFE_EVENT_TIME_WORDS[happened] },
      toldOn: told_on,
      isOfRegistry: LIFE_EVENT_TERMS[event].isOfRegistry,
    })),
    visits: visits.map((visit) => writeVisit(visit, answersOf.get(visit.check_no) ?? [])),
    deliberations: decisions.map(writeDecision),
  };
}

function writeVisit(
  { check_no, is_mine, visited_on, outcome, respondent, offered_on, photos }: VisitRow,
  answers: readonly AnswerRow[],
): Evidence["visits"][number] {
  return {
    checkNo: String(check_no),
    isMine: is_mine,
    visitedOn: visited_on,
    outcome: { ...VISIT_OUTCOME_WORDS[outcome] },
    ...(respondent === null ? {} : { respondent: { ...RESPONDENT_WORDS[respondent] } }),
    ...(offered_on === null ? {} : { offeredOn: offered_on }),
    answers: answers.map(writeAnswer),
    photos: photos.map(({ fileNo, kind }) => ({
      fileNo: String(fileNo),
      words: { ...PHOTO_KIND_WORDS[kind] },
    })),
  };
}

function writeAnswer({
  who,
  variable_id,
  value,
  recorded,
}: AnswerRow): Evidence["visits"][number]["answers"][number] {
  const variable = getVariable(variable_id);
  return {
    ...(who === null ? {} : { who }),
    label: { id: variable.id_ID, en: variable.en },
    found: { ...sayAnswer(variable, value) },
    ...(recorded === null ? {} : { recorded: { ...sayAnswer(variable, recorded) } }),
    isNew: recorded !== value,
  };
}

function writeDecision(row: DecisionRow): Evidence["deliberations"][number] {
  return {
    number: String(row.deliberation_no),
    form: { ...DELIBERATION_FORM_WORDS[row.form] },
    heldOn: row.held_on,
    minutesNumber: row.minutes_number,
    attended: row.attended,
    decision: { ...DELIBERATION_DECISION_WORDS[row.decision] },
    votesFor: row.votes_for,
    votesAgainst: row.votes_against,
    dissent: row.dissent.map((dissent) => ({ ...DISSENT_WORDS[dissent] })),
    scans: row.scans.map(({ fileNo, kind, on }) => ({
      fileNo: String(fileNo),
      words: { ...SCAN_KIND_WORDS[kind] },
      on,
    })),
  };
}

type StandingsRow = {
  readonly before_label: string | null;
  readonly before_basis: DecileBasis;
  readonly before_decile: number | null;
  readonly before_places: readonly string[] | null;
  readonly after_label: string | null;
  readonly after_basis: DecileBasis;
  readonly after_decile: number | null;
  readonly after_places: readonly string[] | null;
};

/** Where the family stood when it was named, and where it stands in the version that answered. */
export async function readStandings(
  tx: Tx,
  caseId: number,
): Promise<Pick<AidProposalCase, "before" | "after">> {
  const [row] = await tx.query<StandingsRow>(
    `select b.label as before_label, b.basis as before_basis, x.before_decile, x.before_places, a.label as after_label,
       a.basis as after_basis, x.after_decile, x.after_places
     from dtsen.aid_proposal x left join dtsen.version b on b.version_no = x.before_version_no
     left join dtsen.version a on a.version_no = x.answered_version_no where x.case_id = $1`,
    [caseId],
  );
  const before =
    row && standing(row.before_label, row.before_basis, row.before_decile, row.before_places);
  const after =
    row && standing(row.after_label, row.after_basis, row.after_decile, row.after_places);
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function standing(
  version: string | null,
  decileBasis: DecileBasis,
  decile: number | null,
  places: readonly string[] | null,
): AidProposalCase["before"] {
  if (version === null) return undefined;
  return {
    ...{ version, decileBasis },
    ...(decile === null ? {} : { decile }),
    places: (places ?? []).map((id) => ({ ...(findProgram(id)?.name ?? say(id, id)) })),
  };
}
