import { PAYMENT_STATUSES, type PaymentStatus } from "./payment-status.ts";
import { PAYMENT_TERMS } from "./payment-terms.ts";
import { REPORT_ROW_WORDS, REPORT_WORDS } from "./report-words.ts";
import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** Why a row of a report was not taken. It goes back to whoever sent it. */
export const PAYMENT_ROW_PROBLEMS = [
  "row-unreadable",
  "nik-missing",
  "nik-malformed",
  "person-unknown",
  "outside-region",
  "status-missing",
  "status-unknown",
  "amount-malformed",
  "day-malformed",
  "twice-in-report",
  "family-twice",
  "cannot-follow",
] as const;
export type PaymentRowProblem = (typeof PAYMENT_ROW_PROBLEMS)[number];

export const PAYMENT_ROW_PROBLEM_WORDS = {
  ...REPORT_ROW_WORDS,
  "nik-missing": say(
    "NIK kosong. Isi NIK penerima sebagai teks 16 angka.",
    "No NIK. Write the recipient's NIK as text of 16 digits.",
  ),
  "person-unknown": say(
    "NIK tidak ada dalam versi yang berlaku. Padankan dengan Dukcapil, atau usulkan keluarga ini.",
    "No such NIK in the version in force. Match with the civil registry, or propose the family.",
  ),
  "outside-region": say(
    "Penerima tidak tinggal di wilayah program ini, menurut KK maupun domisili. Periksa program dan NIK pada laporan.",
    "The recipient lives outside the program's region, by card and by domicile. Check program and NIK.",
  ),
  "status-missing": say(
    "Status kosong. Isi keterangan status pembayaran.",
    "No status. Write the status of the payment.",
  ),
  "status-unknown": say(
    "Status tidak dikenal dan disimpan apa adanya. Pakai istilah dalam daftar status, atau minta istilah ini ditambahkan.",
    "The status is not known, and is kept as written. Use a term of the list, or ask for this one to be added.",
  ),
  "amount-malformed": say(
    "Nominal bukan rupiah bulat. Tulis angka tanpa sen.",
    "The amount is not whole rupiah. Write it without cents.",
  ),
  "day-malformed": say(
    "Tanggal tidak terbaca. Tulis seperti 2026-11-22 atau 22/11/2026.",
    "The day cannot be read. Write it like 2026-11-22 or 22/11/2026.",
  ),
  "twice-in-report": say(
    "Penerima ini ada lebih dari sekali dengan keterangan berbeda. Kirim satu baris per penerima.",
    "The recipient stands here more than once with different words. Send one row each.",
  ),
  "family-twice": say(
    "Dua anggota satu keluarga ada dalam laporan yang sama. Pastikan siapa pengurusnya, lalu kirim satu baris.",
    "Two members of one family stand in the report. Make sure who holds the card, then send one row.",
  ),
  "cannot-follow": say(
    "Status ini tidak dapat mengikuti status terakhir pada tahap yang sama. Periksa tahap dan tanggal laporan.",
    "This status cannot follow the last one in the same phase. Check phase and day of the report.",
  ),
} as const satisfies Record<PaymentRowProblem, Words>;

/** Why a report was refused whole, beside what is wrong with its file. */
export const PAYMENT_REPORT_PROBLEMS = [
  "payments-right-not-held",
  "layout-unknown",
  "program-unknown",
  "layout-not-of-program",
  "phase-malformed",
  "phase-not-of-program",
  "report-of-the-future",
  "no-version",
  "no-such-file",
] as const;
export type PaymentReportProblem = (typeof PAYMENT_REPORT_PROBLEMS)[number];

export const PAYMENT_REPORT_PROBLEM_WORDS = {
  ...REPORT_WORDS,
  "payments-right-not-held": say(
    "Akun ini tidak berhak menerima laporan penyaluran. Minta petugas Kemensos atau penetap program.",
    "The account may not receive reports of payments. Ask the ministry's officer or the determiner.",
  ),
  "layout-unknown": say(
    "Tata letak tidak dikenal. Lihat daftarnya dengan dtsen payments receive --help.",
    "No such layout. See dtsen payments receive --help.",
  ),
  "program-unknown": say(
    "Program tidak dikenal atau tidak punya jadwal bayar. Periksa kodenya.",
    "No such program, or it has no calendar of payments. Check its code.",
  ),
  "layout-not-of-program": say(
    "Daftar pemerintah daerah tidak berbicara tentang program APBN. Pakai laporan SIKS-NG, bank atau PT Pos.",
    "A region's list says nothing of the nation's programs. Use the report of SIKS-NG, the bank or the postal service.",
  ),
  "phase-malformed": say(
    "Tahap ditulis seperti 2026-q4 (triwulan), 2026-11 (bulan), 2026-t2 (termin) atau 2026 (tahun).",
    "A phase is written like 2026-q4 (quarter), 2026-11 (month), 2026-t2 (term) or 2026 (year).",
  ),
  "phase-not-of-program": say(
    "Program ini dibayar dengan irama lain. Periksa jadwal bayarnya.",
    "The program is paid in another rhythm. Check its calendar.",
  ),
} as const satisfies Record<PaymentReportProblem, Words>;

const BY_WORDS: ReadonlyMap<string, PaymentStatus> = new Map(
  PAYMENT_STATUSES.flatMap((status) => [
    [status.toUpperCase(), status] as const,
    ...PAYMENT_TERMS[status].says.map((said) => [said, status] as const),
  ]),
);

/** What a report says of a payment, by its own words; what nobody taught us is refused, never guessed. */
export function parsePaymentStatus(
  said: string,
): Result<PaymentStatus, "status-missing" | "status-unknown"> {
  const words = said
    .toUpperCase()
    .replaceAll(/[\s_/:;.]+/g, " ")
    .trim();
  if (words === "") return refuse("status-missing");
  const status = BY_WORDS.get(words);
  return status === undefined ? refuse("status-unknown") : accept(status);
}

/** Whether a status may follow another within one phase; the first of a phase may be any. */
export function mayFollow(status: PaymentStatus, before: PaymentStatus | undefined): boolean {
  if (before === undefined || before === status) return true;
  return PAYMENT_TERMS[before].next.includes(status);
}
