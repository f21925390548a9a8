import { FAMILY_RANKED } from "./family-features.ts";
import type { Feature, RankedVariable } from "./feature.ts";
import { MEMBER_RANKED } from "./member-features.ts";

/** Everything the ranking reads, in the order of coefficients in a model. */
export const RANKED_VARIABLES: readonly RankedVariable[] = [...MEMBER_RANKED, ...FAMILY_RANKED];

/** All features in model order. */
export const FEATURES: readonly Feature[] = RANKED_VARIABLES.flatMap(({ features }) => features);

/** Grows whenever a feature is added, dropped or defined anew; a model names the one it was made for. */
export const FEATURE_SET = "features-1";
