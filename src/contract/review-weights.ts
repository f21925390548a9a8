import { Type } from "typebox";
import { COMPARED_ANSWERS, COMPARED_FIELDS } from "#domain/review-levels.ts";
import { Words } from "./words.ts";

/** One field of both records. Numbers come masked; where masks look alike, `says` tells whether they differ. */
export const ReviewCompared = Type.Object(
  {
    field: Type.Enum([...COMPARED_FIELDS]),
    words: Words,
    /** As it stands in the record, codes in words; absent where the record says nothing. */
    left: Type.Optional(Words),
    right: Type.Optional(Words),
    /** Mark by shape and colour: same, near (a slip of writing), different, not-known (one side is silent). */
    answer: Type.Enum([...COMPARED_ANSWERS]),
    /** How they compare, in words: "satu angka berbeda", "bulan dan tanggal tertukar". */
    says: Words,
  },
  { additionalProperties: false },
);
export type ReviewCompared = Type.Static<typeof ReviewCompared>;

/** One bar: how much a field speaks for one person (above zero) or for two (below). A thousand milli-bits double the odds. */
export const WeightBar = Type.Object(
  {
    /** name, birth-date, nik, place, sex, mother-name, family … */
    item: Type.String(),
    words: Words,
    /** The level of agreement in words; at the ends, what they mean. */
    level: Type.Optional(Words),
    milliBits: Type.Integer(),
    /** The part of it that comes from how rare the value is. */
    rarityMilliBits: Type.Optional(Type.Integer()),
  },
  { additionalProperties: false },
);
export type WeightBar = Type.Static<typeof WeightBar>;

/** Why the machine thinks so: `prior`, the bars and `cap` add up to `sum`, exactly. */
export const ReviewWaterfall = Type.Object(
  {
    /** Two people drawn blindly: nearly always two people. */
    prior: WeightBar,
    bars: Type.Array(WeightBar),
    /** Taken off because name and day do not carry the pair by themselves. */
    cap: Type.Optional(WeightBar),
    sum: WeightBar,
    /** Distance to the runner-up, where there is one. */
    marginMilliBits: Type.Optional(Type.Integer()),
    /** Of a thousand pairs like this one, how many are one person; absent where nothing calibrated it. */
    probabilityPermille: Type.Optional(Type.Integer({ minimum: 0, maximum: 1000 })),
    /** From what the weights and the probability were learned. */
    provenance: Words,
  },
  { additionalProperties: false },
);
export type ReviewWaterfall = Type.Static<typeof ReviewWaterfall>;
