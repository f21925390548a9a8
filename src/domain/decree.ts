import { type Actor, type Appointment, mayIssueDecree, type RightProblem } from "./actor.ts";
import type { PlainDate } from "./plain-date.ts";
import { isInForce, type Program } from "./program.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

export type DecreeProblem = RightProblem | "not-the-determiner" | "program-not-in-force";

/**
 * Only a program's determiner signs its decree (SK): somebody appointed to that program, in the
 * institution that determines it, while it is in force. BPS ranks and regions propose; neither decides.
 */
export function maySignDecree(
  actor: Actor,
  program: Pick<Program, "id" | "determiner" | "validFrom" | "validTo">,
  today: PlainDate,
): Result<Appointment, DecreeProblem> {
  const appointments = actor.appointments.filter(
    ({ institution }) => institution === program.determiner,
  );
  const byAny = mayIssueDecree(actor, program.id, today);
  if (!byAny.ok) return byAny;
  if (appointments.length === 0) return refuse("not-the-determiner");
  if (!isInForce(program, today)) return refuse("program-not-in-force");
  return mayIssueDecree({ ...actor, appointments }, program.id, today);
}

/** Why a decree is not put on record. */
export const DECREE_RECORD_PROBLEMS = [
  "decree-right-not-held",
  "not-this-program",
  "program-unknown",
  "version-unknown",
  "version-not-published",
  "signed-later",
  "number-missing",
  "number-names-somebody",
  "already-recorded",
  "determination-waits",
  "not-the-determiner",
] as const;
export type DecreeRecordProblem = (typeof DECREE_RECORD_PROBLEMS)[number];

export const DECREE_RECORD_PROBLEM_WORDS = {
  "decree-right-not-held": say(
    "Akun di --by tidak memegang hak menerbitkan SK hari ini. Lihat: dtsen account list.",
    "The account of --by does not hold the right to issue decrees today. See: dtsen account list.",
  ),
  "not-this-program": say(
    "Penugasan akun ini tidak mencakup program itu. Yang mencatat SK adalah penetap programnya.",
    "This account's appointment does not cover that program. Its determiner records its decree.",
  ),
  "program-unknown": say(
    "Tidak ada program dengan kode itu. Lihat: dtsen programs.",
    "There is no program of that code. See: dtsen programs.",
  ),
  "version-unknown": say(
    "Tidak ada versi dengan nama itu. Lihat: dtsen version list.",
    "No version has that label. See: dtsen version list.",
  ),
  "version-not-published": say(
    "SK hanya dicatat atas versi yang terbit: yang belum terbit atau sudah ditarik bukan dasar penetapan.",
    "A decree is recorded on a published version only: one that is not yet, or no longer, published is no ground for it.",
  ),
  "signed-later": say(
    "Tanggal SK belum tiba. Catat setelah ditandatangani.",
    "The day of the decree has not come. Record it once it is signed.",
  ),
  "number-missing": say(
    "Nomor SK paling sedikit lima huruf dan paling banyak 120, seperti tertulis di SK.",
    "The number of the decree has 5 to 120 letters, as written on it.",
  ),
  "number-names-somebody": say(
    "Nomor SK tidak boleh memuat NIK atau nomor KK: ia tersimpan selamanya.",
    "The number must not hold a NIK or card number: it stays for ever.",
  ),
  "already-recorded": say(
    "SK dengan nomor itu sudah tercatat untuk program ini.",
    "A decree of that number is on record for this program already.",
  ),
  "determination-waits": say(
    "Penetapan daftar ini masih menunggu orang kedua. SK dicatat setelah disetujui: buka Penetapan.",
    "The determination of this list still waits for its second person. Record the decree once it is approved: open Determinations.",
  ),
  "not-the-determiner": say(
    "Daftar ini diserahkan sebagai daftar calon: yang menetapkan instansi lain. Catat hasilnya di Penetapan.",
    "This list was handed on as candidates: another institution determines. Record its result under Determinations.",
  ),
} as const satisfies Record<DecreeRecordProblem, Words>;

/** Why an order on the screen to take a version back is not taken. */
export const ORDER_PROBLEMS = [
  "withdrawing-right-not-held",
  "reason-too-short",
  "reason-names-somebody",
  "version-not-in-force",
  "no-previous-version",
  "said-already",
  "ordered-already",
] as const;
export type OrderProblem = (typeof ORDER_PROBLEMS)[number];

