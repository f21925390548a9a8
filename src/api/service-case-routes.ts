import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { type Static, Type } from "typebox";
import { CaseId, CaseReceipt } from "#contract/cases.ts";
import {
  ServiceCase,
  ServiceFilter,
  type ServiceMove,
  ServicePage,
} from "#contract/service-cases.ts";
import type { Procedure } from "#domain/case-procedure.ts";
import { CASE_STATE_WORDS } from "#domain/case-state.ts";
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import { say } from "#domain/words.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { moveCase } from "#verification/case-book.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { refuseCase, refuseMove } from "./case-refusals.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";
import type { ServiceAsk, ServiceKind } from "./service-case-kind.ts";
import { listServices, readService, writeService } from "./service-case-rows.ts";

const OneCase = Type.Object({ caseId: CaseId });
type App = Parameters<RoutePlugin>[0];

/** List, one case, its moves and "seen", of one kind. */
export function addServiceCase<Step extends string, Row, Move extends ServiceMove>(
  root: App,
  deps: ServerDeps,
  kind: ServiceKind<Step, Row, Move>,
): void {
  addList(root, deps, kind);
  addOne(root, deps, kind);
  addMove(root, deps, kind);
  addSeen(root, deps, kind);
}

type Kind = Pick<
  // biome-ignore lint/suspicious/noExplicitAny: what differs between kinds is not looked at here.
  ServiceKind<any, any, any>,
  "procedure" | "path" | "noun" | "names" | "purpose"
>;
const aboutOf = ({ procedure, purpose }: Kind, id: string, summary: string, more = "") =>
  ({
    id,
    tag: "verification",
    summary,
    needs: `${procedure.readBy}${more} under the purpose ${purpose}`,
  }) as const;

