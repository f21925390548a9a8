import type { AidProposalStep } from "./aid-proposal-procedure.ts";
import type { Clock } from "./case-clock.ts";
import { CIVIL_REGISTRY, DISTRICT_OFFICE, SOCIAL_OFFICE, VILLAGE_OFFICE } from "./case-offices.ts";
import type { PauseReason, RefusalReason, ReturnReason } from "./case-procedure.ts";
import { say } from "./words.ts";

/** Why a proposal goes back. Codes and sentences of the law book; nobody writes a free word. */
export const AID_PROPOSAL_RETURNS = {
  "other-family": {
    words: say("Keluarga yang disebut keliru.", "The wrong family was named."),
    remedy: say("Cari lagi keluarga yang dimaksud.", "Look again for the family that is meant."),
    from: ["visit", "deliberation", "verification"],
    backTo: "completeness",
  },
  "visit-incomplete": {
    words: say("Catatan kunjungannya belum lengkap.", "The notes of the visit are incomplete."),
    remedy: say(
      "Kunjungi lagi dan lengkapi yang belum dijawab.",
      "Visit again and fill in what is missing.",
    ),
    from: ["deliberation", "verification", "finalisation", "ministry"],
    backTo: "visit",
  },
  "visit-too-old": {
    words: say(
      "Kunjungannya sudah terlalu lama untuk diandalkan.",
      "The visit is too old to be relied on.",
    ),
    remedy: say("Kunjungi lagi.", "Visit again."),
    from: ["verification", "finalisation", "endorsement", "ministry"],
    backTo: "visit",
  },
  "minutes-missing": {
    words: say(
      "Berita acara musyawarah atau SPTJM belum terbaca.",
      "Minutes or the village head's statement cannot be read.",
    ),
    remedy: say(
      "Lampirkan berita acara yang ditandatangani.",
      "Attach the minutes with their signatures.",
    ),
    from: ["verification", "finalisation", "endorsement"],
    backTo: "deliberation",
  },
  "verification-incomplete": {
    words: say("Hasil verifikasi belum lengkap.", "The verification is not complete."),
    remedy: say("Lengkapi verifikasinya, lalu teruskan lagi.", "Complete it, then pass on again."),
    from: ["finalisation", "endorsement", "governor", "ministry"],
    backTo: "verification",
  },
  "letter-differs": {
    words: say(
      "Nomor atau tanggal surat pengesahan tidak sama dengan suratnya.",
      "Number or day of the endorsement differ from the letter itself.",
    ),
    remedy: say("Cocokkan dengan suratnya, lalu sahkan lagi.", "Compare, then endorse again."),
    from: ["governor", "ministry"],
    backTo: "endorsement",
  },
  "identity-unmatched": {
    words: say("BPS belum dapat memadankan identitasnya.", "BPS could not match the identity yet."),
    remedy: say(
      "Cocokkan KTP dan Kartu Keluarganya dengan Dukcapil.",
      "Compare the cards with the civil registry.",
    ),
    from: ["register"],
    backTo: "verification",
  },
} as const satisfies Readonly<Record<string, ReturnReason<AidProposalStep>>>;

const WAITS: Clock = [
  {
    from: "2026-01-01",
    lengths: {
      emergency: { workingDays: 10 },
      continuing: { workingDays: 10 },
      planned: { workingDays: 10 },
    },
    legalBasis: "Permensos 3/2025; lama penantian ditetapkan proyek, dapat diatur",
  },
];

