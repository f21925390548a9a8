import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import type { JointScenario } from "#domain/joint-scenario.ts";
import type { WhatIfScenario } from "#domain/what-if.ts";
import type { Words } from "#domain/words.ts";
import { askJoint } from "#jobs/ask-joint.ts";
import { askWhatIf, type WhatIfProblem } from "#jobs/ask-what-if.ts";
import { inHouse } from "#jobs/house.ts";
import { keepJoint } from "#jobs/keep-joint.ts";
import { prepareWhatIf } from "#jobs/prepare-what-if.ts";
import type { JobMistake } from "#matching/link-files/job-mistake.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { jointPage, jointPdf } from "#programs/what-if/joint/joint-report.ts";
import { jointTables } from "#programs/what-if/joint/joint-tables.ts";
import { parseScenario } from "#programs/what-if/parse-scenario.ts";
import { reportPage } from "#programs/what-if/report-page.ts";
import { reportPdf } from "#programs/what-if/report-pdf.ts";
import { answerTables } from "#programs/what-if/tables.ts";
import type { AnswerTable } from "#programs/what-if/whole-table.ts";
import { writeParquet, writeWorkbook } from "#programs/what-if/write-tables.ts";
import { readSettings } from "#settings.ts";
import { jointFigures, jointText } from "./terminal/joint-words.ts";
import { terminalProgress } from "./terminal/progress.ts";
import {
  mistakesText,
  PROBLEM_WORDS,
  whatIfFigures,
  whatIfText,
} from "./terminal/what-if-words.ts";

type Options = {
  readonly json?: true;
  readonly exact?: true;
  readonly keep?: true;
  readonly out?: string;
};

const EXAMPLES = `
SCENARIO.json asks one question of a frozen version:
  { "schema": 1, "name": "PKH sampai persentil 35", "version": "2026-4", "program": "pkh",
    "reform": { "cut": { "by": "percentile", "atMost": 35 }, "benefit": { "kind": "flat", "rupiah": 600000 } } }

Several programs at once, each with other terms, "ended" or "as-determined":
  { "schema": 2, "name": "Sembako diperluas, BLT berakhir", "version": "2026-4", "programs": [
    { "program": "sembako", "reform": { "cut": { "by": "percentile", "atMost": 50 } } },
    { "program": "blt-desa", "reform": "ended", "phasesAYear": 12 } ] }

Contoh:
  $ dtsen whatif skenario.json
  $ dtsen whatif skenario.json --out hasil      report.html, report.pdf, what-if.xlsx, Parquet
  $ dtsen whatif skenario.json --exact --json
  $ dtsen whatif perubahan.json --keep          untuk layar Bagaimana jika (several programs, for the screen)

Simulasi: tidak ada keluarga yang masuk atau keluar karenanya. Nobody comes in or drops out by it.
The page: docs/statisticians/what-if.md. The shape of a scenario: docs/api/what-if-scenario.schema.json.`;

/** dtsen whatif: a question to a frozen version, answered without changing anything. */
export function addTo(program: Command): void {
  const verb = program
    .command("whatif")
    .description(
      "bagaimana jika syarat, kuota atau manfaat lain / what if a program were given otherwise",
    )
    .argument("<scenario>", "JSON file of the scenario")
    .option("--out <folder>", "write report.html, report.pdf, what-if.xlsx and Parquet there")
    .option("--keep", "of several programs: bring the answer to the console; what is kept stays")
    .option("--exact", "count to the last family instead of within bins")
    .option("--json", "figures as JSON")
    .addHelpText("after", EXAMPLES)
    .action(run);
  verb
    .command("prepare")
    .description(
      "siapkan layar Bagaimana jika untuk satu versi / bring the counts of a version to the console's what-if",
    )
    .argument("<version>", "label of a frozen version")
    .action(prepare);
}

