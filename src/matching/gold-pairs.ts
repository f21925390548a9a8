import type { Dialect } from "#engine/dialect.ts";
import type { Engine } from "#engine/engine.ts";
import type { Stage } from "#engine/step.ts";
import type { Calibration } from "./calibration.ts";
import type { MatchDraft } from "./match-persons.ts";
import { answerFile, privateFile } from "./match-pipelines.ts";
import { reviewPairs } from "./review-pairs.ts";
import { type BandsByProvince, bandOf } from "./weights.ts";

/** Of each truth at least so many, so that even a small queue shows how people review. */
const AT_LEAST = 3;

/**
 * Pairs of known truth, to be mixed among those that people review: trials whose NIK was hidden (masked-sample.ts),
 * scored like all others, the doubtful ones first. Half are the person behind the hidden NIK, half the stranger who
 * came nearest. Table `gold_pair`: the columns of `review_pair` and truth; record_key carries the minus of a trial.
 */
export function goldPairs(
  { bands, chances }: Pick<Calibration, "bands" | "chances">,
  draft: { readonly seed: string; readonly perThousand: number },
  dialect: Dialect,
): readonly Stage[] {
  const perTruth = dialect.quotient(`a.n * ${draft.perThousand}`, "2000");
  return [
    { table: "scored_pair", sql: "select * from tried_pair", isPassing: true },
    { table: "trial_pair", sql: trialPairs(bands, draft.seed, dialect) },
    {
      table: "doubtful_pair",
      sql: `\
select t.record_key, t.delivery_no, t.spine_key, t.weight, t.margin
from (
  select p.*, row_number() over (partition by is_same order by is_doubtful desc, draw, record_key, spine_key) as turn
  from trial_pair p
) t
cross join (select count(*) as n from asked_pair) a
where t.turn <= ${AT_LEAST} + ${perTruth}`,
    },
    { table: "judged_link", sql: "select record_key, spine_key from doubtful_pair" },
    reviewPairs(bands, chances, dialect),
    {
      table: "gold_pair",
      sql: `\
select p.*, case when p.spine_key = m.spine_key then 'same' else 'different' end as truth
from review_pair p join masked_sample m on m.record_key = p.record_key`,
    },
  ];
}

/** Every pair of a trial with its distance to the next, whether it is the hidden person, and a lot. */
function trialPairs(bands: BandsByProvince, seed: string, dialect: Dialect): string {
  const best = "partition by s.record_key order by s.weight desc, s.spine_key";
  const draw = dialect.digest60(
    `concat(${dialect.text(`${seed}|gold|`)}, cast(s.record_key as string), '|', cast(s.spine_key as string))`,
  );
  return `\
select t.*, case when t.is_carried = 0 or t.margin < ${bands.nation.margin}
    or t.weight < ${bandOf(bands, "link", "t.regency")} then 1 else 0 end as is_doubtful
from (
  select s.record_key, s.delivery_no, s.spine_key, s.weight, s.is_carried, s.regency, ${draw} as draw,
    case when s.spine_key = m.spine_key then 1 else 0 end as is_same,
    s.weight - coalesce(lead(s.weight) over (${best}), 0) as margin,
    row_number() over (${best}) as place_of_record
  from scored_pair s join masked_sample m on m.record_key = s.record_key
) t where t.place_of_record <= 2`;
}

/** Writes `gold_pair.parquet` beside the links of a run that has just ended. */
export async function writeGoldPairs(
  engine: Engine,
  draft: MatchDraft,
  { calibration, perThousand }: { readonly calibration: Calibration; readonly perThousand: number },
): Promise<void> {
  const read = (table: string, file: string) => ({ table, files: [file] });
  await engine.run({
    name: "matching",
    inputs: [
      read("tried_pair", privateFile(draft, "tried_pair")),
      read("masked_sample", privateFile(draft, "masked_sample")),
      read("asked_pair", answerFile(draft, "review_pair")),
    ],
    stages: goldPairs(calibration, { seed: draft.seed, perThousand }, engine.dialect),
    outputs: [
      {
        table: "gold_pair",
        file: answerFile(draft, "gold_pair"),
        order: ["record_key", "spine_key"],
      },
    ],
  });
}
