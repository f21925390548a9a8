import type { Command } from "commander";
import { BACK_PROBLEM_WORDS } from "#domain/decree.ts";
import type { AffectedCount } from "#jobs/affected-families.ts";
import { inHouse } from "#jobs/house.ts";
import { projectAndPublish } from "#jobs/publish-version.ts";
import type { OverBudget } from "#jobs/removal-run.ts";
import { takeBack } from "#jobs/take-back.ts";
import { getProgram } from "#programs/programs.ts";
import type { FailedGate } from "#publication/publish.ts";
import { readSettings } from "#settings.ts";
import { terminalProgress } from "./terminal/progress.ts";

const EXAMPLES = `
Contoh:
  $ dtsen publish 2026-1 --by bps-steward
  $ dtsen publish 2026-1 --by bps-steward --json
  $ dtsen withdraw 2026-2 --by bps-steward --reason "kesalahan model, lihat berita acara 12"
  $ dtsen withdraw 2026-2 --by bps-steward-2 --reason "daftar terdampak diperiksa, berita acara 13"

Bila ada SK yang berlaku atas versi itu (dtsen decree list), dua orang memerintahkannya, masing-masing dengan akun dan alasan sendiri;
sebelum alasan pertama dicatat, daftar keluarga terdampak disegel. (Under a decree in force two people order it, each under their own
account and with a reason of their own; the list of affected families is sealed before the first word counts.)`;

/** What each refusal means, and what to do. */
const REMEDIES: Readonly<Record<string, string>> = {
  "publishing-right-not-held":
    "akun ini tidak berhak menerbitkan; minta pengelola DTSEN di BPS (the account may not publish)",
  "withdrawing-right-not-held":
    "akun ini tidak berhak menarik versi; minta pengelola DTSEN di BPS (the account may not withdraw)",
  "matching-without-evidence":
    'pemadanan versi ini tidak punya bukti yang cukup; kirim data sumber yang ber-NIK lalu bangun lagi, atau bangun dengan --fixed-bands 6,0 --fixed-bands-reason "…" yang ditandatangani pengelola (too little evidence behind its links: deliver records with NIK and build anew, or state the bands with a reason)',
  "matching-evidence-old":
    "bukti pemadanan versi ini lebih tua dari yang diizinkan aturan, atau versi yang mempelajarinya tidak berlaku lagi; bangun lagi dengan --full (its links rest on evidence older than the rule allows, or learned by a version that no longer stands: build anew with --full)",
  "version-unknown": "tidak ada versi dengan nama itu; lihat: dtsen version list",
  "version-not-frozen": "versi belum beku; bangun dahulu: dtsen version build",
  "version-is-published": "versi ini sudah terbit",
  "already-published": "versi ini sudah terbit",
  "version-not-projected": "versi ini tidak sedang terbit atau belum ada di meja",
  "findings-unanswered":
    "temuan sebelum batas waktu belum dijawab; ikutkan kiriman temuan, atau jawab satu per satu di layar Temuan; daftarnya: dtsen finding list",
  "quality-gates-failed":
    "gerbang mutu ini gagal; bangun lagi dari data yang baik, atau dua orang menanggungnya, masing-masing dengan alasan: dtsen version override (these quality gates failed: build again from good data, or two people answer for each, with a reason)",
  "removals-not-simulated":
    "penghapusan versi ini belum disimulasikan; jalankan: dtsen removals --version (simulate first who leaves)",
  "removals-over-budget":
    "lebih banyak penerima keluar daripada batasnya; dua orang penetap program menanggungnya, masing-masing dengan alasan: dtsen removals override (more recipients leave than the budget allows: two people who determine the program answer for it)",
  ...Object.fromEntries(
    Object.entries(BACK_PROBLEM_WORDS).map(([code, { id, en }]) => [code, `${id} (${en})`]),
  ),
  "no-previous-version": "tidak ada versi sebelumnya untuk kembali",
};

