import type { Command } from "commander";
import type { Progress } from "#domain/progress.ts";
import type { Words } from "#domain/words.ts";
import type { JobMistake } from "#matching/link-files/job-mistake.ts";
import { judgeModels } from "#ranking/pmt/judge-models.ts";
import { readModel } from "#ranking/pmt/model-file.ts";
import { modelTerms } from "#ranking/pmt/model-terms.ts";
import { type PmtDraft, type PmtRefusal, refused } from "#ranking/pmt/pmt-work.ts";
import { type ScoredSurvey, scoreSurvey } from "#ranking/pmt/score-survey.ts";
import type { SurveyNotice } from "#ranking/pmt/survey-notice.ts";
import { evaluateSurvey, type PmtSummary, trainSurvey } from "#ranking/pmt/train-survey.ts";
import { readSettings } from "#settings.ts";
import { cardText } from "./terminal/pmt-card.ts";
import { pmtFigures } from "./terminal/pmt-figures.ts";
import { pmtText, scoredText } from "./terminal/pmt-words.ts";
import { terminalProgress } from "./terminal/progress.ts";

type Options = {
  readonly json?: true;
  readonly spec?: string;
  readonly model?: readonly string[];
} & Readonly<Record<string, unknown>>;

const EXAMPLES = `
SURVEY is a CSV, XLSX, Parquet or Stata file with one row for each household.

Examples:
  dtsen pmt train survey.dta --target pcexp --weight wgt --size hhsize --group psu --area district
  dtsen pmt evaluate survey.csv --spec spec.json --json > figures.json
  dtsen pmt score registry.parquet --model pmt-out/model.json --out scored
  dtsen pmt card pmt-out/model.json
  dtsen pmt compare next-year.dta --model old.json --model new.json --target pcexp

The page for statisticians: docs/statisticians/pmt.md. The shape of a spec: docs/api/pmt-spec.schema.json.`;

/** `dtsen pmt`: a proxy means test on any survey file: learn it, score with it, judge it, compare two. */
export function addTo(program: Command): void {
  const pmt = program
    .command("pmt")
    .description("uji proksi (PMT) atas survei apa pun / proxy means test on any survey file")
    .addHelpText("after", EXAMPLES);
  const verb = (name: string, words: string) =>
    common(
      pmt.command(name).description(words).argument("<survey>", "CSV, XLSX, Parquet or Stata"),
    );
  learning(
    verb(
      "train",
      "latih dan nilai lapisan model, tulis yang terpilih / fit layers, judge them on unseen groups, write the one that ships",
    ),
  ).action((survey, options: Options) => run(survey, options, trainSurvey, tellSummary));
  judging(
    verb(
      "evaluate",
      "nilai lapisan, atau model tersimpan / judge layers on unseen groups, or a saved model on another survey",
    ),
  ).action((survey, options: Options) => run(survey, options, judge, tellSummary));
  judging(
    verb(
      "compare",
      "bandingkan lapisan, atau model tersimpan / compare layers, or saved models, on the same households",
    ),
  ).action((survey, options: Options) => run(survey, options, judge, tellSummary));
  verb("score", "beri skor dengan model tersimpan / score every row with a saved model")
    .requiredOption("--model <file>", "model.json of dtsen pmt train", gathered, [])
    .action((survey, options: Options) => run(survey, options, scoreSurvey, tellScored));
  pmt
    .command("card")
    .description(
      "cetak kartu dan semua suku model tersimpan / print a saved model's card and every term",
    )
    .argument("<model>", "model.json of dtsen pmt train")
    .option("--json", "card and terms as one JSON object, or what is wrong")
    .action(printCard);
}

async function printCard(path: string, options: { readonly json?: true }): Promise<void> {
  const mistakes: JobMistake[] = [];
  const { keyFolder } = readSettings();
  const saved = await readModel(path, keyFolder, (one) => mistakes.push({ ...one, at: "model" }));
  if (saved === undefined) return tellRefusal(refused(mistakes), options.json === true);
  const { model, notices } = saved;
  const { layer, training, card, notes } = model;
  const object = { layer, training, card, notes, terms: modelTerms(model), warnings: notices };
  process.stdout.write(options.json ? `${JSON.stringify(object)}\n` : cardText(path, model));
  tellNotices(notices);
}

const gathered = (value: string, before: readonly string[]): readonly string[] => [
  ...before,
  value,
];

