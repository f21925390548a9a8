import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  ProgramRule,
  RuleAnswerDraft,
  RuleAnswered,
  RuleDraftDraft,
  RuleProposed,
} from "#contract/rule-drafts.ts";
import { mayGiveReason } from "#domain/quality-gate.ts";
import { RULE_DRAFT_PROBLEM_WORDS, type RuleDraftProblem } from "#domain/rule-draft.ts";
import { readProgramBook } from "#programs/program-book.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import type { Tx } from "#store/transact.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { type ProblemEntry, sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";
import { countRule } from "./rule-counts.ts";
import { readRule } from "./rule-draft-rows.ts";
import {
  addTryingRule,
  draftHere,
  linesOf,
  type Mistakes,
  NEEDS,
  ProgramId,
} from "./rule-preview.ts";

const closed = { additionalProperties: false } as const;
const DraftNo = Type.Object({ number: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

/** A program's rule: read as it may be edited, tried, proposed by one person, put into force by another. */
export const ruleDraftRoutes: RoutePlugin = async (root, deps) => {
  addReading(root, deps);
  addTryingRule(root, deps);
  addProposing(root, deps);
  addAnswering(root, deps);
};

function addReading(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/programs/:id/rule",
    {
      schema: {
        params: ProgramId,
        querystring: Type.Object({ on: Type.Optional(Type.String({ format: "date" })) }, closed),
        ...describe(
          {
            id: "readProgramRule",
            tag: "programs",
            summary: "A program's rule as it may be edited, and everything that was proposed of it",
            needs: "read-figures under the purpose worklist",
          },
          ProgramRule,
        ),
      },
    },
    async (request, reply) => {
      const asked = { id: request.params.id, on: request.query.on, today: todayOf(deps.clock()) };
      const found = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-figures");
        return await readRule(tx, await readProgramBook(tx), asked);
      });
      if (!found.ok) return reply;
      if (found.value === undefined) return sendProblem(request, reply, "not-found");
      return sendTagged(request, reply, found.value);
    },
  );
}

type Proposed =
  | { readonly verdict: string; readonly made: number | null }
  | { readonly mistakes: Mistakes };

async function propose(
  tx: Tx,
  id: string,
  body: RuleDraftDraft,
  { today, requestId }: { readonly today: string; readonly requestId: string },
): Promise<Proposed> {
  const drafted = await draftHere(tx, id, body, today);
  if (drafted === undefined) return { verdict: "program-unknown", made: null };
  if (!drafted.ok) return { mistakes: drafted.mistakes };
  const { change, before, after } = drafted.value;
  const ids = [before, after].map((program) => rulesetOn(program, change.validFrom).id);
  const counted = await countRule(tx, drafted.value, body.edits);
  const [row] = await tx.query<{ verdict: string; made: number | null }>(
    "select verdict, made from dtsen.propose_rule_here($1, $2, $3, $4, $5, $6, $7, $8)",
    [
      id,
      JSON.stringify(body.basis),
      JSON.stringify(body.edits),
      JSON.stringify(change),
      JSON.stringify(linesOf(drafted.value)),
      ids,
      counted === undefined ? null : JSON.stringify(counted),
      requestId,
    ],
  );
  return row ?? { verdict: "", made: null };
}

function addProposing(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/programs/:id/rule/drafts",
    {
      schema: {
        headers: KeyHeader,
        params: ProgramId,
        body: RuleDraftDraft,
        ...describe(
          {
            id: "proposeRule",
            tag: "programs",
            summary: "Propose a program's rule from a day on, with the act it rests on",
            description: "Another account that determines the program puts it into force.",
            needs: NEEDS,
          },
          RuleProposed,
        ),
      },
    },
    async (request, reply) => {
      const { id } = request.params;
      const context = { today: todayOf(deps.clock()), requestId: request.id };
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["propose-rule", id, request.body],
      };
      const done = await asOfficer(deps, request, reply, "program-determination", async (tx) => {
        await requireRight(tx, "issue-decree");
        return await actOnce(
          tx,
          ask,
          () => propose(tx, id, request.body, context),
          (answer) => "verdict" in answer && answer.verdict === "proposed",
        );
      });
      if (!done.ok) return reply;
      const answer = done.value;
      if ("mistakes" in answer) return sendProblem(request, reply, mistakeOf(answer.mistakes));
      if (answer.verdict === "proposed") return reply.send({ number: Number(answer.made) });
      return sendProblem(request, reply, refusalOf(answer.verdict, "Belum diusulkan"));
    },
  );
}

