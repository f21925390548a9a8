import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { say } from "#domain/words.ts";
import { type JobMistake, otherMistake } from "#matching/link-files/job-mistake.ts";
import type { LayerGain } from "./choose-layer.ts";
import type { ScoreFigures } from "./judge-scores.ts";
import type { PmtModel } from "./pmt-model.ts";
import type { PmtSpec, Role } from "./pmt-spec.ts";
import type { SurveyNotice } from "./survey-notice.ts";

/** What readers of a model need to judge it; every figure is of households that it had not seen. */
export type ModelCard = {
  readonly target: string;
  /** The value that is poor, of a class. */
  readonly poor: string;
  /** Columns of the survey by what they were. */
  readonly columns: Readonly<Partial<Record<Role, string>>>;
  readonly survey: { readonly rows: number; readonly sha256: string };
  readonly outOfFold: ScoreFigures;
  readonly gains: readonly LayerGain[];
  readonly warnings: readonly SurveyNotice[];
  readonly formula: string;
  readonly limits: readonly string[];
};

/** model.json: the model and its card. */
export type ModelFile = PmtModel & { readonly card: ModelCard };

/** The sentences that stand on every card. */
export const LIMITS: readonly string[] = [
  "It orders households by how well off they look; it does not measure income or poverty.",
  "About half of the differences in expenditure are not visible in such facts.",
  "Small households are found less well than large ones; see the table by size.",
  "Facts and models age: errors grow by one to two points a year.",
];

/** What a score is, in a line. */
export const FORMULA =
  "score = line of the area, or the pooled one, + tables + trees, in whole points; target = points / 10^decimals";

/** Columns by which a model reads a survey, with those of the command before its own. */
export const columnsFor = (card: ModelCard, spec: PmtSpec): PmtSpec["columns"] => ({
  ...card.columns,
  ...spec.columns,
});

/** Reads a model file; undefined once it is told why it is none. */
export async function readModel(
  path: string,
  tell: (mistake: JobMistake) => void,
): Promise<ModelFile | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) {
    tell(wrongModel(path, "model-missing", ["tidak dapat dibaca", "cannot be read"]));
    return undefined;
  }
  const model = parsed(text);
  if (model?.kind === "dtsen-pmt" && model.format === 1 && model.card !== undefined) return model;
  tell(
    wrongModel(path, "not-a-model", [
      "bukan model dari dtsen pmt train",
      "is no model of dtsen pmt train",
    ]),
  );
  return undefined;
}

function parsed(text: string): (Partial<ModelFile> & ModelFile) | undefined {
  try {
    return JSON.parse(text) as ModelFile;
  } catch {
    return undefined;
  }
}

const wrongModel = (path: string, code: string, [id, en]: readonly [string, string]): JobMistake =>
  otherMistake(
    code,
    "--model",
    say(`${path} ${id}.`, `${path} ${en}.`),
    say(
      "Sebut model.json yang ditulis dtsen pmt train.",
      "Name the model.json that dtsen pmt train wrote.",
    ),
  );

/** What a model is called beside others: its file and layer. */
export const modelName = (path: string, { layer }: ModelFile): string =>
  `${basename(path, ".json")} (${layer})`;
