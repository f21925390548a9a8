import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { IdentityQuestion } from "#registry/identity-check.ts";
import type { Candidate } from "#registry/identity-question-store.ts";

/** Questions that are asked, and kept when answered, together: what a kill may cost. */
const QUESTIONS_TOGETHER = 200;
const MALE = 1;
const FEMALE = 2;

/** Whom the version itself calls matched or dead is not asked about, unless everybody is or they are due. */
const SETTLED = "('padan', 'meninggal')";

type People = {
  readonly personFile: string;
  /** Plain, in a private folder. */
  readonly identityFiles: readonly string[];
  readonly whom: "unproven" | "due" | "everyone";
};

/**
 * Table `candidate`: the living of a version who have a NIK to ask about and are wanted, or due. `due` are ids of
 * that version, first those whose time is longest past.
 */
export async function loadCandidates(
  db: DuckDb,
  { personFile, identityFiles, whom }: People,
  due: readonly string[],
): Promise<void> {
  await db.run("create table due (person_id bigint, place bigint)");
  for (let from = 0; from < due.length; from += 1000) {
    const rows = due.slice(from, from + 1000).map((id, i) => `(${BigInt(id)}, ${from + i})`);
    await db.run(`insert into due values ${rows.join(", ")}`);
  }
  const files = identityFiles.map(text).join(", ");
  await db.run(`create view identity as select * from read_parquet([${files}])`);
  const isWanted = {
    unproven: `p.identity_status not in ${SETTLED}`,
    due: "false",
    everyone: "true",
  }[whom];
  await db.run(
    `create table candidate as
    select p.person_id, p.family_id, p.village_no, p.domicile_village_no, p.sex, ${isWanted} as is_wanted, d.place
    from read_parquet(${text(personFile)}) p
    join identity i on i.person_id = p.person_id and i.nik is not null
    left join due d on d.person_id = p.person_id
    where p.life_status = 1 and (d.person_id is not null or ${isWanted})`,
  );
}

/** Candidates, those who are due first, then by id. */
export async function* candidateChunks(db: DuckDb): AsyncGenerator<readonly Candidate[]> {
  const query = `select person_id, family_id, village_no, domicile_village_no, is_wanted from candidate
    order by place nulls last, person_id`;
  for await (const { columns, rows } of db.chunks(query)) {
    yield Array.from({ length: rows }, (_, row) => ({
      personId: columns[0]?.[row] as bigint,
      familyId: columns[1]?.[row] as bigint | null,
      villageNo: columns[2]?.[row] as bigint,
      domicileVillageNo: columns[3]?.[row] as bigint,
      isWanted: columns[4]?.[row] as boolean,
    }));
  }
}

/** What is asked about those in table `asked` (person_id, question_id), a few at a time. */
export async function* questionChunks(db: DuckDb): AsyncGenerator<readonly IdentityQuestion[]> {
  const query = `select a.question_id, i.nik, i.name, i.birth_date, i.kk, c.sex from asked a
    join identity i on i.person_id = a.person_id join candidate c on c.person_id = a.person_id
    order by a.person_id`;
  let waiting: IdentityQuestion[] = [];
  for await (const { columns, rows } of db.chunks(query)) {
    for (let row = 0; row < rows; row++) {
      waiting.push(questionOf(columns.map((column) => column[row])));
      if (waiting.length < QUESTIONS_TOGETHER) continue;
      yield waiting;
      waiting = [];
    }
  }
  if (waiting.length > 0) yield waiting;
}

function questionOf(cells: readonly unknown[]): IdentityQuestion {
  const [questionId, nik, name, birthDate, kk, sex] = cells;
  const day = String(birthDate ?? "").replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");
  return {
    questionId: String(questionId),
    nik: String(nik),
    name: String(name ?? ""),
    birthDate: day === "" ? null : day,
    kk: kk === null ? null : String(kk),
    sex: sex === MALE ? "male" : sex === FEMALE ? "female" : null,
  };
}
