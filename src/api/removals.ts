import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  RemovalActDraft,
  RemovalActReceipt,
  RemovalArea,
  RemovalFilter,
  RemovalGroupDraft,
  RemovalGroupReceipt,
  RemovalId,
  RemovalOverrideDraft,
  RemovalOverrideReceipt,
  RemovalPage,
  VersionRemovals,
} from "#contract/removals.ts";
import { recordAct } from "#store/audit.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { sendProblem } from "./problem.ts";
import { overrideHere, stepGroup, stepRemoval } from "./removal-acts.ts";
import { readRemovals } from "./removal-figures.ts";
import { listRemovals } from "./removal-rows.ts";
import { describe } from "./routes-doc.ts";
import { noteFamilies } from "./work-subject.ts";

const PURPOSE = "verification";
const Version = { versionNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) };
const OneProgram = Type.Object({
  ...Version,
  program: Type.String({ pattern: "^[a-z0-9-]{2,60}$" }),
});
const OneRemoval = Type.Object({ removalId: RemovalId });

/** Who leaves a program with a version: figures and budget, notices with their reply period, objections, effect, reinstatement. */
export const removalRoutes: RoutePlugin = async (root, deps) => {
  addFigures(root, deps);
  addOverride(root, deps);
  addList(root, deps);
  addAct(root, deps);
  addGroup(root, deps);
};

function addFigures(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/versions/:versionNo/removals",
    {
      schema: {
        params: Type.Object(Version),
        querystring: RemovalArea,
        ...describe(
          {
            id: "readVersionRemovals",
            tag: "versions",
            summary:
              "Who would leave each program with a version: causes, regions, rules, budget, answers",
            needs: "read-figures under the purpose worklist",
          },
          VersionRemovals,
        ),
      },
    },
    async (request, reply) => {
      const { area = "ID" } = request.query;
      const { versionNo } = request.params;
      const found = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-figures");
        const figures = await readRemovals(tx, versionNo, area);
        await recordAct(tx, {
          act: "read-removals",
          by: ["read-figures"],
          subjectKind: "version",
          subjectId: versionNo,
          versionNo,
          fieldsClass: "figures",
          detail: { area },
        });
        return figures;
      });
      if (!found.ok) return reply;
      if (found.value === undefined) return sendProblem(request, reply, "not-found");
      return reply.send(found.value);
    },
  );
}

function addOverride(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/versions/:versionNo/removals/:program/overrides",
    {
      schema: {
        headers: KeyHeader,
        params: OneProgram,
        body: RemovalOverrideDraft,
        ...describe(
          {
            id: "overrideRemovals",
            tag: "versions",
            summary: "Answer for removals above the budget of a program, as one of two people",
            description:
              "The first word waits, a second of another account lets the version follow; neither is taken back. Another list asks anew.",
            needs: "override-removals under the purpose program-determination, for that program",
          },
          RemovalOverrideReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { versionNo, program } = request.params;
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["override-removals", versionNo, program, request.body],
      };
      const done = await asOfficer(deps, request, reply, "program-determination", async (tx) => {
        await requireRight(tx, "override-removals");
        return await actOnce(tx, ask, () =>
          overrideHere(tx, { versionNo, program, ...request.body, request: request.id }),
        );
      });
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}

function addList(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/removals",
    {
      schema: {
        querystring: RemovalFilter,
        ...describe(
          {
            id: "listRemovals",
            tag: "verification",
            summary:
              "Notices and reviews of my region: program, cause, day of effect, what may be done",
            needs: "read-family under the purpose verification",
          },
          RemovalPage,
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-family");
        const removals = await listRemovals(tx, request.query);
        await noteFamilies(tx, { act: "list-removals", requestId: request.id }, removals.hits);
        return removals.page;
      });
      return found.ok ? reply.send(found.value) : reply;
    },
  );
}

function addAct(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/removals/:removalId/acts",
    {
      schema: {
        headers: KeyHeader,
        params: OneRemoval,
        body: RemovalActDraft,
        ...describe(
          {
            id: "stepRemoval",
            tag: "verification",
            summary: "Record an objection, propose, confirm, keep or reinstate",
            description:
              "What takes a name off takes two people and the end of the reply period; keeping and reinstating take one and hold at once.",
            needs: "decide-removal or record-appeal under the purpose verification",
          },
          RemovalActReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { removalId } = request.params;
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["step-removal", removalId, request.body],
      };
      const done = await asOfficer(deps, request, reply, PURPOSE, (tx) =>
        actOnce(tx, ask, () =>
          stepRemoval(tx, { removalId, ...request.body, request: request.id }),
        ),
      );
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}

function addGroup(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/removals/group-acts",
    {
      schema: {
        headers: KeyHeader,
        body: RemovalGroupDraft,
        ...describe(
          {
            id: "stepRemovals",
            tag: "verification",
            summary:
              "Propose or confirm all removals of one program and cause in my region that need no look each",
            description:
              "Cases that are looked at one by one are left as they are, and so are objections.",
            needs: "decide-removal under the purpose verification",
          },
          RemovalGroupReceipt,
        ),
      },
    },
    async (request, reply) => {
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["step-removals", request.body],
      };
      const done = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "decide-removal");
        return await actOnce(tx, ask, () =>
          stepGroup(tx, { ...request.body, request: request.id }),
        );
      });
      return done.ok ? reply.send(done.value) : reply;
    },
  );
}
