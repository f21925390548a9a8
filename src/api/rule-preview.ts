import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { RuleDraftDraft, RulePreviewAnswer } from "#contract/rule-drafts.ts";
import type { Words } from "#domain/words.ts";
import { type DraftedRule, type Drafting, draftRule } from "#programs/draft-rule.ts";
import { workExample } from "#programs/example-family.ts";
import { findIn, readProgramBook } from "#programs/program-book.ts";
import { changedLines } from "#programs/rule-words.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";
import { countRule } from "./rule-counts.ts";
import { firstDayOf } from "./rule-draft-rows.ts";

export const ProgramId = Type.Object(
  { id: Type.String({ maxLength: 40 }) },
  { additionalProperties: false },
);
export const NEEDS = "issue-decree under the purpose program-determination";

/** The proposed rule over the book as it stands; undefined where no such program has rules. */
export async function draftHere(
  tx: Tx,
  id: string,
  { basis, edits }: RuleDraftDraft,
  today: string,
): Promise<Drafting | undefined> {
  const program = findIn(await readProgramBook(tx), id);
  return program === undefined ? undefined : draftRule(program, { basis, edits, today });
}

export type Mistakes = Extract<Drafting, { ok: false }>["mistakes"];

/** While only the act is not complete, the rule is looked at as of the first day on which it may begin. */
async function tryDraft(
  tx: Tx,
  id: string,
  body: RuleDraftDraft,
  today: string,
): Promise<readonly [Drafting | undefined, Mistakes]> {
  const drafted = await draftHere(tx, id, body, today);
  if (drafted === undefined || drafted.ok) return [drafted, []];
  const { mistakes } = drafted;
  if (!mistakes.every(({ at }) => at.startsWith("basis."))) return [drafted, mistakes];
  const program = findIn(await readProgramBook(tx), id);
  const isDayWrong = mistakes.some(({ at }) => at === "basis.effectiveOn");
  const effectiveOn =
    isDayWrong && program !== undefined
      ? await firstDayOf(tx, program, today)
      : body.basis.effectiveOn;
  const basis = { ...body.basis, number: "–––", signedOn: today, effectiveOn };
  const again = await draftHere(tx, id, { ...body, basis }, today);
  return [again, again?.ok === false ? [...mistakes, ...again.mistakes] : mistakes];
}

/** The day and the soundness of a rule that is to be counted: an act that is not complete yet changes no count. */
export async function ruleOf(
  tx: Tx,
  id: string,
  body: RuleDraftDraft,
  today: string,
): Promise<
  | { readonly ok: true; readonly effectiveOn: string }
  | { readonly ok: false; readonly says: Words; readonly remedy: Words }
  | undefined
> {
  const [drafted] = await tryDraft(tx, id, body, today);
  if (drafted === undefined) return undefined;
  if (drafted.ok) return { ok: true, effectiveOn: drafted.value.change.validFrom };
  const [first] = drafted.mistakes;
  return first === undefined ? undefined : { ok: false, says: first.says, remedy: first.remedy };
}

export const linesOf = ({ before, after, change }: DraftedRule) =>
  changedLines(before, after, change.validFrom);

export function addTryingRule(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.post(
    "/api/v1/programs/:id/rule/preview",
    {
      schema: {
        params: ProgramId,
        body: RuleDraftDraft,
        ...describe(
          {
            id: "previewRule",
            tag: "programs",
            summary:
              "What a proposed rule would do: mistakes, words before and after, who comes in and goes out, cost, one example",
            description: "Nothing is kept. Counted from grouped counts of the version in force.",
            needs: NEEDS,
          },
          RulePreviewAnswer,
        ),
      },
    },
    async (request, reply) => {
      const today = todayOf(deps.clock());
      const found = await asOfficer(deps, request, reply, "program-determination", async (tx) => {
        await requireRight(tx, "issue-decree");
        const [drafted, mistakes] = await tryDraft(tx, request.params.id, request.body, today);
        if (drafted === undefined) return undefined;
        if (!drafted.ok) return { mistakes: [...mistakes], lines: [] };
        const counted = await countRule(tx, drafted.value, request.body.edits);
        return {
          mistakes: [...mistakes],
          lines: [...linesOf(drafted.value)],
          ...(counted === undefined ? {} : { counted, decileBasis: counted.version.decileBasis }),
          example: workExample(drafted.value),
        };
      });
      if (!found.ok) return reply;
      if (found.value === undefined) return sendProblem(request, reply, "not-found");
      return reply.send(found.value);
    },
  );
}
