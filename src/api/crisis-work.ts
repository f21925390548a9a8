import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  CrisisAdd,
  CrisisAdded,
  CrisisNo,
  CrisisRowFilter,
  CrisisRowPage,
  type CrisisWork,
  CrisisWorked,
  CrisisWorks,
} from "#contract/crises.ts";
import { PlanKey } from "#contract/plans.ts";
import { CRISIS_PROBLEMS } from "#domain/crisis-problems.ts";
import { say } from "#domain/words.ts";
import { findVillage } from "#regions/place.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { addToCrisis, workInCrisis } from "#verification/crisis-book.ts";
import { listCrisisRows, writeCrisisRow } from "./crisis-list.ts";
import { refuseCrisis } from "./crisis-refusals.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asChosen, refuseWith, requireRight } from "./guard.ts";
import { describe } from "./routes-doc.ts";

const UNDER =
  "under the purpose service; social workers under protection, auditors under supervision";
const OneCrisis = Type.Object({ crisisNo: CrisisNo });
type App = Parameters<RoutePlugin>[0];

/** The field of an emergency: its list, people added on the spot, checks, hand-outs, findings of the audit. */
export const crisisWorkRoutes: RoutePlugin = async (root, deps) => {
  addRows(root, deps);
  addSpot(root, deps);
  addWork(root, deps);
};

function addRows(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/crises/:crisisNo/rows/search",
    {
      schema: {
        params: OneCrisis,
        body: CrisisRowFilter,
        ...describe(
          {
            id: "searchCrisisRows",
            tag: "verification",
            summary:
              "The emergency list of my region by village; a name is asked in the body, never in the address",
            needs: `read-crisis ${UNDER}`,
          },
          CrisisRowPage,
        ),
      },
    },
    async (request, reply) => {
      const crisisNo = Number(request.params.crisisNo);
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-crisis");
        const { rows, next } = await listCrisisRows(tx, crisisNo, request.body);
        for (const row of rows)
          await note(tx, "list-crisis-row", row.family_id, row.village_no, crisisNo, request.id);
        return { items: rows.map(writeCrisisRow), ...next };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addSpot(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/crises/:crisisNo/rows",
    {
      schema: {
        params: OneCrisis,
        headers: PlanKey,
        body: CrisisAdd,
        ...describe(
          {
            id: "addCrisisRow",
            tag: "verification",
            summary: "Add somebody who is not on the list: a name, a village, how many they are",
            description:
              "They stand in the register of people without NIK too, and somebody else checks them. The same key is the same row for ever. Refused: ended, not-confirmable.",
            needs: `work-crisis ${UNDER}`,
          },
          CrisisAdded,
        ),
      },
    },
    async (request, reply) => {
      const crisisNo = Number(request.params.crisisNo);
      const { name, village, from, size } = request.body;
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "work-crisis");
        const added = await addToCrisis(tx, crisisNo, request.headers["idempotency-key"], {
          name,
          village: Number(village),
          from: from === undefined ? undefined : Number(from),
          size,
        });
        if (!added.ok) return refuseCrisis(added.problem);
        if ([village, from ?? village].some((code) => findVillage(code) === undefined))
          return refuseCrisis("region-unknown");
        await note(tx, "add-crisis-row", null, Number(village), crisisNo, request.id);
        return { rowNo: String(added.value) };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addWork(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/crises/:crisisNo/work",
    {
      schema: {
        params: OneCrisis,
        body: CrisisWorks,
        ...describe(
          {
            id: "workInCrisis",
            tag: "verification",
            summary: "Up to fifty acts that a phone kept: checks, hand-outs, findings of the audit",
            description:
              "Each carries the number that the phone made: sent twice it acts once. Each is answered by itself, done or why not, so that one refusal holds up nothing else.",
            needs: `work-crisis, or audit-crisis for findings, ${UNDER}`,
          },
          CrisisWorked,
        ),
      },
    },
    async (request, reply) => {
      const crisisNo = Number(request.params.crisisNo);
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-crisis");
        const answers: CrisisWorked["answers"] = [];
        for (const act of request.body.acts)
          answers.push(await work(tx, crisisNo, act, request.id));
        return { answers };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

const DONE = say("Tercatat.", "Recorded.");
const NOTHING = say("", "");

async function work(
  tx: Tx,
  crisisNo: number,
  asked: CrisisWork,
  requestId: string,
): Promise<CrisisWorked["answers"][number]> {
  const verdict = await workInCrisis(tx, crisisNo, {
    id: asked.id,
    rowNo: Number(asked.rowNo),
    act: asked.act,
    said: saidOf(asked),
  });
  const [row] = await tx.query<{ family_id: number | null; village_no: number }>(
    "select family_id, village_no from dtsen.crisis_row where crisis_no = $1 and row_no = $2",
    [crisisNo, asked.rowNo],
  );
  if (row !== undefined)
    await note(tx, "work-crisis", row.family_id, row.village_no, crisisNo, requestId);
  const [words, remedy] = verdict === "done" ? [DONE, NOTHING] : CRISIS_PROBLEMS[verdict];
  return { id: asked.id, code: verdict, words: { ...words }, remedy: { ...remedy } };
}

/** What each act must say; one that does not is malformed. */
function saidOf(asked: CrisisWork): Readonly<Record<string, string | number | undefined>> {
  const { act, check, damage, movedTo, itemNo, persons, finding } = asked;
  switch (act) {
    case "check": {
      if (check === undefined) return refuseWith("malformed-request");
      if (movedTo !== undefined && findVillage(movedTo) === undefined)
        return refuseCrisis("region-unknown");
      const to = check === "moved" && movedTo !== undefined ? Number(movedTo) : undefined;
      return { word: check, damage: check === "here" ? (damage ?? 0) : 0, moved_to: to };
    }
    case "hand-out":
      return itemNo === undefined ? refuseWith("malformed-request") : { item: itemNo, persons };
    case "find":
      return finding === undefined ? refuseWith("malformed-request") : { word: finding };
    default:
      return act satisfies never;
  }
}

async function note(
  tx: Tx,
  act: string,
  familyId: number | null,
  villageNo: number,
  crisisNo: number,
  requestId: string,
): Promise<void> {
  await recordAct(tx, {
    act,
    by: [act === "list-crisis-row" ? "read-crisis" : "work-crisis", "read-crisis"],
    fieldsClass: act === "list-crisis-row" ? "identity" : "work",
    subjectKind: familyId === null ? "none" : "family",
    ...(familyId === null ? {} : { subjectId: familyId, familyId }),
    villageNo,
    detail: { crisis: crisisNo },
    requestId,
  });
}
