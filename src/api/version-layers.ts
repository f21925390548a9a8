import type { TypeBoxTypeProvider } from "@fastify/type-provider-typebox";
import { Type } from "typebox";
import type { Interval } from "#contract/models.ts";
import { type LayerGain, VersionLayers } from "#contract/version-layers.ts";
import type { JudgedLayers } from "#ranking/judge-layers.ts";
import type { Tx } from "#store/transact.ts";
import { VERSION_COLUMNS, type VersionRow, writeVersion } from "./current-version.ts";
import type { RoutePlugin } from "./deps.ts";
import { sendTagged } from "./etag.ts";
import { asOfficer, requireRight } from "./guard.ts";
import { writeInterval } from "./model-groups.ts";
import { sendProblem } from "./problem.ts";
import { describe } from "./routes-doc.ts";

const VersionNo = Type.Object({ versionNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) });

/** How other ways of ranking did on the version's own survey: errors and gains, no weight and nobody's data. */
export const versionLayersRoutes: RoutePlugin = async (root, deps) => {
  const app = root.withTypeProvider<TypeBoxTypeProvider>();
  app.get(
    "/api/v1/versions/:versionNo/layers",
    {
      schema: {
        params: VersionNo,
        ...describe(
          {
            id: "readVersionLayers",
            tag: "versions",
            summary:
              "Ways to rank, judged in the build of a version: errors, paired gains, what did not help",
            description: "Not found where the version is older than such judgements.",
            needs: "read-figures under the purpose worklist",
          },
          VersionLayers,
        ),
      },
    },
    async (request, reply) => {
      const found = await asOfficer(deps, request, reply, "worklist", async (tx) => {
        await requireRight(tx, "read-figures");
        return await readLayers(tx, request.params.versionNo);
      });
      if (!found.ok) return reply;
      if (found.value === undefined) return sendProblem(request, reply, "not-found");
      return sendTagged(request, reply, found.value);
    },
  );
};

type Judged = JudgedLayers["layers"][number];
type Gain = NonNullable<JudgedLayers["overRegister"]>;
type Name = LayerGain["name"];

async function readLayers(tx: Tx, versionNo: number): Promise<VersionLayers | undefined> {
  const [row] = await tx.query<VersionRow & { readonly layers: JudgedLayers | null }>(
    `select ${VERSION_COLUMNS}, m.layers from dtsen.version v join dtsen.version_model m on m.version_no = v.version_no
     where v.version_no = $1`,
    [versionNo],
  );
  if (row === undefined || row.layers === null) return undefined;
  const { rows, units, regencies, features, layers, choice, overRegister, leftOut } = row.layers;
  const gains = [...(choice?.gains ?? []), ...(overRegister === null ? [] : [overRegister])];
  return {
    version: writeVersion(row),
    households: rows,
    units,
    regencies,
    features,
    layers: layers.map(writeLayer),
    gains: gains.map(writeGain),
    ...(choice === null ? {} : { chosen: choice.chosen as Name }),
    leftOut: [...leftOut],
  };
}

const writeLayer = ({ name, folds, figures }: Judged): VersionLayers["layers"][number] => ({
  name,
  folds,
  rSquared: figures.rSquared,
  spearman: figures.spearman.value,
  quotas: figures.quotas.map(({ quota, exclusion, se }) => ({
    percent: Math.round(quota * 100),
    exclusion: writeInterval({ value: exclusion, error: se ?? 0 }),
  })),
});

const writeGain = ({ name, over, exclusion, spearman, ships }: Gain): LayerGain => ({
  name: name as Name,
  over: over as Name,
  exclusion: between(exclusion),
  spearman: between(spearman),
  helps: ships,
});

/** As an interval, but of a difference, which may lie below nought. */
function between({ value, se }: Gain["exclusion"]): Interval {
  const reach = 1.96 * (se ?? 0);
  return { value, low: value - reach, high: value + reach };
}
