import { INSTITUTION_TERMS, INSTITUTIONS, type Institution } from "./institution.ts";
import { say, type Words } from "./words.ts";

/** Institutions that own or determine programs and have no desk in this register: they receive a list and send back theirs. */
export const OUTSIDE_OWNERS = {
  bapanas: say("Badan Pangan Nasional", "National Food Agency"),
  kemendikdasmen: say(
    "Kementerian Pendidikan Dasar dan Menengah",
    "Ministry of Primary and Secondary Education",
  ),
  kemdiktisaintek: say(
    "Kementerian Pendidikan Tinggi, Sains, dan Teknologi",
    "Ministry of Higher Education, Science and Technology",
  ),
  "kemenko-perekonomian": say(
    "Kemenko Perekonomian (Kartu Prakerja)",
    "Coordinating Ministry for Economic Affairs (Prakerja)",
  ),
} as const satisfies Record<string, Words>;

export type ProgramInstitution = Institution | keyof typeof OUTSIDE_OWNERS;

/** Its name, whether it has a desk here or not. */
export function programInstitutionWords(institution: ProgramInstitution): Words {
  const here = INSTITUTIONS.find((known) => known === institution);
  if (here !== undefined) return INSTITUTION_TERMS[here].words;
  return OUTSIDE_OWNERS[institution as keyof typeof OUTSIDE_OWNERS];
}

/**
 * How places are given. By rank and quota, or by a match with another sector's list, a version says who has one;
 * in every other mode it says who comes into question, and people decide.
 */
export const PROGRAM_MODES = [
  "rank-and-quota",
  "sector-match",
  "application",
  "village-deliberation",
  "professional-assessment",
] as const;
export type ProgramMode = (typeof PROGRAM_MODES)[number];

export const PROGRAM_MODE_WORDS = {
  "rank-and-quota": say("menurut peringkat dan kuota", "by rank and quota"),
  "sector-match": say("menurut padanan data sektor", "by a match with another sector's data"),
  application: say("menurut pendaftaran", "by application"),
  "village-deliberation": say("menurut musyawarah desa", "by village deliberation"),
  "professional-assessment": say("menurut asesmen profesional", "by professional assessment"),
} as const satisfies Record<ProgramMode, Words>;

/** Whether a version says who has a place; otherwise its list is one of candidates. */
export const isDetermined = ({ mode }: { readonly mode: ProgramMode }): boolean =>
  mode === "rank-and-quota" || mode === "sector-match";

export const PROGRAM_FUNDINGS = ["apbn", "apbd", "dana-desa"] as const;
export type ProgramFunding = (typeof PROGRAM_FUNDINGS)[number];

export const PROGRAM_FUNDING_WORDS = {
  apbn: say("APBN", "State budget"),
  apbd: say("APBD", "Regional budget"),
  "dana-desa": say("Dana Desa", "Village fund"),
} as const satisfies Record<ProgramFunding, Words>;

export const PROGRAM_UNITS = ["family", "person", "group", "institution"] as const;
export type ProgramUnit = (typeof PROGRAM_UNITS)[number];

export const PROGRAM_UNIT_WORDS = {
  family: say("keluarga", "family"),
  person: say("orang", "person"),
  group: say("kelompok (KUBE)", "group (KUBE)"),
  institution: say("lembaga (LKS)", "institution (LKS)"),
} as const satisfies Record<ProgramUnit, Words>;
