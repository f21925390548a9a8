import type { Instant } from "#domain/case-clock.ts";
import {
  type GroundCheckProblem,
  isAskedAtHome,
  type Respondent,
  type VisitOutcome,
} from "#domain/ground-check.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { FAMILY_FACTS, PERSON_FACTS, VARIABLES } from "#domain/variables/catalogue.ts";
import { encryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { oneAtATime } from "./one-at-a-time.ts";

/** One answer of a visit: of the family, or of a member. */
export type VisitAnswer = {
  readonly personId: number | undefined;
  readonly variable: string;
  readonly value: number;
};

/** The message of a visit. */
export type GroundCheckMessage = {
  readonly clientId: string;
  readonly digest: Buffer;
  readonly caseId: number | undefined;
  readonly familyId: number;
  readonly visitedOn: PlainDate;
  readonly outcome: VisitOutcome;
  readonly respondent: Respondent | undefined;
  readonly isAgreed: boolean;
  readonly offeredOn: PlainDate | undefined;
  readonly location: object | undefined;
  readonly answers: readonly VisitAnswer[];
  readonly today: PlainDate;
  readonly now: Instant;
};

type Verdict = "key-reused" | "not-found" | "right-not-held" | "own-family" | "answer-unknown";
export type VisitProblem = GroundCheckProblem | Verdict;

/** What is wrong with a visit before the desk sees it. */
export function visitProblem(message: GroundCheckMessage): GroundCheckProblem | undefined {
  const { visitedOn, today, outcome, offeredOn, isAgreed, respondent, answers } = message;
  if (visitedOn > today) return "day-ahead";
  if (outcome === "not-met")
    return offeredOn === undefined || offeredOn < visitedOn ? "day-not-offered" : undefined;
  if (outcome !== "met") return undefined;
  if (answers.length === 0) return "nothing-answered";
  if (!isAgreed || respondent === undefined) return "not-agreed-by-family";
  const asked = answers.map(({ personId, variable }) => `${personId ?? ""} ${variable}`);
  if (new Set(asked).size < asked.length) return "answered-twice";
  return answers.every((answer) => placeOfAnswer(answer) !== undefined)
    ? undefined
    : "answer-unknown";
}

/** Place from 1 among the unit's facts; undefined of what no visit asks. */
function placeOfAnswer({ personId, variable }: VisitAnswer): number | undefined {
  const unit = personId === undefined ? "family" : "person";
  const asked = VARIABLES.find(({ id }) => id === variable);
  if (asked === undefined || asked.unit !== unit || !isAskedAtHome(asked)) return undefined;
  return (unit === "family" ? FAMILY_FACTS : PERSON_FACTS).indexOf(variable) + 1;
}

/** Keeps a visit by whoever acts. The same message again answers the same visit, and says so. */
export async function recordGroundCheck(
  tx: Tx,
  keys: FieldKeys,
  message: GroundCheckMessage,
): Promise<Result<{ readonly checkNo: number; readonly isAgain: boolean }, VisitProblem>> {
  const problem = visitProblem(message);
  if (problem !== undefined) return refuse(problem);
  const { clientId, digest, caseId, familyId, location, answers, now } = message;
  const said = {
    visited_on: message.visitedOn,
    outcome: message.outcome,
    respondent: message.outcome === "met" ? message.respondent : null,
    is_agreed: message.isAgreed,
    offered_on: message.outcome === "not-met" ? message.offeredOn : null,
    answers:
      message.outcome !== "met"
        ? []
        : answers.map((answer) => ({
            unit: answer.personId === undefined ? "family" : "person",
            unit_id: answer.personId ?? familyId,
            variable_id: answer.variable,
            fact_place: placeOfAnswer(answer),
            value: answer.value,
          })),
  };
  await oneAtATime(tx, clientId);
  const place = { table: "ground_check", column: "location_enc", rowId: familyId };
  const [row] = await tx.query<{
    verdict: "recorded" | Verdict;
    visit_no: number | null;
    is_again: boolean | null;
  }>("select * from dtsen.record_ground_check($1, $2, $3, $4, $5, $6, $7)", [
    clientId,
    digest,
    caseId ?? null,
    familyId,
    JSON.stringify(said),
    location === undefined ? null : encryptField(keys, place, JSON.stringify(location)),
    now,
  ]);
  if (row?.verdict !== "recorded" || row.visit_no === null)
    return refuse(row?.verdict === "recorded" ? "not-found" : (row?.verdict ?? "not-found"));
  return accept({ checkNo: row.visit_no, isAgain: row.is_again === true });
}
