import { say, type Words } from "./words.ts";

/** Where a payment stands, as banks, PT Pos and SIKS-NG report it (domain.md 6). */
export const PAYMENT_STATUSES = [
  "listed",
  "account-opening",
  "account-opened",
  "account-failed",
  "treasury-failed",
  "account-check-failed",
  "data-differs",
  "ordering",
  "ordered",
  "released",
  "standing-instruction",
  "invited",
  "paid",
  "not-withdrawn",
  "returned",
  "excluded",
  "excluded-occupation",
  "excluded-deceased",
  "excluded-region",
  "excluded-survey",
  "excluded-overlap",
  "excluded-report",
] as const;
export type PaymentStatus = (typeof PAYMENT_STATUSES)[number];

/** Steps of the way from the list to the hand of the recipient, in their order. */
export const PAYMENT_STAGES = ["list", "account", "treasury", "order", "withdrawal"] as const;
export type PaymentStage = (typeof PAYMENT_STAGES)[number];

export const PAYMENT_STAGE_WORDS = {
  list: say("Daftar penerima", "List of recipients"),
  account: say("Rekening", "Account"),
  treasury: say("Pemeriksaan kas negara", "Check at the treasury"),
  order: say("Perintah bayar", "Payment order"),
  withdrawal: say("Penarikan", "Withdrawal"),
} as const satisfies Record<PaymentStage, Words>;

/** What a reconciliation counts: every payment is in one of these, so that the sums add up. */
export const PAYMENT_GROUPS = [
  "unreported",
  "on-list",
  "ordered",
  "paid",
  "failed",
  "not-withdrawn",
  "returned",
  "excluded",
] as const;
export type PaymentGroup = (typeof PAYMENT_GROUPS)[number];

export const PAYMENT_GROUP_WORDS = {
  unreported: say("dalam daftar, belum dilaporkan", "on the list, no report yet"),
  "on-list": say("dalam daftar, belum diperintahkan", "on the list, not ordered yet"),
  ordered: say("sudah diperintahkan, belum diterima", "ordered, not received yet"),
  paid: say("sudah diterima", "received"),
  failed: say("gagal, perlu diperbaiki", "failed, to be mended"),
  "not-withdrawn": say("belum ditarik", "not withdrawn"),
  returned: say("kembali ke kas", "gone back"),
  excluded: say("tidak dibayar pada tahap ini", "not paid in this phase"),
} as const satisfies Record<PaymentGroup, Words>;

/** Who does the next step. */
export const PAYMENT_ACTORS = [
  "nobody",
  "recipient",
  "village-operator",
  "facilitator",
  "social-office",
  "bank",
  "ministry",
] as const;
export type PaymentActor = (typeof PAYMENT_ACTORS)[number];

export const PAYMENT_ACTOR_WORDS = {
  nobody: say("tidak ada", "nobody"),
  recipient: say("keluarga penerima", "the recipient"),
  "village-operator": say("operator desa/kelurahan", "village operator"),
  facilitator: say("pendamping", "facilitator"),
  "social-office": say("dinas sosial", "social affairs office"),
  bank: say("bank atau PT Pos", "bank or postal service"),
  ministry: say("Kemensos", "ministry"),
} as const satisfies Record<PaymentActor, Words>;

export type PaymentTerms = {
  readonly stage: PaymentStage;
  readonly group: PaymentGroup;
  /** The short name on lists. */
  readonly words: Words;
  /** What it means for the family, in plain words. */
  readonly meaning: Words;
  readonly nextStep: Words;
  readonly actor: PaymentActor;
  /** How reports write it, in capitals. */
  readonly says: readonly string[];
  /** Which may follow it within one phase. A later phase begins anew. */
  readonly next: readonly PaymentStatus[];
};
