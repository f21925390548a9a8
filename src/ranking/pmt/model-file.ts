import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { say } from "#domain/words.ts";
import { judgeSignature, knownSigners, type Signature, TRUSTED_NAME } from "#lake/signed-json.ts";
import { type JobMistake, otherMistake } from "#matching/link-files/job-mistake.ts";
import type { LayerGain } from "./choose-layer.ts";
import type { ScoreFigures } from "./judge-scores.ts";
import type { PmtModel } from "./pmt-model.ts";
import type { PmtSpec, Role } from "./pmt-spec.ts";
import { notice, type SurveyNotice } from "./survey-notice.ts";

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
export type ModelFile = PmtModel & { readonly card: ModelCard; readonly signature?: Signature };

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

/** A model that may be used, with what must be said of who signed it. */
export type ReadModel = { readonly model: ModelFile; readonly notices: readonly SurveyNotice[] };

/** Reads a model file; undefined once it is told why it is none, or that somebody has changed it since it was signed. */
export async function readModel(
  path: string,
  keyFolder: string,
  tell: (mistake: JobMistake) => void,
): Promise<ReadModel | undefined> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) {
    tell(wrongModel(path, "model-missing", ["tidak dapat dibaca", "cannot be read"]));
    return undefined;
  }
  const model = parsed(text);
  if (model?.kind === "dtsen-pmt" && model.format === 1 && model.card !== undefined) {
    const state = judgeSignature(model, await knownSigners(keyFolder));
    if (state !== "wrong") return { model, notices: signerNotices(path, model, state) };
    tell(signatureWrong(path));
    return undefined;
  }
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

const signatureWrong = (path: string): JobMistake =>
  otherMistake(
    "model-signature-wrong",
    "--model",
    say(
      `${path} diubah setelah ditandatangani: isinya tidak cocok dengan tanda tangannya.`,
      `${path} was changed after it was signed: what it says does not fit its signature.`,
    ),
    say(
      "Mintalah berkas aslinya, atau latih lagi. Jangan memakai yang ini.",
      "Ask for the file as it was written, or train again. Do not use this one.",
    ),
  );

function signerNotices(
  path: string,
  { signature }: ModelFile,
  state: "signed" | "signer-unknown" | "unsigned",
): readonly SurveyNotice[] {
  if (state === "signed") return [];
  if (state === "unsigned") {
    return [
      notice(
        "model-unsigned",
        "",
        [
          `${path} tidak bertanda tangan: siapa yang membuatnya, dan apakah diubah, tidak diketahui.`,
          `${path} is not signed: who made it, and whether it was changed, is not known.`,
        ],
        [
          "Latih lagi dengan dtsen pmt train, yang menandatangani, atau mintalah berkas yang bertanda tangan.",
          "Train it again with dtsen pmt train, which signs, or ask for a signed file.",
        ],
      ),
    ];
  }
  const key = signature?.keyId ?? "";
  return [
    notice(
      "model-signer-unknown",
      "",
      [
        `${path} utuh, tetapi kunci penandatangannya (${key}) tidak dikenal di sini.`,
        `${path} is as it was signed, but the key that signed it (${key}) is not known here.`,
      ],
      [
        `Cocokkan kunci itu lewat jalan lain dengan pembuatnya, lalu tulis di ${TRUSTED_NAME} dalam folder kunci.`,
        `Compare that key with its maker's by another way, then write it into ${TRUSTED_NAME} of the key folder.`,
      ],
    ),
  ];
}

/** What a model is called beside others: its file and layer. */
export const modelName = (path: string, { layer }: ModelFile): string =>
  `${basename(path, ".json")} (${layer})`;
