import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import {
  WhatIfAnswer,
  WhatIfDraft,
  WhatIfList,
  WhatIfReceipt,
  WhatIfTermsDraft,
} from "#contract/what-if.ts";
import { recordAct } from "#store/audit.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";
import { listWhatIf, readWhatIf, saveWhatIf } from "./what-if-rows.ts";

const PURPOSE = "statistics";
const NEEDS = "tabulate under the purpose statistics, within one's region";

/** What if a program were given otherwise: answered from counts at the desk, kept, compared. Nothing is determined here. */
export const whatIfRoutes: RoutePlugin = async (root, deps) => {
  addAnswer(root, deps);
  addKeep(root, deps);
};

function addAnswer(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/what-if",
    {
      schema: {
        querystring: WhatIfTermsDraft,
        ...describe(
          {
            id: "askWhatIf",
            tag: "programs",
            summary:
              "What if a program of the published version were given otherwise: who comes in, who drops out, what it costs",
            description:
              "A simulation over grouped counts. Small cells are withheld by the rule of cross tables.",
            needs: NEEDS,
          },
          WhatIfAnswer,
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "tabulate");
        const answer = (await readWhatIf(tx, request.query)) ?? refuseWith("not-found");
        await recordAct(tx, {
          act: "ask-what-if",
          by: ["tabulate"],
          subjectKind: "none",
          versionNo: answer.version.versionNo,
          fieldsClass: "figures",
          rowCount: answer.deciles.length + answer.parts.length,
          requestId: request.id,
          detail: { area: request.query.area },
        });
        return answer;
      });
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
}

function addKeep(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/what-if/scenarios",
    {
      schema: describe(
        {
          id: "listWhatIf",
          tag: "programs",
          summary: "Scenarios kept for regions that lie whole in one's own",
          needs: NEEDS,
        },
        WhatIfList,
      ),
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "tabulate");
        return { items: await listWhatIf(tx) };
      });
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
  const { response, ...doc } = describe(
    {
      id: "saveWhatIf",
      tag: "programs",
      summary:
        "Keeps a scenario with the figures it has now; the same name again is a later revision",
      needs: NEEDS,
    },
    WhatIfReceipt,
  );
  const { 200: receipt, ...refusals } = response;
  app.post(
    "/api/v1/what-if/scenarios",
    {
      schema: {
        headers: KeyHeader,
        body: WhatIfDraft,
        ...doc,
        response: { 201: receipt, ...refusals },
      },
    },
    async (request, reply) => {
      const key = request.headers["idempotency-key"];
      const kept = await asOfficer(deps, request, reply, PURPOSE, (tx) =>
        actOnce(
          tx,
          { key, request: ["save-what-if", request.body] },
          () => saveWhatIf(tx, request.body, request.id),
          (answer) => !("code" in answer),
        ),
      );
      if (!kept.ok) return reply;
      if ("code" in kept.value) return sendProblem(request, reply, kept.value);
      return reply.code(201).send(kept.value);
    },
  );
}
