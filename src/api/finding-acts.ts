import type { FindingAnswerDraft, FindingDraft, FindingReceipt } from "#contract/findings.ts";
import { RIGHT_PROBLEM_WORDS } from "#domain/actor.ts";
import {
  FINDING_PROBLEM_WORDS,
  FINDING_STATE_WORDS,
  FINDING_TERMS,
  type FindingProblem,
  type FindingState,
} from "#domain/finding.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { findVillage } from "#regions/place.ts";
import { recordAct } from "#store/audit.ts";
import type { Desk } from "#store/open.ts";
import type { Tx } from "#store/transact.ts";
import { answerFinding, WAITING_VERSION } from "#verification/answer-findings.ts";
import { confirmFinding, type RecordProblem, recordFinding } from "#verification/record-finding.ts";
import { refuseWith } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import type { ProblemEntry } from "./problem.ts";

const AGAIN = "Muat ulang daftar, lalu ulangi. / Load the list again, then repeat.";
const MEND = "Perbaiki isian, lalu kirim lagi. / Mend the form and send again.";

const NO_VERSION_WAITS = {
  code: "no-version-waits",
  entry: [
    409,
    "Belum ada versi yang menunggu",
    "Temuan dijawab ketika sebuah versi menunggu terbit. Sampai saat itu temuan tetap berlaku.",
    "A finding is answered while a version waits to be published. Until then it stays in force.",
    "Jawab setelah versi berikutnya beku. / Answer once the next version is frozen.",
  ] as ProblemEntry,
} as const;

const RECORD_ENTRIES: Readonly<
  Record<Exclude<RecordProblem, "family-unknown">, readonly [id: string, en: string]>
> = {
  "person-unknown": [
    "Temuan ini tentang satu orang: pilih anggota keluarga itu.",
    "This finding is about one person: choose a member of that family.",
  ],
  "no-such-fact": [
    "Perbaikan menyebut satu keterangan dari katalog dan nilainya yang benar.",
    "A correction names one fact of the catalogue and the value that is right.",
  ],
  "outside-region": [
    RIGHT_PROBLEM_WORDS["outside-region"].id,
    RIGHT_PROBLEM_WORDS["outside-region"].en,
  ],
  "nothing-said": [
    "Pindah menyebut desa atau kelurahan yang baru.",
    "A move names the new village.",
  ],
};

/** Records a finding as whoever acts; a second person confirms it later. */
export async function record(tx: Tx, draft: FindingDraft, now: Date): Promise<FindingReceipt> {
  const { personId, familyId, kind, correction, movedTo, note } = draft;
  const on = parsePlainDate(draft.observedOn);
  if (!on.ok || on.value > todayOf(now)) {
    return refuse400("future-day", [
      "Tanggal itu tidak ada atau masih di depan.",
      "There is no such day, or it has not come yet.",
    ]);
  }
  if (needsPerson(kind) && personId === undefined) return refuseRecord("person-unknown");
  if (movedTo !== undefined && findVillage(movedTo) === undefined) {
    return refuseRecord("nothing-said");
  }
  const recorded = await recordFinding(tx, {
    unit: personId === undefined ? "family" : "person",
    unitId: Number(personId ?? familyId),
    familyId: Number(familyId),
    kind,
    observedOn: on.value,
    ...(correction === undefined
      ? {}
      : { correction: { variableId: correction.variable, value: correction.value } }),
    ...(movedTo === undefined ? {} : { movedTo: Number(movedTo) }),
    ...(note === undefined ? {} : { note }),
  });
  if (!recorded.ok) return refuseRecord(recorded.problem);
  return receipt(String(recorded.value.findingId), "recorded");
}

const needsPerson = (kind: FindingDraft["kind"]): boolean => FINDING_TERMS[kind].unit === "person";

/** Why a finding could not be recorded, as an answer. */
export function refuseRecord(problem: RecordProblem): never {
  return problem === "family-unknown"
    ? refuseWith("not-found")
    : refuse400(problem, RECORD_ENTRIES[problem]);
}

function refuse400(code: string, [id, en]: readonly [id: string, en: string]): never {
  return refuseWith({ code, entry: [400, "Temuan belum lengkap", id, en, MEND] });
}

/** Brings another person's finding into force. */
export async function confirm(tx: Tx, findingId: string): Promise<FindingReceipt> {
  const confirmed = await confirmFinding(tx, Number(findingId));
  if (!confirmed.ok) return refuseFinding(confirmed.problem);
  return receipt(findingId, "in-force");
}

/**
 * Answers a finding for the version that waits to be published. Who may is settled here, by the row that
 * the officer may change; the answer itself is kept by the worker, who alone writes answers.
 */
export async function answer(
  desk: Desk,
  tx: Tx,
  findingId: string,
  draft: FindingAnswerDraft,
): Promise<FindingReceipt> {
  const [mine] = await tx.query<{ family_id: number; village_no: number; username: string }>(
    `select x.family_id, x.village_no,
       (select a.username from dtsen.account a where a.account_id = dtsen.acting_account()) as username
     from dtsen.finding x where x.finding_id = $1 for no key update`,
    [findingId],
  );
  if (mine === undefined) return refuseWith("not-found");
  const [waiting] = await tx.query<{ version_no: number; label: string }>(WAITING_VERSION);
  if (waiting === undefined) return refuseWith(NO_VERSION_WAITS);
  await recordAct(tx, {
    act: "answer-finding",
    by: ["confirm-finding"],
    subjectKind: "family",
    subjectId: mine.family_id,
    villageNo: mine.village_no,
    versionNo: waiting.version_no,
    fieldsClass: "work",
    detail: { finding: findingId, answer: draft.answer },
  });
  const given = await answerFinding(desk, {
    findingId: Number(findingId),
    label: waiting.label,
    ...draft,
    answeredBy: mine.username,
  });
  if (given.ok) return { ...(await kept(tx, findingId)), version: waiting.label };
  return given.problem === "version-unknown"
    ? refuseWith(NO_VERSION_WAITS)
    : refuseFinding(given.problem);
}

async function kept(tx: Tx, findingId: string): Promise<FindingReceipt> {
  const [row] = await tx.query<{ in_force: boolean }>(
    "select confirmed_by is not null as in_force from dtsen.finding where finding_id = $1",
    [findingId],
  );
  return receipt(findingId, row?.in_force === true ? "in-force" : "recorded");
}

function refuseFinding(problem: FindingProblem | "finding-unknown"): never {
  if (problem === "finding-unknown") return refuseWith("not-found");
  const { id, en } = FINDING_PROBLEM_WORDS[problem];
  const status = problem === "no-reason" ? 400 : 409;
  return refuseWith({ code: problem, entry: [status, "Belum dapat dilakukan", id, en, AGAIN] });
}

function receipt(findingId: string, state: FindingState): FindingReceipt {
  return { findingId, state, words: { ...FINDING_STATE_WORDS[state] } };
}