function common(command: Command): Command {
  return command
    .option("--weight <column>", "design weight")
    .option("--size <column>", "members: quotas then count people")
    .option("--group <column>", "sampling unit (PSU): whole units are kept together")
    .option("--area <column>", "area with a line of its own, such as the district")
    .option("--id <column>", "the household's id")
    .option("--spec <file>", "JSON file with these options, and more of each feature")
    .option("--out <folder>", "where answers go; pmt-out without it")
    .option("--json", "print the figures as one JSON object, or what is wrong");
}

const judging = (command: Command): Command =>
  learning(command).option(
    "--model <file>",
    "a saved model; may stand more than once",
    gathered,
    [],
  );

function learning(command: Command): Command {
  return command
    .option("--target <column>", "expenditure per person, or poor yes/no")
    .option("--target-kind <kind>", "log, level or class; guessed without it")
    .option("--poor <value>", "the value of a class that means poor")
    .option(
      "--features <columns>",
      "columns to learn from, with commas between; all others without it",
    )
    .option(
      "--community <column>",
      "what neighbours said of a household: a rank or a class, for L4",
    )
    .option("--leave-out <columns>", "columns that are no features")
    .option("--fairness <columns>", "columns by whose values errors are shown")
    .option("--layers <names>", "L0,L1,L2,L3,L4,challenger; all without it, L4 with --community")
    .option("--folds <number>", "parts of unseen groups; 5 without it")
    .option("--quota <shares>", "0.1,0.2,0.4 without it")
    .option("--seed <number>", "deals folds and draws; 1 without it");
}

const judge = (draft: PmtDraft, progress: Progress) =>
  draft.models.length > 0 ? judgeModels(draft, progress) : evaluateSurvey(draft, progress);

/** Options by the keys of a spec file. */
function keysOf({ json: _, spec: __, model: ___, ...options }: Options) {
  return Object.fromEntries(
    Object.entries(options).map(([key, value]) => [
      key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value,
    ]),
  );
}

async function run<T>(
  survey: string,
  options: Options,
  act: (
    draft: PmtDraft,
    progress: Progress,
  ) => Promise<{ readonly ok: true; readonly value: T } | PmtRefusal>,
  tell: (value: T, isJson: boolean) => void,
): Promise<void> {
  const { threads, memory, keyFolder } = readSettings();
  const bars = terminalProgress();
  try {
    const draft: PmtDraft = {
      survey,
      options: keysOf(options),
      models: options.model ?? [],
      keyFolder,
      limits: { threads, memory },
      ...(options.spec === undefined ? {} : { specFile: options.spec }),
    };
    const answer = await act(draft, bars.progress);
    bars.stop();
    if (answer.ok) tell(answer.value, options.json === true);
    else tellRefusal(answer, options.json === true);
  } finally {
    bars.stop();
  }
}

function tellSummary(summary: PmtSummary, isJson: boolean): void {
  if (isJson) process.stdout.write(`${JSON.stringify(pmtFigures(summary))}\n`);
  else process.stdout.write(pmtText(summary));
  tellNotices(summary.notices);
}

function tellScored(scored: ScoredSurvey, isJson: boolean): void {
  const { rows, model, file, notices } = scored;
  if (isJson) process.stdout.write(`${JSON.stringify({ rows, model, file, warnings: notices })}\n`);
  else process.stdout.write(scoredText(scored));
  tellNotices(notices);
}

function tellRefusal({ problem, mistakes, notices }: PmtRefusal, isJson: boolean): void {
  tellNotices(notices);
  process.stderr.write(mistakesText(mistakes));
  if (isJson) process.stdout.write(`${JSON.stringify({ problem, mistakes, warnings: notices })}\n`);
  process.exitCode = 1;
}

const spoken = (): keyof Words =>
  Intl.DateTimeFormat().resolvedOptions().locale.startsWith("id") ? "id" : "en";

function tellNotices(notices: readonly SurveyNotice[]): void {
  const language = spoken();
  for (const { code, says, remedy } of notices)
    process.stderr.write(`! ${says[language]} ${remedy[language]} [${code}]\n`);
}

function mistakesText(mistakes: readonly JobMistake[]): string {
  const language = spoken();
  const lead =
    language === "id"
      ? `Survei ini tidak dapat dikerjakan; yang harus diperbaiki: ${mistakes.length}.`
      : `This survey cannot be worked with; things to mend: ${mistakes.length}.`;
  const lines = mistakes.map(
    ({ code, at, says, remedy }) =>
      `- ${at === "" ? "" : `${at}: `}${says[language]} ${remedy[language]} [${code}]`,
  );
  return `${[lead, ...lines].join("\n")}\n`;
}
