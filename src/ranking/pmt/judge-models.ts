import type { Progress } from "#domain/progress.ts";
import { gainOver } from "./choose-layer.ts";
import { judgeScores } from "./judge-scores.ts";
import { columnsFor, type ModelFile, modelName, type ReadModel, readModel } from "./model-file.ts";
import { inWorkFolder, outRefused, type PmtDraft, readDraft, refused } from "./pmt-work.ts";
import { type ReadSurvey, readSurvey } from "./read-survey.ts";
import { scoreTable } from "./score-rows.ts";
import { notice, type SurveyNotice } from "./survey-notice.ts";
import { concluded, type PmtAnswer } from "./train-survey.ts";

/** Judges saved models on a survey, the first one as the champion whom the others must beat. */
export async function judgeModels(draft: PmtDraft, progress: Progress): Promise<PmtAnswer> {
  const { spec, mistakes, at } = await readDraft(draft, { target: false });
  const models: (ReadModel | undefined)[] = [];
  for (const path of draft.models) {
    models.push(await readModel(path, draft.keyFolder, (one) => mistakes.push(one)));
  }
  const champion = models[0]?.model;
  const [path = ""] = draft.models;
  if (champion === undefined) return refused(mistakes);
  const answer = await inWorkFolder(spec, draft.limits, async (db, folders) => {
    const judgements: { name: string; judgement: ReturnType<typeof judgeScores> }[] = [];
    const notices: SurveyNotice[] = [];
    let first: ReadSurvey | undefined;
    for (const [i, saved] of models.entries()) {
      progress({ room: "pmt", step: "judging", done: i, of: models.length });
      if (saved === undefined) continue;
      const { model } = saved;
      notices.push(...saved.notices);
      const read = await readSurvey(db, {
        path: draft.survey,
        spec: { ...spec, columns: columnsFor(champion.card, spec), ...poorOf(champion) },
        mistakes,
        at,
        workFolder: folders.work,
        model: { variables: model.variables, columns: champion.card.columns, isScoring: false },
      });
      if (!read.ok) return refused(read.mistakes ?? [], read.notices);
      const survey = read.value;
      first ??= survey;
      const name = modelName(draft.models[i] ?? path, model);
      if (model.card.survey.sha256 === survey.sha256) notices.push(seenInTraining(name));
      const scores = scoreTable(model, survey.table);
      const judgement = judgeScores(survey.table, scores, spec.quotas, survey.fairness, spec.seed);
      judgements.push({ name, judgement });
      notices.push(
        ...survey.notices.filter(
          ({ code, column }) =>
            !notices.some((other) => other.code === code && other.column === column),
        ),
      );
    }
    const [base] = judgements;
    if (first === undefined || base === undefined) return refused(mistakes);
    const gains = judgements.slice(1).map((one) => gainOver(base, one));
    const beats = gains.findLast(({ ships }) => ships);
    return {
      ok: true as const,
      value: await concluded({
        survey: first,
        spec,
        layers: judgements.map(({ name, judgement }) => ({
          name,
          folds: 1,
          figures: judgement.figures,
        })),
        choice: { chosen: beats?.name ?? base.name, gains },
        shortForm: null,
        notices,
        out: folders.out,
        files: ["figures.json", "report.html"],
      }),
    };
  });
  return answer ?? outRefused(spec, mistakes);
}

const poorOf = ({ targetKind, card }: ModelFile) => ({
  targetKind,
  ...(targetKind === "class" ? { poor: card.poor } : {}),
});

/** Rows that taught a model judge it too kindly. */
const seenInTraining = (model: string): SurveyNotice =>
  notice(
    "leak-seen-in-training",
    "",
    [
      `${model} belajar dari baris yang sama: angka di bawah terlalu bagus (kebocoran).`,
      `${model} learned from these very rows: the figures below are too good (leakage).`,
    ],
    [
      "Nilai dengan survei lain, atau baca angka pada kartu model: itu dari kelompok yang tidak dilihatnya.",
      "Judge it on another survey, or read its card: those figures are of groups that it had not seen.",
    ],
  );
