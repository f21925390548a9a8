import { resolve } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import { say } from "#domain/words.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { findId, placeOf } from "./find-id.ts";
import { inferFields, type NamedTable } from "./infer-fields.ts";
import type { LinkField, LinkInput, LinkJob, LinkTruth } from "./job.ts";
import { type JobMistake, noFields, otherMistake, unknownWord } from "./job-mistake.ts";
import { type Folders, openFile } from "./open-file.ts";
import type { ParsedJob } from "./parse-job.ts";
import { type PlacedTruth, placeTruth } from "./place-truth.ts";
import type { Tell } from "./read-keys.ts";

/** Where the values of a field stand: its place in the header of each input, null where it has none. */
export type PlacedField = LinkField & { readonly places: readonly (number | null)[] };

/** A job whose files are open and whose every word was understood. */
export type ReadyJob = {
  readonly job: LinkJob;
  readonly tables: readonly NamedTable[];
  readonly fields: readonly PlacedField[];
  readonly truth: PlacedTruth | undefined;
  /** Why the columns were taken for what they are; empty where the job says it. */
  readonly reasons: readonly string[];
};

export type ReadyAnswer = Result<ReadyJob, "job-has-mistakes"> & {
  readonly mistakes?: readonly JobMistake[];
};

/** What a job writes into its out folder. */
export const OUT_FILES = ["links.parquet", "clusters.parquet", "report.html"] as const;

/** Opens the files of a job; refuses with everything that is wrong, in words and in files. */
export async function readyJob(
  db: DuckDb,
  parsed: ParsedJob,
  folders: Folders,
): Promise<ReadyAnswer> {
  const mistakes: JobMistake[] = [...parsed.mistakes];
  const tell: Tell = (mistake) => mistakes.push(mistake);
  const { job } = parsed;
  const opened: (NamedTable | undefined)[] = [];
  for (const [i, input] of job.inputs.entries()) {
    opened.push(await openInput(db, input, i, folders, tell));
  }
  const truth = job.truth && (await placeTruth(db, job.truth, opened, folders, tell));
  const stated = job.fields?.flatMap((field, i) => placeField(field, i, opened, tell));
  refuseJudgeAsWitness(job, tell);
  keepInputs(job, folders.jobFolder, tell);
  if (job.fields !== undefined) checkBlocking(job.blocking, job.fields, tell);
  const tables = opened.filter((table) => table !== undefined);
  const [first, ...others] = job.inputs;
  if (mistakes.length > 0 || first === undefined) {
    return { ...refuse("job-has-mistakes"), mistakes };
  }
  const whole = { ...job, inputs: [first, ...others] as const };
  if (stated !== undefined) {
    return accept({ job: whole, tables, fields: stated, truth, reasons: [] });
  }
  const { fields, reasons } = await inferFields(db, tables, truthColumns(job.truth));
  const placed = fields.flatMap((field, i) => placeField(field, i, tables, tell));
  if (placed.length === 0) tell(noFields("fields", reasons));
  else checkBlocking(job.blocking, placed, tell);
  if (mistakes.length > 0) return { ...refuse("job-has-mistakes"), mistakes };
  return accept({ job: whole, tables, fields: placed, truth, reasons });
}

const truthColumns = (truth: LinkTruth | undefined): readonly string[] =>
  truth !== undefined && "column" in truth ? [truth.column] : [];

async function openInput(
  db: DuckDb,
  input: LinkInput,
  place: number,
  folders: Folders,
  tell: Tell,
): Promise<NamedTable | undefined> {
  const at = `inputs[${place}]`;
  if (input.path === "") return undefined;
  const table = await openFile(db, input.path, `${at}.path`, `input${place}`, folders, tell);
  if (table === undefined) return undefined;
  const idPlace = await findId(db, input, table, at, tell);
  // Its columns are looked at even where its id is at fault.
  return { name: input.name, table, idPlace: idPlace ?? 0 };
}

function placeField(
  field: LinkField,
  fieldNo: number,
  tables: readonly (NamedTable | undefined)[],
  tell: Tell,
): readonly PlacedField[] {
  const places = tables.map((named) => {
    if (named === undefined) return null;
    const own = field.columns?.[named.name];
    if (own === null) return null;
    const isOther = own !== undefined;
    const at = `fields[${fieldNo}].${isOther ? `columns.${named.name}` : "column"}`;
    return placeOf(own ?? field.column, named.table, { at, input: named.name }, tell) ?? null;
  });
  return [{ ...field, places }];
}

/** Who compares by the truth would find that the answer is right, whatever it is. */
function refuseJudgeAsWitness({ fields = [], truth }: ParsedJob["job"], tell: Tell): void {
  const [column] = truthColumns(truth);
  const place = fields.findIndex((field) => field.column === column);
  if (column === undefined || place < 0) return;
  tell(
    otherMistake(
      "truth-among-fields",
      `fields[${place}]`,
      say(
        `"${column}" adalah kebenaran; bila ikut dibandingkan, hasilnya dinilai oleh dirinya sendiri.`,
        `"${column}" is the truth; compared with it, the result would judge itself.`,
      ),
      say('Hapus dari "fields".', 'Take it out of "fields".'),
    ),
  );
}

function checkBlocking(
  blocking: LinkJob["blocking"],
  fields: readonly LinkField[],
  tell: Tell,
): void {
  const columns = fields.map(({ column }) => column);
  for (const [i, key] of (blocking ?? []).entries()) {
    for (const [j, part] of key.entries()) {
      const [column = "", cut] = part.split(":");
      const field = fields.find((one) => one.column === column);
      const at = `blocking[${i}][${j}]`;
      if (field === undefined) tell(unknownWord(at, column, columns));
      else if (
        cut !== undefined &&
        !/^[1-9]\d?$/.test(cut) &&
        !(cut === "year" && field.kind === "date")
      ) {
        tell(
          otherMistake(
            "unknown-cut",
            at,
            say(
              `":${cut}" tidak dikenal untuk kolom ini.`,
              `":${cut}" is not known for this column.`,
            ),
            say(
              'Tulis ":3" untuk tiga huruf pertama, atau ":year" untuk tanggal.',
              'Write ":3" for the first three letters, or ":year" for a date.',
            ),
          ),
        );
      }
    }
  }
}

/** Where a job's answers go: counted from the folder of the job file. */
export const outFolderOf = ({ out }: Pick<LinkJob, "out">, jobFolder: string): string =>
  resolve(jobFolder, out);

/** An input that is also an answer would be written over. */
function keepInputs({ inputs, out, truth }: ParsedJob["job"], jobFolder: string, tell: Tell): void {
  const read = inputs.map(({ path }, i) => ({ path, at: `inputs[${i}].path` }));
  if (truth !== undefined && "path" in truth) read.push({ path: truth.path, at: "truth.path" });
  for (const { path, at } of read) {
    if (
      path === "" ||
      !OUT_FILES.some((name) => resolve(jobFolder, path) === resolve(jobFolder, out, name))
    )
      continue;
    tell(
      otherMistake(
        "input-is-output",
        at,
        say(`${path} akan ditimpa oleh hasil.`, `${path} would be written over by the answers.`),
        say('Sebut folder lain dengan "out".', 'Name another folder with "out".'),
      ),
    );
  }
}
