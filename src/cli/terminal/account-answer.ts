import { ACCOUNT_PROBLEM_WORDS } from "#domain/account.ts";
import { APPOINTMENT_PROBLEM_WORDS } from "#domain/appointment.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import type { Result } from "#domain/result.ts";
import { ROLE_CONFLICT_WORDS } from "#domain/role-conflict.ts";
import { say, type Words } from "#domain/words.ts";
import type { AccountWorkProblem } from "#jobs/account-work.ts";
import type { HandedCode } from "#store/account-acts.ts";
import type { FirstProblem } from "#store/first-accounts.ts";

type AnyProblem = AccountWorkProblem | FirstProblem;
/** What an act on accounts gave, or why not. */
export type Answer<T> = Result<T, AnyProblem>;

const WORDS: Readonly<Record<AnyProblem, Words>> = {
  ...ACCOUNT_PROBLEM_WORDS,
  ...APPOINTMENT_PROBLEM_WORDS,
  ...ROLE_CONFLICT_WORDS,
  "worker-unknown": say(
    "--by bukan akun yang aktif. Lihat: dtsen account list.",
    "--by is no active account. See: dtsen account list.",
  ),
  "right-not-held": say(
    "--by tidak mengelola akun hari ini.",
    "--by does not manage accounts today.",
  ),
  "already-administered": say(
    "Meja ini masih punya dua pengelola akun. Mintalah mereka: dtsen account invite.",
    "This desk still has two administrators. Ask them: dtsen account invite.",
  ),
  "two-persons-needed": say(
    "Pengelola pertama dua orang yang berbeda: setiap penugasan memerlukan orang kedua.",
    "The first administrators are two people: every appointment takes a second person.",
  ),
  "operator-missing": say(
    "Sebutkan dengan --operator siapa yang menjalankan perintah ini.",
    "Say with --operator who runs this command.",
  ),
};

const DAY = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Jakarta", dateStyle: "short" });

/** The day at the office. */
export const todayHere = (): PlainDate => DAY.format(new Date()) as PlainDate;

/** Prints what was done, or the refusal with its remedy and exit code 1. */
export function answer<T>(done: Answer<T>, asJson: boolean, write: (value: T) => string): void {
  if (!done.ok) {
    const { id, en } = WORDS[done.problem];
    process.stderr.write(`ditolak (${done.problem}): ${id} (${en})\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${asJson ? JSON.stringify(done.value) : write(done.value)}\n`);
}

/** The code for its person, and how it is used. It is said here and nowhere again. */
export const sayCode =
  (username: string) =>
  ({ code, goodUntil }: HandedCode): string =>
    `${username}: kode pendaftaran ${code}, berlaku sampai ${goodUntil}. Serahkan kepada orangnya sendiri; dipakai sekali di /konsol/daftar.`;
