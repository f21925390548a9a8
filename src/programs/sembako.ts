import type { Program } from "#domain/program.ts";
import { decileUpTo, FAMILY_EXCLUSIONS, LIVING_MEMBER, MINISTER_DECREE } from "./shared-rules.ts";

/**
 * Sembako. Sources of 2025 and 2026 differ between deciles 1-5 and 1-4 (domain.md 10); 1-5 is the
 * decree and stays until another is found, as a row with its own dates.
 */
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
  exclusiveWith: [],
  legalBasis: "Perpres 63/2017; Kepmensos 79/HUK/2025",
  validFrom: "2025-02-05",
  phase: { id: "per tahap (tiga bulan)", en: "per phase (three months)" },
  rules: [decileUpTo(5, ["DTKS"]), LIVING_MEMBER, ...FAMILY_EXCLUSIONS],
  benefit: { kind: "flat", amountRupiah: 600_000 },
  nationalPlaces: 18_300_000,
};