/** For whom or what a proposal waits, each with a clock of its own. */
export const AID_PROPOSAL_PAUSES = {
  appointment: {
    words: say(
      "Menunggu hari yang disepakati dengan keluarganya.",
      "Waits for the day agreed with the family.",
    ),
    remedy: say("Kunjungi pada hari yang disepakati.", "Visit on the day that was agreed."),
    at: ["visit"],
    holder: VILLAGE_OFFICE,
    right: "visit-family",
    clock: WAITS,
    escalation: [DISTRICT_OFFICE, SOCIAL_OFFICE],
  },
  "identity-at-registry": {
    words: say(
      "Menunggu NIK atau Kartu Keluarga diurus di Dukcapil.",
      "Waits for the civil registry to settle NIK or family card.",
    ),
    remedy: say(
      "Bawa KTP dan Kartu Keluarga ke Dinas Dukcapil, lalu kabari desa.",
      "Take both cards to the civil registry, then tell the village.",
    ),
    at: ["completeness", "visit", "verification"],
    holder: CIVIL_REGISTRY,
    right: "check-proposal",
    clock: WAITS,
    escalation: [SOCIAL_OFFICE],
  },
} as const satisfies Readonly<Record<string, PauseReason<AidProposalStep>>>;

/** Why a proposal is not accepted, as its family reads it. Never for a photo, never by silence. */
export const AID_PROPOSAL_REFUSALS = {
  "family-declines": {
    words: say("Keluarganya sendiri tidak bersedia.", "The family itself does not wish it."),
    remedy: say(
      "Keluarga boleh mengusulkan sendiri kapan saja.",
      "The family may propose itself at any time.",
    ),
    at: ["completeness", "visit", "deliberation"],
  },
  "lives-elsewhere": {
    words: say(
      "Keluarganya tinggal di desa atau kelurahan lain.",
      "The family lives in another village.",
    ),
    remedy: say(
      "Usulkan di desa atau kelurahan tempat tinggalnya; satu perkara cukup.",
      "Propose where it lives; one case is enough.",
    ),
    at: ["completeness", "visit"],
  },
  "already-proposed": {
    words: say(
      "Keluarga ini sudah diusulkan; perkara yang lebih dahulu berjalan terus.",
      "This family has been proposed already; the earlier case goes on.",
    ),
    remedy: say(
      "Tidak ada lagi yang perlu dilakukan; hasilnya disampaikan kepada keluarganya.",
      "Nothing more is to be done; the family is told the outcome.",
    ),
    at: ["completeness"],
  },
  "nobody-found": {
    words: say(
      "Dari yang ditulis, tidak ada keluarga yang dapat dikenali.",
      "From what was written no family could be found.",
    ),
    remedy: say(
      "Usulkan lagi dengan nama kepala keluarga dan RT/RW yang tepat.",
      "Propose again with the head's name and the right RT and RW.",
    ),
    at: ["completeness"],
  },
  "not-agreed": {
    words: say("Musyawarah tidak menyepakati.", "The deliberation did not agree."),
    remedy: say(
      "Dalam 30 hari keluarga boleh meminta kantor lain meninjau keputusan ini.",
      "Within 30 days the family may ask another office to review this decision.",
    ),
    at: ["deliberation"],
  },
  "as-recorded": {
    words: say(
      "Kunjungan menemukan keadaan yang sama dengan yang tercatat.",
      "The visit found things as they are recorded.",
    ),
    remedy: say(
      "Usulkan lagi bila keadaan berubah; dalam 30 hari boleh minta kantor lain meninjau.",
      "Propose again when things change; within 30 days another office may be asked to review.",
    ),
    at: ["verification"],
  },
  "not-endorsed": {
    words: say("Tidak disahkan.", "It was not endorsed."),
    remedy: say(
      "Dalam 30 hari keluarga boleh meminta kantor lain meninjau keputusan ini.",
      "Within 30 days the family may ask another office to review this decision.",
    ),
    at: ["endorsement", "governor"],
  },
  "not-taken-in": {
    words: say(
      "Versi terbit tidak memakainya, dengan alasan tertulis pada temuannya.",
      "The published version did not take it in; the reason stands with the finding.",
    ),
    remedy: say(
      "Baca alasannya pada Lembar Keluarga; perbaiki, lalu usulkan lagi.",
      "Read the reason on the family sheet; mend it, then propose again.",
    ),
    at: ["register"],
  },
} as const satisfies Readonly<Record<string, RefusalReason<AidProposalStep>>>;
