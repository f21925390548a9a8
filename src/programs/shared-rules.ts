import { GAVE_UP, OWN_WORD_RULE, type ResignableProgram } from "#domain/resignation.ts";
import type { Expression, Rule } from "#domain/rule.ts";
import type { Words } from "#domain/words.ts";
import { DECREE_79, evidenceRule, SINCE, SURE_MATCH_MILLI } from "./evidence-rule.ts";
import { SEALED_REPORT, STAFF_OF_THE_STATE } from "./listed-staff.ts";

export const MINISTER_DECREE: Words = {
  id: "Keputusan Menteri Sosial",
  en: "Decree of the Minister of Social Affairs",
};

const CORRECT_FACTS: Words = {
  id: "Bila keterangan ini salah atau sudah berubah, ajukan perbaikan di desa atau kelurahan.",
  en: "If this is wrong or has changed, ask for a correction at your village office.",
};
export const someMember = (when: Expression): Expression => ({ members: when, atLeast: 1 });

/** Deciles 1 to the last one a program serves: necessary, never sufficient. */
export const decileUpTo = (last: number, formerly: readonly string[]): Rule => ({
  id: `decile-1-to-${last}`,
  kind: "eligibility",
  when: { fact: "decile_national", between: [1, last] },
  ifUnknown: "review",
  legalBasis: DECREE_79,
  validFrom: SINCE,
  formerly,
  says: {
    id: `Keluarga berada di kelompok (desil) 1 sampai ${last}.`,
    en: `The family is in group (decile) 1 to ${last}.`,
  },
  tells: {
    id: `Bantuan ini untuk kelompok 1 sampai ${last}; keluarga Anda berada di kelompok yang lebih tinggi.`,
    en: `This aid is for groups 1 to ${last}; your family is in a higher group.`,
  },
  remedy: CORRECT_FACTS,
});

export const LIVING_MEMBER: Rule = {
  id: "living-member",
  kind: "eligibility",
  when: someMember({ fact: "life_status", in: [1] }),
  ifUnknown: "review",
  legalBasis: DECREE_79,
  validFrom: SINCE,
  formerly: ["meninggal"],
  says: { id: "Ada anggota keluarga yang hidup.", en: "A member of the family is alive." },
  tells: {
    id: "Semua anggota keluarga ini tercatat meninggal.",
    en: "All members of this family are recorded as deceased.",
  },
  remedy: {
    id: "Bila keliru, datang ke Dinas Dukcapil dengan KTP dan KK.",
    en: "If this is wrong, go to the civil registry with identity and family cards.",
  },
};

/** Facts of the family itself. */
const STATE_EMPLOYEE: Rule = {
  id: "state-employee",
  kind: "exclusion",
  when: someMember({ fact: "job_status", in: [5] }),
  ifUnknown: "pass",
  legalBasis: DECREE_79,
  validFrom: SINCE,
  formerly: ["pekerjaan"],
  says: {
    id: "Tidak ada anggota keluarga yang ASN, TNI, Polri, pejabat negara, pegawai BUMN atau BUMD.",
    en: "No member is a civil servant, soldier, police officer, state official or employee of a state company.",
  },
  tells: {
    id: "Seorang anggota keluarga tercatat bekerja sebagai ASN, TNI, Polri atau pegawai BUMN/BUMD.",
    en: "A member of the family is recorded as working for the state.",
  },
  remedy: CORRECT_FACTS,
};

export const civilServant = (about: "family" | "person"): Rule =>
  evidenceRule({
    id: "civil-servant-list",
    kind: "exclusion",
    evidence: {
      statements: ["civil-servant"],
      about,
      amountAtLeast: 1,
      minProbabilityMilli: SURE_MATCH_MILLI,
      maxAgeDays: 400,
    },
    formerly: "pekerjaan (BKN)",
    says: {
      id: "Tidak tercatat di daftar ASN Badan Kepegawaian Negara.",
      en: "Not in the list of civil servants of the state personnel agency.",
    },
    tells: {
      id: "Tercatat di daftar ASN Badan Kepegawaian Negara.",
      en: "Found in the list of civil servants of the state personnel agency.",
    },
  });

const WAGE_ABOVE_MINIMUM = evidenceRule({
  id: "wage-above-minimum",
  kind: "exclusion",
  evidence: {
    statements: ["monthly-wage"],
    about: "family",
    amountAtLeast: { parameter: "above-minimum-wage" },
    minProbabilityMilli: SURE_MATCH_MILLI,
    maxAgeDays: 190,
  },
  formerly: "upah di atas UMP/UMK",
  says: {
    id: "Tidak ada anggota keluarga yang berupah di atas upah minimum.",
    en: "No member earns a wage above the minimum wage.",
  },
  tells: {
    id: "Seorang anggota tercatat berupah di atas upah minimum di BPJS Ketenagakerjaan.",
    en: "A member is recorded with a wage above the minimum at the work insurance agency.",
  },
});

