import { isFirstGuess } from "./common-passwords.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** invited: has a code and has not used it. active: may sign in. disabled: nothing opens any more. */
export const ACCOUNT_STATES = ["invited", "active", "disabled"] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];

export const ACCOUNT_STATE_WORDS = {
  invited: say("menunggu pendaftaran", "invited, not enrolled yet"),
  active: say("aktif", "active"),
  disabled: say("dinonaktifkan", "disabled"),
} as const satisfies Record<AccountState, Words>;

/** State is reckoned from the row, never kept. */
export function readAccountState(account: {
  readonly isEnrolled: boolean;
  readonly isDisabled: boolean;
}): AccountState {
  if (account.isDisabled) return "disabled";
  return account.isEnrolled ? "active" : "invited";
}

/** How long an enrolment code is good: long enough for a letter by hand, short enough to be missed. */
export const ENROLMENT_HOURS = 72;

declare const username: unique symbol;

/** How one named person signs in; never an office, never shared. */
export type Username = string & { readonly [username]: true };

export type PasswordProblem =
  | "password-too-short"
  | "password-too-long"
  | "password-names-account"
  | "password-too-common";

const SHORTEST = 12;
const LONGEST = 200;

/** Length beats rules about signs (NIST SP 800-63B 3.1.1.2); refused are first guesses, the account's own name before all. */
export function parsePassword(text: string, account: string): Result<string, PasswordProblem> {
  if ([...text].length < SHORTEST) return refuse("password-too-short");
  if (text.length > LONGEST) return refuse("password-too-long");
  if (text.toLowerCase().includes(account.toLowerCase())) return refuse("password-names-account");
  if (isFirstGuess(text)) return refuse("password-too-common");
  return accept(text);
}

/** Lower case letters, digits, dot and dash, three to forty: it is typed on phones. */
export function parseUsername(text: string): Result<Username, "not-a-username"> {
  const name = text.trim().toLowerCase();
  const isGood = /^[a-z][a-z0-9.-]{1,38}[a-z0-9]$/.test(name);
  return isGood ? accept(name as Username) : refuse("not-a-username");
}

export type AccountProblem =
  | PasswordProblem
  | "password-wrong"
  | "password-unchanged"
  | "password-overtaken"
  | "not-a-username"
  | "username-taken"
  | "account-unknown"
  | "account-disabled"
  | "own-account"
  | "reason-missing"
  | "enrolment-unknown"
  | "totp-wrong";

export const ACCOUNT_PROBLEM_WORDS = {
  "password-too-short": say(
    "Kata sandi paling sedikit 12 huruf. Beberapa kata yang mudah diingat lebih baik daripada tanda-tanda.",
    "A password has at least 12 characters. A few words are better than odd signs.",
  ),
  "password-too-long": say(
    "Kata sandi paling banyak 200 huruf.",
    "A password has at most 200 characters.",
  ),
  "password-names-account": say(
    "Kata sandi tidak boleh memuat nama akun. Pilih yang lain.",
    "A password must not contain the account's name. Choose another.",
  ),
  "password-too-common": say(
    "Kata sandi ini termasuk yang paling mudah ditebak. Pilih beberapa kata yang tidak ada hubungannya.",
    "This password is among the first that anybody guesses. Choose a few words that do not belong together.",
  ),
  "password-wrong": say(
    "Kata sandi yang lama belum cocok. Tidak ada yang berubah.",
    "The old password does not match. Nothing was changed.",
  ),
  "password-unchanged": say(
    "Kata sandi yang baru sama dengan yang lama. Pilih yang lain.",
    "The new password is the old one. Choose another.",
  ),
  "password-overtaken": say(
    "Kata sandi tidak diganti: sementara itu akun ini diatur ulang, kata sandinya diganti di tempat lain, atau sesi Anda berakhir.",
    "The password was not changed: meanwhile the account was reset, its password changed elsewhere, or your session ended.",
  ),
  "not-a-username": say(
    "Nama akun terdiri atas 3 sampai 40 huruf kecil, angka, titik atau tanda hubung, dan diawali huruf.",
    "An account name has 3 to 40 lower case letters, digits, dots or dashes and begins with a letter.",
  ),
  "username-taken": say(
    "Nama akun ini sudah dipakai orang lain. Pilih nama lain.",
    "Somebody else has this account name. Choose another.",
  ),
  "account-unknown": say(
    "Tidak ada akun itu yang Anda kelola sepenuhnya.",
    "There is no such account that you manage wholly.",
  ),
  "account-disabled": say(
    "Akun ini sudah dinonaktifkan. Undang orangnya dengan nama akun baru.",
    "This account is disabled. Invite the person under a new account name.",
  ),
  "own-account": say(
    "Akun sendiri diurus oleh pengelola lain.",
    "Another administrator looks after your own account.",
  ),
  "reason-missing": say("Tuliskan alasannya.", "Write the reason."),
  "enrolment-unknown": say(
    "Kode ini tidak dikenal, sudah dipakai, atau sudah lewat tiga hari. Mintalah kode baru kepada pengelola akun.",
    "This code is unknown, used, or older than three days. Ask your administrator for a new one.",
  ),
  "totp-wrong": say(
    "Enam angka dari aplikasi autentikator belum cocok. Periksa jam HP, tunggu kode berikutnya, lalu coba lagi.",
    "The six digits of the authenticator do not match. Check the phone's clock, wait for the next code, try again.",
  ),
} as const satisfies Record<AccountProblem, Words>;
