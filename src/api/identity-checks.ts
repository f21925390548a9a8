import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  HandAnswerDraft,
  HandAnswerReceipt,
  IdentityCase,
  IdentityFigures,
  IdentityFilter,
  IdentityPage,
  PersonId,
} from "#contract/identity-checks.ts";
import { PurposeHeader } from "#contract/purpose.ts";
import { recordAct } from "#store/audit.ts";
import { type FieldKeys, openFieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asChosen, asOfficer, refuseWith, requireRight } from "./guard.ts";
import { giveAnswer } from "./identity-answer.ts";
import { readCase, writeRow } from "./identity-case.ts";
import { readFigures } from "./identity-figures.ts";
import { type ListedPerson, listIdentity } from "./identity-rows.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";
import { readSeat } from "./seat.ts";

const NEEDS = "read-family for the purpose of the header, within one's region";
const OnePerson = Type.Object({ personId: PersonId });

/** What the civil registry was asked and has answered about people of one's region. */
export const identityCheckRoutes: RoutePlugin = async (root, deps) => {
  const keys = openFieldKeys(deps.settings.keyFolder);
  addList(root, deps, keys);
  addFigures(root, deps);
  addCase(root, deps, keys);
  addAnswer(root, deps);
};

function addList(root: Parameters<RoutePlugin>[0], deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/identity-checks",
    {
      schema: {
        headers: PurposeHeader,
        querystring: IdentityFilter,
        ...describe(
          {
            id: "listIdentityChecks",
            tag: "verification",
            summary: "People of my region by how their identity stands with the civil registry",
            description: "Masked numbers; whether fields agree, never what the registry holds.",
            needs: NEEDS,
          },
          IdentityPage,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-family");
        const { people, next } = await listIdentity(tx, request.query, todayOf(deps.clock()));
        await noteList(tx, people, request.id);
        const items = people.map((person) => writeRow(keys, person));
        return { items, ...(next === undefined ? {} : { next }) };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

/** One audit row for the list and one for each person in it. */
async function noteList(tx: Tx, people: readonly ListedPerson[], requestId: string): Promise<void> {
  const note = { act: "list-identity-checks", fieldsClass: "identity", requestId };
  const seat = await readSeat(
    tx,
    people.map(({ village_no }) => village_no),
  );
  await recordAct(tx, { ...note, by: seat, subjectKind: "none", rowCount: people.length });
  for (const { person_id, family_id, village_no } of people) {
    await recordAct(tx, {
      ...note,
      subjectKind: "person",
      subjectId: person_id,
      familyId: family_id ?? undefined,
      villageNo: village_no,
      by: seat,
    });
  }
}

function addFigures(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  root.get(
    "/api/v1/identity-checks/figures",
    {
      schema: {
        headers: PurposeHeader,
        ...describe(
          {
            id: "readIdentityFigures",
            tag: "verification",
            summary: "How many answers of each outcome, how many are due, what the quota leaves",
            description: "Counts only. The quota is told to those who ask.",
            needs: NEEDS,
          },
          IdentityFigures,
        ),
      },
    },
    async (request, reply) => {
      const figures = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-family");
        return await readFigures(tx, todayOf(deps.clock()), deps.settings.identityService);
      });
      return figures.ok ? reply.send(figures.value) : reply;
    },
  );
}

function addCase(root: Parameters<RoutePlugin>[0], deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/identity-checks/:personId",
    {
      schema: {
        headers: PurposeHeader,
        params: OnePerson,
        ...describe(
          {
            id: "readIdentityCase",
            tag: "verification",
            summary: "Everything asked and answered about one person, and what to tell them",
            needs: NEEDS,
          },
          IdentityCase,
        ),
      },
    },
    async (request, reply) => {
      const found = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-family");
        const read = await readCase(tx, keys, request.params.personId);
        if (read === undefined) return refuseWith("not-found");
        const { person } = read;
        const seat = await readSeat(tx, [person.village_no]);
        await recordAct(tx, {
          act: "read-identity-check",
          subjectKind: "person",
          subjectId: person.person_id,
          familyId: person.family_id ?? undefined,
          villageNo: person.village_no,
          versionNo: person.version_no,
          fieldsClass: "identity",
          requestId: request.id,
          by: seat,
        });
        return read.case;
      });
      return found.ok ? reply.send(found.value) : reply;
    },
  );
}

function addAnswer(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/identity-checks/:personId/answers",
    {
      schema: {
        headers: KeyHeader,
        params: OnePerson,
        body: HandAnswerDraft,
        ...describe(
          {
            id: "answerIdentityByHand",
            tag: "verification",
            summary: "An officer of the civil registry answers about one person, by name",
            description:
              "The newest answer by its day counts from the next version on. The same again on the same day is the same answer. One that takes the person off the list (deceased, recorded twice, moved abroad) waits until a second officer gives it too. Refused: day-to-come, day-before-question, day-before-birth.",
            needs: "answer-identity under the purpose identity-check, in the person's village",
          },
          HandAnswerReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { personId } = request.params;
      const answer = await asOfficer(deps, request, reply, "identity-check", async (tx) => {
        await requireRight(tx, "answer-identity");
        const key = request.headers["idempotency-key"];
        const today = todayOf(deps.clock());
        return await actOnce(
          tx,
          { key, request: ["answer-identity", personId, request.body] },
          () => giveAnswer(tx, { personId, draft: request.body, today, requestId: request.id }),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}
