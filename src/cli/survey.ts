import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Command } from "commander";
import { eraseHousehold, type HouseholdProblem } from "#jobs/erase-household.ts";
import { inHouse } from "#jobs/house.ts";
import { openSurveyReturn, type SurveyReturnProblem } from "#jobs/open-survey-return.ts";
import { readSettings } from "#settings.ts";
import { ERASE_REMEDIES } from "./terminal/erase-words.ts";

const EXAMPLES = `
Contoh:
  $ dtsen survey refused 6 --file /srv/survei/pengembalian-6.csv --by bps-steward
  $ dtsen survey erase 6 --number-in /srv/survei/nomor.txt --ground "UU 27/2022 pasal 8, surat 4/2026" \\
      --by bps-steward --second bps-steward-2

Hanya di mesin yang memegang kunci zona survei (DTSEN_SURVEY_KEYS). Nomor rumah tangga dibaca dari berkas, tidak pernah ditulis di
baris perintah. (Only where the survey zone's key is. The household's number is read from a file, never given on the command line.)`;

/** What each refusal means, and what to do. */
const REMEDIES: Readonly<Record<SurveyReturnProblem | HouseholdProblem, string>> = {
  "receiving-right-not-held":
    "--by tidak berhak menerima kiriman; lihat: dtsen account list (may not receive deliveries)",
  "survey-unknown":
    "tidak ada survei yang diterima dengan nomor kiriman itu; lihat: dtsen retention list (no survey was received under that number)",
  "survey-zone-closed":
    "kunci zona survei tidak ada di sini; jalankan oleh pemegangnya, dengan DTSEN_SURVEY_KEYS (whoever holds the zone's key runs this)",
  "beside-the-register":
    "berkas itu terletak di folder data, yang ikut cadangan register; pilih tempat lain (the file would lie in the data folder: choose another place)",
  "household-unknown":
    "survei itu tidak memuat rumah tangga bernomor itu (the survey has no household of that number)",
  ...ERASE_REMEDIES,
  "build-running": "versi sedang dibangun; ulangi setelah selesai (a build runs: again afterwards)",
};

/** dtsen survey: what the owner of the survey zone does in it, and nobody can from outside. */
export function addTo(program: Command): void {
  const survey = program
    .command("survey")
    .description("pekerjaan di zona survei BPS (work in the survey zone)")
    .addHelpText("after", EXAMPLES);
  survey
    .command("refused <delivery-no>")
    .description(
      "berkas pengembalian: baris yang ditolak dan cara memperbaikinya (refused rows, and how to repair them)",
    )
    .requiredOption("--file <path>", "where the file goes; outside the data folder")
    .requiredOption("--by <username>", "account that may receive deliveries")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(refused);
  survey
    .command("erase <delivery-no>")
    .description("hapus satu rumah tangga dari survei (take one household out of a survey)")
    .requiredOption("--number-in <path>", "file whose only line is the household's number")
    .requiredOption("--ground <words>", "by which right or order; never names anybody")
    .requiredOption("--by <username>", "who erases")
    .requiredOption("--second <username>", "who confirms: another person")
    .option("--json", "as JSON")
    .addHelpText("after", EXAMPLES)
    .action(erase);
}

type RefusedOptions = { readonly file: string; readonly by: string; readonly json?: boolean };

async function refused(no: string, { file, by, json }: RefusedOptions): Promise<void> {
  const deliveryNo = numberOf(no);
  if (deliveryNo === undefined) return;
  const draft = { deliveryNo, file: resolve(file), by };
  const answer = await inHouse(readSettings(), (house) => openSurveyReturn(house, draft));
  if (!answer.ok) return say(answer.problem);
  print(
    json === true
      ? JSON.stringify(answer.value)
      : `${answer.value.file}: ${answer.value.rowsRefused} baris ditolak (rows refused)`,
  );
}

type EraseOptions = {
  readonly numberIn: string;
  readonly ground: string;
  readonly by: string;
  readonly second: string;
  readonly json?: boolean;
};

async function erase(no: string, options: EraseOptions): Promise<void> {
  const deliveryNo = numberOf(no);
  if (deliveryNo === undefined) return;
  const householdNo = (await readFile(options.numberIn, "utf8").catch(() => "")).trim();
  if (householdNo === "" || householdNo.includes("\n")) {
    return misused("--number-in: berkas dengan satu nomor rumah tangga (a file of one number)");
  }
  const { ground, by: erasedBy, second: confirmedBy } = options;
  const draft = { deliveryNo, householdNo, ground, erasedBy, confirmedBy };
  const answer = await inHouse(readSettings(), (house) => eraseHousehold(house, draft));
  if (!answer.ok) return say(answer.problem);
  print(
    options.json === true
      ? JSON.stringify({ deliveryNo, erased: 1 })
      : `Kiriman ${deliveryNo}: satu rumah tangga terhapus, berkasnya ditulis ulang dengan kunci baru (one household erased).`,
  );
}

function numberOf(text: string): number | undefined {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  misused("delivery-no: nomor kiriman survei (the survey's delivery number)");
  return undefined;
}

function misused(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
  process.exitCode = 2;
}

function say(problem: SurveyReturnProblem | HouseholdProblem): void {
  process.stderr.write(`ditolak (${problem}): ${REMEDIES[problem]}\n`);
  process.exitCode = 1;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
