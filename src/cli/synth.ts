import { readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Command, Option } from "commander";
import { SOURCES, type Source } from "#domain/source.ts";
import { readSettings } from "#settings.ts";
import { answerIdentityFile } from "#synthetic/answer-identity.ts";
import { ERROR_PROFILES, type ErrorProfile } from "#synthetic/error-profiles.ts";
import type { FittedFigure } from "#synthetic/fit.ts";
import type { SyntheticPlan } from "#synthetic/plan.ts";
import { type SynthesisReport, synthesize } from "#synthetic/synthesize.ts";
import { CARELESS_ROWS } from "#synthetic/village-habits.ts";
import { terminalProgress } from "./terminal/progress.ts";

type Options = {
  readonly families: string;
  readonly seed: string;
  readonly out?: string;
  readonly regency?: string[];
  readonly editions: string;
  readonly carelessVillages: string;
  readonly januaryVillages: string;
  readonly errors: ErrorProfile;
  readonly sources?: Source[];
  readonly populationOnly?: boolean;
  readonly json?: boolean;
};

const EXAMPLES = `
Contoh / Examples:
  dtsen synth --families 2000 --out data/synth/kecil
  dtsen synth --families 25000 --seed 7 --regency 33.07 --editions 2
  dtsen synth --families 50000 --errors harder --sources dukcapil dtks
  dtsen synth --families 96000000 --population-only --json
  dtsen synth --families 25000 --careless-villages 50 --january-villages 50
  dtsen synth answer --questions tanya.csv --answers jawab.csv --plan data/synth/2000-1/plan.json`;

/** dtsen synth: makes a synthetic nation with its deliveries and truth. */
export function addTo(program: Command): void {
  const synth = program
    .command("synth")
    .description("buat penduduk tiruan dan kirimannya / make a synthetic nation and its deliveries")
    .option("--families <n>", "jumlah keluarga / families", "25000")
    .option("--seed <text>", "benih acak / seed of chance", "1")
    .option("--out <folder>", "folder hasil / where to write")
    .option("--regency <code...>", "kode kabupaten/kota, 33.07 / regency codes")
    .option(
      "--editions <n>",
      "1, atau 2 dengan peristiwa di antaranya / 1, or 2 with life events",
      "1",
    )
    .option(
      "--careless-villages <n>",
      "per mil desa yang daftarnya ditulis ceroboh / of a thousand villages, with a careless enumerator",
      "0",
    )
    .option(
      "--january-villages <n>",
      "per mil desa yang menulis semua tanggal lahir 1 Januari / that write every birthday as 1 January",
      "0",
    )
    .addOption(
      new Option("--errors <profile>", "seberapa sering sumber salah / how often sources are wrong")
        .choices(ERROR_PROFILES)
        .default("usual"),
    )
    .addOption(
      new Option("--sources <name...>", "hanya kiriman sumber ini / only these sources").choices(
        SOURCES,
      ),
    )
    .option("--population-only", "hanya penduduk, tanpa kiriman / population without deliveries")
    .option("--json", "angka sebagai JSON / figures as JSON")
    .addHelpText("after", EXAMPLES)
    .action(run);
  synth
    .command("answer")
    .description(
      "jawab pertanyaan identitas sebagai Dukcapil tiruan / answer as its civil registry",
    )
    .requiredOption("--questions <file>", "berkas dtsen identity-check ask / file of questions")
    .requiredOption("--answers <file>", "berkas jawaban / where to write")
    .requiredOption("--plan <file>", "plan.json penduduk tiruan itu / of that synthetic nation")
    .option("--answered-on <day>", "hari jawaban / day of the answers; default: of the plan")
    .action(answer);
}

type AnswerOptions = {
  readonly questions: string;
  readonly answers: string;
  readonly plan: string;
  readonly answeredOn?: string;
};

