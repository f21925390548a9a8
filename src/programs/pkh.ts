import type { Component, Program } from "#domain/program.ts";
import type { Expression, Rule } from "#domain/rule.ts";
import { say } from "#domain/words.ts";
import {
  decileUpTo,
  FAMILY_EXCLUSIONS,
  givenBack,
  LIVING_MEMBER,
  MINISTER_DECREE,
  someMember,
} from "./shared-rules.ts";
import { JUNIOR, NOT_GONE, PRIMARY, pupil, SENIOR, SEVERE_DISABILITY } from "./who.ts";

const AMOUNTS = "Keputusan Dirjen Linjamsos tentang indeks bantuan PKH";
const SINCE = "2025-02-05";

/** Rupiah a quarter; the highest first, and of equals the one that priority names first. */
const COMPONENTS: readonly [Component, ...Component[]] = [
  {
    id: "early-childhood",
    name: { id: "Anak usia dini 0-6 tahun", en: "Child aged 0-6" },
    who: { fact: "age", between: [0, 6] },
    amountRupiah: 750_000,
    most: 2,
    isChild: true,
  },
  {
    id: "pregnant",
    name: { id: "Ibu hamil atau nifas", en: "Pregnant or after birth" },
    who: { fact: "pregnant", in: [1] },
    amountRupiah: 750_000,
    most: 1,
    isChild: false,
  },
  {
    id: "disability",
    name: { id: "Penyandang disabilitas berat", en: "Severe disability" },
    who: SEVERE_DISABILITY,
    amountRupiah: 600_000,
    most: 4,
    isChild: false,
  },
  {
    id: "elderly",
    name: { id: "Lanjut usia 60 tahun ke atas", en: "Aged 60 and over" },
    who: { fact: "age", between: [60, 200] },
    amountRupiah: 600_000,
    most: 4,
    isChild: false,
  },
  {
    id: "senior-school",
    name: { id: "Anak SMA sederajat", en: "Senior secondary pupil" },
    who: pupil(SENIOR),
    amountRupiah: 500_000,
    most: 3,
    isChild: true,
  },
  {
    id: "junior-school",
    name: { id: "Anak SMP sederajat", en: "Junior secondary pupil" },
    who: pupil(JUNIOR),
    amountRupiah: 375_000,
    most: 3,
    isChild: true,
  },
  {
    id: "primary-school",
    name: { id: "Anak SD sederajat", en: "Primary school pupil" },
    who: pupil(PRIMARY),
    amountRupiah: 225_000,
    most: 3,
    isChild: true,
  },
];

const ANY_COMPONENT: Expression = {
  any: COMPONENTS.map(({ who }) => who) as [Expression, ...Expression[]],
};

/** One rule, amended: decisions keep the words of their day. */
const hasComponent = ({
  when,
  tells,
  remedy,
  ...dated
}: Pick<Rule, "when" | "validFrom" | "validTo" | "tells" | "remedy">): Rule => ({
  id: "has-component",
  kind: "eligibility",
  when: someMember(when),
  ifUnknown: "review",
  legalBasis: AMOUNTS,
  ...dated,
  formerly: ["tidak ada komponen", "graduasi alamiah"],
  says: {
    id: "Ada ibu hamil, anak 0-6 tahun, anak sekolah, lansia, atau penyandang disabilitas berat.",
    en: "There is a pregnant woman, child aged 0-6, pupil, older person or severe disability.",
  },
  tells,
  remedy,
});

/** Whoever had moved away gave the family a place, and nobody was paid for. */
const COMPONENT_OF_ANYBODY = hasComponent({
  when: ANY_COMPONENT,
  validFrom: SINCE,
  validTo: "2026-11-30",
  tells: {
    id: "Tidak tercatat anggota yang termasuk komponen PKH.",
    en: "No member is recorded who belongs to a component of PKH.",
  },
  remedy: {
    id: "Laporkan kehamilan, kelahiran atau anak yang bersekolah kepada pendamping PKH.",
    en: "Tell the PKH facilitator about a pregnancy, a birth or a child at school.",
  },
});

const HAS_COMPONENT = hasComponent({
  when: { all: [NOT_GONE, ANY_COMPONENT] },
  validFrom: "2026-12-01",
  tells: {
    id: "Tidak tercatat anggota yang termasuk komponen PKH dan masih tinggal bersama keluarga.",
    en: "No member is recorded who belongs to a component of PKH and still lives with the family.",
  },
  remedy: {
    id: "Laporkan kehamilan, kelahiran, anak yang bersekolah, atau anggota yang sudah kembali kepada pendamping PKH.",
    en: "Tell the PKH facilitator about a pregnancy, a birth, a child at school, or a member who has come back.",
  },
});

/** Program Keluarga Harapan. Victims of gross human rights violations are named by decree, not by these facts. */
export const PKH: Program = {
  id: "pkh",
  unit: "family",
  name: { id: "Program Keluarga Harapan (PKH)", en: "Family Hope Program (PKH)" },
  formerly: [],
  owner: "kemensos",
  determiner: "kemensos",
  act: MINISTER_DECREE,
  mode: "rank-and-quota",
  funding: "apbn",
  isPublic: true,
  exclusiveWith: [],
  legalBasis: "Permensos 1/2018; Kepmensos 79/HUK/2025",
  validFrom: SINCE,
  phase: { id: "per tahap (tiga bulan)", en: "per phase (three months)" },
  rules: [
    givenBack("pkh"),
    decileUpTo(4, ["DTKS"]),
    LIVING_MEMBER,
    COMPONENT_OF_ANYBODY,
    HAS_COMPONENT,
    ...FAMILY_EXCLUSIONS,
  ],
  benefit: {
    kind: "components",
    components: COMPONENTS,
    priority: [
      "early-childhood",
      "primary-school",
      "junior-school",
      "senior-school",
      "disability",
      "elderly",
      "pregnant",
    ],
    most: 4,
    mostChildren: 3,
  },
  nationalPlaces: 10_000_000,
  judged: [
    say(
      "Korban pelanggaran HAM berat ditetapkan dengan keputusan tersendiri (Rp2.700.000 per tahap).",
      "Victims of gross human rights violations are named by a decree of their own (Rp2,700,000 a phase).",
    ),
    say(
      "Kehamilan dihitung sampai yang kedua; anak sekolah aktif di Dapodik atau EMIS: dipastikan pendamping.",
      "Pregnancy counts up to the second; pupils are active in the school registry: a facilitator makes sure.",
    ),
  ],
  notEstablished: [
    say(
      "Besaran lansia dan disabilitas 2026 belum ditemukan di naskah resmi: dipakai Rp600.000 per tahap.",
      "The amounts of 2026 for older and disabled people were not found in an official text: Rp600,000 a phase is used.",
    ),
    say(
      "Umur lansia 60 tahun; aturan 2022 menyebut 70 tahun dan paling banyak satu.",
      "Older people from 60; the rule of 2022 said 70 and at most one.",
    ),
  ],
};
