import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { FamilyId } from "#contract/families.ts";
import { AsOfQuery, FamilyAsOf } from "#contract/family-as-of.ts";
import { PurposeHeader } from "#contract/purpose.ts";
import { AS_OF_PROBLEM_TERMS, type AsOfProblem, problemOfReason } from "#domain/as-of.ts";
import { askPast } from "#store/past-family.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { readMembers, readOutcomes } from "./family-rows.ts";
import { asChosen, refuseWith } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { type Found, openFamily } from "./open-family.ts";
import { composeAsOf, framed } from "./past-answer.ts";
import { findAsked } from "./past-question.ts";
import { type ProblemEntry, sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

/** What the register said about a family in a version, or on a day with what was known by then. */
export const familyAsOfRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const { response, ...doc } = describe(
    {
      id: "readFamilyAsOf",
      tag: "families",
      summary: "A family as of a version or a day",
      description:
        "By the rights of today. 202 with state reading while the lake worker fetches a version that the desk keeps no more: ask again.",
      needs: "read-family for the purpose of the header, within one's region",
    },
    FamilyAsOf,
  );
  app.get(
    "/api/v1/families/:familyId/as-of",
    {
      schema: {
        headers: PurposeHeader,
        params: Type.Object({ familyId: FamilyId }),
        querystring: AsOfQuery,
        ...doc,
        response: { ...response, 202: FamilyAsOf },
      },
    },
    async (request, reply) => {
      const { familyId } = request.params;
      const answer = await asChosen(deps, request, reply, async (tx) => {
        const found = await openFamily(tx, request, familyId, "read-past-family", request.query);
        return found && (await answerPast(deps, tx, found, request.query, request.id));
      });
      return answer.ok ? send(request, reply, answer.value) : reply;
    },
  );
};

type Refused = { readonly refused: AsOfProblem };

async function answerPast(
  deps: ServerDeps,
  tx: Tx,
  { family, seat }: Found,
  query: AsOfQuery,
  requestId: string,
): Promise<FamilyAsOf | Refused> {
  const now = deps.clock();
  const asked = await findAsked(tx, query, { today: todayOf(now), now });
  if (!asked.ok) return { refused: asked.problem };
  const { version } = asked.value;
  const past = await askPast(tx, {
    versionNo: version.version_no,
    familyId: family.family_id,
    requestId,
  });
  if (past === undefined) return refuseWith("not-found");
  if (past.state === "refused") return { refused: problemOfReason(past.reason) };
  if (past.state === "reading") return framed(asked.value, family.family_id, "reading");
  const members = await readMembers(tx, family);
  const ids = past.said.persons.flatMap(({ now_id }) => (now_id == null ? [] : [now_id]));
  const names = seat.sheet === "L2" ? new Map<number, string>() : await readNames(tx, ids, members);
  const outcomes = await readOutcomes(tx, family);
  const answer = composeAsOf(asked.value, past, {
    now: { family, members, outcomes, names },
    level: seat.sheet,
    knownBy: asked.value.knownBy,
  });
  return answer ?? { refused: "family-not-in-version" };
}

/** Of those who stand where the reader may read today, and of nobody else. */
async function readNames(
  tx: Tx,
  ids: readonly number[],
  members: readonly { readonly person_id: number; readonly name: string | null }[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await tx.query<{ person_id: number; name: string | null }>(
    "select person_id, name from dtsen.current_person where person_id = any ($1)",
    [ids],
  );
  return new Map(
    [...members, ...rows].flatMap(({ person_id, name }) =>
      name === null ? [] : [[person_id, name] as const],
    ),
  );
}

const STATUS = {
  "ask-one-thing": 400,
  "not-a-day": 400,
  "day-in-future": 400,
  "before-first-publication": 404,
  "version-unknown": 404,
  "version-never-in-force": 409,
  "family-not-in-version": 404,
  "version-files-gone": 410,
  "version-unreadable": 503,
  "too-many-waiting": 429,
} as const satisfies Record<AsOfProblem, number>;

function entryOf(problem: AsOfProblem): ProblemEntry {
  const { words, remedy } = AS_OF_PROBLEM_TERMS[problem];
  const mend = `${remedy.id} / ${remedy.en}`;
  return [STATUS[problem], "Tidak ada jawaban", words.id, words.en, mend];
}

function send(
  request: FastifyRequest,
  reply: FastifyReply,
  answer: FamilyAsOf | Refused | undefined,
): FastifyReply {
  if (answer === undefined) return sendProblem(request, reply, "not-found");
  if ("refused" in answer) {
    return sendProblem(request, reply, { code: answer.refused, entry: entryOf(answer.refused) });
  }
  return reply.code(answer.state === "reading" ? 202 : 200).send(answer);
}
