import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { type Accuracy, judge } from "#ranking/accuracy.ts";

/** Plain files of one walk: what the version says, and what was true of the synthetic nation. */
export type RankingEvidence = {
  readonly rankFile: string;
  readonly personFile: string;
  readonly membershipFile: string;
  /** STAGED_PERSON of the civil registry, opened. */
  readonly civilRegistryFile: string;
  readonly truthRecordFile: string;
  readonly truthFamilyFile: string;
};

/** How well the version orders families by true expenditure per person; persons weigh. */
export async function judgeRanking(
  evidence: RankingEvidence,
  limits: EngineLimits,
): Promise<Accuracy> {
  const db = await openDuckDb(limits);
  try {
    await db.run(trueFamilies(evidence));
    return judge(await readRows(db, evidence));
  } finally {
    db.close();
  }
}

/** A family of the register is the true family that most of its persons come from. */
function trueFamilies(evidence: RankingEvidence): string {
  const file = (name: string) => `read_parquet(${text(name)})`;
  return `create table true_family as
with member as (
  select p.family_id, t.family_no, count(*) as persons
  from ${file(evidence.personFile)} p
  join ${file(evidence.membershipFile)} m on m.person_id = p.person_id
  join ${file(evidence.civilRegistryFile)} s on s.record_key = m.record_key
  join ${file(evidence.truthRecordFile)} t
    on t.source = 'dukcapil' and t.set = 'person' and t.row_no = s.row_no
  where p.family_id is not null
  group by p.family_id, t.family_no),
placed as (
  select family_id, family_no,
    row_number() over (partition by family_id order by persons desc, family_no) as place
  from member)
select p.family_id, f.expenditure_per_capita
from placed p join ${file(evidence.truthFamilyFile)} f on f.family_no = p.family_no
where p.place = 1`;
}

async function readRows(db: DuckDb, { rankFile }: RankingEvidence) {
  const [counted] = await db.all<{ n: bigint }>("select count(*) as n from true_family");
  const n = Number(counted?.n ?? 0n);
  const rows = {
    truth: new Float64Array(n),
    score: new Float64Array(n),
    weight: new Float64Array(n),
    size: new Int32Array(n),
  };
  let at = 0;
  // In one order: sums of fractions come out the same to the last digit, whatever the threads did.
  const query = `select ln(t.expenditure_per_capita), r.score / 1e6, cast(r.size as double)
    from true_family t join read_parquet(${text(rankFile)}) r on r.family_id = t.family_id
    where r.score is not null order by r.family_id`;
  for await (const { columns, rows: count } of db.chunks(query)) {
    rows.truth.set(columns[0] as number[], at);
    rows.score.set(columns[1] as number[], at);
    rows.weight.set(columns[2] as number[], at);
    rows.size.set(columns[2] as number[], at);
    at += count;
  }
  return {
    truth: rows.truth.subarray(0, at),
    score: rows.score.subarray(0, at),
    weight: rows.weight.subarray(0, at),
    size: rows.size.subarray(0, at),
  };
}
