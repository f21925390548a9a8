import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { BookKey } from "#contract/book.ts";
import {
  GroupDraft,
  GroupParams,
  GroupReceipt,
  SessionBook,
  SessionDraft,
  SessionParams,
  SessionReceipt,
  SessionSheet,
  TickReceipt,
  Ticks,
} from "#contract/book-sessions.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { BOOK_NEEDS } from "./book.ts";
import { refuseBook } from "./book-refusals.ts";
import { noteBook, requireBook } from "./book-seat.ts";
import { listSessions, readSession } from "./book-session-rows.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asChosen, refuseWith, requireRight } from "./guard.ts";
import { describe } from "./routes-doc.ts";

type App = Parameters<RoutePlugin>[0];
const KEEPS = "keep-book, one's own groups and families, under the purpose service";

/** Family development sessions (P2K2): groups, dates, modules, and who came. Absence is held against nobody. */
export const bookSessionRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addOne(root, deps);
  addGroup(root, deps);
  addSession(root, deps);
  addTicks(root, deps);
};

function addList(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/book/sessions",
    {
      schema: {
        ...describe(
          {
            id: "listSessions",
            tag: "verification",
            summary: "Groups and their sessions, newest first",
            needs: BOOK_NEEDS,
          },
          SessionBook,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asChosen(deps, request, reply, async (tx) => {
        const seat = await requireBook(tx);
        const groups = await listSessions(tx);
        await noteWork(tx, "list-sessions", request.id, groups.length);
        return { mayKeep: seat.keeps, groups };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addOne(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/book/sessions/:sessionNo",
    {
      schema: {
        params: SessionParams,
        ...describe(
          {
            id: "readSession",
            tag: "verification",
            summary: "One session: its families and who came",
            needs: BOOK_NEEDS,
          },
          SessionSheet,
        ),
      },
    },
    async (request, reply) => {
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireBook(tx);
        const found = await readSession(tx, Number(request.params.sessionNo));
        if (found === undefined) return refuseWith("not-found");
        await noteBook(tx, "read-session", found.shown, request.id);
        return found.sheet;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addGroup(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/book/groups",
    {
      schema: {
        headers: BookKey,
        body: GroupDraft,
        ...describe(
          {
            id: "makeGroup",
            tag: "verification",
            summary: "A group of one's own families for sessions",
            description: "The same key is the same group.",
            needs: KEEPS,
          },
          GroupReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { name, families } = request.body;
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "keep-book");
        const [row] = await tx.query<{ verdict: string; group_number: number | null }>(
          "select * from dtsen.make_book_group($1, $2, $3, $4)",
          [
            request.headers["idempotency-key"],
            name,
            families.map(Number),
            deps.clock().toISOString(),
          ],
        );
        if (row?.verdict !== "made")
          return refuseBook(row?.verdict === "key-reused" ? "key-reused" : "not-found");
        await noteWork(tx, "make-group", request.id, families.length);
        return { groupNo: String(row.group_number) };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addSession(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/book/groups/:groupNo/sessions",
    {
      schema: {
        params: GroupParams,
        headers: BookKey,
        body: SessionDraft,
        ...describe(
          {
            id: "planSession",
            tag: "verification",
            summary: "A session of one's own group: day, hour, place and module",
            description: "The same key is the same session.",
            needs: KEEPS,
          },
          SessionReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { heldOn, startsAt, module, place } = request.body;
      const day = parsePlainDate(heldOn);
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "keep-book");
        if (!day.ok) return refuseWith("malformed-request");
        const said = { held_on: day.value, starts_at: startsAt, module, place };
        const [row] = await tx.query<{ verdict: string; session_number: number | null }>(
          "select * from dtsen.plan_book_session($1, $2, $3, $4)",
          [
            request.headers["idempotency-key"],
            Number(request.params.groupNo),
            JSON.stringify(said),
            deps.clock().toISOString(),
          ],
        );
        if (row?.verdict !== "planned")
          return refuseBook(row?.verdict === "key-reused" ? "key-reused" : "not-found");
        await noteWork(tx, "plan-session", request.id, 1);
        return { sessionNo: String(row.session_number) };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addTicks(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/book/sessions/:sessionNo/ticks",
    {
      schema: {
        params: SessionParams,
        body: Ticks,
        ...describe(
          {
            id: "tickAttendance",
            tag: "verification",
            summary: "Who came, tick by tick as a phone kept them",
            description:
              "Each tick carries an id made on the phone; the same id again acts once. The newest tick stands.",
            needs: KEEPS,
          },
          TickReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { ticks } = request.body;
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "keep-book");
        const [row] = await tx.query<{ taken: number | null }>(
          "select dtsen.tick_attendance($1, $2, $3) as taken",
          [Number(request.params.sessionNo), JSON.stringify(ticks), deps.clock().toISOString()],
        );
        const taken = row?.taken ?? undefined;
        if (taken === undefined) return refuseBook("not-found");
        await noteWork(tx, "tick-attendance", request.id, taken);
        return { taken, known: ticks.length - taken };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function noteWork(tx: Tx, act: string, requestId: string, rowCount: number): Promise<void> {
  await recordAct(tx, {
    act,
    by: ["keep-book", "oversee-book"],
    fieldsClass: "work",
    subjectKind: "none",
    rowCount,
    requestId,
  });
}
