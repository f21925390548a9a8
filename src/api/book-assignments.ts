import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import {
  AssignmentDraft,
  AssignmentEnd,
  AssignmentList,
  AssignmentReceipt,
  UnreachedDraft,
} from "#contract/book-assignments.ts";
import { commitmentTermsOn } from "#domain/commitment.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { type BookProblem, refuseBook } from "./book-refusals.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { placeOf } from "./family-place.ts";
import { asChosen, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";

type App = Parameters<RoutePlugin>[0];
const ASSIGNS = "assign-families within one's region, under the purpose service";

/** Whose families are whose: a regency's office divides villages and RTs among facilitators. */
export const bookAssignmentRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addAssign(root, deps);
  addEnd(root, deps);
  addUnreached(root, deps);
};

function addList(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/book/assignments",
    {
      schema: {
        ...describe(
          {
            id: "listAssignments",
            tag: "verification",
            summary: "Facilitators of my region with their villages and numbers of families",
            needs: "oversee-book within one's region, under the purpose service",
          },
          AssignmentList,
        ),
      },
    },
    async (request, reply) => {
      const today = todayOf(deps.clock());
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "oversee-book");
        return { ...(await readKeepers(tx)), atMost: commitmentTermsOn(today).mostFamilies };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

type KeeperRow = {
  readonly account_id: number;
  readonly username: string;
  readonly person_name: string;
  readonly village_no: number;
  readonly families: number;
  readonly since: PlainDate;
};

async function readKeepers(tx: Tx) {
  const rows = await tx.query<KeeperRow>("select *, since::text from dtsen.book_keepers()");
  const [may] = await tx.query<{ may: boolean }>("select dtsen.holds('assign-families') as may");
  return {
    items: rows.map(({ account_id, username, person_name, village_no, families, since }) => ({
      facilitator: String(account_id),
      username,
      name: person_name,
      place: placeOf(village_no),
      families,
      since,
    })),
    mayAssign: may?.may ?? false,
  };
}

function addAssign(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/book/assignments",
    {
      schema: {
        headers: KeyHeader,
        body: AssignmentDraft,
        ...describe(
          {
            id: "assignFamilies",
            tag: "verification",
            summary: "Give the recipients of PKH in a village, or one RT of it, to a facilitator",
            description:
              "From today, by a decree. A family has one facilitator at a time. Refused: facilitator-unfit, none-there, assigned-already, too-many.",
            needs: ASSIGNS,
          },
          AssignmentReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { username, village, rt, decree } = request.body;
      const today = todayOf(deps.clock());
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "assign-families");
        const ask = {
          key: request.headers["idempotency-key"],
          request: ["assignFamilies", request.body],
        };
        return await actOnce(tx, ask, async () => {
          const [row] = await tx.query<{ verdict: "assigned" | BookProblem; assigned: number }>(
            "select * from dtsen.assign_families($1, $2, $3, $4, $5, $6, $7)",
            [
              username,
              Number(village),
              rt ?? null,
              decree,
              commitmentTermsOn(today).mostFamilies,
              today,
              deps.clock().toISOString(),
            ],
          );
          if (row?.verdict !== "assigned") return refuseBook(row?.verdict ?? "not-found");
          await noteArea(tx, "assign-families", Number(village), row.assigned, request.id);
          return { families: row.assigned };
        });
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addEnd(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/book/assignments/end",
    {
      schema: {
        headers: KeyHeader,
        body: AssignmentEnd,
        ...describe(
          {
            id: "endAssignments",
            tag: "verification",
            summary:
              "Take a village, or one RT of it, from a facilitator; what she wrote stays with the families",
            needs: ASSIGNS,
          },
          AssignmentReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { username, village, rt } = request.body;
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "assign-families");
        const ask = {
          key: request.headers["idempotency-key"],
          request: ["endAssignments", request.body],
        };
        return await actOnce(tx, ask, async () => {
          const [row] = await tx.query<{ verdict: string; ended: number }>(
            "select * from dtsen.end_assignments($1, $2, $3, $4)",
            [username, Number(village), rt ?? null, todayOf(deps.clock())],
          );
          if (row?.verdict !== "ended") return refuseBook("not-found");
          await noteArea(tx, "end-assignments", Number(village), row.ended, request.id);
          return { families: row.ended };
        });
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addUnreached(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/book/unreached",
    {
      schema: {
        headers: KeyHeader,
        body: UnreachedDraft,
        ...describe(
          {
            id: "noteUnreached",
            tag: "verification",
            summary: "A village out of reach of a school or facility: nobody there is warned",
            needs: ASSIGNS,
          },
          AssignmentReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { village, commitment, decree } = request.body;
      const from = parsePlainDate(request.body.fromOn);
      const to = request.body.toOn === undefined ? undefined : parsePlainDate(request.body.toOn);
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "assign-families");
        if (!from.ok || to?.ok === false) return refuseWith("malformed-request");
        if (to !== undefined && to.value < from.value) return refuseBook("day-order");
        const ask = {
          key: request.headers["idempotency-key"],
          request: ["noteUnreached", request.body],
        };
        return await actOnce(tx, ask, async () => {
          const [row] = await tx.query<{ verdict: string }>(
            "select dtsen.note_unreached($1, $2, $3, $4, $5) as verdict",
            [Number(village), commitment, from.value, to?.value ?? null, decree],
          );
          if (row?.verdict !== "noted") return refuseBook("not-found");
          await noteArea(tx, "note-unreached", Number(village), 1, request.id);
          return { families: 0 };
        });
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function noteArea(
  tx: Tx,
  act: string,
  villageNo: number,
  rowCount: number,
  requestId: string,
): Promise<void> {
  await recordAct(tx, {
    act,
    by: ["assign-families"],
    fieldsClass: "work",
    subjectKind: "region",
    villageNo,
    rowCount,
    requestId,
  });
}
