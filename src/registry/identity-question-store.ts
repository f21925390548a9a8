import type { IdentityAdapterName } from "#domain/identity-outcome.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import type { Tx } from "#store/transact.ts";

/** Somebody of a version whom one might ask about; the desk says whether it is time. */
export type Candidate = {
  readonly personId: bigint;
  readonly familyId: bigint | null;
  readonly villageNo: bigint;
  readonly domicileVillageNo: bigint;
  /** For the first time: the version cannot prove who this is, or everybody is asked. */
  readonly isWanted: boolean;
};

/** A question that may go out; its id is the same each time. */
export type OpenQuestion = { readonly personId: string; readonly questionId: string };

export type AskDraft = {
  readonly versionNo: number;
  readonly adapter: IdentityAdapterName;
  readonly askedBy: string;
  readonly today: PlainDate;
  /** Questions sent on this day or before and not answered are given up for lost and sent again. */
  readonly lostSince: PlainDate;
  readonly atMost: number;
};

/**
 * Opens a question for each candidate whose time it is: never asked and wanted, due for a re-check, or
 * asked and lost on the way. Candidates hidden for safety or erased are left out by the database, and take
 * nobody's place.
 */
export async function openQuestions(
  tx: Tx,
  candidates: readonly Candidate[],
  newIds: readonly string[],
  draft: AskDraft,
): Promise<readonly OpenQuestion[]> {
  const opened: OpenQuestion[] = [];
  for (let from = 0; from < candidates.length; ) {
    const atMost = draft.atMost - opened.length;
    const rest = [candidates.slice(from), newIds.slice(from)] as const;
    const tried = await tryToOpen(tx, ...rest, { ...draft, atMost });
    for (const { personId, questionId } of tried) {
      if (questionId !== null) opened.push({ personId, questionId });
    }
    if (tried.length < atMost || opened.length === draft.atMost) break;
    from += tried.at(-1)?.place ?? 0;
  }
  return opened;
}

/** Somebody whose time it is; without a question where the database leaves them out. */
type Tried = {
  /** Among the candidates, from 1. */
  readonly place: number;
  readonly personId: string;
  readonly questionId: string | null;
};

/** The first of the candidates whose time it is, `atMost` of them. */
async function tryToOpen(
  tx: Tx,
  candidates: readonly Candidate[],
  newIds: readonly string[],
  draft: AskDraft,
): Promise<readonly Tried[]> {
  const columns = [
    candidates.map(({ personId }) => personId),
    candidates.map(({ familyId }) => familyId),
    candidates.map(({ villageNo }) => villageNo),
    candidates.map(({ domicileVillageNo }) => domicileVillageNo),
    candidates.map(({ isWanted }) => isWanted),
  ];
  return tx.query<Tried>(
    `with candidate as (
       select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::boolean[], $6::uuid[])
         with ordinality as c(person_id, family_id, village_no, domicile_village_no, is_wanted, new_id, place)),
     timely as (
       select c.*, q.question_id as open_id from candidate c
       left join dtsen.identity_question q
         on q.person_id = c.person_id and q.answered_on is null and q.adapter <> 'manual'
       left join lateral (
         select k.recheck_on, k.person_id = c.person_id as is_own from dtsen.identity_check k
         where not k.waits and k.person_id = any (array[c.person_id] || array(select r.from_person_id
           from dtsen.person_redirect r where r.version_no = $7 and r.to_person_id = c.person_id))
         order by is_own desc, k.answered_on desc, k.check_no desc limit 1) last on true
       where case when q.question_id is not null then q.sent_on is null or q.sent_on <= $10
         when last.recheck_on is not null then last.recheck_on <= $9
         else c.is_wanted and last.is_own is not true end
       order by c.place limit $11),
     made as (
       insert into dtsen.identity_question (question_id, person_id, family_id, version_no, village_no,
         domicile_village_no, adapter, asked_by)
       select new_id, person_id, family_id, $7, village_no, domicile_village_no, $8, $12
       from timely where open_id is null returning question_id, person_id),
     again as (
       update dtsen.identity_question q set adapter = $8, asked_by = $12, sent_on = null, family_id = t.family_id
       from timely t where q.question_id = t.open_id returning q.question_id, q.person_id)
     select t.place::int, t.person_id::text as "personId", opened.question_id::text as "questionId"
     from timely t left join (select * from made union all select * from again) opened using (person_id)
     order by t.place`,
    [
      ...columns,
      newIds,
      draft.versionNo,
      draft.adapter,
      draft.today,
      draft.lostSince,
      draft.atMost,
      draft.askedBy,
    ],
  );
}

/** From here on these questions have left the house, and count against the day's quota. */
export async function markSent(
  tx: Tx,
  questionIds: readonly string[],
  today: PlainDate,
): Promise<void> {
  await tx.query(
    "update dtsen.identity_question set sent_on = $2 where question_id = any ($1::uuid[])",
    [questionIds, today],
  );
}

/** Questions that went to the web service on a day. */
export async function countSent(tx: Tx, today: PlainDate): Promise<number> {
  const [row] = await tx.query<{ n: number }>(
    `select count(*)::int as n from dtsen.identity_question
     where sent_on = $1 and adapter = 'web-service'`,
    [today],
  );
  return row?.n ?? 0;
}

/**
 * Persons whose latest answer asks for another by this day, or whose question was lost, under the ids of a
 * version; the longest overdue first. All of them: who of them may be asked is not known here.
 */
export async function listDue(
  tx: Tx,
  draft: Pick<AskDraft, "versionNo" | "today" | "lostSince">,
): Promise<readonly string[]> {
  const rows = await tx.query<{ person_id: string }>(
    `select coalesce(r.to_person_id, d.person_id)::text as person_id from (
       select person_id, recheck_on as since from (
         select distinct on (person_id) person_id, recheck_on from dtsen.identity_check
         where not waits order by person_id, answered_on desc, check_no desc) latest
       where recheck_on <= $2
       union all
       select person_id, coalesce(sent_on, $3) from dtsen.identity_question
       where answered_on is null and adapter <> 'manual' and (sent_on is null or sent_on <= $3)
     ) d left join dtsen.person_redirect r on r.version_no = $1 and r.from_person_id = d.person_id
     group by 1 order by min(since), 1`,
    [draft.versionNo, draft.today, draft.lostSince],
  );
  return rows.map(({ person_id }) => person_id);
}
