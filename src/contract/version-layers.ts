import { Type } from "typebox";
import { Interval } from "./models.ts";
import { VersionSummary } from "./versions.ts";

/** What was ranked by: the model that places the families, or a layer beside it. */
const LayerName = Type.Enum(["register", "L0", "L1", "L2", "L3", "L4", "challenger"]);

/** A difference with the interval that holds it nineteen times of twenty; either may lie below nought. */
const Difference = Type.Object(
  { value: Type.Number(), low: Type.Number(), high: Type.Number() },
  { additionalProperties: false },
);

const JudgedLayer = Type.Object(
  {
    name: LayerName,
    folds: Type.Integer(),
    rSquared: Type.Number(),
    spearman: Type.Number(),
    quotas: Type.Array(
      Type.Object({ percent: Type.Number(), exclusion: Interval }, { additionalProperties: false }),
    ),
  },
  { additionalProperties: false },
);
export type JudgedLayer = Type.Static<typeof JudgedLayer>;

/** What one way gains over another on the same resampled units; above nought is better. */
const LayerGain = Type.Object(
  {
    name: LayerName,
    over: LayerName,
    /** Share of the poorest that is missed less, on average over the quotas. */
    exclusion: Difference,
    spearman: Difference,
    helps: Type.Boolean({
      description: "Fewer missed, a better order, and one of both beyond its standard error",
    }),
  },
  { additionalProperties: false },
);
export type LayerGain = Type.Static<typeof LayerGain>;

/** Ways to rank a version's own survey, judged on sampling units that they had not seen, those that did not help among them. */
export const VersionLayers = Type.Object(
  {
    version: VersionSummary,
    households: Type.Integer(),
    units: Type.Integer(),
    regencies: Type.Integer(),
    features: Type.Integer(),
    layers: Type.Array(JudgedLayer),
    /** Each over the last that helped; then what was chosen over the model that places the families. */
    gains: Type.Array(LayerGain),
    chosen: Type.Optional(LayerName),
    leftOut: Type.Array(
      Type.Object(
        {
          name: LayerName,
          because: Type.Enum(["few-households", "few-units", "few-for-tables", "many-for-tables"]),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type VersionLayers = Type.Static<typeof VersionLayers>;
