import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import {
  Determination,
  DeterminationAnswerDraft,
  DeterminationAnswered,
  DeterminationDraft,
  DeterminationList,
  DeterminationProposed,
} from "#contract/determinations.ts";
import { DETERMINATION_PROBLEM_WORDS, type DeterminationProblem } from "#domain/determination.ts";
import { mayGiveReason } from "#domain/quality-gate.ts";
import { findProgram } from "#programs/programs.ts";
import { actOnce, KeyHeader } from "./act-once.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { readDetermination, readDeterminations } from "./determination-rows.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { type ProblemEntry, sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

export const DeterminationNo = Type.Object({
  number: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
});

/** Determinations of programs: read, proposed by one person, answered by another. */
export const determinationRoutes: RoutePlugin = async (root, deps) => {
  addReading(root, deps);
  addProposing(root, deps);
  addAnswering(root, deps);
};

function addReading(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/determinations",
    {
      schema: describe(
        {
          id: "listDeterminations",
          tag: "versions",
          summary:
            "Determinations of programs, and the lists of the version in force that may be proposed",
          needs: "read-figures under the purpose worklist",
        },
        DeterminationList,
      ),
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-figures");
        return await readDeterminations(tx);
      });
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
  app.get(
    "/api/v1/determinations/:number",
    {
      schema: {
        params: DeterminationNo,
        ...describe(
          {
            id: "readDetermination",
            tag: "versions",
            summary: "One determination: counts, digests, where it stands and what was said of it",
            needs: "read-figures under the purpose worklist",
          },
          Determination,
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-figures");
        return await readDetermination(tx, request.params.number);
      });
      if (!found.ok) return reply;
      if (found.value === undefined) return sendProblem(request, reply, "not-found");
      return sendTagged(request, reply, found.value);
    },
  );
}

function addProposing(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/determinations",
    {
      schema: {
        headers: KeyHeader,
        body: DeterminationDraft,
        ...describe(
          {
            id: "proposeDetermination",
            tag: "versions",
            summary: "Propose a program's list of a published version for determination",
            description:
              "By an account appointed to that program; another such account approves. It names the file of outcomes by its hash.",
            needs: "issue-decree under the purpose program-determination",
          },
          DeterminationProposed,
        ),
      },
    },
    async (request, reply) => {
      const { program, versionNo } = request.body;
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["propose-determination", request.body],
      };
      const done = await asOfficer(deps, request, reply, "program-determination", async (tx) => {
        await requireRight(tx, "issue-decree");
        if (findProgram(program) === undefined) return { verdict: "program-unknown", made: null };
        const propose = async () => {
          const [row] = await tx.query<{ verdict: string; made: number | null }>(
            "select verdict, made from dtsen.propose_determination_here($1, $2, $3)",
            [versionNo, program, request.id],
          );
          return row ?? { verdict: "", made: null };
        };
        return await actOnce(tx, ask, propose, ({ verdict }) => verdict === "proposed");
      });
      if (!done.ok) return reply;
      const { verdict, made } = done.value;
      if (verdict === "proposed") return reply.send({ number: Number(made) });
      return sendProblem(request, reply, refusalOf(verdict, "Belum diusulkan"));
    },
  );
}

function addAnswering(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/determinations/:number/answers",
    {
      schema: {
        headers: KeyHeader,
        params: DeterminationNo,
        body: DeterminationAnswerDraft,
        ...describe(
          {
            id: "answerDetermination",
            tag: "versions",
            summary:
              "Approve or return a determination as its second person, or revoke one in force",
            description:
              "Nobody answers their own proposal, and nobody revokes what they approved: the database refuses it.",
            needs: "issue-decree under the purpose program-determination",
          },
          DeterminationAnswered,
        ),
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const { answer, reason = "" } = request.body;
      const said = answer === "approved" ? undefined : mayGiveReason(reason);
      const ask = {
        key: request.headers["idempotency-key"],
        request: ["answer-determination", number, request.body],
      };
      const done = await asOfficer(deps, request, reply, "program-determination", async (tx) => {
        await requireRight(tx, "issue-decree");
        if (said?.ok === false) return { verdict: said.problem as string };
        const speak = async () => {
          const [row] = await tx.query<{ verdict: string }>(
            "select dtsen.answer_determination_here($1, $2, $3, $4) as verdict",
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

const STATUS = {
  "decree-right-not-held": 403,
  "not-this-program": 403,
  "program-unknown": 400,
  "version-unknown": 404,
  "version-not-published": 409,
  "list-missing": 409,
  "list-changed": 409,
  "proposed-already": 409,
  "determination-unknown": 404,
  "answered-already": 409,
  "not-in-force": 409,
  "same-person": 409,
  "reason-too-short": 400,
  "reason-names-somebody": 400,
} as const satisfies Record<DeterminationProblem, number>;

/** A verdict of the desk as a problem; one that is no refusal is a bug. */
function refusalOf(
  verdict: string,
  title: string,
): { readonly code: string; readonly entry: ProblemEntry } {
  if (!Object.hasOwn(STATUS, verdict)) throw new Error(`the desk answered "${verdict}"`);
  const problem = verdict as DeterminationProblem;
  const status = STATUS[problem];
  const { id, en } = DETERMINATION_PROBLEM_WORDS[problem];
  const remedy =
    status === 400
      ? "Perbaiki isian, lalu kirim lagi. / Mend the form and send again."
      : "Muat ulang halaman ini. / Load this page again.";
  return { code: problem, entry: [status, title, id, en, remedy] };
}
