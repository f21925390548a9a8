import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  ExplanationCode,
  ExplanationCodeDraft,
  ProposalDecision,
  ProposalFilter,
  ProposalId,
  ProposalPage,
  ProposalReceipt,
} from "#contract/correction-proposals.ts";
import { FamilyId } from "#contract/families.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { decide, issue } from "./proposal-acts.ts";
import { listProposals } from "./proposal-rows.ts";
import { describe } from "./routes-doc.ts";
import { noteFamilies } from "./work-subject.ts";

const PURPOSE = "verification";

/** What families say of facts of their own explanation, and the code that lets them read it. */
export const correctionProposalRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addDecision(root, deps);
  await addCode(root, deps);
};

function addList(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/correction-proposals",
    {
      schema: {
        querystring: ProposalFilter,
        ...describe(
          {
            id: "listCorrectionProposals",
            tag: "verification",
            summary: "What families of my region say of facts of their explanation, oldest first",
            needs: "read-family under the purpose verification",
          },
          ProposalPage,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-family");
        const found = await listProposals(tx, request.query, todayOf(deps.clock()));
        await noteFamilies(tx, { act: "list-proposals", requestId: request.id }, found.hits);
        return found.page;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addDecision(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/correction-proposals/:proposalId/decision",
    {
      schema: {
        headers: KeyHeader,
        params: Type.Object({ proposalId: ProposalId }),
        body: ProposalDecision,
        ...describe(
          {
            id: "decideCorrectionProposal",
            tag: "verification",
            summary: "Take a proposal up as a finding, or refuse it with a reason the family reads",
            description: "A second person confirms the finding; nothing changes until then.",
            needs: "record-finding under the purpose verification",
          },
          ProposalReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { body, params } = request;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "record-finding");
        const key = request.headers["idempotency-key"];
        return await actOnce(tx, { key, request: ["decide-proposal", params, body] }, () =>
          decide(tx, params.proposalId, body, deps.clock()),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function addCode(root: Parameters<RoutePlugin>[0], deps: ServerDeps): Promise<void> {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const keys = await openLookupKeys(deps.settings.keyFolder);
  app.post(
    "/api/v1/families/:familyId/explanation-code",
    {
      schema: {
        headers: KeyHeader,
        params: Type.Object({ familyId: FamilyId }),
        body: ExplanationCodeDraft,
        ...describe(
          {
            id: "issueExplanationCode",
            tag: "families",
            summary:
              "Hand a grown member, whose card was seen, the code of the family's explanation",
            description:
              "Good for fourteen days; ends the one before. The same key gives the same code, which is kept nowhere.",
            needs: "issue-check-code under the purpose service",
          },
          ExplanationCode,
        ),
      },
    },
    async (request, reply) => {
      const { familyId } = request.params;
      const ask = {
        familyId,
        personId: request.body.personId,
        key: request.headers["idempotency-key"],
        requestId: request.id,
      };
      const answer = await asOfficer(deps, request, reply, "service", async (tx) => {
        await requireRight(tx, "issue-check-code");
        return await issue(tx, keys, ask, deps.clock());
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}
