import type { Command } from "commander";
import { parsePlainDate } from "#domain/plain-date.ts";
import { deliverFeedback } from "#jobs/deliver-feedback.ts";
import { inHouse } from "#jobs/house.ts";
import { readSettings } from "#settings.ts";
import { terminalProgress } from "./terminal/progress.ts";

const EXAMPLES = `
Contoh:
  $ dtsen feedback --as-of 2026-04-01 --by bps-steward
  $ dtsen feedback --as-of 2026-04-01 --cut-off 2026-03-31T23:59:59+07:00 --by bps-steward --json`;

/** dtsen feedback: confirmed findings go back to the beginning as a delivery. */
export function addTo(program: Command): void {
  program
    .command("feedback")
    .description("jadikan temuan yang sah sebuah kiriman (confirmed findings become a delivery)")
    .requiredOption("--as-of <day>", "the day the delivery speaks of")
    .option("--cut-off <moment>", "findings recorded up to here; default: now")
    .requiredOption("--by <username>", "account that may receive, such as bps-steward")
    .option("--json", "figures as JSON")
    .addHelpText("after", EXAMPLES)
    .action(run);
}

type Options = {
  readonly asOf: string;
  readonly cutOff?: string;
  readonly by: string;
  readonly json?: boolean;
};

async function run(options: Options): Promise<void> {
  const asOf = parsePlainDate(options.asOf);
  if (!asOf.ok) {
    process.stderr.write(`--as-of: ${asOf.problem}\n`);
    process.exitCode = 2;
    return;
  }
  const cutOff = options.cutOff ?? new Date().toISOString();
  const bars = terminalProgress();
  const answers = await inHouse(readSettings(), (house) =>
    deliverFeedback(house, { cutOff, asOf: asOf.value, actor: options.by }, bars.progress),
  ).finally(() => bars.stop());
  if (options.json === true) process.stdout.write(`${JSON.stringify(answers)}\n`);
  for (const answer of answers) {
    if (!answer.ok) process.exitCode = 1;
    if (options.json === true) continue;
    process.stdout.write(
      answer.ok
        ? `Kiriman ${answer.value.deliveryNo} (${answer.value.set}): ${answer.value.rowsAccepted} diterima, ${answer.value.rowsRefused} ditolak.\n`
        : `ditolak: ${answer.problem}\n`,
    );
  }
  if (answers.length === 0 && options.json !== true) {
    process.stdout.write("Tidak ada temuan sah yang belum terjawab.\n");
  }
}
