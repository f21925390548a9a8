import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  AidProposalBatch,
  AidProposalBatchReceipt,
  AidProposalCase,
  AidProposalDraft,
  AidProposalFilter,
  AidProposalMove,
  AidProposalPage,
  AidProposalReceipt,
} from "#contract/aid-proposals.ts";
import { CaseId, CaseKey, CaseReceipt } from "#contract/cases.ts";
import { say } from "#domain/words.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { recordAct } from "#store/audit.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { moveMany, moveProposal, noteProposal, take } from "./aid-proposal-acts.ts";
import { listProposals, readProposal, writeProposalRow } from "./aid-proposal-rows.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import type { CaseKeys } from "./reactivation-acts.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "verification";
const OneCase = Type.Object({ caseId: CaseId });
type App = Parameters<RoutePlugin>[0];
const about = (id: string, summary: string, needs: string) =>
  ({ id, tag: "verification", summary, needs }) as const;

/** Usulan: proposed, visited, deliberated, verified, endorsed, handed over, and answered by a version. */
export const aidProposalRoutes: RoutePlugin = async (root, deps) => {
  const keys = {
    fields: openFieldKeys(deps.settings.keyFolder),
    lookup: await openLookupKeys(deps.settings.keyFolder),
  };
  addList(root, deps);
  addTaking(root, deps, keys);
  addCase(root, deps, keys);
  addMove(root, deps);
  addBatch(root, deps);
  addSeen(root, deps);
};

function addList(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = about(
    "listAidProposals",
    "Proposals in my region, whose clock ends first; mine are those whose turn is mine",
    "read-proposal under the purpose verification",
  );
  app.get(
    "/api/v1/aid-proposals",
    { schema: { querystring: AidProposalFilter, ...describe(doc, AidProposalPage) } },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-proposal");
        const { rows, next } = await listProposals(tx, request.query);
        await recordAct(tx, {
          act: "list-proposals-of-aid",
          by: ["read-proposal"],
          subjectKind: "none",
          fieldsClass: "work",
          requestId: request.id,
          rowCount: rows.length,
        });
        for (const { case_id } of rows)
          await noteProposal(tx, "list-proposals-of-aid", case_id, request.id);
        return { items: rows.map((row) => writeProposalRow(row, deps.clock())), ...next };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addTaking(root: App, deps: ServerDeps, keys: CaseKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about(
      "takeAidProposal",
      "Take a proposal: of a family of the register, or as somebody describes one",
      "take-proposal in the village, under the purpose verification",
    ),
    description:
      "The same key is the same case for ever. A family out of the program's range is not turned away: the case goes on as an update of its data. Refused: nobody-described, program-unknown, open-already, key-reused.",
  };
  app.post(
    "/api/v1/aid-proposals",
    { schema: { headers: CaseKey, body: AidProposalDraft, ...describe(doc, AidProposalReceipt) } },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "take-proposal");
        const key = request.headers["idempotency-key"];
        const ask = { key, now: deps.clock(), requestId: request.id };
        return await take(tx, keys, request.body, ask);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addCase(root: App, deps: ServerDeps, keys: CaseKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = about(
    "readAidProposal",
    "One proposal: its steps, its evidence, its book, and what I may do now",
    "read-proposal under the purpose verification",
  );
  app.get(
    "/api/v1/aid-proposals/:caseId",
    { schema: { params: OneCase, ...describe(doc, AidProposalCase) } },
    async (request, reply) => {
      const { caseId } = request.params;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-proposal");
        const found = await readProposal(tx, keys.fields, caseId, deps.clock());
        if (found === undefined) return refuseWith("not-found");
        await noteProposal(tx, "read-proposal-of-aid", Number(caseId), request.id);
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
      "moveAidProposal",
      "Name the family, pass on, send back, wait, refuse or take back",
      "the right of the step, in the case's village, under the purpose verification",
    ),
    description:
      "But for the village's own steps, whoever did one does no other. A visit is recorded by ground-checks, a deliberation by deliberations.",
  };
  const schema = { headers: KeyHeader, params: OneCase, body: AidProposalMove };
  app.post(
    "/api/v1/aid-proposals/:caseId/steps",
    { schema: { ...schema, ...describe(doc, CaseReceipt) } },
    async (request, reply) => {
      const { body, params } = request;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-proposal");
        const key = request.headers["idempotency-key"];
        const ask = { now: deps.clock(), requestId: request.id };
        return await actOnce(tx, { key, request: ["move-proposal", params, body] }, () =>
          moveProposal(tx, Number(params.caseId), body, ask),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addBatch(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about(
      "moveAidProposals",
      "One act on many proposals, for one reason and under one number",
      "the right of each one's step, under the purpose verification",
    ),
    description:
      "Of each it is said whether it was moved; what could not be moved stays as it was.",
  };
  app.post(
    "/api/v1/aid-proposal-batches",
    {
      schema: {
        headers: KeyHeader,
        body: AidProposalBatch,
        ...describe(doc, AidProposalBatchReceipt),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-proposal");
        const key = request.headers["idempotency-key"];
        const ask = { now: deps.clock(), requestId: request.id };
        return await actOnce(tx, { key, request: ["move-proposals", request.body] }, () =>
          moveMany(tx, request.body, ask),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

const SEEN = say("panggilan sudah dilihat", "the call has been seen");

function addSeen(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = about(
    "seeAidProposalNotice",
    "My office was called because a clock ran out: I have seen it",
    "read-proposal, sitting at the called office, under the purpose verification",
  );
  app.post(
    "/api/v1/aid-proposals/:caseId/seen",
    { schema: { headers: KeyHeader, params: OneCase, ...describe(doc, CaseReceipt) } },
    async (request, reply) => {
      const { caseId } = request.params;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-proposal");
        const [row] = await tx.query<{ verdict: string }>(
          "select dtsen.see_case_notice($1) as verdict",
          [caseId],
        );
        if (row?.verdict !== "seen") return refuseWith("not-found");
        await noteProposal(tx, "see-proposal-notice", Number(caseId), request.id);
        return { caseId, state: "seen", words: { ...SEEN } };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}