async function prepare(version: string): Promise<void> {
  const bars = terminalProgress();
  const programs = PROGRAMS.map(({ id }) => id);
  const prepared = await inHouse(readSettings(), (house) =>
    prepareWhatIf(house, { version, programs }, bars.progress),
  ).finally(bars.stop);
  if (!prepared.ok) return fail(problemText(prepared.problem));
  for (const { program, cells, seconds } of prepared.value) {
    process.stdout.write(`${program}: ${cells} sel, ${seconds.toFixed(1)} s\n`);
  }
}

async function run(file: string, { json, exact, keep, out }: Options): Promise<void> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (text === undefined)
    return fail(
      `Berkas ${file} tidak terbaca. / The file ${file} cannot be read. [scenario-file-missing]\n`,
    );
  const { scenario, joint, mistakes } = parseScenario(text);
  if (joint !== undefined)
    return runJoint(joint, { json: json === true, keep: keep === true, out });
  if (scenario === undefined) return refuse(mistakes, json === true);
  if (keep === true) return fail(KEEP_SEVERAL);
  const bars = terminalProgress();
  const asked = await inHouse(readSettings(), (house) =>
    askWhatIf(house, { scenario, isExact: exact === true }, bars.progress),
  ).finally(bars.stop);
  if (!asked.ok) return fail(problemText(asked.problem));
  if (out !== undefined) {
    const { answer, survey } = asked.value;
    await writeAll(resolve(out), {
      scenario,
      page: reportPage(asked.value),
      pdf: await reportPdf(asked.value),
      tables: answerTables(answer, survey),
    });
  }
  process.stdout.write(
    json === true
      ? `${JSON.stringify(whatIfFigures(asked.value), null, 2)}\n`
      : whatIfText(asked.value),
  );
}

const KEEP_SEVERAL =
  "Skenario satu program disimpan di layar Bagaimana jika; --keep untuk berkas dengan beberapa program. / A scenario of one program is kept on its screen; --keep is for files of several. [keep-of-several]\n";

/** Several programs at once: always to the last family. */
async function runJoint(
  joint: JointScenario,
  {
    json,
    keep,
    out,
  }: { readonly json: boolean; readonly keep: boolean; readonly out: string | undefined },
): Promise<void> {
  const bars = terminalProgress();
  const asked = await inHouse(readSettings(), async (house) => {
    const answered = await askJoint(house, joint, bars.progress);
    if (answered.ok && keep) await keepJoint(house, answered.value);
    return answered;
  }).finally(bars.stop);
  if (!asked.ok) return fail(problemText(asked.problem));
  if (out !== undefined) {
    await writeAll(resolve(out), {
      scenario: joint,
      page: jointPage(asked.value),
      pdf: await jointPdf(asked.value),
      tables: jointTables(asked.value.answer),
    });
  }
  process.stdout.write(
    json ? `${JSON.stringify(jointFigures(asked.value), null, 2)}\n` : jointText(asked.value),
  );
}

function fail(words: string): void {
  process.stderr.write(words);
  process.exitCode = 1;
}

function refuse(mistakes: readonly JobMistake[], json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify({ mistakes })}\n`);
  fail(mistakesText(mistakes));
}

const problemText = (problem: WhatIfProblem): string => {
  const { id, en }: Words = PROBLEM_WORDS[problem];
  return `${id} / ${en} [${problem}]\n`;
};

type Written = {
  readonly scenario: WhatIfScenario | JointScenario;
  readonly page: string;
  readonly pdf: Buffer;
  readonly tables: readonly AnswerTable[];
};

/** Everything in one folder; the same scenario over the same version writes the same bytes. */
async function writeAll(folder: string, { scenario, page, pdf, tables }: Written): Promise<void> {
  const { threads, memory } = readSettings();
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "report.html"), page);
  await writeFile(join(folder, "report.pdf"), pdf);
  await writeFile(join(folder, "scenario.json"), `${JSON.stringify(scenario, null, 2)}\n`);
  await writeWorkbook(tables, join(folder, "what-if.xlsx"));
  const workFolder = join(folder, ".work");
  await writeParquet(tables, folder, { threads, memory, workFolder });
  await rm(workFolder, { recursive: true, force: true });
}
