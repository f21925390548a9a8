import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  UnidentifiedDraft,
  UnidentifiedFilter,
  UnidentifiedId,
  UnidentifiedPage,
  UnidentifiedReceipt,
  UnidentifiedStep,
} from "#contract/unidentified.ts";
import { recordAct } from "#store/audit.ts";
import { type FieldKeys, openFieldKeys } from "#store/field-cipher.ts";
import { KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";
import { readSeat } from "./seat.ts";
import { followPerson, registerPerson, requireEither } from "./unidentified-acts.ts";
import { listUnidentified } from "./unidentified-rows.ts";

/** The one purpose under which this register is read and written. */
const PURPOSE = "verification";
const OneRecord = Type.Object({ unidentifiedId: UnidentifiedId });

/** The register of persons without NIK or KK: who waits, who was met, what happened next. */
export const unidentifiedRoutes: RoutePlugin = async (root, deps) => {
  const keys = openFieldKeys(deps.settings.keyFolder);
  addList(root, deps);
  addRegister(root, deps);
  addFollow(root, deps, keys);
};

function addList(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/unidentified-persons",
    {
      schema: {
        querystring: UnidentifiedFilter,
        ...describe(
          {
            id: "listUnidentified",
            tag: "verification",
            summary: "Persons without NIK or KK of my region, whose clock ends first",
            needs: "read-family and record- or refer-unidentified under the purpose verification",
          },
          UnidentifiedPage,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-family");
        await requireEither(tx);
        const found = await listUnidentified(tx, request.query, todayOf(deps.clock()));
        const note = { act: "list-unidentified", fieldsClass: "work", requestId: request.id };
        const seat = await readSeat(
          tx,
          found.hits.map(({ villageNo }) => villageNo),
        );
        await recordAct(tx, {
          ...note,
          by: seat,
          subjectKind: "none",
          rowCount: found.hits.length,
        });
        for (const { unidentifiedId, villageNo } of found.hits) {
          const detail = { unidentified: unidentifiedId };
          await recordAct(tx, { ...note, by: seat, subjectKind: "person", villageNo, detail });
        }
        return found.page;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addRegister(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/unidentified-persons",
    {
      schema: {
        headers: KeyHeader,
        body: UnidentifiedDraft,
        ...describe(
          {
            id: "registerUnidentified",
            tag: "verification",
            summary: "Register somebody who has no NIK or KK",
            description: "Nothing is invented: what is not known is left out.",
            needs: "read-family and record-unidentified under the purpose verification",
          },
          UnidentifiedReceipt,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(
        deps,
        request,
        reply,
        PURPOSE,
        async (tx) =>
          await registerPerson(tx, {
            draft: request.body,
            key: request.headers["idempotency-key"],
            today: todayOf(deps.clock()),
          }),
      );
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addFollow(root: Parameters<RoutePlugin>[0], deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/unidentified-persons/:unidentifiedId/events",
    {
      schema: {
        headers: KeyHeader,
        params: OneRecord,
        body: UnidentifiedStep,
        ...describe(
          {
            id: "followUnidentified",
            tag: "verification",
            summary: "Note, refer, remind, promote on a NIK, or close with a reason",
            description:
              "A referral starts a clock of 14 days; a reminder starts it again. History is only added to.",
            needs:
              "refer-unidentified under the purpose verification; a note also with record-unidentified",
          },
          UnidentifiedReceipt,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(
        deps,
        request,
        reply,
        PURPOSE,
        async (tx) =>
          await followPerson(tx, keys, {
            unidentifiedId: request.params.unidentifiedId,
            step: request.body,
            key: request.headers["idempotency-key"],
            today: todayOf(deps.clock()),
          }),
      );
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}
