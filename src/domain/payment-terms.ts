import { EXCLUSION_TERMS, LEAVES_EXCLUSION } from "./payment-exclusions.ts";
import type { PaymentStatus, PaymentTerms } from "./payment-status.ts";
import { say } from "./words.ts";

/** Statuses by which a family on the list is not paid. */
export const EXCLUDED_STATUSES: readonly PaymentStatus[] = Object.keys(
  EXCLUSION_TERMS,
) as PaymentStatus[];
/** What the treasury and the bank may find at any time until the money is there. */
const STUCK: readonly PaymentStatus[] = [
  "treasury-failed",
  "account-check-failed",
  "data-differs",
  ...EXCLUDED_STATUSES,
];
const ON_THE_WAY: readonly PaymentStatus[] = ["ordering", "ordered", "released", "invited"];
const AT_THE_END: readonly PaymentStatus[] = ["paid", "not-withdrawn"];
const MONEY: readonly PaymentStatus[] = [...ON_THE_WAY, "standing-instruction", ...AT_THE_END];
const ACCOUNT: readonly PaymentStatus[] = ["account-opening", "account-opened", "account-failed"];

/** Reports skip steps that went well: a step may be followed by any later one, never by an earlier one unless it failed. */
export const PAYMENT_TERMS = {
  listed: {
    stage: "list",
    group: "on-list",
    words: say("Calon penerima", "On the list"),
    meaning: say(
      "Keluarga ada dalam daftar penerima tahap ini.",
      "The family is on the list of this phase.",
    ),
    nextStep: say("Tunggu proses rekening.", "Wait for the account."),
    actor: "nobody",
    says: ["SK", "CALON PENERIMA", "CALON KPM"],
    next: [...ACCOUNT, ...STUCK, ...MONEY],
  },
  "account-opening": {
    stage: "account",
    group: "on-list",
    words: say("Proses buka rekening", "Account being opened"),
    meaning: say(
      "Bank sedang membuka rekening kolektif (burekol).",
      "The bank is opening collective accounts.",
    ),
    nextStep: say("Tunggu hasil bank.", "Wait for the bank."),
    actor: "bank",
    says: ["PROSES BUREKOL", "PROSES BUKA REKENING"],
    next: ["account-opened", "account-failed", ...STUCK, ...MONEY],
  },
  "account-opened": {
    stage: "account",
    group: "on-list",
    words: say("Rekening berhasil dibuka", "Account opened"),
    meaning: say("Rekening sudah ada; dana belum dikirim.", "There is an account, no money yet."),
    nextStep: say("Tunggu perintah bayar.", "Wait for the payment order."),
    actor: "ministry",
    says: ["BERHASIL BUREKOL", "BUREKOL BERHASIL", "SUKSES BUREKOL"],
    next: [...STUCK, ...MONEY],
  },
  "account-failed": {
    stage: "account",
    group: "failed",
    words: say("Gagal buka rekening", "Account not opened"),
    meaning: say(
      "Nama, NIK, alamat atau wilayah berbeda dengan catatan bank.",
      "Name, NIK, address or region differ from the bank's record.",
    ),
    nextStep: say(
      "Cocokkan KTP dan KK keluarga, perbaiki data, lalu kirim ulang.",
      "Compare the cards of the family, mend the data, send again.",
    ),
    actor: "village-operator",
    says: ["GAGAL BUREKOL", "BUREKOL GAGAL", "GAGAL BUKA REKENING"],
    next: ["account-opening", "account-opened", ...STUCK, ...MONEY],
  },
  "treasury-failed": {
    stage: "treasury",
    group: "failed",
    words: say("Gagal OMSPAN", "Failed at the treasury"),
    meaning: say(
      "Nama di KTP berbeda dengan buku tabungan, rekening pasif, atau kartu belum tercetak, belum dibagikan, atau rusak.",
      "The name differs from the passbook, the account sleeps, or the card is not printed, not handed out, or damaged.",
    ),
    nextStep: say(
      "Antar keluarga ke bank dengan KTP dan buku tabungan; bank dan Kemensos memperbaiki rekening.",
      "Go to the bank with identity card and passbook; bank and ministry mend the account.",
    ),
    actor: "facilitator",
    says: ["GAGAL OMSPAN", "OMSPAN GAGAL"],
    next: [...ACCOUNT, "account-check-failed", "data-differs", ...EXCLUDED_STATUSES, ...MONEY],
  },
  "account-check-failed": {
    stage: "treasury",
    group: "failed",
    words: say("Gagal cek rekening", "Account check failed"),
    meaning: say(
      "Bank tidak dapat memastikan rekening.",
      "The bank could not confirm the account.",
    ),
    nextStep: say(
      "Antar keluarga ke bank dengan KTP dan buku tabungan.",
      "Go to the bank with identity card and passbook.",
    ),
    actor: "facilitator",
    says: ["GAGAL CEK REKENING", "CEK REKENING GAGAL"],
    next: [...ACCOUNT, "treasury-failed", "data-differs", ...EXCLUDED_STATUSES, ...MONEY],
  },
  "data-differs": {
    stage: "treasury",
    group: "failed",
    words: say("Data bank berbeda", "Bank data differ"),
    meaning: say(
      "Data di bank berbeda dengan data kependudukan.",
      "The bank's data differ from the civil registry's.",
    ),
    nextStep: say(
      "Samakan data di Dukcapil dan di bank, lalu kirim ulang.",
      "Bring the civil registry and the bank together, send again.",
    ),
    actor: "village-operator",
    says: ["-", "DATA BERBEDA"],
    next: [...ACCOUNT, "treasury-failed", "account-check-failed", ...EXCLUDED_STATUSES, ...MONEY],
  },
  ordering: {
    stage: "order",
    group: "on-list",
    words: say("Proses SPM", "Order being made"),
    meaning: say("Perintah membayar sedang dibuat.", "The payment order is being made."),
    nextStep: say("Tunggu perintah terbit.", "Wait for the order."),
    actor: "ministry",
    says: ["PROSES SPM"],
    next: [...STUCK, "ordered", "released", "invited", "standing-instruction", ...AT_THE_END],
  },
  ordered: {
    stage: "order",
    group: "ordered",
    words: say("Perintah bayar terbit", "Payment ordered"),
    meaning: say("Perintah membayar sudah terbit (SPM).", "The payment order is out."),
    nextStep: say("Tunggu dana masuk.", "Wait for the money."),
    actor: "bank",
    says: ["SUKSES SPM", "SPM", "SPM TERBIT"],
    next: [...STUCK, "released", "invited", "standing-instruction", ...AT_THE_END, "returned"],
  },
  released: {
    stage: "order",
    group: "ordered",
    words: say("Dana dicairkan", "Money released"),
    meaning: say(
      "Kas negara sudah mencairkan dana (SP2D).",
      "The treasury has released the money.",
    ),
    nextStep: say("Tarik bantuan dengan KTP dan kartu.", "Withdraw with identity card and card."),
    actor: "recipient",
    says: ["SP2D", "SUKSES SP2D"],
    next: ["invited", "standing-instruction", "account-check-failed", ...AT_THE_END, "returned"],
  },
  "standing-instruction": {
    stage: "order",
    group: "failed",
    words: say("Standing instruction (SI)", "Standing instruction"),
    meaning: say(
      "Sudah diperintahkan, tetapi data bank berbeda dengan data kependudukan.",
      "Ordered, but the bank's data differ from the civil registry's.",
    ),
    nextStep: say(
      "Samakan data di Dukcapil dan di bank; dana menyusul setelah cocok.",
      "Bring both together; the money follows.",
    ),
    actor: "village-operator",
    says: ["SI", "STANDING INSTRUCTION"],
    next: [
      ...ON_THE_WAY,
      "account-check-failed",
      "data-differs",
      ...EXCLUDED_STATUSES,
      ...AT_THE_END,
      "returned",
    ],
  },
  invited: {
    stage: "withdrawal",
    group: "ordered",
    words: say("Undangan PT Pos", "Invited by the postal service"),
    meaning: say(
      "Surat undangan berkode batang sudah terbit: tanggal, tempat dan jumlah tertulis.",
      "The letter with day, place and amount is out.",
    ),
    nextStep: say(
      "Ambil dengan surat undangan, KTP dan KK.",
      "Collect with the letter, identity card and family card.",
    ),
    actor: "recipient",
    says: ["UNDANGAN", "UNDANGAN TERBIT", "SIAP BAYAR"],
    next: [...AT_THE_END, "returned", ...EXCLUDED_STATUSES],
  },
  paid: {
    stage: "withdrawal",
    group: "paid",
    words: say("Sudah transaksi", "Withdrawn"),
    meaning: say("Bantuan sudah diterima.", "The aid was received."),
    nextStep: say("Tidak ada.", "Nothing."),
    actor: "nobody",
    says: ["SUDAH TRANSAKSI", "TRANSAKSI", "BERHASIL BAYAR", "TERBAYAR", "DIBAYAR"],
    next: [],
  },
  "not-withdrawn": {
    stage: "withdrawal",
    group: "not-withdrawn",
    words: say("Tidak transaksi", "Not withdrawn"),
    meaning: say(
      "Dana sudah tersedia tetapi belum ditarik.",
      "The money is there and was not withdrawn.",
    ),
    nextStep: say(
      "Ingatkan keluarga; tanyakan apakah kartu hilang, sakit, atau pengurus berhalangan.",
      "Remind the family; ask whether the card is lost, or the holder ill or away.",
    ),
    actor: "facilitator",
    says: ["TIDAK TRANSAKSI", "BELUM TRANSAKSI", "GAGAL BAYAR", "TIDAK HADIR"],
    next: ["invited", "paid", "returned"],
  },
  returned: {
    stage: "withdrawal",
    group: "returned",
    words: say("Dana kembali ke kas", "Money gone back"),
    meaning: say(
      "Dana yang tidak ditarik sudah dikembalikan ke kas.",
      "Money that was not withdrawn went back.",
    ),
    nextStep: say(
      "Periksa apakah keluarga masih ada dan masih berhak; usulkan lagi pada tahap berikutnya.",
      "See whether the family is there and entitled; it may be named again in the next phase.",
    ),
    actor: "social-office",
    says: ["RETUR", "DANA KEMBALI", "DIKEMBALIKAN", "SETOR KEMBALI"],
    next: ["ordering", "ordered", "released", "invited", ...AT_THE_END],
  },
  ...withFollowers(),
} as const satisfies Record<PaymentStatus, PaymentTerms> as Readonly<
  Record<PaymentStatus, PaymentTerms>
>;

/** Whoever was left out may come back, from the list on, in the same phase. */
function withFollowers(): Readonly<Record<keyof typeof EXCLUSION_TERMS, PaymentTerms>> {
  const next = [...LEAVES_EXCLUSION, ...EXCLUDED_STATUSES];
  return Object.fromEntries(
    Object.entries(EXCLUSION_TERMS).map(([status, terms]) => [
      status,
      { ...terms, next: next.filter((one) => one !== status) },
    ]),
  ) as unknown as Readonly<Record<keyof typeof EXCLUSION_TERMS, PaymentTerms>>;
}
