import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  ClaimDraft,
  Claims,
  PairId,
  ReviewFilter,
  ReviewPage,
  ReviewPair,
} from "#contract/identity-reviews.ts";
import { recordAct } from "#store/audit.ts";
import { type FieldKeys, openFieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { noteReviewed } from "./note-reviewed.ts";
import { todayOf } from "./office-day.ts";
import { villageRange } from "./region-code.ts";
import { addReviewActs } from "./review-acts.ts";
import { addClusterActs } from "./review-cluster-acts.ts";
import { addReviewClusters } from "./review-clusters.ts";
import { listReviews } from "./review-list.ts";
import { openPair } from "./review-pair.ts";
import { addReviewQuality } from "./review-quality.ts";
import { describe } from "./routes-doc.ts";

/** More are not counted for whoever takes the next pair: the figures tell all. */
const COUNTED_AT_MOST = 1000;
const NEEDS = "review-pair under the purpose update, for both records' villages";

/** Clerical review: two records side by side, and people say whether they are one person. */
export const identityReviewRoutes: RoutePlugin = async (root, deps) => {
  const keys = openFieldKeys(deps.settings.keyFolder);
  addClaims(root, deps);
  addReviewQuality(root, deps);
  addReviewClusters(root, deps, keys);
  addClusterActs(root, deps);
  addList(root, deps, keys);
  addPair(root, deps, keys);
  addReviewActs(root, deps);
};

function addClaims(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/identity-reviews/claims",
    {
      schema: {
        body: ClaimDraft,
        ...describe(
          {
            id: "claimReviewPairs",
            tag: "verification",
            summary: "The next pairs of the queue, kept for me for a limited time",
            description: "Pairs still held come first. Numbers only; read each pair by its number.",
            needs: NEEDS,
          },
          Claims,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, "update", async (tx) => {
        await requireRight(tx, "review-pair");
        return await claim(tx, request.body, request.id);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function claim(
  tx: Tx,
  { take, region = "", later = [] }: ClaimDraft,
  requestId: string,
): Promise<Claims> {
  const held = await tx.query<{ pair_id: number; until: Date }>(
    "select pair_id, until from dtsen.claim_pairs($1, $2, $3, $4)",
    [take, ...villageRange(region), later],
  );
  const [open] = await tx.query<{ unanswered: number }>(
    "select unanswered from dtsen.count_reviews($1, $2, 'open', $3)",
    [...villageRange(region), COUNTED_AT_MOST],
  );
  await recordAct(tx, {
    act: "claim-reviews",
    subjectKind: "none",
    fieldsClass: "work",
    rowCount: held.length,
    requestId,
    by: ["review-pair"],
  });
  return {
    items: held.map(({ pair_id, until }) => ({
      pairId: String(pair_id),
      until: until.toISOString(),
    })),
    waiting: Math.max(0, (open?.unanswered ?? 0) - held.length),
  };
}

function addList(root: Parameters<RoutePlugin>[0], deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/identity-reviews",
    {
      schema: {
        querystring: ReviewFilter,
        ...describe(
          {
            id: "listReviews",
            tag: "verification",
            summary:
              "Pairs of my region that I answered, that wait for somebody, or that are decided",
            needs: NEEDS,
          },
          ReviewPage,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, "update", async (tx) => {
        await requireRight(tx, "review-pair");
        const { page, people } = await listReviews(tx, keys, request.query);
        await noteReviewed(tx, people, { act: "list-reviews", requestId: request.id });
        return page;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addPair(root: Parameters<RoutePlugin>[0], deps: ServerDeps, keys: FieldKeys): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/identity-reviews/:pairId",
    {
      schema: {
        params: Type.Object({ pairId: PairId }),
        ...describe(
          {
            id: "readReviewPair",
            tag: "verification",
            summary:
              "Two records side by side, with families, history and the waterfall of weights",
            description: "Masked numbers. An audit row for everybody whom it names.",
            needs: NEEDS,
          },
          ReviewPair,
        ),
      },
    },
    async (request, reply) => {
      const { pairId } = request.params;
      const found = await asOfficer(deps, request, reply, "update", async (tx) => {
        await requireRight(tx, "review-pair");
        const opened = await openPair(tx, keys, pairId, todayOf(deps.clock()));
        if (opened === undefined) return refuseWith("not-found");
        await noteReviewed(tx, opened.people, {
          act: "read-review-pair",
          requestId: request.id,
          versionNo: opened.row.version_no,
          detail: { pair: pairId },
        });
        return opened.pair;
      });
      return found.ok ? reply.send(found.value) : reply;
    },
  );
}
