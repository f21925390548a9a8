import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { RuleCountState, RuleDraftDraft } from "#contract/rule-drafts.ts";
import { say, type Words } from "#domain/words.ts";
import type { RoutePlugin, ServerDeps } from "./deps.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { todayOf } from "./office-day.ts";
import { describe } from "./routes-doc.ts";
import { readRuleCount } from "./rule-exact-rows.ts";
import { NEEDS, ProgramId, ruleOf } from "./rule-preview.ts";

const CountNo = Type.Object(
  { number: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) },
  { additionalProperties: false },
);

const REFUSALS: Readonly<Record<string, readonly [number, Words, Words]>> = {
  "decree-right-not-held": [
    403,
    say("Anda tidak menetapkan program.", "You determine no program."),
    say("Minta penetap programnya.", "Ask whoever determines the program."),
  ],
  "not-this-program": [
    403,
    say("Program ini bukan yang Anda tetapkan.", "You do not determine this program."),
    say("Minta penetap programnya.", "Ask whoever determines the program."),
  ],
  "no-version": [
    409,
    say("Belum ada versi yang terbit.", "No version is published yet."),
    say("Tunggu versi pertama terbit.", "Wait for the first version."),
  ],
  "too-many-waiting": [
    409,
    say("Dua hitungan Anda masih berjalan.", "Two of your counts are still under way."),
    say("Tunggu salah satunya selesai.", "Wait for one of them."),
  ],
};

/** Asking for an exact count of a rule, and looking how it stands. */
export const ruleExactRoutes: RoutePlugin = async (root, deps) => {
  addAsking(root, deps);
  addLooking(root, deps);
};

function addAsking(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    id: "countRuleExactly",
    tag: "programs",
    summary:
      "Have a rule counted exactly over the version in force, before or after it is proposed",
    description:
      "The program is determined twice, ages, limits, thresholds and conditions too. The same rule over the same version is counted once. Refused: not-this-program, no-version, too-many-waiting, rule-mistaken.",
    needs: NEEDS,
  } as const;
  app.post(
    "/api/v1/programs/:id/rule/counts",
    {
      schema: { params: ProgramId, body: RuleDraftDraft, ...describe(doc, RuleCountState) },
    },
    async (request, reply) => {
      const { id } = request.params;
      const answer = await asOfficer(deps, request, reply, "program-determination", async (tx) => {
        await requireRight(tx, "issue-decree");
        const rule = await ruleOf(tx, id, request.body, todayOf(deps.clock()));
        if (rule === undefined) return refuseWith("not-found");
        if (!rule.ok) return refuseRule("rule-mistaken", 400, rule.says, rule.remedy);
        const [row] = await tx.query<{ verdict: string; made: number | null }>(
          "select verdict, made from dtsen.ask_rule_count_here($1, $2, $3, $4)",
          [id, rule.effectiveOn, JSON.stringify(request.body.edits), request.id],
        );
        const refused = REFUSALS[row?.verdict ?? ""];
        if (refused !== undefined) return refuseRule(row?.verdict ?? "", ...refused);
        const state = await readRuleCount(tx, "c.count_no = $1", [row?.made]);
        return state ?? refuseWith("not-found");
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function addLooking(root: Parameters<RoutePlugin>[0], deps: ServerDeps): void {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const doc = {
    id: "readRuleCount",
    tag: "programs",
    summary: "How an exact count of a rule stands, and its figures once it is done",
    needs: NEEDS,
  } as const;
  app.get(
    "/api/v1/rule-counts/:number",
    { schema: { params: CountNo, ...describe(doc, RuleCountState) } },
    async (request, reply) => {
      const answer = await asOfficer(deps, request, reply, "program-determination", async (tx) => {
        await requireRight(tx, "issue-decree");
        const state = await readRuleCount(tx, "c.count_no = $1", [request.params.number]);
        return state ?? refuseWith("not-found");
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
}

function refuseRule(code: string, status: number, says: Words, remedy: Words): never {
  return refuseWith({
    code,
    entry: [status, "Belum dihitung", says.id, says.en, `${remedy.id} / ${remedy.en}`],
  });
}
