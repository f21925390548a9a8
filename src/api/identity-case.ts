import type {
  IdentityAnswer,
  IdentityCase,
  IdentityRow,
  OpenQuestion,
  SecondOfficer,
} from "#contract/identity-checks.ts";
import { maskNumber } from "#domain/disclosure.ts";
import {
  CHECKED_FIELDS,
  FIELD_WORDS,
  IDENTITY_ADAPTER_WORDS,
  type IdentityAdapterName,
  LIFE_ANSWER_WORDS,
} from "#domain/identity-outcome.ts";
import { addDays, type PlainDate } from "#domain/plain-date.ts";
import { say } from "#domain/words.ts";
import { LOST_AFTER_DAYS } from "#registry/identity-check.ts";
import { readWaiting, type WaitingAnswer } from "#registry/second-officer.ts";
import { decryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { readCurrentVersion } from "./current-version.ts";
import type { SourceNotes } from "./family-facts.ts";
import { identityOf, stateOf, writeCheck } from "./family-identity.ts";
import { placeOf } from "./family-place.ts";
import { nikPlace } from "./family-sheet.ts";
import { sayIdentity } from "./family-words.ts";
import {
  type AnswerRecord,
  type AskedQuestion,
  type ListedPerson,
  readAnswers,
  readQuestion,
} from "./identity-rows.ts";

type CasePerson = {
  readonly person_id: number;
  readonly family_id: number | null;
  readonly village_no: number;
  readonly version_no: number;
  readonly name: string | null;
  readonly nik_enc: Buffer | null;
  readonly identity_status: string | null;
  readonly sources: SourceNotes;
};

/** One person with all that was asked and answered; undefined where the reader sees nobody of that number. */
export async function readCase(
  tx: Tx,
  keys: FieldKeys,
  personId: string,
): Promise<{ readonly person: CasePerson; readonly case: IdentityCase } | undefined> {
  const [person] = await tx.query<CasePerson>(
    `select person_id, family_id, village_no, version_no, name, nik_enc, identity_status, sources
     from dtsen.current_person where person_id = $1`,
    [personId],
  );
  const version = await readCurrentVersion(tx);
  if (person === undefined || version === undefined) return undefined;
  const answers = await readAnswers(tx, person.person_id, person.version_no);
  const said = answers.find(({ waits }) => !waits);
  const { identity, identityHelp } = identityOf(person, said);
  return {
    person,
    case: {
      personId: String(person.person_id),
      ...(person.family_id === null ? {} : { familyId: String(person.family_id) }),
      name: person.name ?? "–",
      ...maskedNik(keys, person),
      place: placeOf(person.village_no),
      version: version.label,
      status: identity,
      ...(identityHelp === undefined ? {} : { help: identityHelp }),
      ...questionOf(await readQuestion(tx, person.person_id)),
      ...secondOf(await readWaiting(tx, person.person_id)),
      answers: answers.map((answer) => writeAnswer(person, answer)),
    },
  };
}

function writeAnswer(person: CasePerson, answer: AnswerRecord): IdentityAnswer {
  return {
    ...writeCheck(answer, stateOf(person, answer)),
    ...(answer.waits ? { state: answer.is_open ? "second" : "lapsed" } : {}),
    isMatch: answer.outcome === "padan",
    life: { ...LIFE_ANSWER_WORDS[answer.answers.life ?? "not-known"] },
    ...(answer.asked_on === null ? {} : { askedOn: answer.asked_on }),
  };
}

const WHO_IS_SECOND = say(
  "petugas Dukcapil lain yang wilayahnya meliputi desa/kelurahan ini",
  "another officer of the civil registry whose region holds this village",
);

/** What one officer answered and a second has not. */
function secondOf(found: WaitingAnswer | undefined): { readonly second?: SecondOfficer } {
  if (found === undefined) return {};
  return { second: { ...found, outcome: { ...sayIdentity(found.outcome) }, who: WHO_IS_SECOND } };
}

function waitingOf(row: ListedPerson): WaitingAnswer | undefined {
  const { second_outcome: outcome, second_on: answeredOn } = row;
  if (outcome === null || answeredOn === null) return undefined;
  return { outcome, answeredOn, isOwn: row.second_is_own === true };
}

/** A person of a list, as the wire carries them. */
export function writeRow(keys: FieldKeys, row: ListedPerson): IdentityRow {
  return {
    personId: String(row.person_id),
    ...(row.is_seen
      ? { name: row.name ?? "–", status: { ...sayIdentity(row.identity_status) } }
      : {}),
    ...maskedNik(keys, row),
    place: placeOf(row.village_no),
    ...questionOf(row),
    ...secondOf(waitingOf(row)),
    ...answerOf(row),
  };
}

function answerOf({ answers, ...row }: ListedPerson): Pick<IdentityRow, "answer"> {
  const { outcome, answered_on: answeredOn, adapter, recheck_on: recheckOn } = row;
  if (outcome === null || answeredOn === null || adapter === null) return {};
  const differs = CHECKED_FIELDS.filter((field) =>
    ["different", "near"].includes(answers?.[field] ?? ""),
  );
  return {
    answer: {
      outcome: { ...sayIdentity(outcome) },
      isMatch: outcome === "padan",
      answeredOn,
      how: { ...IDENTITY_ADAPTER_WORDS[adapter] },
      differs: differs.map((field) => ({ ...FIELD_WORDS[field] })),
      ...(recheckOn === null ? {} : { recheckOn }),
      isDue: row.is_due === true,
    },
  };
}

/** A question that is out; one by file or service goes out again when its answer is taken for lost. */
function questionOf(asked: AskedQuestion | undefined): { readonly question?: OpenQuestion } {
  const [way, sentOn] = [asked?.asked_by_way ?? null, asked?.sent_on ?? null];
  if (way === null) return {};
  const how = { ...IDENTITY_ADAPTER_WORDS[way] };
  if (sentOn === null) return { question: { how } };
  return { question: { how, sentOn, ...againOn(way, sentOn) } };
}

function againOn(way: IdentityAdapterName, sentOn: string): Pick<OpenQuestion, "againOn"> {
  if (way === "manual") return {};
  return { againOn: addDays(sentOn as PlainDate, LOST_AFTER_DAYS[way]) };
}

function maskedNik(
  keys: FieldKeys,
  { person_id, nik_enc }: Pick<CasePerson, "person_id" | "nik_enc">,
): { readonly nik?: string } {
  if (nik_enc === null) return {};
  return { nik: maskNumber(decryptField(keys, nikPlace(person_id), nik_enc)) };
}
