import type {
  VervalAnswerDraft,
  VervalAnswerReceipt,
  VervalDraft,
  VervalReceipt,
} from "#contract/verval.ts";
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import { type RegionCode, villageRange } from "#domain/region-code.ts";
import {
  readVervalState,
  VERVAL_PROBLEM_WORDS,
  VERVAL_STATE_WORDS,
  type VervalProblem,
} from "#domain/verval.ts";
import { say } from "#domain/words.ts";
import { findVillage } from "#regions/place.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { answerVerval, openVerval } from "#verification/verval-book.ts";
import { refuseCase } from "./case-refusals.ts";
import { refuseRecord } from "./finding-acts.ts";
import { refuseWith } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { nextOf } from "./verval-rows.ts";

/** Opens a list over whoever receives now. */
export async function openRound(
  tx: Tx,
  { program, region, dueOn, legalBasis }: VervalDraft,
  now: Date,
  requestId: string,
): Promise<VervalReceipt> {
  const opened = await openVerval(tx, {
    ...{
      program,
      region,
      legalBasis,
      dueOn: dayOf(dueOn),
      villages: villageRange(region as RegionCode),
    },
    ...{ today: todayOf(now), now: now.toISOString() },
  });
  if (!opened.ok) return refuseVerval(opened.problem);
  const { roundNo, listed } = opened.value;
  await recordAct(tx, {
    ...{ act: "open-verval", by: ["open-verval"] as const, subjectKind: "none" as const },
    ...{ fieldsClass: "work", requestId, rowCount: listed, detail: { round: roundNo, program } },
  });
  return { roundNo: String(roundNo), listed, words: { ...OPENED } };
}
const OPENED = say("daftar dibuka; desa dapat mulai", "the list is open; villages may begin");

/** Says what was found of one name. */
export async function answerName(
  tx: Tx,
  { roundNo, familyId }: { readonly roundNo: string; readonly familyId: string },
  { reason, seenOn, personId, movedTo, offeredOn, note }: VervalAnswerDraft,
  { now, requestId }: { readonly now: Date; readonly requestId: string },
): Promise<VervalAnswerReceipt> {
  if (movedTo !== undefined && findVillage(movedTo) === undefined)
    return refuseVerval("village-missing");
  const said = {
    ...{ reason, seenOn: dayOf(seenOn), note },
    personId: personId === undefined ? undefined : Number(personId),
    movedTo: movedTo === undefined ? undefined : Number(movedTo),
    offeredOn: offeredOn === undefined ? undefined : dayOf(offeredOn),
  };
  const at = { today: todayOf(now), now: now.toISOString() };
  const done = await answerVerval(tx, [Number(roundNo), Number(familyId)], said, at);
  if (!done.ok) {
    if (done.problem === "not-found") return refuseWith("not-found");
    return isVervalProblem(done.problem) ? refuseVerval(done.problem) : refuseRecord(done.problem);
  }
  await recordAct(tx, {
    ...{ act: "answer-verval", by: ["record-finding"] as const, subjectKind: "family" as const },
    ...{ subjectId: Number(familyId), fieldsClass: "work", requestId },
    detail: { round: Number(roundNo), reason },
  });
  const state = readVervalState({ reason, isConfirmed: false, isRefused: false });
  const next = nextOf(reason);
  return {
    ...{ familyId, state, words: { ...VERVAL_STATE_WORDS[state] } },
    ...(next === undefined ? {} : { next: { ...next } }),
  };
}

/** The schema has seen that it is a day of the calendar's form. */
function dayOf(text: string): PlainDate {
  const day = parsePlainDate(text);
  return day.ok ? day.value : refuseWith("malformed-request");
}

const isVervalProblem = (problem: string): problem is VervalProblem =>
  Object.hasOwn(VERVAL_PROBLEM_WORDS, problem);

const REMEDY = say("Perbaiki, lalu kirim lagi.", "Mend it and send again.");
const STANDS: readonly VervalProblem[] = ["same-day", "waits-for-second", "round-open"];

function refuseVerval(problem: VervalProblem): never {
  return refuseCase(
    problem,
    STANDS.includes(problem) ? 409 : 400,
    VERVAL_PROBLEM_WORDS[problem],
    REMEDY,
  );
}
