import type { MoveReason } from "#domain/version-move.ts";
import type { ModelSet, WelfareModel } from "#ranking/welfare-model.ts";

/** What a model file says of areas beside its models; absent as long as no layer learns any. */
type WithAreaEffects = ModelSet & { readonly areaEffects?: unknown };

/** The models of one file with the area effects of another. */
export function withAreaOf(models: ModelSet, area: ModelSet): ModelSet {
  const { areaEffects: _, ...rest } = models as WithAreaEffects;
  const { areaEffects } = area as WithAreaEffects;
  return areaEffects === undefined ? rest : ({ ...rest, areaEffects } as ModelSet);
}

/** What can have moved a score between two model files: reasons that cannot are left out, and share nothing. */
export function reasonsBetween(before: ModelSet, after: ModelSet): readonly MoveReason[] {
  return [
    "membership",
    "data",
    ...(deciding(before) === deciding(after) ? [] : (["model"] as const)),
    ...(areaOf(before) === areaOf(after) ? [] : (["area"] as const)),
  ];
}

const areaOf = (models: ModelSet): string =>
  JSON.stringify((models as WithAreaEffects).areaEffects ?? null);

/** Names, hashes, cards, signatures and what is said of errors score nobody; whatever else a file says may, also what this code does not know. */
function deciding(file: ModelSet): string {
  const said = {
    versionNo: 0,
    basis: 0,
    seed: 0,
    trainingSha256: 0,
    card: 0,
    areaEffects: 0,
    errors: 0,
    signature: 0,
  };
  const models: Record<string, unknown> = {
    ...file,
    pooled: unnamed(file.pooled),
    regencies: file.regencies.map(unnamed),
  };
  const deciding = Object.entries(models).filter(([name]) => !(name in said));
  return JSON.stringify(deciding.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function unnamed({ id: _, households: __, ...model }: WelfareModel): object {
  return model;
}
