import type { Instant } from "#domain/case-clock.ts";
import { FINDING_PROBLEM_WORDS, type FindingProblem } from "#domain/finding.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { VERVAL_EFFECTS, type VervalEffect, type VervalProblem } from "#domain/verval.ts";
import type { VervalReason } from "#domain/verval-reason.ts";
import type { Words } from "#domain/words.ts";
import type { Tx } from "#store/transact.ts";
import { confirmFinding, type RecordProblem, recordFinding } from "./record-finding.ts";

/** A list of recipients to be looked at, in the villages of a range, until a day. */
export type VervalWanted = {
  readonly program: string;
  readonly region: string;
  readonly villages: readonly [lo: number, hi: number];
  readonly dueOn: PlainDate;
  readonly legalBasis: string;
  readonly today: PlainDate;
  readonly now: Instant;
};

/** Opens a round over whoever receives now; the list stays as it is then. */
export async function openVerval(
  tx: Tx,
  wanted: VervalWanted,
): Promise<Result<{ readonly roundNo: number; readonly listed: number }, VervalProblem>> {
  const [row] = await tx.query<{
    answer: { verdict: "opened" | VervalProblem; round?: number; listed?: number };
  }>("select dtsen.open_verval($1, $2, $3, $4, $5, $6, $7, $8) as answer", [
    ...[wanted.program, wanted.region, ...wanted.villages],
    ...[wanted.dueOn, wanted.legalBasis, wanted.today, wanted.now],
  ]);
  const answer = row?.answer;
  if (answer?.verdict !== "opened") return refuse(answer?.verdict ?? "outside-region");
  return accept({ roundNo: answer.round ?? 0, listed: answer.listed ?? 0 });
}

/** What was found of one name of a list. */
export type VervalSaid = {
  readonly reason: VervalReason;
  readonly seenOn: PlainDate;
  readonly personId: number | undefined;
  readonly movedTo: number | undefined;
  readonly offeredOn: PlainDate | undefined;
  readonly note: string | undefined;
};

export type AnswerProblem = VervalProblem | RecordProblem | "not-found";

/** Answers a name: with a finding that waits for a second person, with a dated try, or by naming the way that it takes. */
export async function answerVerval(
  tx: Tx,
  [roundNo, familyId]: readonly [round: number, family: number],
  said: VervalSaid,
  { today, now }: { readonly today: PlainDate; readonly now: Instant },
): Promise<Result<"answered", AnswerProblem>> {
  const effect: VervalEffect = VERVAL_EFFECTS[said.reason];
  const missing = missingIn(effect, said, today);
  if (missing !== undefined) return refuse(missing);
  const listed = await tx.query(
    "select from dtsen.verval_row where round_no = $1 and family_id = $2",
    [roundNo, familyId],
  );
  if (listed.length === 0) return refuse("not-found");
  const finding = await findingOf(tx, effect, familyId, said);
  if (!finding.ok) return finding;
  const [row] = await tx.query<{ verdict: "answered" | VervalProblem | "not-found" }>(
    "select dtsen.answer_verval($1, $2, $3, $4, $5, $6, $7) as verdict",
    [
      ...[roundNo, familyId, said.reason, said.seenOn],
      ...[effect.kind === "attempt" ? said.offeredOn : null, finding.value, now],
    ],
  );
  const verdict = row?.verdict ?? "not-found";
  return verdict === "answered" ? accept(verdict) : refuse(verdict);
}

function missingIn(
  effect: VervalEffect,
  { personId, movedTo, offeredOn, seenOn }: VervalSaid,
  today: PlainDate,
): VervalProblem | undefined {
  if (seenOn > today) return "day-past";
  if (effect.kind === "attempt")
    return offeredOn === undefined || offeredOn <= today ? "appointment-missing" : undefined;
  if (effect.kind !== "finding") return undefined;
  if (effect.unit === "person" && personId === undefined) return "person-missing";
  return effect.finding === "moved" && movedTo === undefined ? "village-missing" : undefined;
}

async function findingOf(
  tx: Tx,
  effect: VervalEffect,
  familyId: number,
  { personId, movedTo, seenOn, note }: VervalSaid,
): Promise<Result<number | null, RecordProblem>> {
  if (effect.kind !== "finding") return accept(null);
  const isOfPerson = effect.unit === "person";
  const recorded = await recordFinding(tx, {
    ...{ unit: effect.unit, unitId: isOfPerson ? (personId ?? 0) : familyId, familyId },
    ...{ kind: effect.finding, observedOn: seenOn },
    ...(effect.finding === "moved" && movedTo !== undefined ? { movedTo } : {}),
    ...(note === undefined ? {} : { note }),
  });
  return recorded.ok ? accept(recorded.value.findingId) : recorded;
}

/** Who was confirmed, and who was not, with the reason in words. */
export type VervalConfirmations = {
  readonly confirmed: readonly number[];
  readonly left: readonly { readonly familyId: number; readonly why: Words }[];
};

/** A second person confirms many names of one reason; each that may not be confirmed stays as it was. */
export async function confirmVerval(
  tx: Tx,
  roundNo: number,
  reason: VervalReason,
  families: readonly number[],
  notHere: Words,
): Promise<VervalConfirmations> {
  const waiting = await tx.query<{ family_id: number; finding_id: number }>(
    `select family_id, finding_id from dtsen.verval_standing
     where round_no = $1 and family_id = any ($2) and reason = $3 and state = 'awaiting-second' order by family_id`,
    [roundNo, families, reason],
  );
  const findings = new Map(waiting.map((row) => [row.family_id, row.finding_id]));
  const confirmed: number[] = [];
  const left: { familyId: number; why: Words }[] = [];
  for (const familyId of families) {
    const finding = findings.get(familyId);
    const done = finding === undefined ? undefined : await confirmFinding(tx, finding);
    if (done?.ok === true) confirmed.push(familyId);
    else left.push({ familyId, why: done === undefined ? notHere : whyNot(done.problem, notHere) });
  }
  return { confirmed, left };
}

const whyNot = (problem: FindingProblem | "finding-unknown", notHere: Words): Words =>
  problem === "finding-unknown" ? notHere : FINDING_PROBLEM_WORDS[problem];
