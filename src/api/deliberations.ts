import { createHash } from "node:crypto";
import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { CaseKey } from "#contract/cases.ts";
import { DeliberationDraft, DeliberationReceipt } from "#contract/ground-checks.ts";
import {
  DELIBERATION_PROBLEM_WORDS,
  DELIBERATION_REMEDIES,
  type DeliberationProblem,
} from "#domain/deliberation.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { recordDeliberation } from "#verification/record-deliberation.ts";
import { noteProposal, plainKey } from "./aid-proposal-acts.ts";
import { refuseCase, refuseMove } from "./case-refusals.ts";
import type { RoutePlugin } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";

/** Village deliberations, and what they say of each proposal. */
export const deliberationRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/deliberations",
    {
      schema: {
        headers: CaseKey,
        body: DeliberationDraft,
        ...describe(
          {
            id: "recordDeliberation",
            tag: "verification",
            summary: "A village deliberation, or its head's statement, with what it says of each",
            description:
              "All of it or nothing: agreed proposals go on, those that were not agreed end with that reason. The same key is the same deliberation for ever.",
            needs: "hold-deliberation in that village, under the purpose verification",
          },
          DeliberationReceipt,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, "verification", async (tx) => {
        await requireRight(tx, "hold-deliberation");
        const key = request.headers["idempotency-key"];
        const ask = { key, now: deps.clock(), requestId: request.id };
        return await keep(tx, request.body, ask);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
};

async function keep(
  tx: Tx,
  draft: DeliberationDraft,
  { key, now, requestId }: { readonly key: string; readonly now: Date; readonly requestId: string },
): Promise<DeliberationReceipt> {
  const { decisions, form, attended, attendedWomen, minutesNumber, invited } = draft;
  const heldOn = parsePlainDate(draft.heldOn);
  if (!heldOn.ok) return refuseWith("malformed-request");
  const kept = await recordDeliberation(tx, {
    clientId: plainKey(key),
    digest: createHash("sha256").update(JSON.stringify(draft)).digest(),
    villageNo: Number(draft.village),
    heldOn: heldOn.value,
    minutesNumber,
    invited,
    facts: { form, attended, attendedWomen, decisions },
    dissentOf: new Map(decisions.map(({ caseId, dissent }) => [caseId, dissent])),
    today: todayOf(now),
    now: now.toISOString(),
  });
  if (kept.stuck !== undefined) return refuseMove(kept.stuck.problem);
  if (!kept.ok) return refuseDeliberation(kept.problem);
  const { deliberationNo } = kept.value;
  await recordAct(tx, {
    act: "record-deliberation",
    by: ["hold-deliberation"],
    subjectKind: "none",
    villageNo: Number(draft.village),
    fieldsClass: "work",
    rowCount: decisions.length,
    requestId,
    detail: { deliberation: deliberationNo },
  });
  for (const { caseId, decision } of decisions)
    await noteProposal(tx, "move-proposal", Number(caseId), requestId, { step: decision });
  const agreed = decisions.filter(({ decision }) => decision === "agreed").length;
  return {
    deliberationNo: String(deliberationNo),
    agreed,
    declined: decisions.length - agreed,
  };
}

function refuseDeliberation(problem: DeliberationProblem | "not-found"): never {
  if (problem === "not-found") return refuseMove(problem);
  const status = problem === "key-reused" ? 409 : 400;
  return refuseCase(
    problem,
    status,
    DELIBERATION_PROBLEM_WORDS[problem],
    DELIBERATION_REMEDIES[problem],
  );
}
