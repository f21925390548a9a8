import type { Step } from "#engine/step.ts";

const CUTS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;

/** The national cuts of a version, side by side: the highest score of the families up to each decile. */
export function cutScores(side: "before" | "after"): Step {
  const cuts = CUTS.map((k) => `max(case when decile_national <= ${k} then score end) as c${k}`);
  const highest = `select decile_national, max(score) as score from rank_${side} group by decile_national`;
  return { table: `cut_${side}`, sql: `select ${cuts.join(", ")} from (${highest}) h` };
}

/** The decile of a score at the cuts of a version. */
export function placeAt(score: string, cuts: string): string {
  const above = CUTS.map((k) => `case when ${score} > ${cuts}.c${k} then 1 else 0 end`);
  return `cast(1 + ${above.join(" + ")} as int)`;
}

/**
 * Table `score_bin` (bin, before, after): families of both versions by the deciles that the older one cut. These are the
 * bins of the score's stability index wherever one is told: report, comparison and quality gate.
 */
export function scoreBins(): Step {
  const one = (side: "before" | "after", counts: string) => `\
select ${placeAt("r.score", "b")} as bin, ${counts} from rank_${side} r cross join cut_before b`;
  return {
    table: "score_bin",
    sql: `\
select bin, cast(sum(is_before) as bigint) as before, cast(sum(1 - is_before) as bigint) as after
from (
${one("before", "1 as is_before")}
union all
${one("after", "0 as is_before")}
) counted group by bin`,
  };
}
