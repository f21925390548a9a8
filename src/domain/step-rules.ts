import type { RegionRule } from "./case-procedure.ts";
import { say, type Words } from "./words.ts";

/** What a region's rule asks for beyond the nation's way. */
export const STEP_RULE_WORDS = {
  "governor-endorses": say(
    "Gubernur ikut mengesahkan usulan",
    "The governor endorses proposals too",
  ),
} as const satisfies Record<RegionRule, Words>;
