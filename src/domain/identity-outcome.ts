import { say, type Words } from "./words.ts";

/**
 * What the civil registry says of a person, in the words of the office (domain.md 2.2). The real
 * response codes of Dukcapil are not published; an adapter maps its own to these.
 */
export const IDENTITY_OUTCOMES = [
  "padan",
  "nik-tidak-ditemukan",
  "nama-beda",
  "tgl-lahir-beda",
  "kk-beda",
  "ganda",
  "meninggal",
  "pindah-luar-negeri",
  "belum-rekam",
  "belum-dicek",
] as const;
export type IdentityOutcome = (typeof IDENTITY_OUTCOMES)[number];

/** How one field compares; never the registry's own value. */
export type FieldAnswer = "same" | "near" | "different" | "not-known";

/** Fields that are compared. "nik" is same where the number was found, different where it was not. */
export const CHECKED_FIELDS = ["nik", "name", "birth-date", "kk", "sex"] as const;
export type CheckedField = (typeof CHECKED_FIELDS)[number];
export type FieldAnswers = Readonly<Record<CheckedField, FieldAnswer>>;

/** How the registry's record itself stands. */
export type LifeAnswer =
  | "alive"
  | "deceased"
  | "abroad"
  | "double-record"
  | "not-recorded"
  | "not-known";

/**
 * One outcome out of the answers, the gravest first. A stale card leaves the person who he is, so
 * it comes after name and birth date; a field that is not known never counts against anybody.
 */
export function decideOutcome(fields: FieldAnswers, life: LifeAnswer): IdentityOutcome {
  if (fields.nik === "not-known") return "belum-dicek";
  if (fields.nik !== "same") return "nik-tidak-ditemukan";
  if (life === "deceased") return "meninggal";
  if (life === "double-record") return "ganda";
  if (life === "abroad") return "pindah-luar-negeri";
  if (fields.name === "different") return "nama-beda";
  if (fields.name === "near" && fields.sex === "different") return "nama-beda";
  if (fields["birth-date"] === "different") return "tgl-lahir-beda";
  if (life === "not-recorded") return "belum-rekam";
  if (fields.kk === "different") return "kk-beda";
  return "padan";
}

/**
 * The record says that nobody is to be served here, or not under this number. Answered by hand, it waits for
 * a second officer; a field that differs only holds a place until it is mended.
 */
export const TAKES_OFF_LIST = [
  "meninggal",
  "ganda",
  "pindah-luar-negeri",
] as const satisfies readonly IdentityOutcome[];

/** What the person is told: what is so, what to bring, and where. */
export type OutcomeTerms = {
  readonly words: Words;
  readonly sentence: Words;
  readonly bring: Words;
  /** Days until the registry is asked again by itself; its warehouse lags behind its offices. */
  readonly recheckAfterDays: number | null;
};

const NOTHING = say("Tidak ada yang perlu dibawa.", "There is nothing to bring.");

