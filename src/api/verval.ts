import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { FamilyId } from "#contract/families.ts";
import {
  RoundNo,
  VervalAnswerDraft,
  VervalAnswerReceipt,
  VervalConfirmation,
  VervalConfirmed,
  VervalDraft,
  VervalFilter,
  VervalPage,
  VervalReceipt,
  VervalRounds,
  VervalVillages,
} from "#contract/verval.ts";
import { VERVAL_EFFECTS, type VervalEffect, vervalCode } from "#domain/verval.ts";
import { VERVAL_REASON_TERMS, VERVAL_REASONS } from "#domain/verval-reason.ts";
import { say } from "#domain/words.ts";
import { recordAct } from "#store/audit.ts";
import { confirmVerval } from "#verification/verval-book.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";
import { answerName, openRound } from "./verval-acts.ts";
import { listRounds, listVervalRows, listVervalVillages } from "./verval-rows.ts";
import { noteFamilies } from "./work-subject.ts";

const PURPOSE = "verification";
const OneRound = Type.Object({ roundNo: RoundNo });
const OneName = Type.Object({ roundNo: RoundNo, familyId: FamilyId });
type App = Parameters<RoutePlugin>[0];
const about = (id: string, summary: string, needs: string) =>
  ({ id, tag: "verification", summary, needs: `${needs} under the purpose verification` }) as const;

/** Verval of recipient lists: opened by the social office, answered by the village name by name, confirmed by a second person. */
export const vervalRoutes: RoutePlugin = async (root, deps) => {
  addRounds(root, deps);
  addOpen(root, deps);
  addVillages(root, deps);
  addRows(root, deps);
  addAnswer(root, deps);
  addConfirm(root, deps);
};

function addRounds(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = about(
    "listVervalRounds",
    "Lists to be looked at in my region, and by which words",
    "read-verval",
  );
  app.get(
    "/api/v1/verval-rounds",
    { schema: describe(doc, VervalRounds) },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "read-verval");
        const items = await listRounds(tx, todayOf(deps.clock()));
        await recordAct(tx, {
          ...{ act: "list-verval", by: ["read-verval"] as const, subjectKind: "none" as const },
          ...{ fieldsClass: "work", requestId: request.id, rowCount: items.length },
        });
        return { items, reasons: REASONS.map((one) => ({ ...one, words: { ...one.words } })) };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

const needsOf = (effect: VervalEffect): "nothing" | "person" | "village" | "appointment" => {
  if (effect.kind === "attempt") return "appointment";
  if (effect.kind !== "finding") return "nothing";
  if (effect.unit === "person") return "person";
  return effect.finding === "moved" ? "village" : "nothing";
};
const REASONS = VERVAL_REASONS.map((reason) => ({
  reason,
  code: vervalCode(reason),
  words: VERVAL_REASON_TERMS[reason].words,
  needs: needsOf(VERVAL_EFFECTS[reason]),
}));

function addOpen(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about("openVervalRound", "Have a list of recipients looked at until a day", "open-verval"),
    description: `Whoever receives now is listed. Refused: ${["outside-region", "round-open", "nobody-listed", "day-past"].join(", ")}.`,
  };
  const schema = { headers: KeyHeader, body: VervalDraft, ...describe(doc, VervalReceipt) };
  app.post("/api/v1/verval-rounds", { schema }, async (request, reply) => {
    const { body } = request;
    const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
      await requireRight(tx, "open-verval");
      const key = request.headers["idempotency-key"];
      return await actOnce(tx, { key, request: ["open-verval", body] }, () =>
        openRound(tx, body, deps.clock(), request.id),
      );
    });
    return answer.ok ? reply.send(answer.value) : reply;
  });
}

function addVillages(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = about("listVervalVillages", "How far each village of a list is", "read-verval");
  const schema = { params: OneRound, ...describe(doc, VervalVillages) };
  app.get("/api/v1/verval-rounds/:roundNo/villages", { schema }, async (request, reply) => {
    const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
      await requireRight(tx, "read-verval");
      return await listVervalVillages(tx, request.params.roundNo);
    });
    return answer.ok ? reply.send(answer.value) : reply;
  });
}

function addRows(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = about(
    "listVervalRows",
    "Names of a list: where each stands, and what I may say",
    "read-verval",
  );
  const schema = { params: OneRound, querystring: VervalFilter, ...describe(doc, VervalPage) };
  app.get("/api/v1/verval-rounds/:roundNo/rows", { schema }, async (request, reply) => {
    const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
      await requireRight(tx, "read-verval");
      const { page, hits } = await listVervalRows(tx, request.params.roundNo, request.query);
      await noteFamilies(tx, { act: "list-verval", requestId: request.id }, hits);
      return page;
    });
    return answer.ok ? reply.send(answer.value) : reply;
  });
}

function addAnswer(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about("answerVervalRow", "Say what was found of one name", "record-finding"),
    description:
      "A finding waits for a second person. Not being met is dated, with a day offered, and removes nobody. The same key twice acts once.",
  };
  const schema = { headers: KeyHeader, params: OneName, body: VervalAnswerDraft };
  app.post(
    "/api/v1/verval-rounds/:roundNo/rows/:familyId/answers",
    { schema: { ...schema, ...describe(doc, VervalAnswerReceipt) } },
    async (request, reply) => {
      const { body, params } = request;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "record-finding");
        const key = request.headers["idempotency-key"];
        return await actOnce(tx, { key, request: ["answer-verval", params, body] }, () =>
          answerName(tx, params, body, { now: deps.clock(), requestId: request.id }),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addConfirm(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    ...about(
      "confirmVervalRows",
      "Confirm names of one reason, as the second person",
      "confirm-finding",
    ),
    description: "Each that may not be confirmed stays as it was, with the reason why.",
  };
  const schema = { headers: KeyHeader, params: OneRound, body: VervalConfirmation };
  app.post(
    "/api/v1/verval-rounds/:roundNo/confirmations",
    { schema: { ...schema, ...describe(doc, VervalConfirmed) } },
    async (request, reply) => {
      const { body, params } = request;
      const answer = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "confirm-finding");
        const key = request.headers["idempotency-key"];
        return await actOnce(tx, { key, request: ["confirm-verval", params, body] }, async () => {
          const families = body.families.map(Number);
          const round = Number(params.roundNo);
          const { confirmed, left } = await confirmVerval(
            tx,
            round,
            body.reason,
            families,
            NOT_HERE,
          );
          return {
            confirmed: confirmed.map(String),
            left: left.map(({ familyId, why }) => ({
              familyId: String(familyId),
              why: { ...why },
            })),
          };
        });
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}
const NOT_HERE = say(
  "Nama ini tidak menunggu pengesahan dengan alasan itu.",
  "This name does not wait for a confirmation of that reason.",
);
