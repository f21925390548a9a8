import type { Program } from "#domain/program.ts";
import type { Rule } from "#domain/rule.ts";
import { say } from "#domain/words.ts";
import { CORRECT_AT_VILLAGE, familyAlive, signOf } from "./person-rules.ts";
import { someMember } from "./shared-rules.ts";
import { ALONE, aged, SEVERE_DISABILITY } from "./who.ts";

const BASIS = {
  legalBasis: "Permendes PDT 2/2024; PMK 108/2024; UU 62/2024",
  validFrom: "2025-01-01",
};

/** Said by the family, not by the program's own list: asked about, never held against them. */
const said = (fact: string, program: string, name: string): Rule => ({
  id: `says-${program}`,
  kind: "check",
  when: { fact, in: [1] },
  ifUnknown: "pass",
  ...BASIS,
  formerly: ["ganda"],
  says: say(`Tidak tercatat menerima ${name}.`, `Not recorded as receiving ${name}.`),
  tells: say(
    `Tercatat menerima ${name} saat didata; tanyakan apakah masih.`,
    `Recorded as receiving ${name} when asked; find out whether it still does.`,
  ),
  remedy: CORRECT_AT_VILLAGE,
});

/** BLT Desa: the village deliberates and its head decrees; the register only shows who comes into question. */
export const BLT_DESA: Program = {
  id: "blt-desa",
  unit: "family",
  name: say("BLT Desa", "Cash aid of the village (BLT Desa)"),
  formerly: [],
  owner: "village-government",
  determiner: "village-government",
  act: say(
    "Peraturan kepala desa, sesudah musyawarah desa khusus",
    "Regulation of the village head, after a special deliberation",
  ),
  mode: "village-deliberation",
  funding: "dana-desa",
  exclusiveWith: [
    { program: "pkh", legalBasis: BASIS.legalBasis },
    { program: "sembako", legalBasis: BASIS.legalBasis },
  ],
  ...BASIS,
  phase: say("per bulan", "per month"),
  rules: [
    familyAlive(BASIS),
    signOf(
      {
        id: "priority-known",
        when: {
          any: [
            { fact: "decile_national", in: [1] },
            someMember({ fact: "has_chronic_disease", in: [1] }),
            someMember(SEVERE_DISABILITY),
            { all: [ALONE, someMember(aged(60))] },
          ],
        },
        says: say(
          "Termiskin, ada yang sakit kronis atau penyandang disabilitas berat, atau lansia tunggal.",
          "Poorest, somebody chronically ill or severely disabled, or an older person alone.",
        ),
        tells: say(
          "Tidak tercatat tanda prioritas; musyawarah desa tetap dapat mengusulkan.",
          "No sign of priority is recorded; the deliberation may still propose the family.",
        ),
        remedy: say("Sampaikan keadaan Anda di musyawarah desa.", "Tell the village deliberation."),
      },
      BASIS,
    ),
    said("receives_pkh", "pkh", "PKH"),
    said("receives_sembako", "sembako", "Sembako"),
  ],
  benefit: { kind: "flat", amountRupiah: 300_000 },
  nationalPlaces: 0,
  judged: [
    say(
      "Kehilangan mata pencaharian tidak tercatat di register.",
      "Lost livelihoods are not in the register.",
    ),
    say(
      "Hanya desa yang punya Dana Desa; kelurahan tidak.",
      "Only a desa has the fund; a kelurahan does not.",
    ),
    say(
      "Banyaknya penerima dibatasi 15% Dana Desa (2025), dihitung desa.",
      "Recipients are limited by 15% of the fund (2025), as the village counts.",
    ),
  ],
  notEstablished: [
    say(
      "Batas 2026 belum ditemukan (2025 paling banyak 15%, sebelumnya 10-25%).",
      "The limit of 2026 was not found (15% in 2025, 10-25% before).",
    ),
    say(
      "Miskin ekstrem tidak punya batas desil; desil 1 di sini hanya petunjuk.",
      "Extreme poverty has no decile; decile 1 is only a hint here.",
    ),
  ],
};