async function answer({
  questions,
  answers,
  plan: file,
  answeredOn,
}: AnswerOptions): Promise<void> {
  const plan = JSON.parse(await readFile(file, "utf8")) as SyntheticPlan;
  const { threads, memory } = readSettings();
  const workFolder = `${answers}.spill`;
  const count = await answerIdentityFile({
    questions,
    answers,
    plan,
    planFolder: dirname(file),
    answeredOn: answeredOn ?? plan.asOf,
    limits: { threads, memory, workFolder },
  });
  await rm(workFolder, { recursive: true, force: true });
  process.stdout.write(`${answers}: ${count} jawaban / answers\n`);
}

async function run(options: Options): Promise<void> {
  const families = Number(options.families);
  const editions = Number(options.editions);
  if (!Number.isInteger(families) || families < 1 || ![1, 2].includes(editions)) {
    process.stderr.write("--families harus bilangan bulat positif, --editions 1 atau 2\n");
    process.exitCode = 2;
    return;
  }
  const carelessVillages = Number(options.carelessVillages);
  const januaryVillages = Number(options.januaryVillages);
  if (![carelessVillages, januaryVillages].every((n) => n >= 0 && n <= 1000)) {
    process.stderr.write(
      "--careless-villages dan --january-villages: 0 sampai 1000 per mil desa\n",
    );
    process.exitCode = 2;
    return;
  }
  const settings = readSettings();
  const outFolder =
    options.out ?? join(settings.dataFolder, "synth", `${families}-${options.seed}`);
  const workFolder = join(outFolder, "spill");
  const { progress, stop } = terminalProgress();
  const report = await synthesize(
    {
      engineLimits: {
        threads: settings.threads,
        memory: settings.memory,
        workFolder,
      },
      outFolder,
      families,
      seed: options.seed,
      editions,
      errors: options.errors,
      ...(options.sources === undefined ? {} : { sources: options.sources }),
      ...(options.regency === undefined ? {} : { regencies: options.regency }),
      ...(carelessVillages + januaryVillages === 0
        ? {}
        : { habits: { carelessVillages, carelessRows: CARELESS_ROWS, januaryVillages } }),
      isPopulationOnly: options.populationOnly ?? false,
    },
    progress,
  );
  stop();
  await rm(workFolder, { recursive: true, force: true });
  if (options.json) process.stdout.write(`${JSON.stringify({ ...report, outFolder }, null, 2)}\n`);
  else process.stdout.write(describe(report, outFolder, settings.threads));
}

function describe(report: SynthesisReport, outFolder: string, cores: number): string {
  const { plan, secondsPopulation, secondsDeliveries } = report;
  const rate = (rows: number, seconds: number): string =>
    `${Math.round(rows / seconds).toLocaleString("en")} /s, ${Math.round(rows / seconds / cores).toLocaleString("en")} /s/core`;
  const rows = plan.deliveries.reduce((sum, delivery) => sum + delivery.rows, 0);
  return [
    `${outFolder}: ${plan.families} keluarga, ${plan.persons} orang (${plan.regencies.length} kabupaten/kota)`,
    `penduduk / population  ${secondsPopulation.toFixed(1)} s  ${rate(plan.persons, secondsPopulation)}`,
    ...(rows === 0
      ? []
      : [
          `kiriman / deliveries   ${secondsDeliveries.toFixed(1)} s  ${rate(rows, secondsDeliveries)}`,
        ]),
    ...plan.deliveries.map(({ file, rows }) => `  ${String(rows).padStart(10)}  ${file}`),
    `${"dicocokkan / fitted".padEnd(34)}${"terbitan".padStart(10)}${"hasil".padStart(10)}  sumber / source`,
    ...report.fitted.map(describeFigure),
    "",
  ].join("\n");
}

const describeFigure = ({ figure, published, fitted, source }: FittedFigure): string =>
  `${figure.padEnd(34)}${published.toFixed(2).padStart(10)}${fitted.toFixed(2).padStart(10)}  ${source}`;
