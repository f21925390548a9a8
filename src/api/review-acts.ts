import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type TSchema, Type } from "typebox";
import {
  PairId,
  ReviewAnswerDraft,
  ReviewConfirmationDraft,
  ReviewReceipt,
  ReviewUndoDraft,
} from "#contract/identity-reviews.ts";
import {
  REVIEW_PROBLEM_WORDS,
  REVIEW_REMEDIES,
  REVIEW_VERDICT_WORDS,
  type ReviewProblem,
} from "#domain/identity-review.ts";
import { say, type Words } from "#domain/words.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { describe } from "./routes-doc.ts";

type App = Parameters<RoutePlugin>[0];
type Verdict = ReviewReceipt["verdict"];

/** What one person did with a pair, ready for the database and for the log. */
type Act = {
  readonly pairId: string;
  readonly act: "answer-review" | "confirm-review" | "undo-review";
  readonly verdict: Verdict;
  readonly reason: string | undefined;
  readonly sql: string;
  readonly values: readonly unknown[];
};

/** Answering, confirming as the second person, and undoing. */
export function addReviewActs(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(`${ONE_PAIR}/answers`, { schema: ANSWER }, async (request, reply) => {
    const { verdict, reason, seconds } = request.body;
    const { pairId } = request.params;
    return await doOnce(deps, request, reply, "review-pair", {
      pairId,
      act: "answer-review",
      verdict,
      reason,
      sql: "select dtsen.answer_pair($1, $2, $3, $4) as fate",
      values: [pairId, verdict, reason ?? null, seconds ?? null],
    });
  });
  app.post(`${ONE_PAIR}/confirmation`, { schema: CONFIRM }, async (request, reply) => {
    const { answer: verdict, reason } = request.body;
    const { pairId } = request.params;
    return await doOnce(deps, request, reply, "settle-review", {
      pairId,
      act: "confirm-review",
      verdict,
      reason,
      sql: "select dtsen.confirm_pair($1, $2, $3) as fate",
      values: [pairId, verdict === "confirm", reason],
    });
  });
  app.post(`${ONE_PAIR}/undo`, { schema: UNDO }, async (request, reply) => {
    const { reason } = request.body;
    const { pairId } = request.params;
    return await doOnce(deps, request, reply, "review-pair", {
      pairId,
      act: "undo-review",
      verdict: "undo",
      reason,
      sql: "select dtsen.undo_pair($1, $2) as fate",
      values: [pairId, reason],
    });
  });
}

const ONE_PAIR = "/api/v1/identity-reviews/:pairId";

/** What every act on a pair is sent with, beside its own draft. */
const schemaOf = <Draft extends TSchema>(
  body: Draft,
  doc: Omit<Parameters<typeof describe>[0], "tag">,
) => ({
  headers: KeyHeader,
  params: Type.Object({ pairId: PairId }),
  body,
  ...describe({ tag: "verification", ...doc }, ReviewReceipt),
});

const ANSWER = schemaOf(ReviewAnswerDraft, {
  id: "answerReview",
  summary: "I say whether two records are one person",
  description:
    "Refused: claim-lapsed, reason-missing, answered-already, not-open. A decision follows once enough people have said the same.",
  needs: "review-pair under the purpose update; where answers differ, settle-review",
});

const CONFIRM = schemaOf(ReviewConfirmationDraft, {
  id: "confirmReview",
  summary: "The second person confirms or rejects a merge on which aid hangs, or its undoing",
  description: "Refused: same-person, not-waiting.",
  needs: "settle-review under the purpose update, for both records' villages",
});

const UNDO = schemaOf(ReviewUndoDraft, {
  id: "undoReview",
  summary: "Takes back my answer, or undoes the decision",
  description:
    "A merge on which aid hangs is undone by two people. Refused: nothing-to-undo, not-own.",
  needs: "review-pair under the purpose update; for others' decisions settle-review",
});

type ActRequest = FastifyRequest & { readonly headers: { readonly "idempotency-key": string } };

