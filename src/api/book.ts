import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import {
  Book,
  BookAsk,
  BookFamily,
  BookFamilyParams,
  BookKey,
  CheckDraft,
  CheckReceipt,
} from "#contract/book.ts";
import {
  COMMITMENT_RESULT_WORDS,
  type CommitmentResult,
  judgeCommitment,
} from "#domain/commitment.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import type { Tx } from "#store/transact.ts";
import { bookCard, componentsOn } from "./book-cards.ts";
import { readBookFamily } from "./book-family.ts";
import { refuseBook } from "./book-refusals.ts";
import { readBookRows } from "./book-rows.ts";
import { bookDays, noteBook, requireBook } from "./book-seat.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asChosen, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";

export const BOOK_NEEDS =
  "keep-book for families assigned to oneself, or oversee-book within one's region, under the purpose service";
type App = Parameters<RoutePlugin>[0];

/** The facilitator's book of PKH: whose components, which commitments, what changes, what was paid (decision 0069). */
export const bookRoutes: RoutePlugin = async (root, deps) => {
  addBook(root, deps);
  addFamily(root, deps);
  addCheck(root, deps);
};

function addBook(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/book",
    {
      schema: {
        querystring: BookAsk,
        ...describe(
          {
            id: "readBook",
            tag: "verification",
            summary: "A facilitator's families by component, with what asks for attention",
            description:
              "Whole, so that a phone filters and searches it by itself. Whoever oversees names the facilitator; without one the answer is empty.",
            needs: BOOK_NEEDS,
          },
          Book,
        ),
      },
    },
    async (request, reply) => {
      const days = bookDays(todayOf(deps.clock()));
      const answer = await asChosen(deps, request, reply, async (tx) => {
        const seat = await requireBook(tx);
        const own = seat.keeps ? await actingAccount(tx) : null;
        const account = seat.oversees ? (request.query.facilitator ?? own ?? "0") : own;
        const rows = await readBookRows(tx, { account }, days);
        await noteBook(
          tx,
          "read-book",
          rows.families.map(({ family_id, village_no }) => ({
            familyId: family_id,
            villageNo: village_no,
          })),
          request.id,
        );
        return writeBook(rows, days, seat.keeps && account === own);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

async function actingAccount(tx: Tx): Promise<string | null> {
  const [me] = await tx.query<{ account: string }>(
    "select dtsen.acting_account()::text as account",
  );
  return me?.account ?? null;
}

function writeBook(
  rows: Awaited<ReturnType<typeof readBookRows>>,
  days: ReturnType<typeof bookDays>,
  mayKeep: boolean,
): Book {
  const items = rows.families.map((family) => bookCard(family, rows, days));
  const { components, most, mostChildren, legalBasis } = componentsOn(days.today);
  const people = items.flatMap(({ members }) => members);
  return {
    asOf: days.today,
    phase: days.phase.code,
    nextPhase: days.next.code,
    nextPhaseFrom: days.next.from,
    mayKeep,
    items,
    components: components.map(({ id, name }) => ({
      code: id,
      words: { ...name },
      persons: people.filter(({ component }) => component.code === id).length,
    })),
    atMost: most,
    atMostChildren: mostChildren,
    legalBasis,
  };
}

function addFamily(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/book/families/:familyId",
    {
      schema: {
        params: BookFamilyParams,
        ...describe(
          {
            id: "readBookFamily",
            tag: "verification",
            summary: "One family of a book: commitments, warnings with what may be done, sessions",
            needs: BOOK_NEEDS,
          },
          BookFamily,
        ),
      },
    },
    async (request, reply) => {
      const days = bookDays(todayOf(deps.clock()));
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireBook(tx);
        const found = await readBookFamily(tx, Number(request.params.familyId), days);
        if (found === undefined) return refuseWith("not-found");
        const { family_id: familyId, village_no: villageNo } = found.family;
        await noteBook(tx, "read-book-family", [{ familyId, villageNo }], request.id);
        return found.sheet;
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addCheck(root: App, deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/book/families/:familyId/checks",
    {
      schema: {
        params: BookFamilyParams,
        headers: BookKey,
        body: CheckDraft,
        ...describe(
          {
            id: "recordCommitment",
            tag: "verification",
            summary: "One look at a member's commitment in a phase, by hand, with its source",
            description:
              "What it amounts to is reckoned by the threshold of the day; an excuse makes what was missed excused. The newest look of a phase stands. The same key acts once.",
            needs: "keep-book for families assigned to oneself, under the purpose service",
          },
          CheckReceipt,
        ),
      },
    },
    async (request, reply) => {
      const today = todayOf(deps.clock());
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "keep-book");
        const familyId = Number(request.params.familyId);
        const result = await recordCheck(tx, familyId, request.body, {
          clientId: request.headers["idempotency-key"],
          today,
          now: deps.clock(),
        });
        await noteBook(tx, "record-commitment", [await homeOf(tx, familyId)], request.id, [
          "keep-book",
        ]);
        return { result, words: { ...COMMITMENT_RESULT_WORDS[result] } };
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

type Asked = {
  readonly clientId: string;
  readonly today: ReturnType<typeof todayOf>;
  readonly now: Date;
};

async function recordCheck(
  tx: Tx,
  familyId: number,
  draft: CheckDraft,
  { clientId, today, now }: Asked,
): Promise<CommitmentResult> {
  const { personId, phase, commitment, due, done, excuse, source, expectedOn } = draft;
  if (commitment === "school" && done > due) return refuseBook("more-than-due");
  const expected = expectedOn === undefined ? undefined : parsePlainDate(expectedOn);
  if (expected?.ok === false) return refuseWith("malformed-request");
  const result = judgeCommitment({ commitment, due, done, excuse, on: today });
  const said = {
    family_id: familyId,
    person_id: Number(personId),
    phase,
    commitment,
    due,
    done,
    source,
    excuse: excuse ?? null,
    expected_on: expected?.value ?? null,
  };
  const [row] = await tx.query<{ verdict: "recorded" | "not-found" | "key-reused" }>(
    "select dtsen.record_book_check($1, $2, $3, $4, $5) as verdict",
    [clientId, JSON.stringify(said), result, today, now.toISOString()],
  );
  if (row?.verdict === "recorded") return result;
  return refuseBook(row?.verdict ?? "not-found");
}

/** Under which number and village a family of the book is noted. */
async function homeOf(tx: Tx, keptId: number) {
  const [row] = await tx.query<{ family_id: number; village_no: number }>(
    "select family_id, village_no from dtsen.book_families(null, $1)",
    [[keptId]],
  );
  return row === undefined
    ? refuseWith("not-found")
    : { familyId: row.family_id, villageNo: row.village_no };
}