export const IDENTITY_OUTCOME_TERMS = {
  padan: {
    words: say("Padan", "Matched"),
    sentence: say("Data Anda sesuai dengan Dukcapil.", "Your data agrees with the civil registry."),
    bring: NOTHING,
    recheckAfterDays: null,
  },
  "nik-tidak-ditemukan": {
    words: say("NIK tidak ditemukan", "NIK not found"),
    sentence: say(
      "NIK yang tercatat tidak ditemukan di Dukcapil. Mungkin salah ketik, atau NIK baru belum daring.",
      "The recorded NIK was not found in the civil registry. It may be mistyped, or new and not yet online.",
    ),
    bring: say(
      "Bawa KTP-el dan KK asli ke kantor desa/kelurahan. Bila nomornya sudah benar, minta konsolidasi data di dinas Dukcapil.",
      "Bring your identity card and family card to the village office. If the number is right, ask the civil registry office to consolidate it.",
    ),
    recheckAfterDays: 14,
  },
  "nama-beda": {
    words: say("Nama berbeda", "Name differs"),
    sentence: say(
      "Nama yang tercatat berbeda dengan nama di Dukcapil.",
      "The recorded name differs from the one in the civil registry.",
    ),
    bring: say(
      "Bawa KTP-el dan KK ke kantor desa/kelurahan agar nama dicatat sama. Bila nama di KTP-el yang keliru, bawa akta lahir atau ijazah ke dinas Dukcapil.",
      "Bring your identity card and family card to the village office so that the name is written alike. If the card is wrong, bring your birth certificate or diploma to the civil registry office.",
    ),
    recheckAfterDays: 30,
  },
  "tgl-lahir-beda": {
    words: say("Tanggal lahir berbeda", "Birth date differs"),
    sentence: say(
      "Tanggal lahir yang tercatat berbeda dengan Dukcapil.",
      "The recorded birth date differs from the civil registry.",
    ),
    bring: say(
      "Bawa KTP-el dan akta lahir ke kantor desa/kelurahan. Bila tanggal di KTP-el yang keliru, bawa akta lahir ke dinas Dukcapil.",
      "Bring your identity card and birth certificate to the village office. If the card is wrong, bring the birth certificate to the civil registry office.",
    ),
    recheckAfterDays: 30,
  },
  "kk-beda": {
    words: say("Nomor KK berbeda", "Family card differs"),
    sentence: say(
      "Anda ditemukan di Dukcapil, tetapi nomor KK yang tercatat sudah lama.",
      "You were found in the civil registry, but the recorded family card is an old one.",
    ),
    bring: say(
      "Bawa KK terbaru ke kantor desa/kelurahan.",
      "Bring your newest family card to the village office.",
    ),
    recheckAfterDays: 30,
  },
  ganda: {
    words: say("Data ganda", "Double record"),
    sentence: say(
      "NIK ini tercatat lebih dari satu kali di Dukcapil.",
      "This NIK is recorded more than once in the civil registry.",
    ),
    bring: say(
      "Bawa KTP-el dan KK ke dinas Dukcapil dan minta penunggalan data.",
      "Bring your identity card and family card to the civil registry office and ask to have the records joined.",
    ),
    recheckAfterDays: 30,
  },
  meninggal: {
    words: say("Tercatat meninggal", "Recorded as deceased"),
    sentence: say(
      "Dukcapil mencatat orang ini sudah meninggal.",
      "The civil registry records this person as deceased.",
    ),
    bring: say(
      "Bila keliru, datanglah sendiri dengan KTP-el dan KK ke dinas Dukcapil. Bila benar, keluarga membawa akta kematian dan KK ke kantor desa/kelurahan.",
      "If this is wrong, come yourself with your identity card and family card to the civil registry office. If it is right, the family brings the death certificate and family card to the village office.",
    ),
    recheckAfterDays: null,
  },
  "pindah-luar-negeri": {
    words: say("Pindah ke luar negeri", "Moved abroad"),
    sentence: say(
      "Dukcapil mencatat orang ini pindah ke luar negeri.",
      "The civil registry records this person as moved abroad.",
    ),
    bring: say(
      "Bila sudah kembali, bawa paspor dan surat keterangan pindah datang ke dinas Dukcapil.",
      "If back, bring the passport and the letter of return to the civil registry office.",
    ),
    recheckAfterDays: 90,
  },
  "belum-rekam": {
    words: say("Belum rekam KTP-el", "Not recorded for an identity card"),
    sentence: say(
      "Orang ini sudah wajib KTP tetapi belum direkam.",
      "This person is of age but has not been recorded for an identity card.",
    ),
    bring: say(
      "Datang ke dinas Dukcapil atau kecamatan dengan KK untuk perekaman. Tidak dipungut biaya.",
      "Come with the family card to the civil registry or district office to be recorded. It is free.",
    ),
    recheckAfterDays: 30,
  },
  "belum-dicek": {
    words: say("Belum dicek", "Not checked yet"),
    sentence: say(
      "Data Anda belum dicek ke Dukcapil. Ini bukan kesalahan Anda.",
      "Your data has not been checked with the civil registry yet. This is not your fault.",
    ),
    bring: NOTHING,
    recheckAfterDays: 7,
  },
} as const satisfies Record<IdentityOutcome, OutcomeTerms>;

/** Ways of asking: a file for bulk matching, the web service, an officer of the registry by hand. */
export const IDENTITY_ADAPTERS = ["bulk-file", "web-service", "manual"] as const;
export type IdentityAdapterName = (typeof IDENTITY_ADAPTERS)[number];

export const IDENTITY_ADAPTER_WORDS = {
  "bulk-file": say("berkas pemadanan", "bulk file"),
  "web-service": say("layanan daring", "web service"),
  manual: say("petugas Dukcapil", "officer of the civil registry"),
} as const satisfies Record<IdentityAdapterName, Words>;

export const FIELD_WORDS = {
  nik: say("NIK", "NIK"),
  name: say("nama", "name"),
  "birth-date": say("tanggal lahir", "birth date"),
  kk: say("nomor KK", "family card number"),
  sex: say("jenis kelamin", "sex"),
} as const satisfies Record<CheckedField, Words>;

export const FIELD_ANSWER_WORDS = {
  same: say("sama", "same"),
  near: say("mirip", "nearly the same"),
  different: say("berbeda", "different"),
  "not-known": say("tidak diketahui", "not known"),
} as const satisfies Record<FieldAnswer, Words>;

export const LIFE_ANSWER_WORDS = {
  alive: say("hidup", "alive"),
  deceased: say("meninggal", "deceased"),
  abroad: say("pindah ke luar negeri", "moved abroad"),
  "double-record": say("tercatat ganda", "recorded twice"),
  "not-recorded": say("belum rekam KTP-el", "not recorded for an identity card"),
  "not-known": say("tidak diketahui", "not known"),
} as const satisfies Record<LifeAnswer, Words>;

/** Fields of an answer that differ, in the order people read them. */
export function listDifferences(fields: FieldAnswers): readonly CheckedField[] {
  return CHECKED_FIELDS.filter(
    (field) => fields[field] === "different" || fields[field] === "near",
  );
}
