import type { Program } from "#domain/program.ts";
import { say } from "#domain/words.ts";
import {
  decileUpTo,
  FAMILY_EXCLUSIONS,
  givenBack,
  LIVING_MEMBER,
  MINISTER_DECREE,
} from "./shared-rules.ts";

/** Sembako. The decree says deciles 1-5; a narrower row waits, with its own dates, until an act confirms it. */
export const SEMBAKO: Program = {
  id: "sembako",
  unit: "family",
  name: { id: "Program Sembako", en: "Staple food program (Sembako)" },
  formerly: ["BPNT", "BSP", "Rastra", "Raskin"],
  owner: "kemensos",
  determiner: "kemensos",
  act: MINISTER_DECREE,
  mode: "rank-and-quota",
  funding: "apbn",
  isPublic: true,
  exclusiveWith: [],
  legalBasis: "Perpres 63/2017; Kepmensos 79/HUK/2025",
  validFrom: "2025-02-05",
  phase: { id: "per tahap (tiga bulan)", en: "per phase (three months)" },
  rules: [givenBack("sembako"), decileUpTo(5, ["DTKS"]), LIVING_MEMBER, ...FAMILY_EXCLUSIONS],
  benefit: { kind: "flat", amountRupiah: 600_000 },
  nationalPlaces: 18_300_000,
  unconfirmed: [
    {
      rule: { ...decileUpTo(4, ["DTKS"]), validFrom: "2026-08-01", legalBasis: "belum ditemukan" },
      insteadOf: "decile-1-to-5",
      source: say(
        "Catatan Agustus 2026 dan berita Desember 2025: Sembako untuk desil 1-4.",
        "A note of August 2026 and press of December 2025: Sembako for deciles 1-4.",
      ),
    },
  ],
  judged: [],
  notEstablished: [
    say(
      "Keputusan tentang desil 1-4 belum ditemukan: desil 1-5 tetap berlaku.",
      "No decree on deciles 1-4 was found: deciles 1-5 stay in force.",
    ),
  ],
};
