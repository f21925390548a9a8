import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { CaseId, CaseReceipt } from "#contract/cases.ts";
import {
  ObjectionCase,
  ObjectionFilter,
  ObjectionMove,
  ObjectionPage,
} from "#contract/objections.ts";
import { CASE_STATE_WORDS } from "#domain/case-state.ts";
import { OBJECTION } from "#domain/objection-procedure.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { say } from "#domain/words.ts";
import { recordAct } from "#store/audit.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { moveCase } from "#verification/case-book.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { refuseCase, refuseMove } from "./case-refusals.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { listObjections, readObjection, writeObjectionRow } from "./objection-rows.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "verification";
const OneCase = Type.Object({ caseId: CaseId });
type App = Parameters<RoutePlugin>[0];
const about = (id: string, summary: string, needs: string) =>
  ({ id, tag: "verification", summary, needs }) as const;

/** Sanggah: questioned by somebody of the village, answered by the family, visited and decided from outside it. */
export const objectionRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addCase(root, deps);
  addMove(root, deps);
  addSeen(root, deps);
};

function addList(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = about(
    "listObjections",
    "Objections in my region, whose clock ends first; never who objects",
    "read-objection under the purpose verification",
  );
  app.get(
    "/api/v1/objections",
    { schema: { querystring: ObjectionFilter, ...describe(doc, ObjectionPage) } },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-objection");
        const { rows, next } = await listObjections(tx, request.query);
        await recordAct(tx, {
          act: "list-objections",
          by: ["read-objection"],
          subjectKind: "none",
          fieldsClass: "work",
          requestId: request.id,
          rowCount: rows.length,
        });
        for (const { case_id } of rows) await note(tx, "list-objections", case_id, request.id);
        return { items: rows.map((row) => writeObjectionRow(row, deps.clock())), ...next };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addCase(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const keys = openFieldKeys(deps.settings.keyFolder);
  const doc = {
    ...about(
      "readObjection",
      "One objection: what is questioned, the family's answer, visits, and what I may do now",
      "read-objection under the purpose verification",
    ),
    description: "Who objects stands there for whoever holds read-objector alone.",
  };
  app.get(
    "/api/v1/objections/:caseId",
    { schema: { params: OneCase, ...describe(doc, ObjectionCase) } },
    async (request, reply) => {
      const { caseId } = request.params;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-objection");
        const found = await readObjection(tx, keys, caseId, deps.clock());
        if (found === undefined) return refuseWith("not-found");
        const isNamed = found.objectorFamilyId !== undefined;
        await note(tx, "read-objection", Number(caseId), request.id, { objector: isNamed });
        return found;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addMove(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about(
      "moveObjection",
      "Name the family, end the hearing, decide, confirm, send back, refuse",
      "the right of the step, in the case's village, under the purpose verification",
    ),
    description:
      "The family may answer before anything goes on. Upheld only where a visit found something new, by two people beside whoever visited. A visit is recorded by ground-checks.",
  };
  const schema = { headers: KeyHeader, params: OneCase, body: ObjectionMove };
  app.post(
    "/api/v1/objections/:caseId/steps",
    { schema: { ...schema, ...describe(doc, CaseReceipt) } },
    async (request, reply) => {
      const { body, params } = request;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-objection");
        const key = request.headers["idempotency-key"];
        const ask = { now: deps.clock(), requestId: request.id };
        return await actOnce(tx, { key, request: ["move-objection", params, body] }, () =>
          move(tx, Number(params.caseId), body, ask),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function move(
  tx: Tx,
  caseId: number,
  { act, reason, reference, referenceOn, familyId }: ObjectionMove,
  { now, requestId }: { readonly now: Date; readonly requestId: string },
): Promise<CaseReceipt> {
  const on = referenceOn === undefined ? undefined : parsePlainDate(referenceOn);
  if (on !== undefined && !on.ok) return refuseWith("malformed-request");
  if (act === "pass" && familyId !== undefined) await name(tx, caseId, Number(familyId));
  const moved = await moveCase(tx, OBJECTION, caseId, {
    ...{ act, reason, reference, referenceOn: on?.value, now: now.toISOString() },
  });
  if (!moved.ok) return refuseMove(moved.problem);
  await note(tx, "move-objection", caseId, requestId, { step: act });
  const { state } = moved.value;
  return { caseId: String(caseId), state, words: { ...CASE_STATE_WORDS[state] } };
}

type NameVerdict = "named" | "not-found" | "right-not-held" | "open-already" | "own-family";

async function name(tx: Tx, caseId: number, familyId: number): Promise<void> {
  const [row] = await tx.query<{ verdict: NameVerdict }>(
    "select dtsen.name_objection_family($1, $2) as verdict",
    [caseId, familyId],
  );
  const verdict = row?.verdict ?? "not-found";
  if (verdict === "named") return;
  if (verdict === "not-found" || verdict === "right-not-held") return refuseMove(verdict);
  return verdict === "open-already"
    ? refuseCase(verdict, 409, ...LOOKED_INTO)
    : refuseCase(verdict, 409, ...OWN);
}

const LOOKED_INTO = [
  say("Keluarga ini sudah diperiksa karena sanggah lain.", "This family is looked into already."),
  say("Tolak dengan alasan itu.", "Refuse with that reason."),
] as const;
const OWN = [
  say("Itu keluarga yang menyanggah sendiri.", "That is the family that objects."),
  say("Cari lagi keluarga yang dimaksud.", "Look again for the family that is meant."),
] as const;

const SEEN = say("panggilan sudah dilihat", "the call has been seen");

function addSeen(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = about(
    "seeObjectionNotice",
    "My office was called because a clock ran out: I have seen it",
    "read-objection, sitting at the called office, under the purpose verification",
  );
  app.post(
    "/api/v1/objections/:caseId/seen",
    { schema: { headers: KeyHeader, params: OneCase, ...describe(doc, CaseReceipt) } },
    async (request, reply) => {
      const { caseId } = request.params;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-objection");
        const [row] = await tx.query<{ verdict: string }>(
          "select dtsen.see_case_notice($1) as verdict",
          [caseId],
        );
        if (row?.verdict !== "seen") return refuseWith("not-found");
        await note(tx, "see-objection-notice", Number(caseId), request.id);
        return { caseId, state: "seen", words: { ...SEEN } };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function note(
  tx: Tx,
  act: string,
  caseId: number,
  requestId: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const [row] = await tx.query<{ family_id: number | null; village_no: number }>(
    "select family_id, village_no from dtsen.case_file where case_id = $1",
    [caseId],
  );
  await recordAct(tx, {
    act,
    by: ["read-objection"],
    ...(row?.family_id == null
      ? { subjectKind: "none" as const }
      : { subjectKind: "family" as const, subjectId: row.family_id, familyId: row.family_id }),
    villageNo: row?.village_no,
    fieldsClass: "work",
    requestId,
    detail: { case: caseId, ...detail },
  });
}
