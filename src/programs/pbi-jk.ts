import type { Program } from "#domain/program.ts";
import type { Rule } from "#domain/rule.ts";
import { say } from "#domain/words.ts";
import { evidenceRule, SURE_MATCH_MILLI } from "./evidence-rule.ts";
import { civilServant, decileUpTo, MINISTER_DECREE } from "./shared-rules.ts";

const ALIVE: Rule = {
  id: "alive",
  kind: "eligibility",
  when: { fact: "life_status", in: [1] },
  ifUnknown: "review",
  legalBasis: "PP 101/2012 jo. PP 76/2015",
  validFrom: "2025-02-05",
  formerly: ["meninggal"],
  says: { id: "Peserta hidup.", en: "The person is alive." },
  tells: {
    id: "Tercatat meninggal menurut Dukcapil.",
    en: "Recorded as deceased by the civil registry.",
  },
  remedy: {
    id: "Bila keliru, datang ke Dinas Dukcapil dengan KTP dan KK.",
    en: "If this is wrong, go to the civil registry with identity and family cards.",
  },
};

/** Two payers for one person is one too many; the region's budget is asked first to let go. */
const ONE_PAYER: Rule = {
  id: "one-payer",
  kind: "exclusion",
  when: { fact: "pbi_regional", in: [1] },
  ifUnknown: "pass",
  legalBasis: "PP 101/2012 jo. PP 76/2015; Perpres 82/2018",
  validFrom: "2025-02-05",
  formerly: ["PBI APBD", "Jamkesda"],
  says: {
    id: "Iuran belum dibayar oleh pemerintah daerah.",
    en: "The contribution is not already paid by the regional government.",
  },
  tells: {
    id: "Iuran Anda sudah dibayar pemerintah daerah; Anda tetap terlindungi.",
    en: "Your contribution is already paid by the regional government; you stay insured.",
  },
  remedy: {
    id: "Bila pemerintah daerah berhenti membayar, minta dialihkan di Dinas Sosial.",
    en: "If the region stops paying, ask the social affairs office to move you.",
  },
};

export const WAGE_EARNER = evidenceRule({
  id: "wage-earner",
  kind: "exclusion",
  evidence: {
    statements: ["monthly-wage"],
    about: "person",
    amountAtLeast: { parameter: "above-minimum-wage" },
    minProbabilityMilli: SURE_MATCH_MILLI,
    maxAgeDays: 190,
  },
  formerly: "peserta PPU",
  says: {
    id: "Bukan pekerja yang iurannya wajib dibayar pemberi kerja.",
    en: "Not a worker whose employer must pay the contribution.",
  },
  tells: {
    id: "Tercatat sebagai pekerja berupah di atas upah minimum; pemberi kerja membayar iuran.",
    en: "Recorded with a wage above the minimum; the employer pays the contribution.",
  },
});

/** PBI Jaminan Kesehatan: the person is the unit. Contribution of Rp 42,000 a month (Perpres 64/2020). */
export const PBI_JK: Program = {
  id: "pbi-jk",
  unit: "person",
  name: { id: "PBI Jaminan Kesehatan", en: "Health insurance subsidy (PBI-JK)" },
  formerly: ["Jamkesmas", "Askeskin"],
  owner: "kemensos",
  determiner: "kemensos",
  act: MINISTER_DECREE,
  mode: "rank-and-quota",
  funding: "apbn",
  isPublic: true,
  exclusiveWith: [],
  legalBasis: "PP 101/2012 jo. PP 76/2015; Kepmensos 79/HUK/2025",
  validFrom: "2025-02-05",
  phase: { id: "per tiga bulan", en: "per three months" },
  rules: [decileUpTo(5, ["DTKS"]), ALIVE, ONE_PAYER, civilServant("person"), WAGE_EARNER],
  benefit: { kind: "flat", amountRupiah: 126_000 },
  nationalPlaces: 96_800_000,
  judged: [],
  notEstablished: [
    say(
      "Desil 1-5 menurut keputusan; ada pernyataan 2025 bahwa desil 5 tidak lagi.",
      "Deciles 1-5 by the decree; a statement of 2025 leaves out decile 5.",
    ),
  ],
};