async function doOnce(
  deps: ServerDeps,
  request: ActRequest,
  reply: FastifyReply,
  right: string,
  act: Act,
): Promise<FastifyReply> {
  const key = request.headers["idempotency-key"];
  const answer = await asOfficer(deps, request, reply, "update", async (tx) => {
    await requireRight(tx, right);
    return await actOnce(tx, { key, request: [act.act, ...act.values] }, () =>
      doAct(tx, act, request.id),
    );
  });
  return answer.ok ? reply.send(answer.value) : reply;
}

/** The database decides whether it may be; what was said and why goes into the log, of both people. */
async function doAct(tx: Tx, act: Act, requestId: string): Promise<ReviewReceipt> {
  const [row] = await tx.query<{ fate: string }>(act.sql, act.values);
  const fate = row?.fate ?? "not-found";
  if (fate === "not-found") return refuseWith("not-found");
  if (isProblem(fate)) return refuseWith(problemOf(fate));
  const people = await tx.query<{ person: number | null; family: number | null; village: number }>(
    `select s.* from dtsen.review_pair p cross join lateral (values
       (p.record_person_id, p.record_family_id, p.record_village_no),
       (p.spine_person_id, p.spine_family_id, p.spine_village_no)) as s (person, family, village)
     where p.pair_id = $1`,
    [act.pairId],
  );
  for (const { person, family, village } of people) {
    await recordAct(tx, {
      act: act.act,
      subjectKind: "person",
      subjectId: person ?? undefined,
      familyId: family ?? undefined,
      villageNo: village,
      // What was said stays among those who check: another may still have to answer blindly.
      fieldsClass: "inquiry",
      requestId,
      by: ["review-pair", "settle-review"],
      detail: { pair: act.pairId, verdict: act.verdict, reason: act.reason ?? "" },
    });
  }
  const waits = fate === "waits";
  return { pairId: act.pairId, verdict: act.verdict, says: { ...sayFate(act, fate) }, waits };
}

const isProblem = (fate: string): fate is ReviewProblem =>
  Object.hasOwn(REVIEW_PROBLEM_WORDS, fate);

function problemOf(code: ReviewProblem) {
  const { id, en } = REVIEW_PROBLEM_WORDS[code];
  const remedy = REVIEW_REMEDIES[code];
  const status = code === "reason-missing" ? 400 : code === "not-own" ? 403 : 409;
  const title = "Telaah tidak dicatat";
  return { code, entry: [status, title, id, en, `${remedy.id} / ${remedy.en}`] } as const;
}

const FATES: Readonly<Record<string, Words>> = {
  confirmed: say("Dikukuhkan. Putusan tercatat.", "Confirmed. The decision is in the book."),
  rejected: say("Ditolak. Alasan Anda tercatat.", "Rejected. Your reason is kept."),
  withdrawn: say(
    "Jawaban Anda ditarik kembali. Pasangan terbuka lagi.",
    "Your answer is taken back. The pair is open again.",
  ),
  undone: say(
    "Putusan dibatalkan. Pasangan terbuka lagi.",
    "The decision is undone. The pair is open again.",
  ),
};

function sayFate({ act, verdict }: Act, fate: string): Words {
  const fixed = FATES[fate];
  if (fixed !== undefined) return fixed;
  if (act === "undo-review") {
    return say(
      "Pembatalan menunggu orang kedua; sampai itu putusan berlaku.",
      "The undoing waits for a second person; until then the decision stands.",
    );
  }
  const words =
    REVIEW_VERDICT_WORDS[verdict === "same" || verdict === "different" ? verdict : "unsure"];
  return fate === "waits"
    ? say(
        `Dicatat: ${words.id}. Berlaku setelah orang kedua mengatakan sama.`,
        `Noted: ${words.en}. It counts once a second person says the same.`,
      )
    : say(`Dicatat: ${words.id}.`, `Noted: ${words.en}.`);
}
