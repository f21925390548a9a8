import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Progress } from "#domain/progress.ts";
import { openSigning } from "#lake/signed-json.ts";
import { type JudgedWork, judgeSurvey, type SurveyJudged } from "./judge-survey.ts";
import { fitLayer } from "./layers/fit-layer.ts";
import { FORMULA, LIMITS, type ModelFile } from "./model-file.ts";
import type { PmtDraft, PmtRefusal } from "./pmt-work.ts";
import { reportPage } from "./report/report-page.ts";
import { writeScores } from "./write-scores.ts";

/** What was judged, and the files that lie in the out folder. */
export type PmtSummary = SurveyJudged & { readonly out: string; readonly files: readonly string[] };
export type PmtAnswer = { readonly ok: true; readonly value: PmtSummary } | PmtRefusal;

const FILES = ["model.json", "scores.parquet", "figures.json", "report.html"] as const;

/** Judges the layers, fits the one that ships on all rows, and writes model, scores, figures and report. */
export const trainSurvey = (draft: PmtDraft, progress: Progress): Promise<PmtAnswer> =>
  judgeSurvey(draft, progress, async (judged, work) => {
    const summary = await begun(judged, work, FILES);
    const { sign } = await openSigning(draft.keyFolder);
    const model = sign(modelOf(judged, work));
    await writeFile(join(work.out, "model.json"), `${JSON.stringify(model)}\n`);
    await writeScores(work.db, judged.survey, work.scores, join(work.out, "scores.parquet"));
    return await concluded(summary);
  });

/** Judges the layers and writes figures and report; no model is left. */
export const evaluateSurvey = (draft: PmtDraft, progress: Progress): Promise<PmtAnswer> =>
  judgeSurvey(draft, progress, async (judged, work) =>
    concluded(await begun(judged, work, ["figures.json", "report.html"])),
  );

async function begun(
  judged: SurveyJudged,
  { out }: Pick<JudgedWork, "out">,
  files: readonly string[],
): Promise<PmtSummary> {
  // What an earlier run left is not taken for this one's; a model that another verb wrote stays.
  for (const name of files) await rm(join(out, name), { force: true });
  return { ...judged, out, files };
}

/** Writes the figures and the report of a summary. */
export async function concluded(summary: PmtSummary): Promise<PmtSummary> {
  const { layers, choice, shortForm, notices } = summary;
  const figures = { layers, ...choice, short_form: shortForm, warnings: notices };
  await writeFile(join(summary.out, "figures.json"), `${JSON.stringify(figures, undefined, 1)}\n`);
  await writeFile(join(summary.out, "report.html"), reportPage(summary));
  return summary;
}

function modelOf(
  { survey, spec, layers, choice, notices }: SurveyJudged,
  work: JudgedWork,
): ModelFile {
  const { table } = survey;
  const every = Uint32Array.from({ length: table.rows }, (_, row) => row);
  const model = fitLayer(work.chosen, table, every, { seed: spec.seed });
  const outOfFold = layers.find(({ name }) => name === work.chosen)?.figures;
  if (outOfFold === undefined) throw new Error(`layer ${work.chosen} was chosen and never judged`);
  return {
    ...model,
    card: {
      target: survey.targetName,
      poor: survey.poor,
      columns: spec.columns,
      survey: { rows: table.rows, sha256: survey.sha256 },
      outOfFold,
      gains: choice.gains,
      warnings: notices,
      formula: FORMULA,
      limits: LIMITS,
    },
  };
}
