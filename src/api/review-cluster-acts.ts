import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { ClusterDecisionDraft, ClusterId, ClusterReceipt } from "#contract/review-quality.ts";
import { CLUSTER_PROBLEM_WORDS, type ClusterProblem } from "#domain/cluster-decision.ts";
import { say, type Words } from "#domain/words.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { describe } from "./routes-doc.ts";

/** Saying of a cluster's records that they are not its person, or that they are one. */
export function addClusterActs(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/identity-reviews/clusters/:clusterId/decisions",
    {
      schema: {
        headers: KeyHeader,
        params: Type.Object({ clusterId: ClusterId }),
        body: ClusterDecisionDraft,
        ...describe(
          {
            id: "decideReviewCluster",
            tag: "verification",
            summary: "Chosen records of a cluster are not its person, or are one person",
            description:
              "As many decisions as are needed and no more; where aid hangs on it a second person confirms each. Refused: not-a-choice, under-way, reason-missing.",
            needs: "review-pair under the purpose update, for the villages of all its records",
          },
          ClusterReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { clusterId } = request.params;
      const answer = await asOfficer(deps, request, reply, "update", async (tx) => {
        await requireRight(tx, "review-pair");
        const { verdict, members, reason } = request.body;
        const said = ["decide-cluster", clusterId, verdict, members, reason];
        const key = request.headers["idempotency-key"];
        return await actOnce(tx, { key, request: said }, () =>
          decide(tx, clusterId, request.body, request.id),
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

type Fate = { readonly fate: string; readonly decided: number; readonly waiting: number };
type Person = {
  readonly person_id: number | null;
  readonly family_id: number | null;
  readonly village_no: number;
};

/** The database decides whether it may be; the log has a row for everybody whose record was chosen. */
async function decide(
  tx: Tx,
  clusterId: string,
  { verdict, members, reason }: ClusterDecisionDraft,
  requestId: string,
): Promise<ClusterReceipt> {
  const [row] = await tx.query<Fate>("select * from dtsen.decide_cluster($1, $2, $3, $4)", [
    clusterId,
    members,
    verdict,
    reason,
  ]);
  const { fate, decided, waiting } = row ?? { fate: "not-found", decided: 0, waiting: 0 };
  if (fate === "not-found") return refuseWith("not-found");
  if (isProblem(fate)) return refuseWith(problemOf(fate));
  const people = await tx.query<Person>(
    `select distinct r.person_id, r.family_id, r.village_no from dtsen.review_record r
     where r.record_key = any ($1) or r.record_key = $2`,
    [members, clusterId],
  );
  for (const { person_id, family_id, village_no } of people) {
    await recordAct(tx, {
      act: "decide-cluster",
      subjectKind: "person",
      subjectId: person_id ?? undefined,
      familyId: family_id ?? undefined,
      villageNo: village_no,
      fieldsClass: "inquiry",
      requestId,
      by: ["review-pair"],
      detail: { cluster: clusterId, verdict, records: members.length, reason },
    });
  }
  return { decided, waiting, says: { ...sayReceipt(decided, waiting) } };
}

const isProblem = (fate: string): fate is ClusterProblem =>
  Object.hasOwn(CLUSTER_PROBLEM_WORDS, fate);

function problemOf(code: ClusterProblem) {
  const { words, remedy } = CLUSTER_PROBLEM_WORDS[code];
  const status = code === "under-way" ? 409 : 400;
  const entry = [status, "Telaah tidak dicatat", words.id, words.en, `${remedy.id} / ${remedy.en}`];
  return { code, entry: entry as [number, string, string, string, string] } as const;
}

function sayReceipt(decided: number, waiting: number): Words {
  const waits = say(` ${waiting} menunggu orang kedua.`, ` ${waiting} wait for a second person.`);
  const done = say(
    `${decided} keputusan dicatat; berlaku mulai versi berikutnya.`,
    `${decided} decisions recorded; they hold from the next version on.`,
  );
  return waiting === 0 ? done : say(`${done.id}${waits.id}`, `${done.en}${waits.en}`);
}
