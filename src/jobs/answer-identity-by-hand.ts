import { join } from "node:path";
import { type AnswerDayProblem, mayAnswerOn } from "#domain/answer-day.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { isSaidAlready, readKnownDays } from "#registry/hand-answer.ts";
import { type RecordedAnswers, recordIdentityAnswers } from "#registry/identity-check-store.ts";
import { readAnswer } from "#registry/read-identity-answer.ts";
import { isWaiting } from "#registry/second-officer.ts";
import { recordWork } from "#store/audit.ts";
import { asWorker, type Tx } from "#store/transact.ts";
import { mayAnswerIdentityAs } from "./acting-for.ts";
import { type AskedVersion, askedVersion } from "./asked-version.ts";
import type { House } from "./house.ts";

export type HandDraft = {
  readonly personId: bigint;
  /** What the officer saw, in the words of the office, by the names of the file's columns. */
  readonly said: Readonly<Record<string, string>>;
  readonly on: PlainDate;
  readonly today: PlainDate;
  readonly by: string;
  readonly newId: () => string;
};

/** person-unknown: nobody of that number in the officer's region who may be asked about. */
export type HandProblem =
  | AnswerDayProblem
  | "answering-right-not-held"
  | "no-version"
  | "person-unknown"
  | "unreadable-answer";

/** What became of it; waits where it takes the person off the list and no second officer has given it yet. */
export type HandReceipt = RecordedAnswers & { readonly waits: boolean };

/**
 * An officer of the civil registry looked at one person's record and answers for it by name. The same again
 * on the same day is the same answer, unless another was given in between.
 */
export async function answerByHand(
  house: House,
  draft: HandDraft,
): Promise<Result<HandReceipt, HandProblem>> {
  const may = await mayAnswerIdentityAs(house.desk, draft.by);
  if (!may.ok) return may;
  const answer = readAnswer(draft.newId(), draft.said);
  if (answer === undefined) return refuse("unreadable-answer");
  const version = await askedVersion(house);
  if (version === undefined) return refuse("no-version");
  const person = await findPerson(house, version, draft.personId);
  if (person === undefined) return refuse("person-unknown");
  return asWorker(house.desk, async (tx) => {
    if (!(await isTheirs(tx, person, draft.by))) return refuse("person-unknown");
    const { personId } = person;
    const known = { ...(await readKnownDays(tx, personId)), today: draft.today };
    const day = mayAnswerOn(draft.on, known);
    if (!day.ok) return day;
    const me = await accountNo(tx, draft.by);
    if (await isSaidAlready(tx, { ...answer, personId, on: draft.on }, me)) {
      const waits = await isWaiting(tx, personId, me);
      return accept({ recorded: 0, repeated: 1, unknown: 0, outside: 0, waits });
    }
    if (!(await openByHand(tx, answer.questionId, person, draft))) return refuse("person-unknown");
    await noteAnswer(tx, person, draft.by);
    const dated = { ...answer, answeredOn: draft.on };
    const counts = await recordIdentityAnswers(tx, [dated], draft.by);
    return accept({ ...counts, waits: await isWaiting(tx, personId, me) });
  });
}

async function accountNo(tx: Tx, username: string): Promise<number | undefined> {
  const [row] = await tx.query<{ no: number | null }>("select dtsen.account_no($1) as no", [
    username,
  ]);
  return row?.no ?? undefined;
}

type Person = {
  readonly personId: string;
  readonly familyId: string | null;
  readonly villageNo: string;
  readonly domicileVillageNo: string;
  readonly versionNo: number;
};

/** From the facts of the version: nobody's identity file is opened. */
async function findPerson(
  house: House,
  { personFile, versionNo }: AskedVersion,
  personId: bigint,
): Promise<Person | undefined> {
  const { threads, memory } = house.settings;
  return inPrivateFolder(house.folders, async (folder) => {
    const db = await openDuckDb({ threads, memory, workFolder: join(folder, "spill") });
    try {
      const [row] = await db.all<Omit<Person, "versionNo">>(
        `select cast(person_id as varchar) as "personId", cast(family_id as varchar) as "familyId",
           cast(village_no as varchar) as "villageNo", cast(domicile_village_no as varchar) as "domicileVillageNo"
         from read_parquet(${text(personFile)}) where person_id = ${personId}`,
      );
      return row === undefined ? undefined : { ...row, versionNo };
    } finally {
      db.close();
    }
  });
}

async function isTheirs(tx: Tx, { villageNo }: Person, by: string): Promise<boolean> {
  const [row] = await tx.query<{ theirs: boolean }>(
    "select dtsen.account_holds_at($1, 'answer-identity', 'identity-check', $2) as theirs",
    [by, villageNo],
  );
  return row?.theirs === true;
}

/** False where the database leaves the person out: hidden for safety, or erased. */
async function openByHand(
  tx: Tx,
  questionId: string,
  person: Person,
  { by, on }: HandDraft,
): Promise<boolean> {
  const rows = await tx.query(
    `insert into dtsen.identity_question (question_id, person_id, family_id, version_no, village_no,
       domicile_village_no, adapter, asked_by, sent_on)
     values ($1, $2, $3, $4, $5, $6, 'manual', $7, $8) returning 1`,
    [
      questionId,
      person.personId,
      person.familyId,
      person.versionNo,
      person.villageNo,
      person.domicileVillageNo,
      by,
      on,
    ],
  );
  return rows.length > 0;
}

async function noteAnswer(tx: Tx, person: Person, by: string): Promise<void> {
  const work = { username: by, purpose: "identity-check" };
  await recordWork(tx, work, {
    act: "answer-identity",
    subjectKind: "person",
    subjectId: Number(person.personId),
    familyId: person.familyId === null ? undefined : Number(person.familyId),
    villageNo: Number(person.villageNo),
    versionNo: person.versionNo,
    fieldsClass: "identity",
    detail: { adapter: "manual" },
  });
}
