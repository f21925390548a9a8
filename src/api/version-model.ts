import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Region } from "#contract/region.ts";
import { VersionModel } from "#contract/version-model.ts";
import { describeModel } from "#ranking/describe-model.ts";
import { type ModelSet, modelFor } from "#ranking/welfare-model.ts";
import type { Tx } from "#store/transact.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import type { RoutePlugin } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer } from "./guard.ts";
import { writeGroups } from "./model-groups.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

const VersionNo = Type.Object({ versionNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });
const Which = Type.Object(
  { regency: Type.Optional(Type.String({ pattern: "^[0-9]{4}$" })) },
  { additionalProperties: false },
);

/** The card of a version's ranking model; no weights and no personal data. */
export const versionModelRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/versions/:versionNo/model",
    {
      schema: {
        params: VersionNo,
        querystring: Which,
        ...describe(
          {
            id: "readVersionModel",
            tag: "versions",
            summary: "How a version's ranking model judges, and how often it is wrong",
            description:
              "The pooled model, or the one that speaks for a regency: its own, else the pooled one. Not found where the version was never published here.",
            needs: "a session",
          },
          VersionModel,
        ),
      },
    },
    async (request, reply) => {
      const { versionNo } = request.params;
      const found = await asOfficer(deps, request, reply, "account", (tx) =>
        readModel(tx, versionNo, Number(request.query.regency ?? 0)),
      );
      if (!found.ok) return reply;
      if (found.value === undefined) return sendProblem(request, reply, "not-found");
      return sendTagged(request, reply, found.value);
    },
  );
};

type ModelRow = VersionRow & { readonly models: ModelSet };

async function readModel(
  tx: Tx,
  versionNo: number,
  regencyNo: number,
): Promise<VersionModel | undefined> {
  const [row] = await tx.query<ModelRow>(
    `select ${VERSION_COLUMNS}, m.models from dtsen.version v join dtsen.version_model m on m.version_no = v.version_no
     where v.version_no = $1`,
    [versionNo],
  );
  if (row === undefined) return undefined;
  const { models } = row;
  const model = modelFor(models, regencyNo);
  const regencies = await readRegencies(tx, models);
  const regency = regencies.find(({ code }) => Number(code) === model.regencyNo);
  const { card } = models;
  const { outOfFold } = card;
  return {
    version: writeVersion(row),
    modelId: model.id,
    ...(regency === undefined ? {} : { regency }),
    regencies,
    featureSet: models.featureSet,
    trainingSha256: models.trainingSha256,
    households: model.households,
    surveyed: {
      households: card.households,
      regencies: card.regencies,
      regenciesPooled: card.regenciesPooled,
    },
    folds: card.folds,
    condition: card.condition,
    rSquared: outOfFold.rSquared,
    spearman: outOfFold.spearman,
    quotas: outOfFold.quotas.map(
      ({ quotaPercent, exclusion, inclusion, expectedFromRSquared }) => ({
        percent: quotaPercent,
        exclusion,
        inclusion,
        expected: expectedFromRSquared,
      }),
    ),
    sizes: outOfFold.sizes.map(({ size, sharePoor40, shareSelected40, exclusion40 }) => ({
      size,
      poor: sharePoor40,
      selected: shareSelected40,
      exclusion: exclusion40,
    })),
    groups: await writeGroups(tx, card.groups ?? []),
    variables: describeModel(model).map(({ words, ...effect }) => ({
      ...effect,
      words: { ...words },
    })),
  };
}

/** Regencies with models of their own, by the names that they have now. */
async function readRegencies(tx: Tx, { regencies }: ModelSet): Promise<Region[]> {
  const lows = regencies.map(({ regencyNo }) => regencyNo * 1_000_000);
  const rows = await tx.query<{ name: string; village_lo: number }>(
    "select name, village_lo from dtsen.region where tier = 'regency' and village_lo = any ($1)",
    [lows],
  );
  const names = new Map(rows.map(({ name, village_lo }) => [Number(village_lo), name]));
  return regencies.map(({ regencyNo }, i) => {
    const code = String(regencyNo).padStart(4, "0");
    return { code, name: names.get(lows[i] ?? 0) ?? code, tier: "regency" };
  });
}
