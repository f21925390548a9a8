import type { Progress } from "#domain/progress.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { type Choice, chooseLayer, type JudgedLayer } from "./choose-layer.ts";
import { saysNothingOfItsOwn } from "./column-notices.ts";
import { featuresThatExplainTooMuch, noBetterThanChance, scoresTooGood } from "./explains-alone.ts";
import { judgeScores, type ScoreFigures } from "./judge-scores.ts";
import { collinearFeatures } from "./layers/collinear.ts";
import { outOfFolds } from "./layers/fit-layer.ts";
import type { LayerName, PmtSpec } from "./pmt-spec.ts";
import {
  inWorkFolder,
  outRefused,
  type PmtDraft,
  type PmtRefusal,
  readDraft,
  refused,
} from "./pmt-work.ts";
import { type ReadSurvey, readSurvey } from "./read-survey.ts";
import { type ShortForm, shortForm } from "./short-form.ts";
import type { SurveyNotice } from "./survey-notice.ts";

/** What a survey came to: each layer judged on households it had not seen, and the one that ships. */
export type SurveyJudged = {
  readonly survey: ReadSurvey;
  readonly spec: PmtSpec;
  readonly layers: readonly {
    readonly name: string;
    readonly folds: number;
    readonly figures: ScoreFigures;
  }[];
  readonly choice: Choice<string>;
  readonly shortForm: ShortForm | null;
  readonly notices: readonly SurveyNotice[];
};

/** What an act over a judged survey may use beside it. */
export type JudgedWork = {
  readonly db: DuckDb;
  readonly out: string;
  /** Out-of-fold scores of each layer, by row of the table. */
  readonly scores: ReadonlyMap<LayerName, Float64Array>;
  readonly chosen: LayerName;
};

/** Judges every layer that was asked, out of fold, and lets `conclude` write what is to stay. */
export async function judgeSurvey<T>(
  draft: PmtDraft,
  progress: Progress,
  conclude: (judged: SurveyJudged, work: JudgedWork) => Promise<T>,
): Promise<{ readonly ok: true; readonly value: T } | PmtRefusal> {
  const { spec, mistakes, at } = await readDraft(draft, { target: true });
  const answer = await inWorkFolder(spec, draft.limits, async (db, folders) => {
    const steps = spec.layers.length + 3;
    const tell = (step: string, done: number) => progress({ room: "pmt", step, done, of: steps });
    tell("reading the survey", 0);
    const read = await readSurvey(db, {
      path: draft.survey,
      spec,
      mistakes,
      at,
      workFolder: folders.work,
    });
    if (!read.ok) return refused(read.mistakes ?? [], read.notices);
    const survey = read.value;
    let fits = 0;
    const scores = outOfFolds(spec.layers, survey.table, { seed: spec.seed }, (name) =>
      tell(`layer ${name} on unseen groups`, 1 + Math.floor(fits++ / survey.table.folds)),
    );
    const layers: JudgedLayer<LayerName>[] = [...scores].map(([name, told]) => ({
      name,
      judgement: judgeScores(survey.table, told, spec.quotas, survey.fairness, spec.seed),
    }));
    tell("a short form", steps - 2);
    const form = shortForm(survey.table, spec.quotas);
    const choice = chooseLayer(layers);
    const judged: SurveyJudged = {
      survey,
      spec,
      layers: layers.map(({ name, judgement }) => ({
        name,
        folds: survey.table.folds,
        figures: judgement.figures,
      })),
      choice,
      shortForm: form,
      notices: [...survey.notices, ...suspicions(survey, layers, choice.chosen)],
    };
    tell("writing the answers", steps - 1);
    const work = { db, out: folders.out, scores, chosen: choice.chosen };
    const value = await conclude(judged, work);
    tell("done", steps);
    return { ok: true as const, value };
  });
  return answer ?? outRefused(spec, mistakes);
}

/** What looks like leakage, or like nothing at all, once scores are there. */
function suspicions(
  { table }: ReadSurvey,
  layers: readonly JudgedLayer[],
  chosen: string,
): readonly SurveyNotice[] {
  const tooGood = layers
    .map(({ name, judgement }) => scoresTooGood(name, judgement.figures.rSquared))
    .find((notice) => notice !== undefined);
  const ships = layers.find(({ name }) => name === chosen);
  const chance = ships && noBetterThanChance(ships.name, ships.judgement.figures.spearman);
  const twice = collinearFeatures(table).map(saysNothingOfItsOwn);
  return [...twice, ...featuresThatExplainTooMuch(table), tooGood, chance].filter(
    (notice) => notice !== undefined,
  );
}
