import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { CaseId, CaseKey, CaseReceipt } from "#contract/cases.ts";
import { FamilyId } from "#contract/families.ts";
import {
  ReactivationCase,
  ReactivationDraft,
  ReactivationFilter,
  ReactivationPage,
  ReactivationSubjects,
} from "#contract/reactivations.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { recordAct } from "#store/audit.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { type CaseKeys, note, report } from "./reactivation-acts.ts";
import { addMoves } from "./reactivation-moves.ts";
import { type CaseRecord, listCases, writeRow } from "./reactivation-rows.ts";
import { readSheet } from "./reactivation-sheet.ts";
import { readSubjects } from "./reactivation-subjects.ts";
import { describe } from "./routes-doc.ts";
import { noteFamilies } from "./work-subject.ts";

const PURPOSE = "service";
const OneCase = Type.Object({ caseId: CaseId });
type App = Parameters<RoutePlugin>[0];

/** Reactivation of PBI-JK: seven steps of five offices, each with its clock (Permensos 3/2026). */
export const reactivationRoutes: RoutePlugin = async (root, deps) => {
  const keys = {
    fields: openFieldKeys(deps.settings.keyFolder),
    lookup: await openLookupKeys(deps.settings.keyFolder),
  };
  addList(root, deps, keys);
  addSubjects(root, deps);
  addReport(root, deps, keys);
  addCase(root, deps, keys);
  addMoves(root, deps, keys);
};

function addList(root: App, deps: ServerDeps, keys: CaseKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/reactivations",
    {
      schema: {
        querystring: ReactivationFilter,
        ...describe(
          {
            id: "listReactivations",
            tag: "verification",
            summary:
              "Reactivations of my region, whose clock ends first; mine are those whose turn is mine",
            needs: "read-reactivation under the purpose service",
          },
          ReactivationPage,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-reactivation");
        const { rows, next } = await listCases(tx, request.query, deps.clock());
        await noteList(tx, rows, request.id);
        return { items: rows.map((row) => writeRow(keys.fields, row, deps.clock())), ...next };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

/** One audit row for the list and one for each case in it. */
async function noteList(tx: Tx, rows: readonly CaseRecord[], requestId: string): Promise<void> {
  const common = {
    act: "list-reactivations",
    by: ["read-reactivation"],
    fieldsClass: "work",
    requestId,
  } as const;
  await recordAct(tx, { ...common, subjectKind: "none", rowCount: rows.length });
  for (const { case_id, person_id, family_id, village_no } of rows) {
    await recordAct(tx, {
      ...common,
      subjectKind: person_id === null ? "none" : "person",
      subjectId: person_id ?? undefined,
      familyId: family_id ?? undefined,
      villageNo: village_no,
      detail: { reactivation: case_id },
    });
  }
}

function addSubjects(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/families/:familyId/reactivation-subjects",
    {
      schema: {
        params: Type.Object({ familyId: FamilyId }),
        ...describe(
          {
            id: "listReactivationSubjects",
            tag: "verification",
            summary: "Who of a family can be reported, with what the register knows of it",
            needs: "report-reactivation and read-family under the purpose service",
          },
          ReactivationSubjects,
        ),
      },
    },
    async (request, reply) => {
      const { familyId } = request.params;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "report-reactivation");
        await requireRight(tx, "read-family");
        const { subjects, villageNo } = await readSubjects(tx, familyId, todayOf(deps.clock()));
        const about = { act: "list-reactivation-subjects", requestId: request.id };
        await noteFamilies(tx, about, [{ familyId: Number(familyId), villageNo }]);
        return subjects;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addReport(root: App, deps: ServerDeps, keys: CaseKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/reactivations",
    {
      schema: {
        headers: CaseKey,
        body: ReactivationDraft,
        ...describe(
          {
            id: "reportReactivation",
            tag: "verification",
            summary: "Report that somebody's PBI-JK has ended while a facility treats them",
            description:
              "Facility, number and day of the letter, urgency; never an illness. The same key is the same case for ever. Refused: day-to-come, deactivation-unknown, window-closed, birth-unknown, newborn-too-old, open-already, looks-like-diagnosis, subject-missing.",
            needs: "report-reactivation under the purpose service",
          },
          CaseReceipt,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "report-reactivation");
        const key = request.headers["idempotency-key"];
        return await report(tx, keys, request.body, {
          key,
          now: deps.clock(),
          requestId: request.id,
        });
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addCase(root: App, deps: ServerDeps, keys: CaseKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/reactivations/:caseId",
    {
      schema: {
        params: OneCase,
        ...describe(
          {
            id: "readReactivation",
            tag: "verification",
            summary: "One reactivation: its seven steps, its book, and what I may do now",
            needs: "read-reactivation under the purpose service",
          },
          ReactivationCase,
        ),
      },
    },
    async (request, reply) => {
      const { caseId } = request.params;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-reactivation");
        const found = await readSheet(tx, keys.fields, caseId, deps.clock());
        if (found === undefined) return refuseWith("not-found");
        await note(tx, "read-reactivation", "read-reactivation", Number(caseId), request.id);
        return found.sheet;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}