function addList<Step extends string, Row, Move extends ServiceMove>(
  root: App,
  deps: ServerDeps,
  kind: ServiceKind<Step, Row, Move>,
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const { names, noun, procedure, path } = kind;
  const doc = aboutOf(
    kind,
    `list${names.many}`,
    `Cases of my region (${noun}), whose clock ends first`,
  );
  app.get(
    `/api/v1/${path}`,
    { schema: { querystring: ServiceFilter, ...describe(doc, ServicePage) } },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, kind.purpose, async (tx) => {
        await requireRight(tx, procedure.readBy);
        const { rows, next } = await listServices(tx, kind, request.query);
        await recordAct(tx, {
          act: `list-${path}`,
          by: [procedure.readBy],
          subjectKind: "none",
          fieldsClass: "work",
          requestId: request.id,
          rowCount: rows.length,
        });
        for (const { case_id } of rows)
          await noteService(tx, kind, `list-${path}`, case_id, request.id);
        return { items: rows.map((row) => writeService(kind, row, deps.clock())), ...next };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addOne<Step extends string, Row, Move extends ServiceMove>(
  root: App,
  deps: ServerDeps,
  kind: ServiceKind<Step, Row, Move>,
): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const { names, noun, procedure, path } = kind;
  const doc = aboutOf(kind, `read${names.one}`, `One case (${noun}), and what I may do now`);
  app.get(
    `/api/v1/${path}/:caseId`,
    { schema: { params: OneCase, ...describe(doc, ServiceCase) } },
    async (request, reply) => {
      const { caseId } = request.params;
      const answer = await asOfficer(deps, request, reply, kind.purpose, async (tx) => {
        await requireRight(tx, procedure.readBy);
        const ask = { now: deps.clock(), requestId: request.id };
        const found = await readService(tx, kind, Number(caseId), ask);
        if (found === undefined) return refuseWith("not-found");
        await noteService(tx, kind, `read-${noun}`, Number(caseId), request.id);
        return found;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addMove<Step extends string, Row, Move extends ServiceMove>(
  root: App,
  deps: ServerDeps,
  kind: ServiceKind<Step, Row, Move>,
): void {
  const { names, noun, procedure, path, purpose } = kind;
  const doc = {
    id: `move${names.one}`,
    tag: "verification",
    summary: kind.moveSummary,
    needs: `the right of the step, in the case's village, under the purpose ${purpose}`,
    description: kind.moveDescription,
  } as const;
  const schema = { headers: KeyHeader, params: OneCase, body: kind.move };
  root.post(
    `/api/v1/${path}/:caseId/steps`,
    { schema: { ...schema, ...describe(doc, CaseReceipt) } },
    async (request, reply) => {
      const body = request.body as Move;
      const { caseId } = request.params as Static<typeof OneCase>;
      const answer = await asOfficer(deps, request, reply, purpose, async (tx) => {
        await requireRight(tx, procedure.readBy);
        const key = (request.headers as Static<typeof KeyHeader>)["idempotency-key"];
        const ask = { now: deps.clock(), requestId: request.id };
        return await actOnce(tx, { key, request: [`move-${noun}`, { caseId }, body] }, async () => {
          await kind.before(tx, Number(caseId), body, ask);
          const made = await moveService(tx, kind, Number(caseId), body, ask);
          await noteService(tx, kind, `move-${noun}`, Number(caseId), request.id, body.act);
          return made;
        });
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function moveService<Step extends string>(
  tx: Tx,
  { procedure }: { readonly procedure: Procedure<Step> },
  caseId: number,
  { act, reason, reference, referenceOn }: ServiceMove,
  { now }: ServiceAsk,
): Promise<CaseReceipt> {
  const on = dayOf(referenceOn, now);
  const moved = await moveCase(tx, procedure, caseId, {
    ...{ act, reason, reference, referenceOn: on, now: now.toISOString() },
  });
  if (!moved.ok) return refuseMove(moved.problem);
  const { state } = moved.value;
  return { caseId: String(caseId), state, words: { ...CASE_STATE_WORDS[state] } };
}

/** A day as it was sent: none of the calendar, or one to come, is refused. */
export function dayOf(sent: string | undefined, now: Date): PlainDate | undefined {
  if (sent === undefined) return undefined;
  const day = parsePlainDate(sent);
  if (!day.ok) return refuseWith("malformed-request");
  if (day.value > todayOf(now)) return refuseCase("day-to-come", 400, ...TO_COME);
  return day.value;
}

const TO_COME = [
  say("Hari itu belum tiba.", "That day is still to come."),
  say("Perbaiki tanggalnya.", "Mend the date."),
] as const;

const SEEN = say("panggilan sudah dilihat", "the call has been seen");

function addSeen(root: App, deps: ServerDeps, kind: Kind): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const { names, noun, procedure, path, purpose } = kind;
  const summary = "My office was called because a clock ran out: I have seen it";
  const doc = aboutOf(kind, `see${names.one}Notice`, summary, ", sitting at the called office,");
  app.post(
    `/api/v1/${path}/:caseId/seen`,
    { schema: { headers: KeyHeader, params: OneCase, ...describe(doc, CaseReceipt) } },
    async (request, reply) => {
      const { caseId } = request.params;
      const answer = await asOfficer(deps, request, reply, purpose, async (tx) => {
        await requireRight(tx, procedure.readBy);
        const [row] = await tx.query<{ verdict: string }>(
          "select dtsen.see_case_notice($1) as verdict",
          [caseId],
        );
        if (row?.verdict !== "seen") return refuseWith("not-found");
        await noteService(tx, kind, `see-${noun}-notice`, Number(caseId), request.id);
        return { caseId, state: "seen", words: { ...SEEN } };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

/** The audit row of an act on a case: about its family, where one is known. */
export async function noteService(
  tx: Tx,
  { procedure }: Pick<Kind, "procedure">,
  act: string,
  caseId: number,
  requestId: string,
  step?: string,
): Promise<void> {
  const [row] = await tx.query<{ family_id: number | null; village_no: number }>(
    "select family_id, village_no from dtsen.case_file where case_id = $1",
    [caseId],
  );
  await recordAct(tx, {
    act,
    by: [procedure.readBy],
    ...(row?.family_id == null
      ? { subjectKind: "none" as const }
      : { subjectKind: "family" as const, subjectId: row.family_id, familyId: row.family_id }),
    villageNo: row?.village_no,
    fieldsClass: "work",
    requestId,
    detail: { case: caseId, ...(step === undefined ? {} : { step }) },
  });
}