/** dtsen publish LABEL and dtsen withdraw LABEL: what the public and officers see. */
export function addTo(program: Command): void {
  program
    .command("publish <label>")
    .description("bawa versi beku ke meja dan terbitkan (project a frozen version and publish it)")
    .requiredOption("--by <username>", "account that may publish, such as bps-steward")
    .option("--json", "figures as JSON")
    .addHelpText("after", EXAMPLES)
    .action(publish);
  program
    .command("withdraw <label>")
    .description("tarik versi yang terbit; versi sebelumnya berlaku lagi (back to the previous)")
    .requiredOption("--reason <words>", "why, for the record")
    .requiredOption("--by <username>", "account that may publish, such as bps-steward")
    .option("--json", "figures as JSON")
    .addHelpText("after", EXAMPLES)
    .action(withdraw);
}

type Options = { readonly by: string; readonly reason?: string; readonly json?: boolean };

async function publish(label: string, options: Options): Promise<void> {
  const bars = terminalProgress();
  const answer = await inHouse(readSettings(), (house) =>
    projectAndPublish(house, { label, publishedBy: options.by }, bars.progress),
  ).finally(() => bars.stop());
  if (!answer.ok) return refused(answer.problem, answer);
  const { projected, published } = answer.value;
  if (options.json === true) return print(JSON.stringify(answer.value));
  const { families, persons, outcomes, seconds, codesIssued, pairsToReview } = projected;
  print(
    `Versi ${label} terbit: ${families} keluarga, ${persons} orang, ${outcomes} putusan dalam ${seconds.toFixed(1)} detik.`,
  );
  print(`${codesIssued} Kode Cek baru. ${published.findingsAnswered} temuan terjawab.`);
  for (const program of projected.lists.lost) {
    print(
      `Daftar ${getProgram(program).name.id} yang pernah dibawa tidak terbaca lagi; bawa lagi: dtsen determine --bring (that list is gone; bring it again).`,
    );
  }
  print(`${pairsToReview} pasangan rekaman untuk ditelaah (termasuk pasangan uji).`);
}

async function withdraw(label: string, { by, reason = "", json }: Options): Promise<void> {
  const answer = await inHouse(readSettings(), (house) => takeBack(house, { label, by, reason }));
  if (!answer.ok) return refused(answer.problem);
  if (json === true) return print(JSON.stringify(answer.value));
  for (const line of answer.value.affected.map(affectedLine)) print(line);
  if (answer.value.state === "waits") {
    return print(
      `Versi ${label} belum ditarik: ada SK yang berlaku, menunggu orang kedua (waits for a second person). Daftar: dtsen decree affected ${label}.`,
    );
  }
  print(`Versi ${label} ditarik. Versi ${answer.value.back.label} berlaku lagi.`);
}

/** What a going back means for one program. */
function affectedLine({ program, listed, lose, gain }: AffectedCount): string {
  const name = getProgram(program).name.id;
  return `${name}: ${listed} penerima di SK; ${lose} tidak ada di daftar versi sebelumnya, ${gain} hanya ada di sana (recipients under the decree; not on the list of the version before; only there).`;
}

type Waiting = {
  readonly unanswered?: readonly { readonly kind: string; readonly findings: number }[] | undefined;
  readonly failedGates?: readonly FailedGate[] | undefined;
  readonly overBudget?: readonly OverBudget[] | undefined;
};

function refused(problem: string, { unanswered, failedGates, overBudget }: Waiting = {}): void {
  process.stderr.write(`ditolak (${problem}): ${REMEDIES[problem] ?? ""}\n`);
  for (const { kind, findings } of unanswered ?? []) {
    process.stderr.write(`  ${kind}: ${findings}\n`);
  }
  for (const { gate, figure, bound, overrides } of failedGates ?? []) {
    process.stderr.write(`  ${gate}: ${figure} > ${bound} (${overrides}/2)\n`);
  }
  for (const { program, bounds, people } of overBudget ?? []) {
    process.stderr.write(`  ${program}: ${bounds} batas terlampaui (${people}/2)\n`);
  }
  process.exitCode = 1;
}

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
