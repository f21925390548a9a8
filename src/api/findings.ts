import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  FindingAnswerDraft,
  FindingDraft,
  FindingFilter,
  FindingId,
  FindingPage,
  FindingReceipt,
} from "#contract/findings.ts";
import type { Right } from "#domain/right.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { answer, confirm, record } from "./finding-acts.ts";
import { listFindings } from "./finding-rows.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { describe } from "./routes-doc.ts";
import { noteFamilies } from "./work-subject.ts";

const PURPOSE = "verification";
const OneFinding = Type.Object({ findingId: FindingId });

/** What visits established: recorded by one person, confirmed by another, answered for a version. */
export const findingRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addRecord(root, deps);
  addConfirm(root, deps);
  addAnswer(root, deps);
};

function addList(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/findings",
    {
      schema: {
        querystring: FindingFilter,
        ...describe(
          {
            id: "listFindings",
            tag: "verification",
            summary: "Findings of my region in one state, the oldest first",
            needs: "read-family under the purpose verification",
          },
          FindingPage,
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-family");
        const findings = await listFindings(tx, request.query);
        await noteFamilies(tx, { act: "list-findings", requestId: request.id }, findings.hits);
        return findings.page;
      });
      return found.ok ? reply.send(found.value) : reply;
    },
  );
}

function addRecord(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/findings",
    {
      schema: {
        headers: KeyHeader,
        body: FindingDraft,
        ...describe(
          {
            id: "recordFinding",
            tag: "verification",
            summary: "Record what a visit established",
            description: "Nothing changes until another person confirms it.",
            needs: "record-finding under the purpose verification",
          },
          FindingReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const ask = {
        right: "record-finding",
        key: request.headers["idempotency-key"],
        request: [body],
      } as const;
      const done = await asOfficer(deps, request, reply, PURPOSE, (tx) =>
        once(tx, ask, () => record(tx, body, deps.clock())),
      );
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}

function addConfirm(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/findings/:findingId/confirmation",
    {
      schema: {
        headers: KeyHeader,
        params: OneFinding,
        ...describe(
          {
            id: "confirmFinding",
            tag: "verification",
            summary: "Bring another person's finding into force",
            description: "It is laid over the published version at once.",
            needs: "confirm-finding under the purpose verification; never one's own finding",
          },
          FindingReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { findingId } = request.params;
      const ask = {
        right: "confirm-finding",
        key: request.headers["idempotency-key"],
        request: [findingId],
      } as const;
      const done = await asOfficer(deps, request, reply, PURPOSE, (tx) =>
        once(tx, ask, () => confirm(tx, findingId)),
      );
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}

function addAnswer(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/findings/:findingId/answer",
    {
      schema: {
        headers: KeyHeader,
        params: OneFinding,
        body: FindingAnswerDraft,
        ...describe(
          {
            id: "answerFinding",
            tag: "verification",
            summary: "Answer a finding for the version that waits to be published, with a reason",
            description:
              "It takes effect when that version is published; until then it may change.",
            needs: "confirm-finding under the purpose verification",
          },
          FindingReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { body, params } = request;
      const ask = {
        right: "confirm-finding",
        key: request.headers["idempotency-key"],
        request: [params.findingId, body],
      } as const;
      const done = await asOfficer(deps, request, reply, PURPOSE, (tx) =>
        once(tx, ask, () => answer(deps.desk, tx, params.findingId, body)),
      );
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}

type Ask = { readonly right: Right; readonly key: string; readonly request: readonly unknown[] };

/** The right first, then the act once for its key. */
async function once(
  tx: Tx,
  { right, key, request }: Ask,
  act: () => Promise<FindingReceipt>,
): Promise<FindingReceipt> {
  await requireRight(tx, right);
  return await actOnce(tx, { key, request: [right, ...request] }, act);
}
