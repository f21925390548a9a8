import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Determination } from "#contract/determinations.ts";
import { sayDecileBasis } from "#domain/decile-basis.ts";
import { LETTER_PROBLEM_WORDS, type LetterProblem } from "#domain/determination.ts";
import { writeLetter } from "#programs/letter.ts";
import type { LetterTerms } from "#programs/letter-terms.ts";
import { getProgram } from "#programs/programs.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import type { RoutePlugin } from "./deps.ts";
import { countRecipients, listRecipients } from "./determination-recipients.ts";
import { readDetermination } from "./determination-rows.ts";
import { DeterminationNo } from "./determinations.ts";
import { asOfficer, refuseWith, requireRight } from "./guard.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";
import { describe } from "./routes-doc.ts";

/** Recipients of one letter at most; beyond it, one letter a regency. */
export const MOST_IN_A_LETTER = 60_000;

/** The letter (SK) of a determination in force, with its annex village by village. */
export const determinationLetterRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  const keys = openFieldKeys(deps.settings.keyFolder);
  app.get(
    "/api/v1/determinations/:number/letter",
    {
      schema: {
        params: DeterminationNo,
        querystring: Type.Object(
          { area: Type.String({ pattern: "^(ID|[0-9]{4})$", description: "ID, or a regency" }) },
          { additionalProperties: false },
        ),
        ...describe(
          {
            id: "makeDeterminationLetter",
            tag: "versions",
            summary:
              "The decree of a determination in force as PDF, with recipients village by village",
            description:
              "Made in memory for whoever asks, who must determine the program for the institution the law names; kept nowhere. The same determination gives the same bytes. Numbers are masked; who is hidden for safety is left out.",
            needs: "issue-decree and read-family under the purpose program-determination",
          },
          Type.Unsafe<Buffer>(Type.String({ description: "application/pdf" })),
        ),
      },
    },
    async (request, reply) => {
      const { number } = request.params;
      const { area } = request.query;
      const site = `${deps.secure === true ? "https" : "http"}://${request.host}`;
      const made = await asOfficer(deps, request, reply, "program-determination", async (tx) => {
        await requireRight(tx, "issue-decree");
        await mayMake(tx, number);
        const found = await readDetermination(tx, number);
        if (found === undefined) return refuseWith("not-found");
        const wanted = {
          versionNo: found.version.versionNo,
          program: found.program,
          outcomes: ["recipient"],
          area,
        };
        const counted = await countRecipients(tx, wanted);
        if (counted === 0) return refuseLetter("nobody-here");
        if (counted > MOST_IN_A_LETTER) return refuseLetter("too-many-recipients");
        const names = await readRegionNames(tx, [area]);
        const terms = termsOf(found, {
          area: area === "ID" ? "seluruh Indonesia" : namedRegion(area, names).name,
          site,
          isExample: reply.server.isExample,
        });
        const letter = await writeLetter(terms, listRecipients(tx, keys, wanted));
        await tx.query("select dtsen.note_letter_here($1, $2, $3, $4, $5, $6)", [
          number,
          area,
          letter.annexSha256,
          letter.recipients,
          letter.villages,
          request.id,
        ]);
        return letter.pdf;
      });
      if (!made.ok) return reply;
      reply.header("content-disposition", `attachment; filename="penetapan-${number}-${area}.pdf"`);
      reply.header("cache-control", "no-store");
      return reply.type("application/pdf").send(made.value);
    },
  );
};

async function mayMake(tx: Tx, number: number): Promise<void> {
  const [row] = await tx.query<{ verdict: string }>("select dtsen.may_make_letter($1) as verdict", [
    number,
  ]);
  const verdict = row?.verdict;
  if (verdict === "may") return;
  if (verdict === "not-the-determiner" || verdict === "not-approved") refuseLetter(verdict);
  refuseWith(verdict === "determination-unknown" ? "not-found" : "not-allowed");
}

function refuseLetter(problem: LetterProblem): never {
  const { id, en } = LETTER_PROBLEM_WORDS[problem];
  const status = problem === "not-the-determiner" ? 403 : 409;
  refuseWith({
    code: problem,
    entry: [status, "SK tidak dibuat", id, en, "Muat ulang halaman ini. / Load this page again."],
  });
}

function termsOf(
  found: Determination,
  {
    area,
    site,
    isExample,
  }: { readonly area: string; readonly site: string; readonly isExample: boolean },
): LetterTerms {
  const program = getProgram(found.program);
  const decree = found.words.find(({ state }) => state === "decreed");
  return {
    number: found.number,
    program: program.name.id,
    unit: program.unit,
    act: program.act.id,
    determiner: found.determiner.id,
    legalBasis: program.legalBasis,
    version: found.version.label,
    asOf: found.version.asOf,
    decileBasis: `${sayDecileBasis(found.version.decileBasis).id}.`,
    area,
    phase: program.phase.id,
    outcomeSha256: found.outcomeSha256,
    rulesetId: found.rulesetId,
    quotasAreExample: found.quotasAreExample,
    drawKey: found.drawKey,
    ...(decree?.decree === undefined || decree.signedOn === undefined
      ? {}
      : { decree: { number: decree.decree, signedOn: decree.signedOn } }),
    verifyAt: `${site}${found.verifyAt}`,
    isExample,
  };
}
