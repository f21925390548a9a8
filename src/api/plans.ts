import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  Plan,
  PlanFilter,
  PlanKey,
  PlanNo,
  PlanOpen,
  PlanPage,
  PlanReceipt,
  PlanStep,
} from "#contract/plans.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { PLAN_STATE_WORDS } from "#domain/plan.ts";
import type { Right } from "#domain/right.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { openPlan, stepPlan } from "#verification/plan-book.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asChosen, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { refusePlan } from "./plan-refusals.ts";
import { listPlans, type PlanRecord, readPlanSheet, writePlanRow } from "./plan-rows.ts";
import { describe } from "./routes-doc.ts";

const NEEDS = "under the purpose service; case plans under protection";
const OnePlan = Type.Object({ planNo: PlanNo });
type App = Parameters<RoutePlugin>[0];

/** Plans of empowerment: assessment, goals, referral, delivery, checks, outcome (decision 0062). */
export const planRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addOne(root, deps);
  addOpen(root, deps);
  addStep(root, deps);
};

type Noted = Pick<PlanRecord, "plan_no" | "family_id" | "village_no">;

async function note(tx: Tx, act: string, by: Right, row: Noted, requestId: string) {
  await recordAct(tx, {
    act,
    by: [by],
    fieldsClass: "work",
    subjectKind: "family",
    subjectId: row.family_id,
    familyId: row.family_id,
    villageNo: row.village_no,
    detail: { plan: row.plan_no },
    requestId,
  });
}

function addList(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/plans",
    {
      schema: {
        querystring: PlanFilter,
        ...describe(
          {
            id: "listPlans",
            tag: "verification",
            summary: "Plans of my region, what is due first stands first",
            needs: `read-plan ${NEEDS}`,
          },
          PlanPage,
        ),
      },
    },
    async (request, reply) => {
      const today = todayOf(deps.clock());
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-plan");
        const { rows, next } = await listPlans(tx, request.query, today);
        for (const row of rows) await note(tx, "list-plans", "read-plan", row, request.id);
        return { items: rows.map((row) => writePlanRow(row, today)), ...next };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addOne(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/plans/:planNo",
    {
      schema: {
        params: OnePlan,
        ...describe(
          {
            id: "readPlan",
            tag: "verification",
            summary: "One plan: its book as a line of time, and what I may do now",
            needs: `read-plan ${NEEDS}`,
          },
          Plan,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-plan");
        const found = await readPlanSheet(tx, Number(request.params.planNo), todayOf(deps.clock()));
        if (found === undefined) return refuseWith("not-found");
        await note(tx, "read-plan", "read-plan", found.record, request.id);
        return found.sheet;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addOpen(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/plans",
    {
      schema: {
        headers: PlanKey,
        body: PlanOpen,
        ...describe(
          {
            id: "openPlan",
            tag: "verification",
            summary: "Open a plan for a family, or a case plan for a person in one of 26 groups",
            description:
              "Moves no decile. The same key is the same plan for ever. Refused: open-already, group-missing.",
            needs: `plan-empowerment ${NEEDS}`,
          },
          PlanReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { kind, familyId, personId, ppks } = request.body;
      const today = todayOf(deps.clock());
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "plan-empowerment");
        const opened = await openPlan(tx, {
          clientId: request.headers["idempotency-key"],
          kind,
          familyId: Number(familyId),
          personId: personId === undefined ? undefined : Number(personId),
          ppks,
          today,
        });
        if (!opened.ok) return refusePlan(opened.problem);
        return await receipt(tx, opened.value, "open-plan", request.id, deps);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addStep(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/plans/:planNo/steps",
    {
      schema: {
        params: OnePlan,
        headers: KeyHeader,
        body: PlanStep,
        ...describe(
          {
            id: "stepPlan",
            tag: "verification",
            summary: "One act in a plan: assess, set goals, refer, deliver, check, graduate …",
            description:
              "A forced graduation needs warnings, a village letter and a second person; a target is no reason. Refused: not-now, not-able, not-natural, warnings-missing, same-person, no-place, provider-unfit and others.",
            needs: `plan-empowerment, or confirm-graduation, ${NEEDS}`,
          },
          PlanReceipt,
        ),
      },
    },
    async (request, reply) => {
      const planNo = Number(request.params.planNo);
      const key = request.headers["idempotency-key"];
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-plan");
        const ask = { key, request: ["stepPlan", planNo, request.body] };
        return await actOnce(tx, ask, async () => await step(tx, planNo, request, deps));
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function step(
  tx: Tx,
  planNo: number,
  request: { readonly body: PlanStep; readonly id: string },
  deps: ServerDeps,
) {
  const { paperOn, providerNo, codes, ...said } = request.body;
  const day = paperOn === undefined ? undefined : parsePlainDate(paperOn);
  if (day?.ok === false) return refuseWith("malformed-request");
  const done = await stepPlan(tx, planNo, {
    ...said,
    codes: codes ?? [],
    providerNo: providerNo === undefined ? undefined : Number(providerNo),
    paperOn: day?.value,
    today: todayOf(deps.clock()),
    now: deps.clock(),
  });
  if (!done.ok) return refusePlan(done.problem);
  return await receipt(tx, planNo, "step-plan", request.id, deps);
}

async function receipt(tx: Tx, planNo: number, act: string, requestId: string, deps: ServerDeps) {
  const found = await readPlanSheet(tx, planNo, todayOf(deps.clock()));
  if (found === undefined) return refuseWith("not-found");
  const { record } = found;
  await note(tx, act, "read-plan", record, requestId);
  return {
    planNo: String(planNo),
    state: record.state,
    words: { ...PLAN_STATE_WORDS[record.state] },
    ...(record.due_on === null ? {} : { dueOn: record.due_on }),
  };
}
