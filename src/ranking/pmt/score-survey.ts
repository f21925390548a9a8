import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { DecileBasis } from "#domain/decile-basis.ts";
import type { Progress } from "#domain/progress.ts";
import { columnsFor, readModel } from "./model-file.ts";
import {
  inWorkFolder,
  outRefused,
  type PmtDraft,
  type PmtRefusal,
  readDraft,
  refused,
} from "./pmt-work.ts";
import { readSurvey } from "./read-survey.ts";
import { scoreTable } from "./score-rows.ts";
import type { SurveyNotice } from "./survey-notice.ts";
import { partsOf, writeRows } from "./write-scores.ts";

/** What was scored. */
export type ScoredSurvey = {
  readonly rows: number;
  readonly model: string;
  readonly file: string;
  /** What its deciles are equal in: persons where the file says how many stand behind a row. */
  readonly decileBasis: DecileBasis;
  readonly notices: readonly SurveyNotice[];
};

/** Scores every row of a file by a saved model, with its hundredth and tenth among the rows scored. */
export async function scoreSurvey(
  draft: PmtDraft,
  progress: Progress,
): Promise<{ readonly ok: true; readonly value: ScoredSurvey } | PmtRefusal> {
  const { spec, mistakes, at } = await readDraft(draft, { target: false });
  const [path = ""] = draft.models;
  const saved = await readModel(path, draft.keyFolder, (one) => mistakes.push(one));
  if (saved === undefined) return refused(mistakes);
  const { model } = saved;
  const answer = await inWorkFolder(spec, draft.limits, async (db, folders) => {
    progress({ room: "pmt", step: "reading", done: 0, of: 3 });
    const { target: _, ...columns } = columnsFor(model.card, spec);
    const read = await readSurvey(db, {
      path: draft.survey,
      spec: { ...spec, columns },
      mistakes,
      at,
      workFolder: folders.work,
      model: { variables: model.variables, columns: model.card.columns, isScoring: true },
    });
    if (!read.ok) return refused(read.mistakes ?? [], read.notices);
    progress({ room: "pmt", step: "scoring", done: 1, of: 3 });
    const { table } = read.value;
    const notices = [...saved.notices, ...read.value.notices];
    const scores = scoreTable(model, table);
    const people = table.weight.map((w, row) => w * (table.size[row] as number));
    const { percentile, decile } = partsOf(scores, people);
    const file = join(folders.out, "scores.parquet");
    await rm(file, { force: true });
    await writeRows(db, read.value, file, [
      { name: "score", type: "double", values: scores },
      { name: "percentile", type: "integer", values: percentile },
      { name: "decile", type: "integer", values: decile },
    ]);
    progress({ room: "pmt", step: "done", done: 3, of: 3 });
    const decileBasis = table.size.some((members) => members !== 1) ? "persons" : "families";
    const value = { rows: table.rows, model: model.layer, file, decileBasis, notices } as const;
    return { ok: true as const, value };
  });
  return answer ?? outRefused(spec, mistakes);
}