const COMPANY_DIRECTOR = evidenceRule({
  id: "company-director",
  kind: "exclusion",
  evidence: {
    statements: ["director"],
    about: "family",
    amountAtLeast: 1,
    minProbabilityMilli: SURE_MATCH_MILLI,
    maxAgeDays: 3650,
  },
  formerly: "pemilik badan usaha (AHU)",
  says: {
    id: "Tidak ada anggota keluarga yang tercatat sebagai pengurus badan usaha.",
    en: "No member is registered as an officer of a company.",
  },
  tells: {
    id: "Seorang anggota tercatat sebagai pengurus badan usaha di daftar AHU.",
    en: "A member is registered as an officer of a company.",
  },
});

/** Unofficial hints of the ground check: they never exclude, they ask somebody to look. */
const POWER_ABOVE_2200 = evidenceRule({
  id: "power-above-2200",
  kind: "check",
  evidence: {
    statements: ["power-va"],
    about: "family",
    amountAtLeast: 2201,
    minProbabilityMilli: SURE_MATCH_MILLI,
    maxAgeDays: 400,
  },
  formerly: "daya listrik di atas 2.200 VA",
  says: {
    id: "Daya listrik rumah tidak lebih dari 2.200 VA.",
    en: "The house has at most 2,200 VA of electric power.",
  },
  tells: {
    id: "PLN mencatat daya listrik di atas 2.200 VA; petugas akan melihat dulu.",
    en: "The power company records more than 2,200 VA; an officer will look first.",
  },
});

const CAR: Rule = {
  ...POWER_ABOVE_2200,
  id: "car",
  when: { fact: "car", between: [1, 1000] },
  ifUnknown: "pass",
  formerly: ["kepemilikan mobil"],
  says: { id: "Keluarga tidak memiliki mobil.", en: "The family has no car." },
  tells: {
    id: "Keluarga tercatat memiliki mobil; petugas akan melihat dulu.",
    en: "The family is recorded as having a car; an officer will look first.",
  },
  remedy: CORRECT_FACTS,
};

const IDENTITY_DIFFERS = ["nik-tidak-ditemukan", "nama-beda", "tgl-lahir-beda", "ganda"] as const;

/** Whoever fails the identity check is asked to mend it; until then the place is held. */
export const HEAD_IDENTITY: Rule = {
  id: "head-identity",
  kind: "check",
  when: someMember({
    all: [
      { fact: "relationship", in: [1] },
      { fact: "identity_status", isOneOf: IDENTITY_DIFFERS },
    ],
  }),
  ifUnknown: "pass",
  legalBasis: "Peraturan BPS 6/2025 pasal 12-17; UU 24/2013",
  validFrom: SINCE,
  formerly: ["data tidak padan"],
  says: {
    id: "Data kepala keluarga padan dengan Dukcapil.",
    en: "The data of the head agree with the civil registry.",
  },
  tells: {
    id: "Data kepala keluarga berbeda dengan Dukcapil; perbaiki agar bantuan dapat dibayar.",
    en: "The data of the head differ from the civil registry; mend them so that aid can be paid.",
  },
  remedy: {
    id: "Datang ke Dinas Dukcapil dengan KTP dan KK.",
    en: "Go to the civil registry with identity and family cards.",
  },
};

/** A place given back by the family's own word; whoever is in need again is proposed again. */
export const givenBack = (program: ResignableProgram): Rule => ({
  id: OWN_WORD_RULE,
  kind: "exclusion",
  when: {
    evidence: {
      statements: [GAVE_UP[program]],
      about: "family",
      amountAtLeast: 1,
      minProbabilityMilli: SURE_MATCH_MILLI,
      maxAgeDays: 36_500,
    },
  },
  ifUnknown: "pass",
  legalBasis: "graduasi mandiri; tata cara ditetapkan proyek",
  validFrom: "2026-12-01",
  formerly: ["mengundurkan diri"],
  says: {
    id: "Keluarga tidak mengundurkan diri.",
    en: "The family has not given its place back.",
  },
  tells: {
    id: "Keluarga ini mengundurkan diri atas kehendak sendiri.",
    en: "This family gave its place back of its own will.",
  },
  remedy: {
    id: "Bila membutuhkan lagi, ajukan usulan di desa atau di halaman Usul.",
    en: "If you are in need again, propose at the village or on the page Usul.",
  },
});

/** What refuses or questions a family in every program of the ministry. */
export const FAMILY_EXCLUSIONS: readonly Rule[] = [
  STATE_EMPLOYEE,
  civilServant("family"),
  WAGE_ABOVE_MINIMUM,
  COMPANY_DIRECTOR,
  POWER_ABOVE_2200,
  CAR,
  HEAD_IDENTITY,
  ...STAFF_OF_THE_STATE,
  SEALED_REPORT,
];