function addAnswering(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/rule-drafts/:number/answers",
    {
      schema: {
        headers: KeyHeader,
        params: DraftNo,
        body: RuleAnswerDraft,
        ...describe(
          {
            id: "answerRule",
            tag: "programs",
            summary:
              "Put a proposed rule into force or return it as its second person, withdraw one's own, or cancel one before its day",
            description: "The same person is refused by the database.",
            needs: NEEDS,
          },
          RuleAnswered,
        ),
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const { answer, reason = "" } = request.body;
      const needsReason = answer === "returned" || answer === "cancelled";
      const said = needsReason ? mayGiveReason(reason) : undefined;
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["answer-rule", number, request.body],
      };
      const done = await asOfficer(deps, request, reply, "program-determination", async (tx) => {
        await requireRight(tx, "issue-decree");
        if (said?.ok === false) return { verdict: said.problem as string };
        const speak = async () => {
          const [row] = await tx.query<{ verdict: string }>(
            "select dtsen.answer_rule_here($1, $2, $3, $4) as verdict",
            [number, answer, said?.ok === true ? said.value : null, request.id],
          );
          return row ?? { verdict: "" };
        };
        return await actOnce(tx, ask, speak, ({ verdict }) => verdict === answer);
      });
      if (!done.ok) return reply;
      const { verdict } = done.value;
      if (verdict === answer) return reply.send({ state: answer });
      return sendProblem(request, reply, refusalOf(verdict, "Belum dijawab"));
    },
  );
}

type Refusal = { readonly code: string; readonly entry: ProblemEntry };

/** The first mistake of a proposed rule with its place. */
function mistakeOf([first]: Mistakes): Refusal {
  if (first === undefined) throw new Error("a rule was refused without a mistake");
  const { code, at, says, remedy } = first;
  const place = at === "" ? "" : ` (${at})`;
  return {
    code,
    entry: [
      400,
      "Aturan belum benar",
      `${says.id}${place}`,
      `${says.en}${place}`,
      `${remedy.id} / ${remedy.en}`,
    ],
  };
}

const STATUS = {
  "decree-right-not-held": 403,
  "not-this-program": 403,
  "program-unknown": 404,
  "draft-unknown": 404,
  "proposed-already": 409,
  "answered-already": 409,
  "same-person": 409,
  "not-yours": 409,
  "effective-in-past": 409,
  "change-stands-later": 409,
  "version-stands": 409,
  "rule-changed": 409,
  "in-force-already": 409,
  "reason-too-short": 400,
  "reason-names-somebody": 400,
} as const satisfies Record<RuleDraftProblem, number>;

/** A verdict of the desk as a problem; one that is no refusal is a bug. */
function refusalOf(verdict: string, title: string): Refusal {
  if (!Object.hasOwn(STATUS, verdict)) throw new Error(`the desk answered "${verdict}"`);
  const problem = verdict as RuleDraftProblem;
  const { id, en } = RULE_DRAFT_PROBLEM_WORDS[problem];
  const remedy =
    STATUS[problem] === 400
      ? "Perbaiki isian, lalu kirim lagi. / Mend the form and send again."
      : "Muat ulang halaman ini. / Load this page again.";
  return { code: problem, entry: [STATUS[problem], title, id, en, remedy] };
}
