import { isRepeat, type Stage } from "./step.ts";

/** SQL that engines compute differently, or that is not exact: no step may use it (design 5.9). */
const DENIED: readonly (readonly [why: string, pattern: RegExp])[] = [
  ["floating point", /\b(double|float|float4|float8|real)\b/i],
  ["decimal literal", /(?<![\w.])\d+\.\d+(?![\w.])/],
  ["decimal with a scale", /\bdecimal\s*\(\s*\d+\s*,\s*(?!0\s*\))\d+/i],
  [
    "inexact aggregate",
    /\b(avg|mean|stddev\w*|var_\w+|variance|corr|median|quantile\w*|percentile\w*|approx_\w+|ntile)\s*\(/i,
  ],
  [
    "rounding or a curve",
    /\b(round|ceil|ceiling|floor|ln|log|log2|log10|exp|sqrt|pow|power)\s*\(/i,
  ],
  ["division of its own", /(?<!\/)\/(?!\/)/],
  ["regular expression", /\b(regexp\w*|rlike|similar\s+to|glob)\b/i],
  ["chance", /\b(random|rand|uuid|gen_random_uuid|setseed)\s*\(/i],
  ["the engine's own hash", /\b(hash|murmur\w*|xxhash\w*|crc32)\s*\(/i],
  ["the clock", /\b(now|today|current_date|current_timestamp|get_current_\w+)\b/i],
  ["cast by sign", /::/],
  ["try_cast", /\btry_cast\b/i],
  ["qualify", /\bqualify\b/i],
  ["group by all", /\b(group|order)\s+by\s+all\b/i],
  ["semi or anti join", /\b(semi|anti|asof|positional)\s+join\b/i],
  ["a lambda", /->/],
  [
    "any of several values",
    /\b(any_value|arbitrary|first|last|arg_max|arg_min|max_by|min_by|mode)\s*\(/i,
  ],
  [
    "a list in no order",
    /\b(list|array_agg|collect_list|collect_set|string_agg|group_concat|listagg)\s*\(/i,
  ],
  ["a limit", /\b(limit|sample|tablesample)\b/i],
  ["ilike", /\bilike\b/i],
];

export type Denied = { readonly why: string; readonly found: string };

/** What a query uses of the deny-list; texts in quotes do not count. Empty is good. */
export function findDenied(sql: string): readonly Denied[] {
  const bare = sql.replaceAll(/'(?:[^']|'')*'/g, "''");
  return DENIED.flatMap(([why, pattern]) => {
    const found = pattern.exec(bare);
    return found === null ? [] : [{ why, found: around(bare, found.index) }];
  });
}

/** The same for whole stages, with the table whose step it is. */
export function findDeniedInStages(
  stages: readonly Stage[],
): readonly (Denied & { readonly table: string })[] {
  const steps = stages.flatMap((stage) => (isRepeat(stage) ? stage.repeat : [stage]));
  return steps.flatMap(({ table, sql }) => findDenied(sql).map((denied) => ({ table, ...denied })));
}

const around = (sql: string, at: number): string =>
  sql.slice(Math.max(0, at - 20), at + 30).replaceAll(/\s+/g, " ");
