import { say, type Words } from "./words.ts";

/** Who takes part (domain.md 1.2). Local ones stand for each of their kind; the office says which. */
export const INSTITUTIONS = [
  "bps",
  "kemensos",
  "dukcapil",
  "bappenas",
  "menko-pm",
  "bpkp",
  "bpk",
  "itjen-kemensos",
  "kpk",
  "komdigi",
  "province-government",
  "regency-government",
  "village-government",
  "data-user",
  "bpjs-kesehatan",
  "health-facility",
  "public",
] as const;
export type Institution = (typeof INSTITUTIONS)[number];

export type InstitutionKind =
  | "ministry"
  | "agency"
  | "local-government"
  | "village"
  | "oversight"
  | "outside";

export type InstitutionTerms = { readonly words: Words; readonly kind: InstitutionKind };

const of = (kind: InstitutionKind, id: string, en: string): InstitutionTerms => ({
  words: say(id, en),
  kind,
});

export const INSTITUTION_TERMS = {
  bps: of("agency", "Badan Pusat Statistik", "Statistics Indonesia"),
  kemensos: of("ministry", "Kementerian Sosial", "Ministry of Social Affairs"),
  dukcapil: of(
    "ministry",
    "Ditjen Dukcapil, Kementerian Dalam Negeri",
    "Civil registry, Ministry of Home Affairs",
  ),
  bappenas: of("ministry", "Kementerian PPN/Bappenas", "Ministry of National Planning"),
  "menko-pm": of(
    "ministry",
    "Kemenko Pemberdayaan Masyarakat",
    "Coordinating Ministry for Community Empowerment",
  ),
  bpkp: of("oversight", "BPKP", "Government internal audit agency"),
  bpk: of("oversight", "BPK", "Supreme audit board"),
  "itjen-kemensos": of(
    "oversight",
    "Inspektorat Jenderal Kemensos",
    "Inspectorate of the ministry",
  ),
  kpk: of("oversight", "KPK", "Corruption eradication commission"),
  komdigi: of("oversight", "Lembaga Pelindungan Data Pribadi", "Personal data protection agency"),
  "province-government": of("local-government", "Pemerintah provinsi", "Provincial government"),
  "regency-government": of(
    "local-government",
    "Pemerintah kabupaten/kota",
    "Regency or city government",
  ),
  "village-government": of("village", "Pemerintah desa/kelurahan", "Village government"),
  "data-user": of("outside", "Pengguna data", "Data user"),
  "bpjs-kesehatan": of("agency", "BPJS Kesehatan", "Health insurance agency"),
  "health-facility": of("outside", "Fasilitas kesehatan", "Health facility"),
  public: of("outside", "Warga", "Citizens"),
} as const satisfies Record<Institution, InstitutionTerms>;

/** A desk of an institution; the region of an appointment says which of its kind. */
export type Office = {
  readonly code: string;
  readonly institution: Institution;
  readonly tier: OfficeTier;
  readonly words: Words;
};

export const OFFICE_TIERS = ["nation", "province", "regency", "district", "village"] as const;
export type OfficeTier = (typeof OFFICE_TIERS)[number];

const office = (
  code: string,
  institution: Institution,
  tier: OfficeTier,
  id: string,
  en: string,
): Office => ({ code, institution, tier, words: say(id, en) });

export const OFFICES: readonly Office[] = [
  office(
    "bps-dtsen",
    "bps",
    "nation",
    "Direktorat DTSEN BPS",
    "DTSEN directorate of Statistics Indonesia",
  ),
  office("bps-sdm", "bps", "nation", "Biro SDM BPS", "Personnel bureau of Statistics Indonesia"),
  office("bps-regency", "bps", "regency", "BPS kabupaten/kota", "BPS regency office"),
  office("pusdatin-kesos", "kemensos", "nation", "Pusdatin Kesos", "Social data centre"),
  office(
    "kemensos-program",
    "kemensos",
    "nation",
    "Direktorat program Kemensos",
    "Program directorate of Social Affairs",
  ),
  office("menteri-sosial", "kemensos", "nation", "Kantor Menteri Sosial", "Office of the Minister"),
  office("dukcapil-pusat", "dukcapil", "nation", "Ditjen Dukcapil", "Civil registry, centre"),
  office("dukcapil-regency", "dukcapil", "regency", "Disdukcapil", "Civil registry office"),
  office("portal-dtsen", "bappenas", "nation", "Portal DTSEN", "DTSEN data portal"),
  office("pengawas", "bpkp", "nation", "Pengawas DTSEN", "DTSEN oversight"),
  office("ppdp", "bps", "nation", "Unit pelindungan data BPS", "Data protection office"),
  office(
    "dinsos-province",
    "province-government",
    "province",
    "Dinas sosial provinsi",
    "Provincial social office",
  ),
  office("gubernur", "province-government", "province", "Kantor gubernur", "Governor's office"),
  office("dinsos", "regency-government", "regency", "Dinas sosial", "Social affairs office"),
  office(
    "kepala-daerah",
    "regency-government",
    "regency",
    "Kantor bupati/wali kota",
    "Office of the regent or mayor",
  ),
  office(
    "rumah-aman",
    "regency-government",
    "regency",
    "UPTD PPA",
    "Women and child protection unit",
  ),
  office("kecamatan", "regency-government", "district", "Kantor kecamatan", "District office"),
  office("desa", "village-government", "village", "Kantor desa/kelurahan", "Village office"),
  office("rt-rw", "village-government", "village", "RT/RW", "Neighbourhood unit"),
  office("pilar-sosial", "kemensos", "district", "Pilar-pilar sosial", "Social pillars"),
  office(
    "bpjs-cabang",
    "bpjs-kesehatan",
    "regency",
    "Kantor cabang BPJS Kesehatan",
    "Branch of the health insurance agency",
  ),
  office(
    "bpjs-pusat",
    "bpjs-kesehatan",
    "nation",
    "Kantor pusat BPJS Kesehatan",
    "Head office of the health insurance agency",
  ),
  office("pengguna", "data-user", "nation", "Pengguna data", "Data user"),
];
