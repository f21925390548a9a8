import type { Program } from "#domain/program.ts";
import { say } from "#domain/words.ts";
import { decileUpTo, FAMILY_EXCLUSIONS, LIVING_MEMBER, MINISTER_DECREE } from "./shared-rules.ts";

/** BLT Kesra of the last quarter of 2025: once, beside the regular aid. */
export const BLT_KESRA: Program = {
  id: "blt-kesra",
  unit: "family",
  name: say("BLT Kesra", "Cash aid for welfare (BLT Kesra)"),
  formerly: ["BLTS"],
  owner: "kemensos",
  determiner: "kemensos",
  act: MINISTER_DECREE,
  mode: "rank-and-quota",
  funding: "apbn",
  isPublic: true,
  exclusiveWith: [],
  legalBasis: "Kepmensos 79/HUK/2025",
  validFrom: "2025-10-01",
  validTo: "2025-12-31",
  phase: say("sekali, Rp300.000 untuk tiga bulan", "once, Rp300,000 for three months"),
  rules: [decileUpTo(4, []), LIVING_MEMBER, ...FAMILY_EXCLUSIONS],
  benefit: { kind: "flat", amountRupiah: 900_000 },
  nationalPlaces: 35_046_783,
  judged: [],
  notEstablished: [
    say("Nomor keputusan penetapannya belum ditemukan.", "The number of the decree was not found."),
    say("Kelanjutan pada 2026 belum ditemukan.", "Whether it goes on in 2026 was not found."),
  ],
};
