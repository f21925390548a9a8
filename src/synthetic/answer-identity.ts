import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import type { SyntheticPlan } from "./plan.ts";

/** Of a thousand adults, how many have never been recorded for a card; of all, how many stand twice or went abroad. */
const NOT_RECORDED_MILLI = 15;
const DOUBLE_MILLI = 3;
const ABROAD_MILLI = 2;

/** Names that differ by less are called nearly the same. */
const NEAR_NAME_PERCENT = 90;

export type AnswerDraft = {
  /** File of questions, as dtsen identity-check ask writes it. */
  readonly questions: string;
  readonly answers: string;
  readonly plan: SyntheticPlan;
  readonly planFolder: string;
  readonly answeredOn: string;
  readonly limits: EngineLimits;
};

/**
 * The civil registry of the synthetic nation answers a file of questions from what is true there: the newest
 * edition, by NIK. Chance is a digest of the NIK, so the same question always gets the same answer.
 */
export async function answerIdentityFile(draft: AnswerDraft): Promise<number> {
  const db = await openDuckDb(draft.limits);
  try {
    await loadTruth(db, draft);
    const columns = "id, nik, nama, tanggal_lahir, nomor_kk, jenis_kelamin, status";
    const rows = await db.all<Record<string, string>>(
      `select ${columns} from (${answers(draft.answeredOn)}) answered order by id`,
    );
    const lines = rows.map((row) => [...Object.values(row), draft.answeredOn].join(";"));
    const header = `${columns.replaceAll(", ", ";")};dijawab_pada`;
    await writeFile(draft.answers, `${[header, ...lines].join("\r\n")}\r\n`, { mode: 0o600 });
    return rows.length;
  } finally {
    db.close();
  }
}

async function loadTruth(
  db: DuckDb,
  { questions, plan: { truth }, planFolder }: AnswerDraft,
): Promise<void> {
  const file = (path: string) => `read_parquet(${text(join(planFolder, path))})`;
  await db.run(
    `create table question as select * from read_csv(${text(questions)}, delim = ';', header = true,
      all_varchar = true, quote = '')`,
  );
  await db.run(
    `create table registered as
    select p.nik, p.name, p.birth_date, p.sex, p.is_alive, p.died_on, f.kk, md5_number(p.nik) % 1000 as lot
    from ${file(truth.personSecond ?? truth.person)} p
    join ${file(truth.familySecond ?? truth.family)} f on f.family_no = p.family_no`,
  );
}

/** SQL: each question with its answers in the words of the office; a NIK that nobody bears is answered alone. */
function answers(answeredOn: string): string {
  const day = Number(answeredOn.replaceAll("-", ""));
  const compare = (theirs: string, asked: string): string =>
    `case when r.nik is null or coalesce(${asked}, '') = '' then ''
      when ${theirs} = ${asked} then 'sesuai' else 'tidak sesuai' end`;
  const isNear = `jaro_winkler_similarity(upper(r.name), upper(q.nama)) * 100 >= ${NEAR_NAME_PERCENT}`;
  return `\
select q.id, case when r.nik is null then 'tidak sesuai' else 'sesuai' end as nik,
  case when r.nik is not null and upper(r.name) <> upper(q.nama) and ${isNear} then 'mirip'
    else ${compare("upper(r.name)", "upper(q.nama)")} end as nama,
  ${compare("cast(r.birth_date as varchar)", "replace(q.tanggal_lahir, '-', '')")} as tanggal_lahir,
  ${compare("r.kk", "q.nomor_kk")} as nomor_kk,
  ${compare("case r.sex when 1 then 'L' else 'P' end", "q.jenis_kelamin")} as jenis_kelamin,
  case when r.nik is null then ''
    when not r.is_alive and coalesce(r.died_on, 0) <= ${day} then 'meninggal'
    when r.lot < ${DOUBLE_MILLI} then 'ganda'
    when r.lot < ${DOUBLE_MILLI + ABROAD_MILLI} then 'pindah luar negeri'
    when r.lot < ${DOUBLE_MILLI + ABROAD_MILLI + NOT_RECORDED_MILLI} and r.birth_date <= ${day} - 170000 then 'belum rekam'
    else 'hidup' end as status
from question q left join registered r on r.nik = q.nik`;
}
