import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { CaseId, CaseKey, CaseReceipt } from "#contract/cases.ts";
import {
  HolderChangeCase,
  HolderChangeDraft,
  HolderChangeFilter,
  HolderChangeMove,
  HolderChangePage,
} from "#contract/holder-changes.ts";
import { say } from "#domain/words.ts";
import { recordAct } from "#store/audit.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { moveChange, noteCase, openChange } from "./holder-acts.ts";
import { listHolderChanges, readHolderChange, writeHolderRow } from "./holder-rows.ts";
import { describe } from "./routes-doc.ts";

const PURPOSE = "service";
const OneCase = Type.Object({ caseId: CaseId });
type App = Parameters<RoutePlugin>[0];
const about = (id: string, summary: string, needs: string) =>
  ({ id, tag: "payments", summary, needs }) as const;

/** Ganti pengurus: who holds the card of a family's aid changes; the aid goes on whatever becomes of it. */
export const holderChangeRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addOpening(root, deps);
  addCase(root, deps);
  addMove(root, deps);
  addSeen(root, deps);
};

function addList(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = about(
    "listHolderChanges",
    "Changes of card holder in my region, whose clock ends first; mine are those whose turn is mine",
    "read-holder under the purpose service",
  );
  app.get(
    "/api/v1/holder-changes",
    { schema: { querystring: HolderChangeFilter, ...describe(doc, HolderChangePage) } },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-holder");
        const { rows, next } = await listHolderChanges(tx, request.query);
        await recordAct(tx, {
          act: "list-holder-changes",
          by: ["read-holder"],
          subjectKind: "none",
          fieldsClass: "work",
          requestId: request.id,
          rowCount: rows.length,
        });
        for (const { case_id } of rows)
          await noteCase(tx, "list-holder-changes", case_id, request.id);
        return { items: rows.map((row) => writeHolderRow(row, deps.clock())), ...next };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addOpening(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about(
      "openHolderChange",
      "A family's card needs another holder",
      "propose-holder in the family's village, under the purpose service",
    ),
    description:
      "The same key is the same case for ever. With newPersonId the family's choice is passed on at once. Refused: not-the-holder, open-already, not-on-card, too-young, dead, is-holder, birth-unknown.",
  };
  app.post(
    "/api/v1/holder-changes",
    { schema: { headers: CaseKey, body: HolderChangeDraft, ...describe(doc, CaseReceipt) } },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "propose-holder");
        const key = request.headers["idempotency-key"];
        return await openChange(tx, request.body, {
          key,
          now: deps.clock(),
          requestId: request.id,
        });
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addCase(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = about(
    "readHolderChange",
    "One change of card holder: its steps, its book, and what I may do now",
    "read-holder under the purpose service",
  );
  app.get(
    "/api/v1/holder-changes/:caseId",
    { schema: { params: OneCase, ...describe(doc, HolderChangeCase) } },
    async (request, reply) => {
      const { caseId } = request.params;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-holder");
        const found = await readHolderChange(tx, caseId, deps.clock());
        if (found === undefined) return refuseWith("not-found");
        await noteCase(tx, "read-holder-change", Number(caseId), request.id);
        return found.sheet;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addMove(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about(
      "moveHolderChange",
      "Name the next holder, verify, note the payer's confirmation, send back, wait, refuse or take back",
      "the right of the step, in the case's village, under the purpose service",
    ),
    description:
      "Two steps in a row are taken by two people. Only for a card of one person who died does aid end, by the certificate and two people.",
  };
  app.post(
    "/api/v1/holder-changes/:caseId/steps",
    {
      schema: {
        headers: KeyHeader,
        params: OneCase,
        body: HolderChangeMove,
        ...describe(doc, CaseReceipt),
      },
    },
    async (request, reply) => {
      const { body, params } = request;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-holder");
        const key = request.headers["idempotency-key"];
        return await actOnce(tx, { key, request: ["move-holder", params, body] }, () =>
          moveChange(tx, Number(params.caseId), body, { now: deps.clock(), requestId: request.id }),
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
    "seeHolderChangeNotice",
    "My office was called because a clock ran out: I have seen it",
    "read-holder, sitting at the called office, under the purpose service",
  );
  app.post(
    "/api/v1/holder-changes/:caseId/seen",
    { schema: { headers: KeyHeader, params: OneCase, ...describe(doc, CaseReceipt) } },
    async (request, reply) => {
      const { caseId } = request.params;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-holder");
        const [row] = await tx.query<{ verdict: string }>(
          "select dtsen.see_case_notice($1) as verdict",
          [caseId],
        );
        if (row?.verdict !== "seen") return refuseWith("not-found");
        await noteCase(tx, "see-holder-change-notice", Number(caseId), request.id);
        return { caseId, state: "seen", words: { ...SEEN } };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}
