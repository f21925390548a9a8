import type { ProposalGround } from "./aid-proposal.ts";
import { say, type Words } from "./words.ts";

/** What happens in a family and is told in three taps; what follows is a visit, never a change by itself. */
export const LIFE_EVENTS = [
  "birth",
  "death",
  "moved",
  "married",
  "card-split",
  "job-loss",
  "illness",
  "disaster",
] as const;
export type LifeEvent = (typeof LIFE_EVENTS)[number];

export type LifeEventTerms = {
  readonly words: Words;
  /** Under which reason the update of the family's data is proposed. */
  readonly ground: ProposalGround;
  /** What the family does meanwhile. */
  readonly bring: Words;
  /** Births, deaths, moves and cards are the civil registry's to confirm: what a village reports is a finding. */
  readonly isOfRegistry: boolean;
};

const ofRegistry = (id: string, en: string, bringId: string, bringEn: string): LifeEventTerms => ({
  words: say(id, en),
  ground: "facts-changed",
  bring: say(bringId, bringEn),
  isOfRegistry: true,
});
const ofLife = (
  ground: ProposalGround,
  id: string,
  en: string,
  bringId: string,
  bringEn: string,
): LifeEventTerms => ({
  words: say(id, en),
  ground,
  bring: say(bringId, bringEn),
  isOfRegistry: false,
});

export const LIFE_EVENT_TERMS = {
  birth: ofRegistry(
    "Ada bayi lahir",
    "A child was born",
    "Urus akta lahir dan Kartu Keluarga di Dukcapil. Gratis.",
    "Get the birth certificate and the family card from Dukcapil. Free of charge.",
  ),
  death: ofRegistry(
    "Ada yang meninggal",
    "Somebody died",
    "Urus akta kematian di Dukcapil. Bantuan keluarga tidak berhenti karenanya.",
    "Get the certificate of death from Dukcapil. The family's aid does not stop because of it.",
  ),
  moved: ofRegistry(
    "Kami pindah rumah",
    "We moved",
    "Urus pindah alamat di Dukcapil. Petugas desa yang baru berkunjung.",
    "Have Dukcapil change the address. An officer of the new village visits.",
  ),
  married: ofRegistry(
    "Ada yang menikah",
    "Somebody married",
    "Bawa buku nikah ke Dukcapil untuk Kartu Keluarga yang baru.",
    "Take the marriage book to Dukcapil for the new family card.",
  ),
  "card-split": ofRegistry(
    "Kartu Keluarga dipisah",
    "The family card was split",
    "Siapkan kedua Kartu Keluarga saat petugas datang.",
    "Have both family cards ready when the officer comes.",
  ),
  "job-loss": ofLife(
    "lost-income",
    "Kehilangan pekerjaan",
    "Work was lost",
    "Siapkan surat berhenti kerja kalau ada. Tidak ada pun boleh.",
    "Have the letter of dismissal ready if there is one. None will do as well.",
  ),
  illness: ofLife(
    "illness-in-family",
    "Ada yang sakit berat",
    "Somebody is gravely ill",
    "Jangan menunggu: berobatlah. BPJS tidak aktif? Datang ke desa untuk reaktivasi.",
    "Do not wait: see a doctor. BPJS not active? Come to the village to have it reactivated.",
  ),
  disaster: ofLife(
    "disaster",
    "Kena bencana",
    "Struck by a disaster",
    "Terancam? Telepon 112 atau 171 sekarang.",
    "In danger? Call 112 or 171 now.",
  ),
} as const satisfies Record<LifeEvent, LifeEventTerms>;

/** When it happened, as people know it; a day is asked by whoever visits. */
export const LIFE_EVENT_TIMES = ["this-week", "this-month", "earlier"] as const;
export type LifeEventTime = (typeof LIFE_EVENT_TIMES)[number];

export const LIFE_EVENT_TIME_WORDS = {
  "this-week": say("minggu ini", "this week"),
  "this-month": say("bulan ini", "this month"),
  earlier: say("lebih lama", "earlier"),
} as const satisfies Record<LifeEventTime, Words>;
