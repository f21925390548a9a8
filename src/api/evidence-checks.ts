import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  CheckDecision,
  CheckFilter,
  CheckId,
  CheckPage,
  CheckReceipt,
} from "#contract/evidence-checks.ts";
import { CHECK_PROBLEM_WORDS, CHECK_STATE_WORDS } from "#domain/evidence.ts";
import type { Tx } from "#store/transact.ts";
import { type CheckAnswer, decideCheck } from "#verification/decide-check.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { listChecks } from "./evidence-rows.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { describe } from "./routes-doc.ts";
import { noteFamilies } from "./work-subject.ts";

const PURPOSE = "verification";
const OneCheck = Type.Object({ checkId: CheckId });
const PROBLEM_STATUS = {
  "check-decided": 409,
  "check-open": 409,
  "second-person": 403,
  "no-reason": 400,
} as const;

/** Weak, old or shared evidence that waits for a person. It never excludes anybody by itself. */
export const evidenceCheckRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addDecision(root, deps);
};

function addList(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/evidence-checks",
    {
      schema: {
        querystring: CheckFilter,
        ...describe(
          {
            id: "listEvidenceChecks",
            tag: "verification",
            summary: "Evidence of my region that a person must look at, the oldest first",
            needs: "read-family under the purpose verification",
          },
          CheckPage,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-family");
        const found = await listChecks(tx, request.query);
        await noteFamilies(tx, { act: "list-evidence-checks", requestId: request.id }, found.hits);
        return found.page;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addDecision(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/evidence-checks/:checkId/decision",
    {
      schema: {
        headers: KeyHeader,
        params: OneCheck,
        body: CheckDecision,
        ...describe(
          {
            id: "decideEvidenceCheck",
            tag: "verification",
            summary: "Confirm or dismiss a statement, or take back what was said, with a reason",
            description:
              "Counts from the next version on. What is dismissed is left out; what is confirmed counts as sure once a second person has posted the same. `open` takes back what was said. Versions that stand are not changed.",
            needs: "decide-check under the purpose verification",
          },
          CheckReceipt,
        ),
      },
    },
    async (request, reply) => {
      const draft = { ...request.body, checkId: request.params.checkId };
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "decide-check");
        const key = request.headers["idempotency-key"];
        return await actOnce(tx, { key, request: ["decide-check", draft] }, () =>
          decide(tx, draft),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function decide(tx: Tx, draft: CheckAnswer): Promise<CheckReceipt> {
  const decided = await decideCheck(tx, draft);
  if (decided.ok) {
    const words = { ...CHECK_STATE_WORDS[decided.value] };
    return { checkId: draft.checkId, state: decided.value, words };
  }
  const { problem } = decided;
  if (problem === "check-unknown") return refuseWith("not-found");
  const { id, en } = CHECK_PROBLEM_WORDS[problem];
  const remedy =
    "Muat ulang daftar, lalu ulangi dengan alasan. / Load the list again; give a reason.";
  return refuseWith({
    code: problem,
    entry: [PROBLEM_STATUS[problem], "Belum dapat diputus", id, en, remedy],
  });
}
