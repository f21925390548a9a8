import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import { FamilyId } from "#contract/families.ts";
import { FamilyWaterfall } from "#contract/family-waterfall.ts";
import { PurposeHeader } from "#contract/purpose.ts";
import { explainChange } from "#ranking/explain-change.ts";
import { explainScore } from "#ranking/explain-score.ts";
import { recordAct } from "#store/audit.ts";
import type { Tx } from "#store/transact.ts";
import { readCurrentVersion } from "./current-version.ts";
import type { RoutePlugin } from "./deps.ts";
import {
  answersOf,
  type ExplainedFamily,
  type KeptModels,
  modelOf,
  readKeptModels,
} from "./explained-family.ts";
import { sayRanked } from "./family-why.ts";
import { asChosen, refuseWith, requireRight } from "./guard.ts";
import { regionCode } from "./region-code.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";
import { describe } from "./routes-doc.ts";

/** A score taken apart for statisticians and auditors, under a right of their own. */
export const familyWaterfallRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/families/:familyId/waterfall",
    {
      schema: {
        headers: PurposeHeader,
        params: Type.Object({ familyId: FamilyId }),
        ...describe(
          {
            id: "readFamilyWaterfall",
            tag: "families",
            summary: "What each fact adds to a family's score, to the last millionth",
            description:
              "Nobody's name. Not found where a member is hidden or erased: what is made of all would tell of them.",
            needs: "read-weights for the purpose of the header",
          },
          FamilyWaterfall,
        ),
      },
    },
    async (request, reply) => {
      const { familyId } = request.params;
      const answer = await asChosen(deps, request, reply, async (tx) => {
        await requireRight(tx, "read-weights");
        return await takeApart(tx, Number(familyId), request.id);
      });
      return answer.ok ? reply.send(answer.value) : reply;
    },
  );
};

async function takeApart(tx: Tx, familyId: number, requestId: string): Promise<FamilyWaterfall> {
  const version = await readCurrentVersion(tx);
  if (version === undefined) return refuseWith("no-version");
  const sheet = await readWeighed(tx, version.versionNo, familyId);
  const kept = sheet && (await readKeptModels(tx, sheet.version_no));
  if (sheet?.is_whole !== true || sheet.score === null || kept === undefined) {
    return refuseWith("not-found");
  }
  await recordAct(tx, {
    act: "read-waterfall",
    by: ["read-weights"],
    subjectKind: "family",
    subjectId: familyId,
    villageNo: sheet.village_no,
    versionNo: sheet.version_no,
    fieldsClass: "facts",
    requestId,
  });
  const explained = explainScore(modelOf(kept, sheet), answersOf(sheet));
  return {
    familyId: String(familyId),
    version: sheet.label,
    modelId: explained.modelId,
    ...(await areaOf(tx, kept, sheet, explained.reference)),
    reference: explained.reference,
    steps: explained.contributions.map(({ variable, words, answer, adds, direction }) => ({
      feature: variable,
      label: { ...words },
      answer,
      text: { ...sayRanked(variable, answer) },
      estimated: direction === "estimated",
      adds,
    })),
    score: explained.score,
    storedScore: sheet.score,
    ...(await moveOf(tx, sheet)),
  };
}

/** The average family of the nation, and how far the family's own regency stands from it. */
async function areaOf(
  tx: Tx,
  kept: KeptModels,
  sheet: ExplainedFamily,
  reference: number,
): Promise<Pick<FamilyWaterfall, "national" | "area">> {
  const { pooled } = kept.models;
  const national = pooled.absent.reduce((sum, adds) => sum + adds, pooled.intercept);
  const code = regionCode("regency", sheet.village_no);
  return {
    national,
    area: {
      regency: namedRegion(code, await readRegionNames(tx, [code])),
      hasOwnModel: modelOf(kept, sheet) !== pooled,
      adds: reference - national,
    },
  };
}

async function readWeighed(
  tx: Tx,
  versionNo: number,
  familyId: number,
): Promise<ExplainedFamily | undefined> {
  const [row] = await tx.query<{ sheet: ExplainedFamily | null }>(
    "select dtsen.weighed_family($1, $2) as sheet",
    [versionNo, familyId],
  );
  return row?.sheet ?? undefined;
}

async function moveOf(tx: Tx, now: ExplainedFamily): Promise<Pick<FamilyWaterfall, "moved">> {
  const [before] = await tx.query<{ version: number | null; family: number | null }>(
    "select before_version as version, before_family as family from dtsen.family_before($1, $2)",
    [now.version_no, now.family_id],
  );
  if (before?.version == null || before.family === null) return {};
  const was = await readWeighed(tx, before.version, before.family);
  if (was?.is_whole !== true) return {};
  const models = [
    await readKeptModels(tx, was.version_no),
    await readKeptModels(tx, now.version_no),
  ];
  const [old, kept] = models;
  if (old === undefined || kept === undefined) return {};
  const change = explainChange(
    { model: modelOf(old, was), answers: answersOf(was) },
    { model: modelOf(kept, now), answers: answersOf(now) },
  );
  return {
    moved: {
      since: was.label,
      move: change.move,
      byModel: change.byModel,
      facts: change.facts.map(({ variable, words, before: from, after, adds }) => ({
        feature: variable,
        label: { ...words },
        before: { ...sayRanked(variable, from) },
        after: { ...sayRanked(variable, after) },
        adds,
      })),
    },
  };
}
