import { readFile, rmdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { say } from "#domain/words.ts";
import { type DuckDb, openDuckDb } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { mayWrite } from "#lake/may-write.ts";
import { inPrivateFolder, sweepWork } from "#lake/private-folder.ts";
import { type JobMistake, otherMistake, outUnwritable } from "#matching/link-files/job-mistake.ts";
import type { Keys } from "#matching/link-files/read-keys.ts";
import { parseSpec, readSpecText } from "./parse-spec.ts";
import type { PmtSpec } from "./pmt-spec.ts";
import type { SurveyNotice } from "./survey-notice.ts";

/** What a verb of `dtsen pmt` was asked: a survey, options by the keys of a spec, a spec file, models. */
export type PmtDraft = {
  readonly survey: string;
  readonly specFile?: string;
  readonly options: Keys;
  readonly models: readonly string[];
  /** Where the key lies that signs models, and the list of those trusted. */
  readonly keyFolder: string;
  readonly limits: Omit<EngineLimits, "workFolder">;
};

/** Everything that is wrong, and what was noticed on the way. */
export type PmtRefusal = {
  readonly ok: false;
  readonly problem: "survey-has-mistakes";
  readonly mistakes: readonly JobMistake[];
  readonly notices: readonly SurveyNotice[];
};

export const refused = (
  mistakes: readonly JobMistake[],
  notices: readonly SurveyNotice[] = [],
): PmtRefusal => ({ ok: false, problem: "survey-has-mistakes", mistakes, notices });

/** Options and spec file as one, with all that is wrong in their words. */
export async function readDraft(draft: PmtDraft, needs: { readonly target: boolean }) {
  const mistakes: JobMistake[] = [];
  const text =
    draft.specFile === undefined
      ? "{}"
      : await readFile(draft.specFile, "utf8").catch(() => undefined);
  if (text === undefined) mistakes.push(specMissing(draft.specFile ?? ""));
  const file = text === undefined ? {} : (readSpecText(text, (one) => mistakes.push(one)) ?? {});
  const parsed = parseSpec(file, draft.options, needs);
  const at = (key: string): string =>
    draft.options[key] === undefined ? key : `--${key.replaceAll("_", "-")}`;
  return { spec: parsed.spec, mistakes: [...mistakes, ...parsed.mistakes], at };
}

const specMissing = (path: string): JobMistake =>
  otherMistake(
    "spec-missing",
    "--spec",
    say(`Berkas spec ${path} tidak dapat dibaca.`, `The spec file ${path} cannot be read.`),
    say("Periksa nama dan hak bacanya.", "Check its name and that you may read it."),
  );

/** A folder for answers and a private one below it in which an engine works, swept when all is done. */
export async function inWorkFolder<T>(
  spec: PmtSpec,
  limits: PmtDraft["limits"],
  act: (db: DuckDb, folders: { readonly out: string; readonly work: string }) => Promise<T>,
): Promise<T | undefined> {
  const out = resolve(spec.out);
  if (!(await mayWrite(out))) return undefined;
  const folders = { work: join(out, ".work") };
  await sweepWork(folders);
  try {
    return await inPrivateFolder(folders, async (work) => {
      const db = await openDuckDb({ ...limits, workFolder: join(work, "spill") });
      try {
        return await act(db, { out, work });
      } finally {
        db.close();
      }
    });
  } finally {
    // Both only where nothing else lies in them: of a survey with mistakes no folder is left.
    await rmdir(folders.work).catch(() => undefined);
    await rmdir(out).catch(() => undefined);
  }
}

/** The refusal of a folder that nothing can be written into. */
export const outRefused = (spec: PmtSpec, mistakes: readonly JobMistake[]): PmtRefusal =>
  refused([...mistakes, outUnwritable(spec.out)]);
