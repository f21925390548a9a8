import { join } from "node:path";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";

/** Records that scores decided, by the habit of their village in that list. */
export type HabitTruth = {
  readonly habit: string;
  /** Scored, that is left by pass 0, and with their person in the registry. */
  readonly findable: number;
  readonly linked: number;
  readonly right: number;
  /** Right pairs laid before people. */
  readonly review: number;
  /** Linked without people from 10 bits on. */
  readonly strict: number;
  readonly strictRight: number;
  /** The same without families. */
  readonly aloneLinked: number;
  readonly aloneRight: number;
  readonly aloneStrict: number;
  readonly aloneStrictRight: number;
  /** Of all records of these villages, how many pass 0 left. */
  readonly records: number;
  readonly scored: number;
};

/** Clear pairs of one stretch of scores, linked or, only for their score, laid before people. */
export type ScoreTruth = {
  readonly fromBits: number;
  readonly pairs: number;
  readonly right: number;
};

/** Pairs laid before people, by cause: how many are right, and how many by their probabilities. */
export type CauseTruth = {
  readonly cause: string;
  readonly pairs: number;
  readonly right: number;
  readonly expected: number;
};

export type LinkTruth = {
  readonly habits: readonly HabitTruth[];
  readonly causes: readonly CauseTruth[];
  readonly scores: readonly ScoreTruth[];
};

/** First bit of each stretch. */
export const STRETCHES: readonly number[] = [0, 6, 10, 14, 18, 24, 30];

/** The links of one linkage against the truth of its synthetic nation. */
export async function judgeLinks(draft: {
  readonly folder: string;
  readonly answer: string;
  readonly personFiles: readonly string[];
  readonly limits: EngineLimits;
}): Promise<LinkTruth> {
  const db = await openDuckDb(draft.limits);
  const parquet = (...path: readonly string[]): string =>
    `read_parquet(${text(join(draft.folder, ...path))})`;
  const answer = (table: string): string =>
    `read_parquet(${text(join(draft.answer, `${table}.parquet`))})`;
  try {
    await db.run(`create table person_of as
      select s.record_key, s.source, t.person_no, f.village_code, t.edition
        from read_parquet([${draft.personFiles.map(text).join(", ")}]) s
        join ${parquet("truth", "record", "*.parquet")} t
          on t.source = s.source and t."set" = 'person' and t.row_no = s.row_no
        join ${parquet("truth", "family", "*.parquet")} f on f.family_no = t.family_no`);
    await db.run(`create table habit_of as
      select source, edition, village_code, string_agg(distinct habit, '+' order by habit) as habit
        from ${parquet("truth", "habit", "*.parquet")} group by all`);
    await db.run(`create table judged as
      select p.record_key, coalesce(h.habit, 'none') as habit,
             k.person_no is not null as is_findable, l.rule, l.weight,
             l.band = 'link' and s.person_no = p.person_no as is_right,
             a.weight as alone_weight, coalesce(ap.person_no = p.person_no, false) as alone_is_right,
             r.weight as review_weight, r.cause, r.probability, rs.person_no = p.person_no as review_is_right
        from person_of p
        left join habit_of h on h.source = p.source and h.edition = p.edition and h.village_code = p.village_code
        join ${answer("link")} l on l.record_key = p.record_key
        left join person_of s on s.record_key = l.spine_key
        left join (select distinct person_no from person_of where source = 'dukcapil') k on k.person_no = p.person_no
        left join ${parquet("without.parquet")} a
          on a.record_key = p.record_key and a.rule in ('scored', 'scored-repeat')
        left join person_of ap on ap.record_key = a.spine_key
        left join ${answer("review_pair")} r on r.record_key = p.record_key
        left join person_of rs on rs.record_key = r.spine_key
       where p.source <> 'dukcapil'`);
    const habits = await db.all<HabitTruth>(`
      select habit, count(*)::int as records,
             count(*) filter (rule not in ('nik-exact', 'nik-repeat'))::int as scored,
             count(*) filter (rule not in ('nik-exact', 'nik-repeat') and is_findable)::int as findable,
             count(*) filter (rule in ('scored', 'scored-repeat'))::int as linked,
             count(*) filter (rule in ('scored', 'scored-repeat') and is_right)::int as "right",
             count(*) filter (rule in ('scored', 'scored-repeat') and weight >= 10000)::int as strict,
             count(*) filter (rule in ('scored', 'scored-repeat') and weight >= 10000 and is_right)::int as "strictRight",
             count(alone_weight)::int as "aloneLinked",
             count(*) filter (alone_weight is not null and alone_is_right)::int as "aloneRight",
             count(*) filter (alone_weight >= 10000)::int as "aloneStrict",
             count(*) filter (alone_weight >= 10000 and alone_is_right)::int as "aloneStrictRight",
             count(*) filter (rule not in ('scored', 'scored-repeat') and review_is_right)::int as review
        from judged group by habit order by habit`);
    const stretch = STRETCHES.map((bits) => `when w >= ${bits * 1000} then ${bits}`)
      .reverse()
      .join(" ");
    const scores = await db.all<ScoreTruth>(`
      select (case ${stretch} else 0 end)::int as "fromBits", count(*)::int as pairs,
             count(*) filter (ok)::int as "right"
        from (select weight as w, is_right as ok from judged where rule = 'scored'
              union all select review_weight, coalesce(review_is_right, false) from judged
               where cause = 'unsure')
       group by 1 order by 1`);
    const causes = await db.all<CauseTruth>(`
      select cause, count(*)::int as pairs, count(*) filter (review_is_right)::int as "right",
             (coalesce(sum(probability), 0) / 1000)::double as expected
        from judged where cause is not null group by cause order by cause`);
    return { habits, scores, causes };
  } finally {
    db.close();
  }
}
