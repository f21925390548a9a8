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
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import type { RegionCode } from "#domain/region-code.ts";
import { villageRange } from "#domain/region-code.ts";
import {
  readVervalState,
  VERVAL_EFFECTS,
  VERVAL_PROBLEM_WORDS,
  VERVAL_STATE_WORDS,
  type VervalEffect,
  type VervalProblem,
  vervalCode,
} from "#domain/verval.ts";
import { VERVAL_REASON_TERMS, VERVAL_REASONS } from "#domain/verval-reason.ts";
import { say } from "#domain/words.ts";
import { findVillage } from "#regions/place.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { answerVerval, confirmVerval, openVerval } from "#verification/verval-book.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { refuseCase } from "./case-refusals.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { refuseRecord } from "./finding-acts.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";
import { listRounds, listVervalRows, listVervalVillages, nextOf } from "./verval-rows.ts";
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
        open(tx, body, deps.clock(), request.id),
      );
    });
    return answer.ok ? reply.send(answer.value) : reply;
  });
}

async function open(
  tx: Tx,
  { program, region, dueOn, legalBasis }: VervalDraft,
  now: Date,
  requestId: string,
): Promise<VervalReceipt> {
  const opened = await openVerval(tx, {
    ...{
      program,
      region,
      legalBasis,
      dueOn: dayOf(dueOn),
      villages: villageRange(region as RegionCode),
    },
    ...{ today: todayOf(now), now: now.toISOString() },
  });
  if (!opened.ok) return refuseVerval(opened.problem);
  const { roundNo, listed } = opened.value;
  await recordAct(tx, {
    ...{ act: "open-verval", by: ["open-verval"] as const, subjectKind: "none" as const },
    ...{ fieldsClass: "work", requestId, rowCount: listed, detail: { round: roundNo, program } },
  });
  return { roundNo: String(roundNo), listed, words: { ...OPENED } };
}
const OPENED = say("daftar dibuka; desa dapat mulai", "the list is open; villages may begin");

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
          sayOne(tx, params, body, { now: deps.clock(), requestId: request.id }),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function sayOne(
  tx: Tx,
  { roundNo, familyId }: { readonly roundNo: string; readonly familyId: string },
  { reason, seenOn, personId, movedTo, offeredOn, note }: VervalAnswerDraft,
  { now, requestId }: { readonly now: Date; readonly requestId: string },
): Promise<VervalAnswerReceipt> {
  if (movedTo !== undefined && findVillage(movedTo) === undefined)
    return refuseVerval("village-missing");
  const said = {
    ...{ reason, seenOn: dayOf(seenOn), note },
    personId: personId === undefined ? undefined : Number(personId),
    movedTo: movedTo === undefined ? undefined : Number(movedTo),
    offeredOn: offeredOn === undefined ? undefined : dayOf(offeredOn),
  };
  const at = { today: todayOf(now), now: now.toISOString() };
  const done = await answerVerval(tx, [Number(roundNo), Number(familyId)], said, at);
  if (!done.ok) {
    if (done.problem === "not-found") return refuseWith("not-found");
    return isVervalProblem(done.problem) ? refuseVerval(done.problem) : refuseRecord(done.problem);
  }
  await recordAct(tx, {
    ...{ act: "answer-verval", by: ["record-finding"] as const, subjectKind: "family" as const },
    ...{ subjectId: Number(familyId), fieldsClass: "work", requestId },
    detail: { round: Number(roundNo), reason },
  });
  const state = readVervalState({ reason, isConfirmed: false, isRefused: false });
  const next = nextOf(reason);
  return {
    ...{ familyId, state, words: { ...VERVAL_STATE_WORDS[state] } },
    ...(next === undefined ? {} : { next: { ...next } }),
  };
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

/** The schema has seen that it is a day of the calendar's form. */
function dayOf(text: string): PlainDate {
  const day = parsePlainDate(text);
  return day.ok ? day.value : refuseWith("malformed-request");
}

const isVervalProblem = (problem: string): problem is VervalProblem =>
  Object.hasOwn(VERVAL_PROBLEM_WORDS, problem);

const REMEDY = say("Perbaiki, lalu kirim lagi.", "Mend it and send again.");
const STANDS: readonly VervalProblem[] = ["same-day", "waits-for-second", "round-open"];

function refuseVerval(problem: VervalProblem): never {
  return refuseCase(
    problem,
    STANDS.includes(problem) ? 409 : 400,
    VERVAL_PROBLEM_WORDS[problem],
    REMEDY,
  );
}
