import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { BookFamilyParams, BookKey } from "#contract/book.ts";
import {
  WarningList,
  WarningOpen,
  WarningParams,
  WarningReceipt,
  WarningStep,
} from "#contract/book-warnings.ts";
import { type PlainDate, parsePlainDate } from "#domain/plain-date.ts";
import type { Result } from "#domain/result.ts";
import type { WarningStanding } from "#domain/warning.ts";
import { WARNING_STATE_WORDS } from "#domain/warning-terms.ts";
import type { Tx } from "#store/transact.ts";
import {
  readWarningBooks,
  stepWarning,
  type WarningStepProblem,
} from "#verification/warning-book.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import { BOOK_NEEDS } from "./book.ts";
import { readReader, writeWarning } from "./book-family.ts";
import { refuseBook } from "./book-refusals.ts";
import { type BookFamilyRow, readBookRows } from "./book-rows.ts";
import { bookDays, noteBook, requireBook } from "./book-seat.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { placeOf } from "./family-place.ts";
import { asChosen, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";

type App = Parameters<RoutePlugin>[0];

/** Warnings about commitments: rung by rung, with an answer heard before anything has effect. */
export const bookWarningRoutes: RoutePlugin = async (root, deps) => {
  addList(root, deps);
  addOpen(root, deps);
  addStep(root, deps);
};

/** Where money waits for a second person's word. */
const WAIT_FOR_SECOND = ["proposed", "proposed-heard", "announced-heard"];

function addList(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/book/warnings",
    {
      schema: {
        ...describe(
          {
            id: "listWarnings",
            tag: "verification",
            summary:
              "Suspensions that wait for a second person, and answers that wait for a word on money",
            needs: BOOK_NEEDS,
          },
          WarningList,
        ),
      },
    },
    async (request, reply) => {
      const days = bookDays(todayOf(deps.clock()));
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireBook(tx);
        const books = await readWarningBooks(tx, { states: WAIT_FOR_SECOND });
        const items: WarningList["items"] = [];
        for (const book of books.slice(0, 50)) {
          const rows = await readBookRows(tx, { account: null, keptId: book.familyId }, days);
          const [family] = rows.families;
          if (family === undefined) continue;
          const names = rows.people.get(family.family_id) ?? [];
          const nameOf = (id: number) =>
            names.find(({ person_id }) => person_id === id)?.name ?? "–";
          const reader = await readReader(tx, family);
          items.push({
            ...(await writeWarning(tx, book, nameOf, reader, family, days.today)),
            familyId: String(book.familyId),
            headName: family.head_name ?? "–",
            place: placeOf(family.village_no),
          });
          await noteBook(tx, "read-book-family", [noted(family)], request.id);
        }
        return { items };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

const noted = ({ family_id, village_no }: BookFamilyRow) => ({
  familyId: family_id,
  villageNo: village_no,
});

function addOpen(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/book/families/:familyId/warnings",
    {
      schema: {
        params: BookFamilyParams,
        headers: BookKey,
        body: WarningOpen,
        ...describe(
          {
            id: "openWarning",
            tag: "verification",
            summary: "The first letter about a commitment that a check says is not met",
            description:
              "Refused: no-failed-check, out-of-reach, open-already. No warning ends a membership. The same key is the same warning.",
            needs: "keep-book for families assigned to oneself, under the purpose service",
          },
          WarningReceipt,
        ),
      },
    },
    async (request, reply) => {
      const { personId, commitment, letter, letterOn } = request.body;
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "keep-book");
        const familyId = Number(request.params.familyId);
        const family = await familyOf(tx, familyId, deps);
        const today = todayOf(deps.clock());
        const target = {
          clientId: request.headers["idempotency-key"],
          familyId,
          personId: Number(personId),
          commitment,
        };
        const draft = {
          act: "send-first",
          letter,
          letterOn: dayOf(letterOn),
          today,
          now: deps.clock(),
        } as const;
        const done = await stepWarning(tx, target, family.domicile_village_no, draft);
        await noteBook(tx, "open-warning", [noted(family)], request.id, ["keep-book"]);
        return receiptOf(done);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addStep(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/book/warnings/:warningNo/steps",
    {
      schema: {
        params: WarningParams,
        headers: KeyHeader,
        body: WarningStep,
        ...describe(
          {
            id: "stepWarning",
            tag: "verification",
            summary:
              "One act in a warning: second letter, proposal, a second person's word, an answer",
            description:
              "What touches money takes another person than who proposed it. Refused: not-now, still-answering, no-failed-check, out-of-reach, same-person, letter-missing and others.",
            needs:
              "keep-book for families assigned to oneself, or confirm-sanction within one's region",
          },
          WarningReceipt,
        ),
      },
    },
    async (request, reply) => {
      const warningNo = Number(request.params.warningNo);
      const { act, reason, letter, letterOn } = request.body;
      const key = request.headers["idempotency-key"];
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireBook(tx);
        return await actOnce(
          tx,
          { key, request: ["stepWarning", warningNo, request.body] },
          async () => {
            const [book] = await readWarningBooks(tx, { warningNo });
            if (book === undefined) return refuseWith("not-found");
            const family = await familyOf(tx, book.familyId, deps);
            const said = {
              act,
              reason,
              letter,
              letterOn: letterOn === undefined ? undefined : dayOf(letterOn),
              today: todayOf(deps.clock()),
              now: deps.clock(),
            };
            const done = await stepWarning(tx, { warningNo }, family.domicile_village_no, said);
            await noteBook(tx, "step-warning", [noted(family)], request.id);
            return receiptOf(done);
          },
        );
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function familyOf(tx: Tx, keptId: number, deps: ServerDeps): Promise<BookFamilyRow> {
  const rows = await readBookRows(tx, { account: null, keptId }, bookDays(todayOf(deps.clock())));
  return rows.families[0] ?? refuseWith("not-found");
}

function dayOf(text: string): PlainDate {
  const day = parsePlainDate(text);
  return day.ok ? day.value : refuseWith("malformed-request");
}

function receiptOf(
  done: Result<WarningStanding & { readonly warningNo: number }, WarningStepProblem>,
): WarningReceipt {
  if (!done.ok) return refuseBook(done.problem);
  const { warningNo, state, answerUntil, suspends } = done.value;
  return {
    warningNo: String(warningNo),
    state,
    words: { ...WARNING_STATE_WORDS[state] },
    ...(answerUntil === undefined ? {} : { answerUntil }),
    ...(suspends === undefined ? {} : { suspends: suspends.code }),
  };
}
