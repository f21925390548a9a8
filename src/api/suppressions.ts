import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  SuppressionDraft,
  SuppressionFilter,
  SuppressionId,
  SuppressionPage,
  SuppressionReceipt,
  SuppressionStepDraft,
} from "#contract/suppressions.ts";
import { say } from "#domain/words.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { sendRefusal } from "./protection-refusals.ts";
import { describe } from "./routes-doc.ts";
import { type FoundSuppressions, listSuppressions } from "./suppression-rows.ts";

const PURPOSE = "protection";
const OneSuppression = Type.Object({ suppressionId: SuppressionId });

/** Verdicts of the desk that mean it was done, in words. */
const DONE: Readonly<Record<string, ReturnType<typeof say>>> = {
  ordered: say("Disembunyikan mulai sekarang", "Hidden from now on"),
  kept: say("Tetap disembunyikan", "Stays hidden"),
  "release-asked": say("Menunggu orang kedua", "Waits for a second person"),
  released: say("Penyembunyian berakhir", "No longer hidden"),
};

type Outcome = { readonly verdict: string; readonly suppressionId: string };

/** Hiding people for safety: ordered by one person at once, ended by two. */
export const suppressionRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addOrder(root, deps);
  addStep(root, deps);
};

function addList(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/suppressions",
    {
      schema: {
        querystring: SuppressionFilter,
        ...describe(
          {
            id: "listSuppressions",
            tag: "protection",
            summary: "Who is hidden for safety in my region, the first to be looked at again first",
            description: "Why is told to whoever ordered it and to those who may end it.",
            needs: "order-suppression under the purpose protection",
          },
          SuppressionPage,
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "order-suppression");
        const list = await listSuppressions(tx, request.query);
        await noteList(tx, list, request.id);
        return list.page;
      });
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
}

/** One audit row for the list and one for each subject; class vault, which no relatives' officer reads. */
async function noteList(tx: Tx, { hits }: FoundSuppressions, requestId: string): Promise<void> {
  const by = ["order-suppression"] as const;
  const note = { act: "list-suppressions", by, fieldsClass: "vault", requestId };
  await recordAct(tx, { ...note, subjectKind: "none", rowCount: hits.length });
  for (const { unit, unitId, villageNo } of hits) {
    await recordAct(tx, { ...note, subjectKind: unit, subjectId: unitId, villageNo });
  }
}

function addOrder(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/suppressions",
    {
      schema: {
        headers: KeyHeader,
        body: SuppressionDraft,
        ...describe(
          {
            id: "orderSuppression",
            tag: "protection",
            summary: "Hide a person or family for safety, at once",
            description:
              "They disappear from lookups, lists, relatives' history, who-looked and exports, and stay hidden wherever they go.",
            needs: "order-suppression under the purpose protection",
          },
          SuppressionReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { unit, unitId, ground, basis, reference, reviewOn } = request.body;
      const ask = { key: request.headers["idempotency-key"], request: ["order", request.body] };
      const done = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, "order-suppression");
        return await once(tx, ask, async () => {
          const [row] = await tx.query<{ verdict: string; suppression_id: number | null }>(
            "select * from dtsen.order_suppression($1, $2, $3, $4, $5, $6)",
            [unit, unitId, ground, basis, reference, reviewOn],
          );
          return { verdict: row?.verdict ?? "", suppressionId: String(row?.suppression_id) };
        });
      });
      return done.ok ? sendOutcome(request, reply, done.value) : reply;
    },
  );
}

function addStep(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/suppressions/:suppressionId/steps",
    {
      schema: {
        headers: KeyHeader,
        params: OneSuppression,
        body: SuppressionStepDraft,
        ...describe(
          {
            id: "stepSuppression",
            tag: "protection",
            summary: "Keep somebody hidden until a next day, ask for the end, or end it",
            description: "Whoever asks for the end never ends it: two different people do.",
            needs:
              "order-suppression to keep and to ask, release-suppression to end, under the purpose protection",
          },
          SuppressionReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { body } = request;
      const { suppressionId } = request.params;
      const ask = { key: request.headers["idempotency-key"], request: [suppressionId, body] };
      const needed = body.step === "release" ? "release-suppression" : "order-suppression";
      const done = await asOfficer(deps, request, reply, PURPOSE, async (tx) => {
        await requireRight(tx, needed);
        return await once(tx, ask, async () => {
          const [row] = await tx.query<{ verdict: string }>(
            "select dtsen.step_suppression($1, $2, $3, $4) as verdict",
            [
              suppressionId,
              body.step,
              body.step === "keep" ? body.reviewOn : null,
              body.step === "ask-release" ? body.reason : null,
            ],
          );
          return { verdict: row?.verdict ?? "", suppressionId };
        });
      });
      return done.ok ? sendOutcome(request, reply, done.value) : reply;
    },
  );
}

type Ask = { readonly key: string; readonly request: readonly unknown[] };

const once = (tx: Tx, ask: Ask, act: () => Promise<Outcome>): Promise<Outcome> =>
  actOnce(tx, ask, act, ({ verdict }) => verdict in DONE);

function sendOutcome(
  request: Parameters<typeof sendRefusal>[0],
  reply: Parameters<typeof sendRefusal>[1],
  { verdict, suppressionId }: Outcome,
) {
  const words = DONE[verdict];
  return words === undefined
    ? sendRefusal(request, reply, verdict)
    : reply.send({ suppressionId, words: { ...words } });
}
