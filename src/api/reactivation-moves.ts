import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { CaseId, CaseReceipt } from "#contract/cases.ts";
import {
  FollowUpDraft,
  ReactivationMove,
  ReactivationNik,
  ReactivationSlip,
} from "#contract/reactivations.ts";
import { say } from "#domain/words.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { refuseMove } from "./case-refusals.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { type CaseKeys, move, note, readNik } from "./reactivation-acts.ts";
import { readCaseRecord } from "./reactivation-rows.ts";
import { writeReactivationSlip } from "./reactivation-slip.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "service";
const OneCase = Type.Object({ caseId: CaseId });
type App = Parameters<RoutePlugin>[0];

/** What is done with a case that stands. */
export function addMoves(root: App, deps: ServerDeps, keys: CaseKeys): void {
  addMove(root, deps, keys);
  addSeen(root, deps);
  addFollowUp(root, deps);
  addNik(root, deps, keys);
  addSlip(root, deps, keys);
}

function addMove(root: App, deps: ServerDeps, keys: CaseKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/reactivations/:caseId/steps",
    {
      schema: {
        headers: KeyHeader,
        params: OneCase,
        body: ReactivationMove,
        ...describe(
          {
            id: "moveReactivation",
            tag: "verification",
            summary: "Pass a step on, send back, wait, end a wait, refuse, or take back",
            description:
              "Two steps in a row are taken by two people; a refusal is a person's, with a reason of the list. Only the insurer's confirmation ends it well.",
            needs: "the right of the step, in the case's village, under the purpose service",
          },
          CaseReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { body, params } = request;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-reactivation");
        const key = request.headers["idempotency-key"];
        // A plain digest of a NIK could be guessed back: whether one came is enough here, the case itself moves once.
        const { nik, ...said } = body;
        return await actOnce(tx, { key, request: ["move", params, said, nik !== undefined] }, () =>
          move(tx, keys, Number(params.caseId), body, {
            key,
            now: deps.clock(),
            requestId: request.id,
          }),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addSeen(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/reactivations/:caseId/seen",
    {
      schema: {
        headers: KeyHeader,
        params: OneCase,
        ...describe(
          {
            id: "seeReactivationNotice",
            tag: "verification",
            summary: "My office was called because a clock ran out: I have seen it",
            needs: "read-reactivation, sitting at the called office, under the purpose service",
          },
          CaseReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { caseId } = request.params;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-reactivation");
        const [row] = await tx.query<{ verdict: string }>(
          "select dtsen.see_case_notice($1) as verdict",
          [caseId],
        );
        if (row?.verdict !== "seen") return refuseWith("not-found");
        await note(tx, "see-case-notice", "read-reactivation", Number(caseId), request.id);
        return { caseId, state: "seen", words: { ...SEEN } };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

const SEEN = say("panggilan sudah dilihat", "the call has been seen");
const FOLLOWED = say("pembaruan data dicatat", "the update is noted");

function addFollowUp(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/reactivations/:caseId/follow-ups",
    {
      schema: {
        headers: KeyHeader,
        params: OneCase,
        body: FollowUpDraft,
        ...describe(
          {
            id: "confirmFollowUp",
            tag: "verification",
            summary: "The family's data was brought up to date in a version after the reactivation",
            needs:
              "report- or verify-reactivation in the case's village, under the purpose service",
          },
          CaseReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { caseId } = request.params;
      const { versionNo } = request.body;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-reactivation");
        const [row] = await tx.query<{ verdict: string }>(
          "select dtsen.confirm_follow_up($1, $2, $3) as verdict",
          [caseId, versionNo, deps.clock().toISOString()],
        );
        if (row?.verdict === "right-not-held" || row?.verdict === "not-due")
          return refuseMove(row.verdict);
        if (row?.verdict !== "confirmed") return refuseWith("not-found");
        await note(tx, "confirm-follow-up", undefined, Number(caseId), request.id, { versionNo });
        return { caseId, state: "done", words: { ...FOLLOWED } };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addNik(root: App, deps: ServerDeps, keys: CaseKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/reactivations/:caseId/nik-readings",
    {
      schema: {
        params: OneCase,
        ...describe(
          {
            id: "readReactivationNik",
            tag: "verification",
            summary: "The whole NIK of a case whose next move is mine; noted as what it is",
            needs: "the right of the step, in the case's village, under the purpose service",
          },
          ReactivationNik,
        ),
      },
    },
    async (request, reply) => {
      const { caseId } = request.params;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-reactivation");
        return await readNik(tx, keys, Number(caseId), request.id);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addSlip(root: App, deps: ServerDeps, keys: CaseKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/reactivations/:caseId/slip",
    {
      schema: {
        params: OneCase,
        ...describe(
          {
            id: "readReactivationSlip",
            tag: "verification",
            summary: "The dated sheet for the facility, with a number that anybody can look up",
            description:
              "First letters of a name only. Says active when the insurer has, not before.",
            needs: "read-reactivation under the purpose service",
          },
          ReactivationSlip,
        ),
      },
    },
    async (request, reply) => {
      const { caseId } = request.params;
      const site = `${request.protocol}://${request.host}`;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-reactivation");
        const record = await readCaseRecord(tx, caseId);
        if (record === undefined) return refuseWith("not-found");
        await note(tx, "read-reactivation-slip", "read-reactivation", Number(caseId), request.id);
        return writeReactivationSlip(keys, record, site, deps.clock());
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}
