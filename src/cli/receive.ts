import type { Command } from "commander";
import { parsePlainDate } from "#domain/plain-date.ts";
import type { Progress } from "#domain/progress.ts";
import { SENT_SETS, SOURCES } from "#domain/source.ts";
import { mayReceiveAs } from "#jobs/acting-for.ts";
import { type House, inHouse } from "#jobs/house.ts";
import { readPlan } from "#jobs/read-plan.ts";
import {
  type ReceiveAnswer,
  type ReceiveDraft,
  type ReceiveProblem,
  receiveDelivery,
} from "#jobs/receive-delivery.ts";
import { saveMapping } from "#jobs/saved-mapping.ts";
import { readSettings } from "#settings.ts";
import { FILE_PROBLEMS } from "#staging/file-problems.ts";
import { asWorker } from "#store/transact.ts";
import { terminalProgress } from "./terminal/progress.ts";

type Options = {
  readonly source?: string;
  readonly set?: string;
  readonly edition?: string;
  readonly asOf?: string;
  readonly plan?: string;
  readonly map?: readonly string[];
  readonly by: string;
  readonly json?: true;
};

/** `dtsen receive`: one file, or every delivery of a plan. */
export function addTo(program: Command): void {
  program
    .command("receive")
    .description("menerima kiriman: memeriksa, menyegel, menampung / receive a delivery")
    .argument("[file]", "delivered file: csv, tsv, pipe, xlsx or parquet")
    .option("--source <source>", `who sends: ${SOURCES.join(", ")}`)
    .option("--set <set>", `what a row is about: ${SENT_SETS.join(", ")}`)
    .option("--edition <edition>", "edition of the source's layout")
    .option("--as-of <day>", "the day the data speak of, YYYY-MM-DD")
    .option("--plan <file>", "receive every delivery of a plan.json made by dtsen synth")
    .option("--map <pairs...>", 'remember headers of this source: "nomor peserta=NIK"')
    .requiredOption("--by <username>", "account that may receive, such as bps-steward")
    .option("--json", "print receipts as JSON")
    .addHelpText(
      "after",
      `
Examples:
  dtsen receive dtks.csv --source dtks --set person --as-of 2026-09-30 --by bps-steward
  dtsen receive jatim.csv --source dtsen --set person --as-of 2026-07-10 --by bps-steward \\
    --map "id_individu=nomor_induk_kependudukan"
  dtsen receive --plan data/synth/default/plan.json --by bps-steward --json

A survey (--set survey) is sealed in a zone of its own, under the keys of DTSEN_SURVEY_KEYS (UU 16/1997).`,
    )
    .action(async (file: string | undefined, options: Options) => {
      const drafts = await readDrafts(file, options);
      if (typeof drafts === "string") {
        process.stderr.write(`${drafts}\n`);
        process.exitCode = 2;
        return;
      }
      const bars = terminalProgress();
      try {
        await inHouse(readSettings(), (house) => receiveAll(house, drafts, options, bars.progress));
      } finally {
        bars.stop();
      }
    });
}

async function receiveAll(
  house: House,
  drafts: readonly ReceiveDraft[],
  options: Options,
  progress: Progress,
): Promise<void> {
  if ((await mayReceiveAs(house.desk, options.by)).ok) await remember(house, drafts, options);
  for (const draft of drafts) {
    const answer = await receiveDelivery(house, draft, progress);
    if (!answer.ok) process.exitCode = 1;
    process.stdout.write(
      options.json ? `${JSON.stringify({ ...draft, ...answer })}\n` : writeAnswer(draft, answer),
    );
  }
}

/** Keeps what was said about headers, for these files and all later ones of their source. */
async function remember(
  { desk }: House,
  drafts: readonly ReceiveDraft[],
  { map = [], by }: Options,
): Promise<void> {
  if (map.length === 0) return;
  const mapping = Object.fromEntries(map.map((pair) => pair.split("=", 2)));
  for (const { source, set } of drafts) {
    if (set === "identity") continue;
    await asWorker(desk, (tx) => saveMapping(tx, { source, set, savedBy: by }, mapping));
  }
}

const REFUSALS: Readonly<Partial<Record<ReceiveProblem, string>>> = {
  "receiving-right-not-held":
    "ditolak: akun ini tidak berhak menerima kiriman; minta pengelola DTSEN di BPS (the account may not receive)\n",
  "answers-come-from-the-desk":
    "ditolak: jawaban Dukcapil tidak diterima sebagai kiriman; petugasnya memakai dtsen identity-check answer (answers of the civil registry are no file to receive: its officer gives them by dtsen identity-check answer)\n",
};

function writeAnswer({ source, set }: ReceiveDraft, answer: ReceiveAnswer): string {
  if (!answer.ok) {
    const refusal = REFUSALS[answer.problem];
    if (refusal !== undefined) return refusal;
    const words = FILE_PROBLEMS[answer.problem as keyof typeof FILE_PROBLEMS];
    const missing = answer.missing?.length ? ` (${answer.missing.join(", ")})` : "";
    return `${source} ${set}: ditolak, ${answer.problem}${missing}. ${words?.sentence.id_ID ?? ""} ${words?.remedy.id_ID ?? ""}\n`;
  }
  const { deliveryNo, rowsReceived, rowsAccepted, rowsRefused, rowsRepeated, isRepeat } =
    answer.value;
  const again = isRepeat ? " (sudah pernah diterima)" : "";
  const same = rowsRepeated > 0 ? `, ${rowsRepeated} sama dengan kiriman sebelumnya` : "";
  const returned = rowsRefused > 0 ? `; yang ditolak: dtsen survey refused ${deliveryNo}` : "";
  const where = set === "survey" ? `; tersegel di zona survei (UU 16/1997)${returned}` : "";
  return `${source} ${set}: kiriman ${deliveryNo}${again}, ${rowsReceived} baris, ${rowsAccepted} diterima, ${rowsRefused} ditolak${same}${where}\n`;
}

/** What to receive, or what is wrong with the request. */
async function readDrafts(
  file: string | undefined,
  options: Options,
): Promise<readonly ReceiveDraft[] | string> {
  if (options.plan !== undefined) return readPlan(options.plan, options.by);
  if (file === undefined) return "which file? give FILE or --plan";
  const source = SOURCES.find((one) => one === options.source);
  if (source === undefined) return `--source must be one of: ${SOURCES.join(", ")}`;
  const set = SENT_SETS.find((one) => one === options.set);
  if (set === undefined) return `--set must be one of: ${SENT_SETS.join(", ")}`;
  const asOf = parsePlainDate(options.asOf ?? "");
  if (!asOf.ok) return "--as-of must be a day, such as 2026-09-30";
  const edition = options.edition === undefined ? {} : { edition: options.edition };
  return [{ source, set, file, asOf: asOf.value, receivedBy: options.by, ...edition }];
}