export const ORDER_PROBLEM_WORDS = {
  "withdrawing-right-not-held": say(
    "Akun ini tidak berhak menarik versi hari ini.",
    "This account may not take a version back today.",
  ),
  "reason-too-short": say(
    "Alasan paling sedikit 20 huruf: apa yang salah, dan nomor berita acaranya.",
    "The reason has 20 letters at least: what is wrong, and the number of the minutes.",
  ),
  "reason-names-somebody": say(
    "Alasan tidak boleh memuat NIK atau nomor KK: ia tersimpan selamanya.",
    "A reason must not hold a NIK or card number: it stays for ever.",
  ),
  "version-not-in-force": say(
    "Versi ini tidak sedang berlaku. Yang ditarik hanya versi yang berlaku.",
    "This version is not in force. Only the one in force is taken back.",
  ),
  "no-previous-version": say(
    "Tidak ada versi sebelumnya di meja ini untuk kembali.",
    "There is no version before it at this desk to go back to.",
  ),
  "said-already": say(
    "Akun ini sudah memberi alasannya. Orang kedua harus orang lain.",
    "This account has given its reason already. The second person must be another.",
  ),
  "ordered-already": say(
    "Perintah Anda sedang dijalankan. Tunggu hasilnya di halaman ini.",
    "Your order is being carried out. Its outcome will stand on this page.",
  ),
} as const satisfies Record<OrderProblem, Words>;

/** What came of an order, and of one that nothing came of. */
export function sayOrderOutcome(outcome: string): Words {
  const known: Readonly<Record<string, Words>> = {
    ...ORDER_PROBLEM_WORDS,
    ...BACK_PROBLEM_WORDS,
    waits: say("menunggu orang kedua", "waits for a second person"),
    withdrawn: say("versi ditarik", "version taken back"),
    "findings-unanswered": say("temuan belum dijawab", "findings lack their answer"),
  };
  return (
    known[outcome] ??
    say(
      "Perintah tidak dapat dijalankan. Beri tahu pengelola sistem.",
      "The order could not be carried out. Tell the administrator.",
    )
  );
}

/** The number of an act of law as it may stand on record for ever. */
export function parseActNumber(
  text: string,
): Result<string, "number-missing" | "number-names-somebody"> {
  if (/\d{16}/.test(text.replaceAll(/[ .-]/g, ""))) return refuse("number-names-somebody");
  const number = text.trim();
  return number.length < 5 || number.length > 120 ? refuse("number-missing") : accept(number);
}

/** Why a version under a decree in force is not taken back. */
export const BACK_PROBLEMS = [
  "reason-too-short",
  "reason-names-somebody",
  "said-already",
  "list-outdated",
  "version-damaged",
  "decree-in-force",
] as const;
export type BackProblem = (typeof BACK_PROBLEMS)[number];

export const BACK_PROBLEM_WORDS = {
  "reason-too-short": say(
    "Ada SK yang berlaku atas versi ini: alasan paling sedikit 20 huruf.",
    "A decree in force stands on this version: the reason has 20 letters at least.",
  ),
  "reason-names-somebody": say(
    "Alasan tidak boleh memuat NIK atau nomor KK: ia tersimpan selamanya.",
    "A reason must not hold a NIK or card number: it stays for ever.",
  ),
  "said-already": say(
    "Akun ini sudah memberi alasannya. Orang kedua harus orang lain.",
    "This account has given its reason already. The second person must be another.",
  ),
  "list-outdated": say(
    "Daftar keluarga terdampak tidak lagi sesuai: versi yang terbit atau SK-nya berganti. Mulai lagi.",
    "The list of affected families no longer fits: the version in force or its decrees changed. Begin again.",
  ),
  "version-damaged": say(
    "Berkas putusan salah satu versi bukan lagi seperti saat dibekukan. Periksa: dtsen version verify.",
    "The outcomes of one of the versions are not as they were frozen. Compare: dtsen version verify.",
  ),
  "decree-in-force": say(
    "Ada SK yang berlaku atas versi ini. Kembali ke versi sebelumnya memerlukan dua orang dan daftar keluarga terdampak: dtsen withdraw.",
    "A decree in force stands on this version. Going back takes two people and the list of affected families: dtsen withdraw.",
  ),
} as const satisfies Record<BackProblem, Words>;
