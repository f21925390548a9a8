import type { Program } from "#domain/program.ts";
import { say } from "#domain/words.ts";
import { PBI_JK, WAGE_EARNER } from "./pbi-jk.ts";
import { alive } from "./person-rules.ts";
import { civilServant } from "./shared-rules.ts";

const BASIS = { legalBasis: "Perpres 82/2018", validFrom: "2025-02-05" };

/** PBI of a region: the region pays for whom the state does not. One payer, never two. */
export const REGIONAL_PBI: Program = {
  id: "pbi-daerah",
  unit: "person",
  name: say("PBI daerah (APBD)", "Regional health insurance subsidy"),
  formerly: ["PBI APBD", "Jamkesda"],
  owner: "regency-government",
  determiner: "regency-government",
  act: say("Keputusan bupati atau wali kota", "Decree of the regent or mayor"),
  mode: "application",
  funding: "apbd",
  exclusiveWith: [{ program: PBI_JK.id, legalBasis: PBI_JK.legalBasis }],
  ...BASIS,
  phase: say("per tiga bulan", "per three months"),
  rules: [alive(BASIS), civilServant("person"), WAGE_EARNER],
  benefit: { kind: "flat", amountRupiah: 126_000 },
  nationalPlaces: 0,
  judged: [
    say(
      "Syarat tambahan menurut peraturan daerah masing-masing.",
      "Further conditions, by each region's own regulation.",
    ),
  ],
  notEstablished: [
    say("Kuota ditetapkan anggaran setiap daerah.", "The quota is set by each region's budget."),
  ],
};
