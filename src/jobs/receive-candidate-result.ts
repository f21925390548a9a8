import { copyFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { CANDIDATE_LIST_PROBLEMS, type CandidateListProblem } from "#domain/candidate-list.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { sha256OfFile } from "#lake/manifest.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import {
  headOf,
  MOST_RESULT_ROWS,
  type ResultHead,
  type ResultRow,
  type ResultVerdict,
} from "#programs/candidate-result.ts";
import { CANDIDATE_RESULT_COLUMNS } from "#sources/layouts/candidate-result.ts";
import { type LoadProblem, loadRows } from "#sources/load-rows.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { asWorker } from "#store/transact.ts";
import { readResultRows } from "./candidate-result-rows.ts";
import type { House } from "./house.ts";

/** A result as a file, and who sends it for the institution that determines. */
export type CandidateResultFile = {
  readonly file: string;
  readonly list: number;
  readonly head: Omit<ResultHead, "way">;
  readonly by: string;
};

export type CandidateResultProblem = CandidateListProblem | LoadProblem;
export type CandidateResultAnswer = Result<ResultVerdict, CandidateResultProblem> & {
  readonly missing?: readonly string[];
  /** Where not one row could be taken: which, and why. */
  readonly rows?: ResultVerdict["rows"];
};

/** Takes back one result; nothing of its file is kept but answers, codes, and where rows were wrong. */
export async function receiveCandidateResult(
  house: House,
  { file, list, head, by }: CandidateResultFile,
): Promise<CandidateResultAnswer> {
  const found = await stat(file).catch(() => undefined);
  if (found === undefined || !found.isFile()) return refuse("no-such-file");
  const loaded = await loadFile(house, file);
  if (!loaded.ok) return loaded;
  const { rows, sha256 } = loaded.value;
  if (rows.length > MOST_RESULT_ROWS) return refuse("too-many-rows");
  return asWorker(house.desk, async (tx): Promise<CandidateResultAnswer> => {
    const [known] = await tx.query<{ program: string | null }>(
      "select dtsen.program_of_candidates($1) as program",
      [list],
    );
    if (known === undefined || known.program === null) return refuse("list-unknown");
    const given = headOf(known.program, { ...head, way: "file" }, sha256);
    if (!given.ok) return given;
    const [row] = await tx.query<{ answer: ResultVerdict }>(
      "select dtsen.record_candidate_result($1, $2, $3, $4) as answer",
      [list, given.value, JSON.stringify(rows), by],
    );
    const answer = row?.answer ?? { verdict: "" };
    if (answer.verdict === "recorded" || answer.verdict === "repeated") return accept(answer);
    const problem = CANDIDATE_LIST_PROBLEMS.find((one) => one === answer.verdict);
    if (problem === undefined) throw new Error(`the desk answered "${answer.verdict}"`);
    return answer.rows === undefined ? refuse(problem) : { ...refuse(problem), rows: answer.rows };
  });
}

type Loaded = { readonly rows: readonly ResultRow[]; readonly sha256: string };

async function loadFile(
  house: House,
  file: string,
): Promise<Result<Loaded, LoadProblem> & { readonly missing?: readonly string[] }> {
  return inPrivateFolder(house.folders, async (folder) => {
    const own = join(folder, "result");
    await copyFile(file, own);
    const { threads, memory } = house.settings;
    const db = await openDuckDb({ threads, memory, workFolder: join(folder, "spill") });
    try {
      const loaded = await loadRows(db, own, { columns: CANDIDATE_RESULT_COLUMNS }, folder);
      if (!loaded.ok) return loaded;
      const names = await db.all<{ name: string }>(
        "select column_name as name from information_schema.columns where table_name = 'raw'",
      );
      const keys = openFieldKeys(house.desk.settings.keyFolder);
      const columns = names.map(({ name }) => name);
      return accept({
        rows: await readResultRows(db, keys, columns),
        sha256: await sha256OfFile(own),
      });
    } finally {
      db.close();
    }
  });
}
