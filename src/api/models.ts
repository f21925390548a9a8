import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { ModelRegistry, type RegisteredModel } from "#contract/models.ts";
import type { ModelSet } from "#ranking/welfare-model.ts";
import type { Tx } from "#store/transact.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import type { RoutePlugin } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { writeInterval } from "./model-groups.ts";
import { describe } from "./routes-doc.ts";

/** The registry of ranking models: no weights and no personal data. */
export const modelRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/models",
    {
      schema: describe(
        {
          id: "listModels",
          tag: "versions",
          summary: "Every version's ranking model: who trained it, on what, how often it is wrong",
          description:
            "The newest version first, frozen ones too. Cards and weights: readVersionModel and the version's own file.",
          needs: "read-figures for worklist",
        },
        ModelRegistry,
      ),
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-figures");
        return { items: await listModels(tx) };
      });
      return found.ok ? sendTagged(request, reply, found.value) : reply;
    },
  );
};

type ModelRow = VersionRow & {
  readonly ranked_by: string;
  readonly frozen_at: Date | null;
  readonly models: ModelSet;
};

async function listModels(tx: Tx): Promise<RegisteredModel[]> {
  // Of the models only what the registry says: a nation's weights are many.
  const rows = await tx.query<ModelRow>(
    `select ${VERSION_COLUMNS}, v.ranked_by, v.frozen_at,
       m.models - 'regencies' || jsonb_build_object('pooled', jsonb_build_object('id', m.models #> '{pooled,id}')) as models
     from dtsen.version v join dtsen.version_model m on m.version_no = v.version_no
     where v.state not in ('building', 'failed') order by v.version_no desc`,
  );
  const current = rows.find(({ is_current }) => is_current)?.version_no ?? 0;
  return rows.map((row) => writeModel(row, current));
}

function writeModel(row: ModelRow, current: number): RegisteredModel {
  const { models } = row;
  const { card } = models;
  return {
    version: writeVersion(row),
    standing: standingOf(row, current),
    modelId: models.pooled.id,
    ...(row.ranked_by === "" ? {} : { trainedBy: row.ranked_by }),
    ...(row.frozen_at === null ? {} : { frozenAt: row.frozen_at.toISOString() }),
    method: card.method,
    featureSet: models.featureSet,
    trainingSha256: models.trainingSha256,
    households: card.households,
    regencies: card.regencies,
    ownModels: card.regencies - card.regenciesPooled,
    folds: card.folds,
    rSquared: card.outOfFold.rSquared,
    spearman: card.outOfFold.spearman,
    quotas: card.outOfFold.quotas.map(({ quotaPercent: percent, exclusion }) => {
      const whole = card.groups?.find(
        (group) => group.kind === "everybody" && group.quotaPercent === percent,
      )?.exclusion;
      return {
        percent,
        exclusion,
        ...(whole === undefined ? {} : { interval: writeInterval(whole) }),
      };
    }),
  };
}

function standingOf(
  { is_current, state, version_no }: VersionRow,
  current: number,
): RegisteredModel["standing"] {
  if (is_current) return "champion";
  const isReady = state === "frozen" || state === "projected";
  return isReady && version_no > current ? "challenger" : "earlier";
}
