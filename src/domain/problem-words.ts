import type { RightProblem } from "./actor.ts";
import type { CodeProblem } from "./codes/all-lists.ts";
import type { DecileProblem } from "./decile.ts";
import type { DecreeProblem } from "./decree.ts";
import type { KkNumberProblem } from "./kk-number.ts";
import type { NikProblem } from "./nik.ts";
import type { PersonNameProblem } from "./person-name.ts";
import type { PlainDateProblem } from "./plain-date.ts";
import type { RegionCodeProblem } from "./region-code.ts";
import type { RupiahProblem } from "./rupiah.ts";
import { say, type Words } from "./words.ts";

/** What is wrong with a number, and what to do. Fits NIK and family card numbers. */
export const NUMBER_PROBLEM_WORDS = {
  "not-16-digits": say(
    "Harus tepat 16 angka. Salin ulang dari KTP-el atau KK; jangan lewat lembar kerja yang membulatkan angka.",
    "It must be exactly 16 digits. Copy it again from the card, not through a spreadsheet that rounds.",
  ),
  "no-region": say(
    "Dua angka pertama bukan kode wilayah. Periksa salinannya dari kartu.",
    "The first two digits are not a region. Check the copy against the card.",
  ),
  "no-such-day": say(
    "Angka tanggal di dalam nomor tidak mungkin. Periksa angka ketujuh sampai kedua belas.",
    "The date inside the number cannot be. Check digits seven to twelve.",
  ),
  "no-serial": say(
    "Empat angka terakhir tidak boleh 0000. Salin ulang dari kartu.",
    "The last four digits cannot be 0000. Copy it again from the card.",
  ),
} as const satisfies Record<NikProblem | KkNumberProblem, Words>;

export const NAME_PROBLEM_WORDS = {
  "no-letters": say(
    "Nama kosong. Tuliskan nama seperti di KTP-el.",
    "The name is empty. Write it as on the card.",
  ),
  "has-digits": say(
    "Nama memuat angka. Tuliskan hanya huruf, seperti di KTP-el.",
    "The name has digits. Write letters only, as on the card.",
  ),
  "too-long": say(
    "Nama lebih dari 100 huruf. Tuliskan nama orangnya saja.",
    "The name is longer than 100 letters. Write only the person's name.",
  ),
} as const satisfies Record<PersonNameProblem, Words>;

export const DATE_PROBLEM_WORDS = {
  "not-a-date": say(
    "Bukan tanggal yang dikenal. Tuliskan sebagai tahun-bulan-hari, misalnya 1990-12-31.",
    "Not a date we know. Write year-month-day, such as 1990-12-31.",
  ),
  "no-such-day": say(
    "Tanggal ini tidak ada di kalender. Periksa hari dan bulannya.",
    "There is no such day. Check day and month.",
  ),
} as const satisfies Record<PlainDateProblem, Words>;

export const REGION_PROBLEM_WORDS = {
  "not-a-region-code": say(
    "Bukan kode wilayah. Kode Kemendagri 2, 4, 6 atau 10 angka.",
    "Not a region code. Kemendagri codes have 2, 4, 6 or 10 digits.",
  ),
  "no-such-regency-number": say(
    "Nomor kabupaten 01-69, nomor kota 71-99. Periksa angka ketiga dan keempat.",
    "Regencies are 01-69, cities 71-99. Check digits three and four.",
  ),
  "no-such-village-kind": say(
    "Angka ketujuh harus 1 (kelurahan), 2 (desa) atau 3 (desa adat).",
    "Digit seven must be 1 (kelurahan), 2 (desa) or 3 (desa adat).",
  ),
} as const satisfies Record<RegionCodeProblem, Words>;

export const AMOUNT_PROBLEM_WORDS = {
  "not-an-amount": say(
    "Bukan jumlah rupiah. Tuliskan angka bulat, misalnya 1250000.",
    "Not an amount in rupiah. Write a whole number, such as 1250000.",
  ),
  "too-large": say(
    "Jumlah ini terlalu besar untuk benar. Periksa banyaknya nol.",
    "This amount is too large to be true. Count the noughts.",
  ),
} as const satisfies Record<RupiahProblem, Words>;

export const CODE_PROBLEM_WORDS = {
  "unknown-code-list": say(
    "Daftar kode ini tidak dikenal. Periksa tata letak sumbernya.",
    "No such code list. Check the layout of the source.",
  ),
  "unknown-code": say(
    "Kode ini tidak ada di daftar sumbernya. Perbaiki dengan kode yang berlaku.",
    "This code is not in its source's list. Correct it with a valid code.",
  ),
} as const satisfies Record<CodeProblem, Words>;

export const DECILE_PROBLEM_WORDS = {
  "not-a-decile": say("Desil hanya 1 sampai 10.", "A decile is a number from 1 to 10."),
} as const satisfies Record<DecileProblem, Words>;

/** Reasons of a decree beyond those of any right. */
export const DECREE_PROBLEM_WORDS = {
  "not-the-determiner": say(
    "Hanya lembaga penetap program yang menerbitkan SK. Teruskan kepada lembaga itu.",
    "Only the institution that determines the program issues its decree. Pass it on.",
  ),
  "program-not-in-force": say(
    "Program tidak berlaku pada tanggal ini. Periksa masa berlakunya.",
    "The program is not in force on this day. Check its dates.",
  ),
} as const satisfies Record<Exclude<DecreeProblem, RightProblem>, Words>;
