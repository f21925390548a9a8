import type { Program } from "#domain/program.ts";
import { say } from "#domain/words.ts";
import { alive, CORRECT_AT_VILLAGE, signOf } from "./person-rules.ts";
import { HIGHER, SENIOR } from "./who.ts";

const BASIS = { legalBasis: "ketentuan KIP Kuliah 2026", validFrom: "2026-01-01" };

/** KIP Kuliah: students apply; the register says who may without a letter on poverty. */
export const KIP_KULIAH: Program = {
  id: "kip-kuliah",
  unit: "person",
  name: say("KIP Kuliah", "Smart Indonesia Card for higher education"),
  formerly: [],
  umbrella: say("Kartu Indonesia Pintar (KIP)", "Smart Indonesia Card (KIP)"),
  owner: "kemdiktisaintek",
  determiner: "kemdiktisaintek",
  act: say("Surat keputusan penerima KIP Kuliah", "Decree on the recipients of KIP Kuliah"),
  mode: "application",
  funding: "apbn",
  exclusiveWith: [],
  ...BASIS,
  phase: say("per bulan, ditambah biaya kuliah", "per month, and tuition"),
  rules: [
    alive(BASIS),
    signOf(
      {
        id: "senior-school",
        when: {
          any: [
            { fact: "diploma", between: SENIOR },
            { fact: "school_level", between: [SENIOR[0], HIGHER[1]] },
          ],
        },
        says: say(
          "Bersekolah di atau lulus dari SMA/SMK sederajat.",
          "At or past senior secondary school.",
        ),
        tells: say("Belum sampai SMA/SMK sederajat.", "Not yet at senior secondary school."),
        remedy: CORRECT_AT_VILLAGE,
      },
      BASIS,
    ),
    {
      id: "letter-above-4",
      kind: "check",
      when: { not: { fact: "decile_national", between: [1, 4] } },
      ifUnknown: "review",
      ...BASIS,
      formerly: ["P3KE desil 3", "DTKS"],
      says: say(
        "Keluarganya di desil 1 sampai 4; di atas itu diperlukan SKTM dan bukti penghasilan.",
        "The family is in decile 1 to 4; above it a letter on poverty and proof of income are needed.",
      ),
      tells: say(
        "Keluarganya di atas desil 4: sertakan SKTM dan bukti penghasilan di bawah upah minimum.",
        "The family is above decile 4: add a letter on poverty and proof of income below the minimum wage.",
      ),
      remedy: say("Minta SKTM di desa atau kelurahan.", "Ask your village office for the letter."),
    },
  ],
  benefit: {
    kind: "flat",
    amountRupiah: 0,
    inWords: say(
      "Rp800.000 sampai Rp1.400.000 sebulan menurut wilayah kampus, dan biaya kuliah.",
      "Rp800,000 to Rp1,400,000 a month by the region of the campus, and tuition.",
    ),
  },
  nationalPlaces: 0,
  judged: [
    say(
      "Diterima di perguruan tinggi; penghasilan orang tua dengan SKTM.",
      "Admission to a university; income of parents by letter.",
    ),
  ],
  notEstablished: [
    say(
      "Kuota sekitar 200.000-220.000 orang; angka tepat belum ditemukan.",
      "Quota of some 200,000-220,000; the exact figure was not found.",
    ),
  ],
};
