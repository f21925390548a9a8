import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { Evaluation, EvaluationList } from "#contract/evaluations.ts";
import type { DecileBasis } from "#domain/decile-basis.ts";
import type { EvaluationTerms } from "#domain/evaluation.ts";
import { say, type Words } from "#domain/words.ts";
import type { ShownEvaluation } from "#programs/evaluation/shown-evaluation.ts";
import { ALL_PROGRAMS } from "#programs/programs.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { describe } from "./routes-doc.ts";

const NEEDS = "read-figures for worklist";

/** Evaluations of programs as they were kept: figures at the line, no personal data. */
export const evaluationRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/evaluations",
    {
      schema: describe(
        {
          id: "listEvaluations",
          tag: "programs",
          summary: "Every evaluation of a program that was kept, the newest first",
          needs: NEEDS,
        },
        EvaluationList,
      ),
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-figures");
        const rows = await tx.query<HeadRow>(
          `select ${HEAD} order by e.evaluation_no desc limit 200`,
        );
        return { items: rows.map(headOf) };
      });
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
  app.get(
    "/api/v1/evaluations/:evaluation",
    {
      schema: {
        params: Type.Object({ evaluation: Type.String({ pattern: "^[0-9]{1,15}$" }) }),
        ...describe(
          {
            id: "readEvaluation",
            tag: "programs",
            summary:
              "Recipients beside those who nearly were: differences at the line with intervals, and whether they may be read",
            description:
              "Estimates hold for families near the line only. Counts below ten are withheld; what is mechanical or cannot be compared says so.",
            needs: NEEDS,
          },
          Evaluation,
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-figures");
        return (await readEvaluation(tx, request.params.evaluation)) ?? refuseWith("not-found");
      });
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
};

type HeadRow = {
  readonly evaluation_no: number;
  readonly program_code: string;
  readonly kept_at: Date;
  readonly from_label: string;
  readonly from_day: string;
  readonly from_basis: DecileBasis;
  readonly to_label: string;
  readonly to_day: string;
  readonly to_basis: DecileBasis;
};

const HEAD = `e.evaluation_no, e.program_code, e.kept_at, f.label as from_label, f.as_of::text as from_day,
  f.basis as from_basis, t.label as to_label, t.as_of::text as to_day, t.basis as to_basis
  from dtsen.program_evaluation e join dtsen.version f on f.version_no = e.from_version_no
  join dtsen.version t on t.version_no = e.to_version_no`;

/** A program that is no longer in the book is called by its id. */
const nameOf = (id: string): Words =>
  ALL_PROGRAMS.find((program) => program.id === id)?.name ?? say(id, id);

const headOf = (row: HeadRow) => ({
  evaluation: String(row.evaluation_no),
  program: row.program_code,
  name: nameOf(row.program_code),
  from: { label: row.from_label, asOf: row.from_day, decileBasis: row.from_basis },
  to: { label: row.to_label, asOf: row.to_day, decileBasis: row.to_basis },
  keptAt: row.kept_at.toISOString(),
});

type Kept = {
  readonly ruleset: string;
  readonly terms: EvaluationTerms;
  readonly figures: ShownEvaluation;
};

async function readEvaluation(tx: Tx, no: string): Promise<Evaluation | undefined> {
  const [row] = await tx.query<HeadRow & { code_version: string; answer: Kept }>(
    `select e.code_version, e.answer, ${HEAD} where e.evaluation_no = $1`,
    [no],
  );
  if (row === undefined) return undefined;
  const { ruleset, terms, figures } = row.answer;
  const { isExample, fewestFamilies, fewestVillages, mostDetectableMilli } = terms;
  return structuredClone({
    ...headOf(row),
    ruleset,
    codeVersion: row.code_version,
    terms: { isExample, fewestFamilies, fewestVillages, mostDetectableMilli },
    ...figures,
    others: figures.others.map((one) => ({ name: nameOf(one.program), ...one })),
  }) as Evaluation;
}
