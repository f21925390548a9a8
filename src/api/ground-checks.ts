import { createHash } from "node:crypto";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { CaseId, CaseKey } from "#contract/cases.ts";
import { GroundCheckDraft, GroundCheckReceipt, VisitForm } from "#contract/ground-checks.ts";
import { PROCEDURES } from "#domain/case-kinds.ts";
import type { Procedure } from "#domain/case-procedure.ts";
import {
  GROUND_CHECK_PROBLEM_WORDS,
  GROUND_CHECK_REMEDIES,
  type GroundCheckProblem,
  VISIT_OUTCOME_WORDS,
  type VisitOutcome,
} from "#domain/ground-check.ts";
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import { recordAct } from "#store/audit.ts";
import { type FieldKeys, openFieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { type CaseMoveDraft, moveCase } from "#verification/case-book.ts";
import { recordGroundCheck } from "#verification/record-ground-check.ts";
import { noteProposal, plainKey } from "./aid-proposal-acts.ts";
import { refuseCase, refuseMove } from "./case-refusals.ts";
import type { RoutePlugin } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";
import { readVisitForm } from "./visit-form.ts";

const PURPOSE = "verification";
const OneCase = Type.Object({ caseId: CaseId });

/** Visits at home: what is asked, and what was found. */
export const groundCheckRoutes: RoutePlugin = async (root, deps) => {
  const keys = openFieldKeys(deps.settings.keyFolder);
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/visit-forms/:caseId",
    {
      schema: {
        params: OneCase,
        ...describe(
          {
            id: "readVisitForm",
            tag: "verification",
            summary: "What a visit asks of this family and its members, who they are filled in",
            description:
              "What the record says comes along and is shown only after an answer; opening the form is noted in the audit log.",
            needs: "visit-family in the family's village, under the purpose verification",
          },
          VisitForm,
        ),
      },
    },
    async (request, reply) => {
      const { caseId } = request.params;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "visit-family");
        const form = await readVisitForm(tx, Number(caseId));
        if (form === undefined) return refuseWith("not-found");
        await noteProposal(tx, "read-visit-form", Number(caseId), request.id);
        return form;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
  app.post(
    "/api/v1/ground-checks",
    {
      schema: {
        headers: CaseKey,
        body: GroundCheckDraft,
        ...describe(
          {
            id: "recordGroundCheck",
            tag: "verification",
            summary: "A visit as it was made; of a case it also moves the case",
            description:
              "The same key is the same visit for ever. Met: the case goes on. Nobody met: it waits for the day that was offered. Did not wish to be asked, or lives elsewhere: it ends with that reason. Nothing in the register changes by a visit alone.",
            needs: "visit-family in the family's village, under the purpose verification",
          },
          GroundCheckReceipt,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "visit-family");
        const key = request.headers["idempotency-key"];
        const ask = { key, now: deps.clock(), requestId: request.id };
        return await keepVisit(tx, keys, request.body, ask);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
};

async function keepVisit(
  tx: Tx,
  keys: FieldKeys,
  draft: GroundCheckDraft,
  { key, now, requestId }: { readonly key: string; readonly now: Date; readonly requestId: string },
): Promise<GroundCheckReceipt> {
  const { caseId, familyId, outcome } = draft;
  const kept = await recordGroundCheck(tx, keys, {
    clientId: plainKey(key),
    digest: createHash("sha256").update(JSON.stringify(draft)).digest(),
    caseId: caseId === undefined ? undefined : Number(caseId),
    familyId: Number(familyId),
    visitedOn: dayOf(draft.visitedOn),
    outcome,
    respondent: draft.respondent,
    isAgreed: draft.isAgreed === true,
    offeredOn: draft.offeredOn === undefined ? undefined : dayOf(draft.offeredOn),
    location: draft.location,
    answers: draft.answers.map(({ personId, variable, value }) => ({
      personId: personId === undefined ? undefined : Number(personId),
      variable,
      value,
    })),
    today: todayOf(now),
    now: now.toISOString(),
  });
  if (!kept.ok) return refuseVisit(kept.problem);
  const { checkNo, isAgain } = kept.value;
  // The same message again finds its case moved already.
  if (caseId !== undefined && !isAgain) await follow(tx, Number(caseId), outcome, now);
  await noteVisit(tx, draft, checkNo, requestId);
  const [counted] = await tx.query<{ answers: number; changed: number }>(
    `select count(*)::int as answers, count(*) filter (where recorded is distinct from value)::int as changed
     from dtsen.ground_check_answer where check_no = $1`,
    [checkNo],
  );
  return {
    checkNo: String(checkNo),
    outcome: { ...VISIT_OUTCOME_WORDS[outcome] },
    answers: counted?.answers ?? 0,
    changed: counted?.changed ?? 0,
  };
}

type Follows = Readonly<Record<VisitOutcome, Pick<CaseMoveDraft, "act" | "reason">>>;

const MET_OR_NOT = {
  met: { act: "pass" },
  "not-met": { act: "pause", reason: "appointment" },
} as const;

/** What a visit's outcome does to its case, by kind: never more than what was found allows. */
/** Kinds of case for whose sake a family is visited. */
type VisitedKind = "aid-proposal" | "objection";

const FOLLOWS: Readonly<Record<VisitedKind, Follows>> = {
  "aid-proposal": {
    ...MET_OR_NOT,
    refused: { act: "refuse", reason: "family-declines" },
    "not-here": { act: "refuse", reason: "lives-elsewhere" },
  },
  // Whoever does not wish to be asked, or was not found, loses nothing by it.
  objection: {
    ...MET_OR_NOT,
    refused: { act: "refuse", reason: "not-shown" },
    "not-here": { act: "refuse", reason: "not-shown" },
  },
};

async function follow(tx: Tx, caseId: number, outcome: VisitOutcome, now: Date): Promise<void> {
  const at = now.toISOString();
  const [held] = await tx.query<{ state: string; kind: VisitedKind }>(
    "select state, kind from dtsen.case_file where case_id = $1",
    [caseId],
  );
  if (held === undefined) return refuseWith("not-found");
  const procedure: Procedure<string> = PROCEDURES[held.kind];
  // A day that was agreed has come: the wait is over before anything else.
  if (held.state === "paused") {
    const resumed = await moveCase(tx, procedure, caseId, { act: "resume", now: at });
    if (!resumed.ok) return refuseMove(resumed.problem);
  }
  const moved = await moveCase(tx, procedure, caseId, { ...FOLLOWS[held.kind][outcome], now: at });
  if (!moved.ok) return refuseMove(moved.problem);
}

async function noteVisit(
  tx: Tx,
  { familyId, caseId }: GroundCheckDraft,
  checkNo: number,
  requestId: string,
): Promise<void> {
  const [place] = await tx.query<{ village_no: number }>(
    "select village_no from dtsen.ground_check where check_no = $1",
    [checkNo],
  );
  await recordAct(tx, {
    act: "record-ground-check",
    by: ["visit-family"],
    subjectKind: "family",
    subjectId: Number(familyId),
    familyId: Number(familyId),
    villageNo: place?.village_no,
    fieldsClass: "facts",
    requestId,
    detail: { check: checkNo, ...(caseId === undefined ? {} : { case: Number(caseId) }) },
  });
}

function dayOf(text: string): PlainDate {
  const day = parsePlainDate(text);
  return day.ok ? day.value : refuseWith("malformed-request");
}

function refuseVisit(problem: GroundCheckProblem | "not-found" | "right-not-held"): never {
  if (problem === "not-found" || problem === "right-not-held") return refuseMove(problem);
  const status = problem === "key-reused" || problem === "own-family" ? 409 : 400;
  return refuseCase(
    problem,
    status,
    GROUND_CHECK_PROBLEM_WORDS[problem],
    GROUND_CHECK_REMEDIES[problem],
  );
}
