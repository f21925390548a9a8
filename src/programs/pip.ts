import type { Program } from "#domain/program.ts";
import type { Expression, Rule } from "#domain/rule.ts";
import { say, type Words } from "#domain/words.ts";
import { SURE_MATCH_MILLI } from "./evidence-rule.ts";
import { alive, CORRECT_AT_VILLAGE } from "./person-rules.ts";
import { JUNIOR, PRIMARY, pupil, SENIOR } from "./who.ts";

const BASIS = { legalBasis: "ketentuan PIP 2025", validFrom: "2025-01-01" };

const ASK_SCHOOL: Words = say(
  "Tanyakan ke sekolah apakah NIK dan NISN di Dapodik sudah benar.",
  "Ask the school whether NIK and NISN in the school registry are right.",
);

const IN_DAPODIK: Rule = {
  id: "in-dapodik",
  kind: "eligibility",
  when: {
    evidence: {
      statements: ["enrolled"],
      about: "person",
      amountAtLeast: 1,
      minProbabilityMilli: SURE_MATCH_MILLI,
      maxAgeDays: 400,
    },
  },
  ifUnknown: "review",
  ...BASIS,
  formerly: ["Dapodik tidak padan"],
  says: say("Terdaftar sebagai siswa di Dapodik.", "Enrolled at a school by the school registry."),
  tells: say("Tidak ditemukan di Dapodik.", "Not found in the school registry."),
  remedy: ASK_SCHOOL,
};

const AT_SCHOOL: Rule = {
  id: "at-school",
  kind: "eligibility",
  when: { any: [pupil(PRIMARY), pupil(JUNIOR), pupil(SENIOR)] },
  ifUnknown: "review",
  ...BASIS,
  formerly: [],
  says: say(
    "Berumur 6 sampai 21 tahun dan bersekolah di SD, SMP, SMA/SMK atau sederajat.",
    "Aged 6 to 21 and at primary, junior or senior secondary school.",
  ),
  tells: say(
    "Tidak tercatat bersekolah di SD, SMP, SMA/SMK atau sederajat.",
    "Not recorded as being at such a school.",
  ),
  remedy: CORRECT_AT_VILLAGE,
};

/** Says which amount is paid; an unknown class is paid whole, and the school sees it. */
const amount = (id: string, when: Expression, says: Words): Rule => ({
  id,
  kind: "amount",
  when,
  ifUnknown: "pass",
  ...BASIS,
  formerly: [],
  says,
  tells: says,
  remedy: ASK_SCHOOL,
});

const inClass = (level: readonly [number, number], classes: readonly [number, ...number[]]) => ({
  all: [
    { fact: "school_level", between: level },
    { fact: "school_class", in: classes },
  ] as const,
});

/** New pupils and those of the final class are paid half a year. */
const AMOUNTS: readonly Rule[] = [
  amount(
    "primary-half",
    inClass(PRIMARY, [1, 6]),
    say("SD, kelas 1 atau 6", "Primary, class 1 or 6"),
  ),
  amount("primary", { fact: "school_level", between: PRIMARY }, say("SD", "Primary")),
  amount(
    "junior-half",
    inClass(JUNIOR, [1, 3]),
    say("SMP, kelas 7 atau 9", "Junior, class 7 or 9"),
  ),
  amount("junior", { fact: "school_level", between: JUNIOR }, say("SMP", "Junior secondary")),
  amount(
    "senior-half",
    inClass(SENIOR, [1, 3]),
    say("SMA/SMK, kelas 10 atau 12", "Senior, class 10 or 12"),
  ),
  amount("senior", { fact: "school_level", between: SENIOR }, say("SMA/SMK", "Senior secondary")),
];

/** Program Indonesia Pintar: the pupil is the unit; the ministry of schools names who is paid. */
export const PIP: Program = {
  id: "pip",
  unit: "person",
  name: say("Program Indonesia Pintar (PIP)", "Smart Indonesia Program (PIP)"),
  formerly: [],
  umbrella: say("Kartu Indonesia Pintar (KIP)", "Smart Indonesia Card (KIP)"),
  owner: "kemendikdasmen",
  determiner: "kemendikdasmen",
  act: say("Surat keputusan penerima PIP", "Decree on the recipients of PIP"),
  mode: "sector-match",
  funding: "apbn",
  exclusiveWith: [],
  ...BASIS,
  phase: say("per tahun, dalam tiga termin", "per year, in three terms"),
  rules: [alive(BASIS), AT_SCHOOL, IN_DAPODIK, ...AMOUNTS],
  benefit: {
    kind: "by-rule",
    amounts: [
      { rule: "primary-half", amountRupiah: 225_000 },
      { rule: "primary", amountRupiah: 450_000 },
      { rule: "junior-half", amountRupiah: 375_000 },
      { rule: "junior", amountRupiah: 750_000 },
      { rule: "senior-half", amountRupiah: 900_000 },
      { rule: "senior", amountRupiah: 1_800_000 },
    ],
  },
  nationalPlaces: 0,
  judged: [
    say(
      "Yatim piatu, korban bencana, putus sekolah yang kembali, orang tua yang di-PHK atau dipenjara didahulukan; register tidak mencatatnya.",
      "Orphans, victims of disaster, returning drop-outs, children of parents laid off or in prison come first; this register does not hold it.",
    ),
    say(
      "Siswa madrasah ada di EMIS, yang belum diterima: diusulkan sekolah.",
      "Pupils of madrasahs are in EMIS, which is not delivered yet: the school proposes them.",
    ),
  ],
  notEstablished: [
    say(
      "Batas desil PIP 2026 belum ditemukan: di sini tidak ada batas desil.",
      "The deciles of PIP for 2026 were not found: there is no limit here.",
    ),
    say(
      "Kuota nasional dan nomor aturannya belum ditemukan.",
      "The national quota and the act were not found.",
    ),
  ],
};
