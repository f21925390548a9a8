import type { Program } from "#domain/program.ts";
import { say } from "#domain/words.ts";
import {
  ageBetween,
  alive,
  alwaysSeen,
  assessedAbove,
  CORRECT_AT_VILLAGE,
  signOf,
} from "./person-rules.ts";
import { MINISTER_DECREE } from "./shared-rules.ts";
import { ALONE, aged, SEVERE_DISABILITY } from "./who.ts";

const BASIS = { legalBasis: "Kepmensos 79/HUK/2025", validFrom: "2025-02-05" };

/** What the programs of social rehabilitation have in common: a professional's assessment decides. */
const REHABILITATION = {
  unit: "person",
  owner: "kemensos",
  determiner: "kemensos",
  act: MINISTER_DECREE,
  mode: "professional-assessment",
  funding: "apbn",
  exclusiveWith: [],
  ...BASIS,
  nationalPlaces: 0,
} as const satisfies Partial<Program>;

const UMBRELLA = say("Asistensi Rehabilitasi Sosial (ATENSI)", "Social rehabilitation (ATENSI)");

/** ATENSI: whoever a social worker assesses as needing it, in any decile. */
export const ATENSI: Program = {
  ...REHABILITATION,
  id: "atensi",
  name: UMBRELLA,
  formerly: [],
  phase: say("menurut rencana layanan", "by the care plan"),
  rules: [
    alive(BASIS),
    signOf(
      {
        id: "need-known",
        when: {
          any: [
            SEVERE_DISABILITY,
            { all: [ALONE, aged(60)] },
            { all: [aged(0, 5), { fact: "nutrition", in: [1, 2] }] },
          ],
        },
        says: say(
          "Penyandang disabilitas berat, lansia yang tinggal sendiri, atau balita kurang gizi.",
          "Severely disabled, older and alone, or an undernourished infant.",
        ),
        tells: say(
          "Tidak tercatat tanda kebutuhan; pekerja sosial tetap dapat menilai.",
          "No sign of need is recorded; a social worker may still assess it.",
        ),
        remedy: say(
          "Minta asesmen kepada pekerja sosial atau dinas sosial.",
          "Ask a social worker or the social affairs office for an assessment.",
        ),
      },
      BASIS,
    ),
    assessedAbove(5, BASIS),
  ],
  benefit: {
    kind: "flat",
    amountRupiah: 0,
    inWords: say(
      "Layanan menurut asesmen: di keluarga, di masyarakat, atau di balai.",
      "Services by assessment: in the family, the community or a centre.",
    ),
  },
  judged: [
    say(
      "Asesmen pekerja sosial menentukan dan mengalahkan desil.",
      "The social worker's assessment decides and overrides the decile.",
    ),
    say(
      "Korban kekerasan, NAPZA, HIV/AIDS, bekas warga binaan dan kelompok lain tersimpan di brankas: aturan tidak menanyakannya.",
      "Victims of violence, drugs, HIV/AIDS, former prisoners and other groups are in the vault: no rule asks for them.",
    ),
  ],
  notEstablished: [],
};

/** ATENSI YAPI: orphans. The register does not say whose parents died, so somebody sees every child. */
export const YAPI: Program = {
  ...REHABILITATION,
  id: "yapi",
  name: say("ATENSI YAPI", "Aid for orphans (ATENSI YAPI)"),
  formerly: [],
  umbrella: UMBRELLA,
  phase: say("per tahap (tiga bulan)", "per phase (three months)"),
  rules: [
    alive(BASIS),
    ageBetween(0, 17, BASIS),
    alwaysSeen(
      {
        id: "orphan-seen",
        says: say("Ayah, ibu, atau keduanya meninggal.", "Father, mother or both have died."),
        tells: say(
          "Register tidak mencatat meninggalnya orang tua: pendamping yang memastikan.",
          "The register does not hold the death of parents: a facilitator makes sure.",
        ),
        remedy: say(
          "Siapkan akta kematian orang tua untuk pendamping.",
          "Have the death certificate of the parent ready for the facilitator.",
        ),
      },
      BASIS,
    ),
    assessedAbove(5, BASIS),
  ],
  benefit: { kind: "flat", amountRupiah: 600_000 },
  judged: [
    say(
      "Yatim, piatu atau yatim piatu, dari kunjungan dengan foto rumah.",
      "Orphanhood, by a visit with a picture of the house.",
    ),
  ],
  notEstablished: [
    say(
      "Batas umur 18 tahun diandaikan; jumlah terakhir 946.863 anak (2022).",
      "The age limit of 18 is assumed; the last number is 946,863 children (2022).",
    ),
  ],
};

const lone = (age: number, basis: Pick<Program, "legalBasis" | "validFrom">) =>
  signOf(
    {
      id: `alone-${age}-or-disabled`,
      when: { all: [ALONE, { any: [aged(age), SEVERE_DISABILITY] }] },
      says: say(
        `Tinggal sendiri dan berumur ${age} tahun ke atas, atau penyandang disabilitas berat.`,
        `Lives alone and is ${age} or over, or severely disabled.`,
      ),
      tells: say(
        `Permakanan untuk orang yang tinggal sendiri: lansia ${age} tahun ke atas atau penyandang disabilitas berat.`,
        `Meals are for people alone: aged ${age} and over, or severely disabled.`,
      ),
      remedy: CORRECT_AT_VILLAGE,
    },
    basis,
  );

/** Permakanan: two cooked meals a day, brought by a group of the neighbourhood. */
export const PERMAKANAN: Program = {
  ...REHABILITATION,
  id: "permakanan",
  name: say("Permakanan lansia dan disabilitas", "Meals for older and disabled people"),
  formerly: [],
  phase: say("per hari", "per day"),
  rules: [alive(BASIS), lone(80, BASIS), assessedAbove(5, BASIS)],
  benefit: {
    kind: "flat",
    amountRupiah: 0,
    inWords: say(
      "Dua kali makan masak sehari (Rp21.000 sehari pada 2023).",
      "Two cooked meals a day (Rp21,000 a day in 2023).",
    ),
  },
  unconfirmed: [
    {
      rule: lone(75, { legalBasis: "belum ditemukan", validFrom: "2026-01-01" }),
      insteadOf: "alone-80-or-disabled",
      source: say(
        "Kabar: umur 75 tahun pada tahun-tahun kemudian.",
        "Said of later years: from age 75.",
      ),
    },
  ],
  judged: [
    say(
      "Siapa yang tidak dapat memasak sendiri, dilihat kelompok pelaksana.",
      "Who cannot cook for themselves, as the neighbourhood group sees.",
    ),
  ],
  notEstablished: [
    say(
      "Harga satuan 2026 belum ditemukan; jumlah terakhir 334.011 orang (2022).",
      "The unit cost of 2026 was not found; the last number is 334,011 people (2022).",
    ),
    say(
      "Umur 75 atau 80 tahun berbeda antarsumber; dipakai 80.",
      "Sources differ between ages 75 and 80; 80 is used.",
    ),
  ],
};
