import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  Crisis,
  CrisisList,
  CrisisNo,
  CrisisOpen,
  CrisisReceipt,
  CrisisStep,
} from "#contract/crises.ts";
import { PlanKey } from "#contract/plans.ts";
import { CRISIS_STAGE_WORDS, crisisTermsOn } from "#domain/crisis.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { findRegion } from "#regions/region-book.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { declareCrisis, openCrisisAudits, stepCrisis } from "#verification/crisis-book.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { refuseCrisis } from "./crisis-refusals.ts";
import { listCrises, readCrisisSheet } from "./crisis-rows.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asChosen, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { villageRange } from "./region-code.ts";
import { describe } from "./routes-doc.ts";

const UNDER =
  "under the purpose service; social workers under protection, auditors under supervision";
const OneCrisis = Type.Object({ crisisNo: CrisisNo });
type App = Parameters<RoutePlugin>[0];

/** Emergencies: declared by one person, confirmed by a second, extended by a new act alone, audited when over (decision 0067). */
export const crisisRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addOne(root, deps);
  addDeclare(root, deps);
  addStep(root, deps);
};

function addList(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/crises",
    {
      schema: describe(
        {
          id: "listCrises",
          tag: "verification",
          summary: "Emergencies that touch my region, those in force first; counts of nobody",
          needs: `read-crisis ${UNDER}`,
        },
        CrisisList,
      ),
    },
    async (request, reply) => {
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-crisis");
        await openCrisisAudits(tx);
        const [held] = await tx.query<{ holds: boolean }>(
          "select dtsen.holds('declare-crisis') as holds",
        );
        return { items: await listCrises(tx), mayDeclare: held?.holds === true };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addOne(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/crises/:crisisNo",
    {
      schema: {
        params: OneCrisis,
        ...describe(
          {
            id: "readCrisis",
            tag: "verification",
            summary:
              "One emergency: its acts of law, items, counts in my region, and what I may do",
            description: "An emergency whose last day is over has its audit opened by itself.",
            needs: `read-crisis ${UNDER}`,
          },
          Crisis,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-crisis");
        await openCrisisAudits(tx);
        const sheet = await readCrisisSheet(tx, Number(request.params.crisisNo));
        if (sheet === undefined) return refuseWith("not-found");
        await note(tx, "read-crisis", Number(request.params.crisisNo), request.id);
        return sheet;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addDeclare(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/crises",
    {
      schema: {
        headers: PlanKey,
        body: CrisisOpen,
        ...describe(
          {
            id: "declareCrisis",
            tag: "verification",
            summary:
              "Declare an emergency: its act, regions, days, rule, items and budget; the list is made at once",
            description:
              "Nothing is handed out until a second person confirms. The same key is the same emergency for ever. Refused: not-mine, day-order, rule-unfit, region-unknown, no-version.",
            needs: `declare-crisis ${UNDER}`,
          },
          CrisisReceipt,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "declare-crisis");
        const declared = await declareCrisis(tx, {
          ...draftOf(request.body, todayOf(deps.clock())),
          clientId: request.headers["idempotency-key"],
        });
        if (!declared.ok) return refuseCrisis(declared.problem);
        return await receipt(tx, declared.value, "declare-crisis", request.id);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function draftOf(body: CrisisOpen, today: string) {
  const { regions, items, budgetRupiah, ...said } = body;
  for (const day of [said.signedOn, said.startOn, said.endOn])
    if (!parsePlainDate(day).ok) refuseCrisis("day-order");
  if (regions.some((code) => findRegion(code) === undefined)) refuseCrisis("region-unknown");
  const { confirmHours, wellOffFrom, sampleLeast } = crisisTermsOn(today);
  return {
    ...said,
    areas: regions.map(villageRange),
    items: items.map(({ kind, unit, amountRupiah, fromDamage }) => ({
      kind,
      unit,
      amount: amountRupiah,
      from_damage: fromDamage ?? 0,
    })),
    budget: budgetRupiah,
    confirmHours,
    wellOffFrom,
    sampleLeast,
  };
}

function addStep(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/crises/:crisisNo/steps",
    {
      schema: {
        params: OneCrisis,
        headers: KeyHeader,
        body: CrisisStep,
        ...describe(
          {
            id: "stepCrisis",
            tag: "verification",
            summary:
              "Confirm or refuse what another proposed, extend or end by a new act, or report the audit",
            description:
              "Refused: right-not-held, not-now, same-person, lapsed, waits-already, day-order, audit-open.",
            needs: `confirm-crisis, declare-crisis or audit-crisis over all its regions, ${UNDER}`,
          },
          CrisisReceipt,
        ),
      },
    },
    async (request, reply) => {
      const crisisNo = Number(request.params.crisisNo);
      const key = request.headers["idempotency-key"];
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-crisis");
        const ask = { key, request: ["stepCrisis", crisisNo, request.body] };
        return await actOnce(tx, ask, async () => {
          const { confirmHours } = crisisTermsOn(todayOf(deps.clock()));
          const draft = stepOf(request.body);
          const done = await stepCrisis(tx, crisisNo, { ...draft, confirmHours });
          if (!done.ok) return refuseCrisis(done.problem);
          return await receipt(tx, crisisNo, "step-crisis", request.id);
        });
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

/** A step whose papers are whole; one that lacks them is malformed. */
function stepOf(step: CrisisStep): CrisisStep {
  const { act, paper, signedOn, endOn, status } = step;
  const isAct = act === "extend" || act === "end";
  const days = [signedOn, endOn];
  if (isAct && (paper === undefined || status === undefined || days.includes(undefined)))
    refuseWith("malformed-request");
  if (act === "report" && paper === undefined) refuseWith("malformed-request");
  if (days.some((day) => day !== undefined && !parsePlainDate(day).ok)) refuseCrisis("day-order");
  return step;
}

async function receipt(tx: Tx, crisisNo: number, act: string, requestId: string) {
  const [row] = await tx.query<{ stage: keyof typeof CRISIS_STAGE_WORDS }>(
    "select dtsen.crisis_stage(c) as stage from dtsen.crisis c where c.crisis_no = $1",
    [crisisNo],
  );
  if (row === undefined) return refuseWith("not-found");
  await note(tx, act, crisisNo, requestId);
  return {
    crisisNo: String(crisisNo),
    stage: row.stage,
    words: { ...CRISIS_STAGE_WORDS[row.stage] },
  };
}

async function note(tx: Tx, act: string, crisisNo: number, requestId: string): Promise<void> {
  await recordAct(tx, {
    act,
    by: ["read-crisis"],
    fieldsClass: "work",
    subjectKind: "none",
    detail: { crisis: crisisNo },
    requestId,
  });
}
