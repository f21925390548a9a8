import type { Clock } from "./case-clock.ts";
import { CIVIL_REGISTRY } from "./case-offices.ts";
import type { CaseHolder, PauseReason, RefusalReason, ReturnReason } from "./case-procedure.ts";
import type { HolderStep } from "./holder-procedure.ts";
import { say } from "./words.ts";

/** Why a change of holder goes back to the family's side. */
export const HOLDER_RETURNS = {
  "papers-missing": {
    words: say("KTP atau Kartu Keluarga asli belum dilihat.", "The original cards were not seen."),
    remedy: say(
      "Bawa KTP dan Kartu Keluarga asli, lalu usulkan lagi.",
      "Bring the original KTP and family card, then propose again.",
    ),
    from: ["verification"],
    backTo: "proposal",
  },
  "not-on-card": {
    words: say(
      "Yang diusulkan tidak tercatat di Kartu Keluarga yang sama.",
      "Whoever was proposed is not on the same family card.",
    ),
    remedy: say(
      "Usulkan anggota Kartu Keluarga yang sama, atau perbarui Kartu Keluarga di Dukcapil.",
      "Propose somebody of the same card, or have the card mended at the civil registry.",
    ),
    from: ["verification", "payer"],
    backTo: "proposal",
  },
  "family-differs": {
    words: say("Keluarganya menyebut orang lain.", "The family names somebody else."),
    remedy: say(
      "Tanyakan lagi kepada keluarganya bersama-sama, lalu usulkan.",
      "Ask the family together once more, then propose.",
    ),
    from: ["verification"],
    backTo: "proposal",
  },
  "payer-differs": {
    words: say("Nama atau NIK-nya berbeda menurut penyalur.", "Name or NIK differ with the payer."),
    remedy: say(
      "Cocokkan KTP dengan Dukcapil, lalu teruskan lagi.",
      "Match the KTP with the civil registry, then pass on again.",
    ),
    from: ["payer"],
    backTo: "verification",
  },
} as const satisfies Readonly<Record<string, ReturnReason<HolderStep>>>;

const WAITS: Clock = [
  {
    from: "2026-01-01",
    lengths: {
      emergency: { workingDays: 10 },
      continuing: { workingDays: 10 },
      planned: { workingDays: 10 },
    },
    legalBasis: "lama menunggu ditetapkan proyek, dapat diatur",
  },
];
const SOCIAL: CaseHolder = { institution: "regency-government", tier: "regency" };
const PROVINCE: CaseHolder = { institution: "province-government", tier: "province" };

/** For whom a change of holder waits; whoever may verify says that the wait is over. */
export const HOLDER_PAUSES = {
  "no-adult-on-card": {
    words: say(
      "Di Kartu Keluarga ini tinggal anak-anak, tanpa orang dewasa.",
      "Only children are left on this family card.",
    ),
    remedy: say(
      "Dinas Sosial mencari walinya dan mengusulkan ATENSI YAPI; Kartu Keluarga diperbarui di Dukcapil. Bantuannya tetap disimpan.",
      "The social office finds a guardian and proposes help for orphans; the card is mended at the civil registry. The aid is kept.",
    ),
    at: ["proposal", "verification"],
    holder: SOCIAL,
    right: "verify-holder",
    clock: WAITS,
    escalation: [PROVINCE],
  },
  "identity-unmatched": {
    words: say(
      "NIK yang diusulkan belum cocok di Dukcapil.",
      "The NIK of whoever was proposed does not match yet.",
    ),
    remedy: say(
      "Perbaiki di Dinas Dukcapil dengan KTP dan Kartu Keluarga.",
      "Have it mended at the civil registry with KTP and family card.",
    ),
    at: ["verification"],
    holder: CIVIL_REGISTRY,
    right: "verify-holder",
    clock: WAITS,
    escalation: [SOCIAL, PROVINCE],
  },
  "death-unrecorded": {
    words: say("Kematiannya belum tercatat di Dukcapil.", "The death is not yet recorded."),
    remedy: say(
      "Urus akta kematian di Dinas Dukcapil; usulannya tidak hilang.",
      "Ask the civil registry for the certificate; the proposal is not lost.",
    ),
    at: ["verification"],
    holder: CIVIL_REGISTRY,
    right: "verify-holder",
    clock: WAITS,
    escalation: [SOCIAL, PROVINCE],
  },
} as const satisfies Readonly<Record<string, PauseReason<HolderStep>>>;

/** The one refusal by which a family's aid ends: nobody is left on its card. It needs the certificate, and two people. */
export const SOLE_MEMBER_DIED = "sole-member-died";

/** Why a person ends it without a change. But for the last, the card stays whose it is. */
export const HOLDER_REFUSALS = {
  "holder-present": {
    words: say(
      "Pemegang kartu hidup dan dapat mengambil sendiri.",
      "The holder is alive and able to collect.",
    ),
    remedy: say(
      "Kartunya tetap; laporkan lagi bila keadaannya berubah.",
      "The card stays; report again if things change.",
    ),
    at: ["proposal", "verification"],
  },
  [SOLE_MEMBER_DIED]: {
    words: say(
      "Kartu Keluarga ini hanya satu orang dan ia meninggal: bantuan berakhir dengan akta kematian.",
      "This card had one person, who died: the aid ends by the certificate of death.",
    ),
    remedy: say(
      "Bila keliru, datang ke Dinas Dukcapil dengan KTP dan KK; bantuan dipulihkan.",
      "If this is wrong, go to the civil registry with both cards; the aid is restored.",
    ),
    at: ["verification"],
    endsAid: true,
  },
} as const satisfies Readonly<Record<string, RefusalReason<HolderStep>>>;
