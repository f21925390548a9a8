import type { Dialect } from "#engine/dialect.ts";
import type { Stage } from "#engine/step.ts";
import { LIKELIEST, outweighed, settledLinks } from "./one-to-one.ts";
import { BANDS, SCORE_STEP } from "./weights.ts";

/**
 * What matching makes of the trials: the same one-to-one choice, in which they compete with all that pass
 * 0 left, then counted against the hidden truth. Tables `trial_count` (delivery_no, province, age_band,
 * sex, score, is_clear, rival, is_right, pairs; score -1 where nothing was found, rival the distance to one that is near or -1) and `absent_count`
 * (delivery_no, province, score, pairs): what would have been linked if the person were not in the
 * registry at all; `tried_pair`: pairs of trials.
 */
export function trialLinks(dialect: Dialect): readonly Stage[] {
  const score = dialect.quotient("l.weight", String(SCORE_STEP));
  const rival = dialect.quotient("l.margin", String(SCORE_STEP));
  const isClear = `l.margin >= ${BANDS.margin} and p.is_carried = 1`;
  return [
    ...settledLinks({ pairs: "final_pair", taken: "open_link" }),
    { table: "tried_pair", sql: "select * from final_pair where record_key < 0", isPassing: true },
    outweighed("tried_pair"),
    {
      table: "trial_count",
      sql: `\
select delivery_no, province, age_band, sex, score, is_clear, rival, is_right, count(*) as pairs
from (
  select m.delivery_no, m.province, m.age_band, m.sex,
    case when l.record_key is null then -1 else ${score} end as score,
    case when ${isClear} then 1 else 0 end as is_clear,
    case when l.margin < ${BANDS.margin} and p.is_carried = 1 then ${rival} else -1 end as rival,
    case when l.spine_key = m.spine_key then 1 else 0 end as is_right
  from masked_sample m
  left join ${LIKELIEST} on l.record_key = m.record_key
  left join tried_pair p on p.record_key = l.record_key and p.spine_key = l.spine_key
) judged group by delivery_no, province, age_band, sex, score, is_clear, rival, is_right`,
    },
    { table: "absent_count", sql: absentCounts(score, isClear) },
  ];
}

function absentCounts(score: string, isClear: string): string {
  const best = "partition by s.record_key order by s.weight desc, s.spine_key";
  return `\
select delivery_no, province, score, count(*) as pairs
from (
  select l.delivery_no, l.province, ${score} as score
  from (
    select s.record_key, s.spine_key, s.weight, m.delivery_no, m.province,
      s.weight - coalesce(lead(s.weight) over (${best}), 0) as margin,
      row_number() over (${best}) as place
    from tried_pair s
    join masked_sample m on m.record_key = s.record_key
    where s.spine_key <> m.spine_key and not exists (
      select 1 from open_link e where e.delivery_no = s.delivery_no and e.spine_key = s.spine_key)
  ) l
  join tried_pair p on p.record_key = l.record_key and p.spine_key = l.spine_key
  where l.place = 1 and ${isClear}
) linked group by delivery_no, province, score`;
}
