import { type FindingAnswer, type FindingProblem, mayAnswerFinding } from "#domain/finding.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { recordWork } from "#store/audit.ts";
import type { Desk } from "#store/open.ts";
import { asWorker, type Tx } from "#store/transact.ts";

/**
 * SQL of the version that waits to be published, where there is one: version_no, label, and the moment up to which it must
 * answer findings. Of those that came after the one in force, one that was brought to the desk already goes first: it is published
 * next, and a newer one that is only frozen would take the answers that it lacks. Else the newest.
 */
export const WAITING_VERSION = `select v.version_no, v.label,
  coalesce(v.findings_cut_off, v.frozen_at, v.started_at) as cut_off
  from dtsen.version v where v.state in ('frozen', 'projected')
    and v.version_no > coalesce((select p.version_no from dtsen.publication_pointer p), 0)
  order by v.state = 'projected' desc, v.version_no desc limit 1`;

/** Not answered by version $1 or one before it: where an earlier version comes back, later answers fall. */
const IN_FORCE = "(x.answer is null or x.answered_version_no > $1)";

/**
 * What of a version answers a finding by itself: the confirmed value stands in it, the move has been
 * made, the dead are dead or gone from every family, not only from the one where they were found. "Still here" is answered by any version that still has the family.
 */
const ABSORBED = `
select x.finding_id from finding x
left join family f on f.version_no = $1 and f.family_id = x.family_id
left join person q on q.version_no = $1 and x.unit = 'person' and q.person_id = x.unit_id
where ${IN_FORCE} and x.confirmed_by is not null and x.recorded_at <= $2 and case x.kind
  when 'correction' then case x.unit when 'family' then f.facts[x.fact_place] = x.fact_value
    else q.facts[x.fact_place] = x.fact_value end
  when 'moved' then coalesce(case x.unit when 'family' then f.domicile_village_no
    else q.domicile_village_no end = x.domicile_village_no, false)
  when 'deceased' then x.unit = 'person' and coalesce(q.life_status = 2, true)
  when 'duplicate' then x.unit = 'person' and q.person_id is null
  when 'still-here' then f.family_id is not null
  else false end`;

/** Notes which findings up to a moment a projected version has taken up. Answers how many. */
export async function noteAbsorbed(tx: Tx, versionNo: number, cutOff: string): Promise<number> {
  await tx.query(
    "delete from finding_answer where version_no = $1 and answer = 'absorbed' and answered_by is null",
    [versionNo],
  );
  const rows = await tx.query<{ finding_id: number }>(
    `insert into finding_answer (version_no, finding_id, answer, reason)
     select $1, finding_id, 'absorbed', 'ada-di-versi' from (${ABSORBED}) absorbed
     on conflict do nothing returning finding_id`,
    [versionNo, cutOff],
  );
  return rows.length;
}

export type AnswerProblem = FindingProblem | "finding-unknown" | "version-unknown";

/** How a person answers a finding for one version. */
export type AnswerDraft = {
  readonly findingId: number;
  readonly label: string;
  readonly answer: FindingAnswer;
  readonly reason: string;
  /** Username. */
  readonly answeredBy: string;
};

/**
 * A person answers a finding that a version does not show by itself, and says why. It takes effect when
 * that version is published; until then another answer may replace it.
 */
export async function answerFinding(
  desk: Desk,
  draft: AnswerDraft,
): Promise<Result<{ readonly versionNo: number }, AnswerProblem>> {
  return asWorker(desk, async (tx) => {
    const [version] = await tx.query<{ version_no: number }>(
      `select version_no from version where label = $1
         and state in ('frozen', 'projected', 'published')
         and not exists (select from publication_pointer p where p.version_no = version.version_no)`,
      [draft.label],
    );
    if (version === undefined) return refuse("version-unknown");
    const [finding] = await tx.query<FindingRow>(
      `select family_id, village_no, recorded_by::text, confirmed_by::text, answer from finding
       where finding_id = $1`,
      [draft.findingId],
    );
    if (finding === undefined) return refuse("finding-unknown");
    const { recorded_by: recordedBy, confirmed_by: confirmedBy, answer } = finding;
    const facts = {
      recordedBy,
      confirmedBy: confirmedBy ?? undefined,
      answer: answer ?? undefined,
    };
    const may = mayAnswerFinding(facts, draft.answer, draft.reason);
    if (!may.ok) return refuse(may.problem);
    await keepAnswer(tx, version.version_no, draft, finding);
    return accept({ versionNo: version.version_no });
  });
}

async function keepAnswer(
  tx: Tx,
  versionNo: number,
  { findingId, answer, reason, answeredBy }: AnswerDraft,
  { family_id, village_no }: FindingRow,
): Promise<void> {
  await tx.query(
    `insert into finding_answer (version_no, finding_id, answer, reason, answered_by)
     values ($1, $2, $3, $4, $5)
     on conflict (version_no, finding_id) do update set answer = excluded.answer,
       reason = excluded.reason, answered_by = excluded.answered_by, answered_at = now()`,
    [versionNo, findingId, answer, reason.trim(), answeredBy],
  );
  await recordWork(
    tx,
    { username: answeredBy, purpose: "verification" },
    {
      act: "answer-finding",
      subjectKind: "family",
      subjectId: family_id,
      villageNo: village_no,
      versionNo,
      fieldsClass: "work",
      detail: { finding: findingId, answer },
    },
  );
}

type FindingRow = {
  readonly family_id: number;
  readonly village_no: number;
  readonly recorded_by: string;
  readonly confirmed_by: string | null;
  readonly answer: FindingAnswer | null;
};

/** Findings in force up to a moment that a version leaves without an answer, by kind. */
export async function listUnanswered(
  tx: Tx,
  versionNo: number,
  cutOff: string,
): Promise<readonly { readonly kind: string; readonly findings: number }[]> {
  return tx.query(
    `select x.kind, count(*) as findings from finding x
     where ${IN_FORCE} and x.confirmed_by is not null and x.recorded_at <= $2
       and not exists (select from finding_answer a
         where a.version_no = $1 and a.finding_id = x.finding_id)
     group by x.kind order by x.kind`,
    [versionNo, cutOff],
  );
}

/** One finding that a version leaves without an answer, for whoever must answer it. */
export type UnansweredFinding = {
  readonly findingId: number;
  readonly kind: string;
  readonly familyId: number;
  readonly villageNo: number;
  readonly observedOn: string;
};

/** Findings in force that a version has no answer for yet, the oldest first; no names. */
export async function listToAnswer(
  tx: Tx,
  versionNo: number,
  cutOff: string,
): Promise<readonly UnansweredFinding[]> {
  return tx.query(
    `select x.finding_id as "findingId", x.kind, x.family_id as "familyId",
       x.village_no as "villageNo", x.observed_on::text as "observedOn"
     from finding x
     where ${IN_FORCE} and x.confirmed_by is not null and x.recorded_at <= $2
       and not exists (select from finding_answer a
         where a.version_no = $1 and a.finding_id = x.finding_id)
       and x.finding_id not in (${ABSORBED})
     order by x.finding_id`,
    [versionNo, cutOff],
  );
}
