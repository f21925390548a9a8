import type { Judged } from "./judge-kin.ts";
import { MOST_LEVELS } from "./model.ts";

/** How many pairs of each level are likely to be one entity, that or kin, and strangers; by field and level. */
export type LevelCounts = {
  readonly same: Float64Array;
  readonly alike: Float64Array;
  readonly strangers: Float64Array;
};

/** Counted by the chances that the pairs of each vector have. */
export function countLevels({ width, levels, pairs, chance, kinChance }: Judged): LevelCounts {
  const none = (): Float64Array => new Float64Array(width * MOST_LEVELS);
  const [same, alike, strangers] = [none(), none(), none()];
  for (let i = 0; i < pairs.length; i++) {
    const n = pairs[i] as number;
    const own = n * (chance[i] as number);
    const both = own + n * (kinChance[i] as number);
    for (let f = 0; f < width; f++) {
      const at = f * MOST_LEVELS + (levels[i * width + f] as number);
      same[at] = (same[at] as number) + own;
      alike[at] = (alike[at] as number) + both;
      strangers[at] = (strangers[at] as number) + n - both;
    }
  }
  return { same, alike, strangers };
}
