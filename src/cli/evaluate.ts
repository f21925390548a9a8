import { mkdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { EVALUATION_PROBLEM_WORDS } from "#domain/evaluation.ts";
import { type EvaluatedProgram, evaluateProgram } from "#jobs/evaluate-program.ts";
import { inHouse } from "#jobs/house.ts";
import { keepEvaluation } from "#jobs/keep-evaluation.ts";
import { evaluationPage } from "#programs/evaluation/report-page.ts";
import { evaluationTables } from "#programs/evaluation/tables.ts";
import { writeParquet, writeWorkbook } from "#programs/what-if/write-tables.ts";
import { readSettings } from "#settings.ts";
import { evaluationText } from "./terminal/evaluation-words.ts";

type Options = {
  readonly from: string;
  readonly to: string;
  readonly out?: string;
  readonly keep?: true;
  readonly json?: true;
};

const EXAMPLES = `
Contoh:
  $ dtsen evaluate pkh --from 2026-1 --to 2026-4
  $ dtsen evaluate pkh --from 2026-1 --to 2026-4 --out hasil     report.html, evaluation.xlsx, Parquet, evaluation.json
  $ dtsen evaluate pkh --from 2026-1 --to 2026-4 --keep          untuk layar Evaluasi (for the screen Evaluasi)

Membandingkan keluarga tepat di dalam dan tepat di luar garis program. Tidak mengubah apa pun, tidak menyebut keluarga mana pun.
(Lays families just inside the line of a program beside those just outside. Changes nothing and names no family.)
The page: docs/statisticians/evaluation.md.`;

/** dtsen evaluate: what became of recipients and of those who nearly were. */
export function addTo(program: Command): void {
  program
    .command("evaluate")
    .description(
      "penerima dibandingkan dengan yang nyaris menerima (recipients beside those who nearly were)",
    )
    .argument("<program>", "such as pkh")
    .requiredOption("--from <label>", "the version that determined the recipients")
    .requiredOption("--to <label>", "a later version, into which they are followed")
    .option("--out <folder>", "write report.html, evaluation.xlsx, Parquet and JSON there")
    .option("--keep", "keep it for the screen of evaluations; what is kept stays")
    .option("--json", "figures as JSON")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

async function run(program: string, { from, to, out, keep, json }: Options): Promise<void> {
  const said = await inHouse(readSettings(), async (house) => {
    const evaluated = await evaluateProgram(house, { program, from, to });
    if (evaluated.ok && keep === true) await keepEvaluation(house.desk, evaluated.value);
    return evaluated;
  });
  if (!said.ok) {
    const { id, en } = EVALUATION_PROBLEM_WORDS[said.problem];
    process.stderr.write(`${id} / ${en} [${said.problem}]\n`);
    process.exitCode = 1;
    return;
  }
  if (out !== undefined) await writeAll(said.value, resolve(out));
  process.stdout.write(
    json === true ? `${JSON.stringify(said.value, null, 2)}\n` : evaluationText(said.value),
  );
}

/** Everything in one folder; the same versions write the same bytes. */
async function writeAll(evaluated: EvaluatedProgram, folder: string): Promise<void> {
  const { threads, memory } = readSettings();
  await mkdir(folder, { recursive: true });
  const tables = evaluationTables(evaluated.figures);
  await writeFile(join(folder, "report.html"), evaluationPage(evaluated));
  await writeFile(join(folder, "evaluation.json"), `${JSON.stringify(evaluated, null, 2)}\n`);
  await writeWorkbook(tables, join(folder, "evaluation.xlsx"));
  const workFolder = join(folder, ".work");
  await writeParquet(tables, folder, { threads, memory, workFolder });
  await rm(workFolder, { recursive: true, force: true });
}
