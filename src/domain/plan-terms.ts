import { say, type Words } from "./words.ts";

/** What an assessment finds that a family lacks. */
export const PLAN_NEEDS = [
  "no-skill",
  "no-capital",
  "no-market",
  "no-document",
  "no-care",
  "in-debt",
] as const;
export type PlanNeed = (typeof PLAN_NEEDS)[number];

export const PLAN_NEED_WORDS = {
  "no-skill": say("belum punya keterampilan kerja", "has no skill for work"),
  "no-capital": say("tidak punya modal usaha", "has no capital"),
  "no-market": say("tidak punya akses pasar atau lowongan", "has no way to a market or a job"),
  "no-document": say("dokumen belum lengkap", "papers are missing"),
  "no-care": say("tidak ada yang mengasuh di rumah", "nobody can care for those at home"),
  "in-debt": say("terlilit utang", "is in debt"),
} as const satisfies Record<PlanNeed, Words>;

/** What a plan aims at: skills, capital, access to opportunity. */
export const PLAN_GOALS = ["skills", "capital", "access"] as const;
export type PlanGoal = (typeof PLAN_GOALS)[number];

export const PLAN_GOAL_WORDS = {
  skills: say("keterampilan", "skills"),
  capital: say("modal", "capital"),
  access: say("akses kesempatan", "access to opportunity"),
} as const satisfies Record<PlanGoal, Words>;

/** What an assessment says as a whole. */
export const ASSESSMENT_RESULTS = ["needs-support", "able"] as const;
export type AssessmentResult = (typeof ASSESSMENT_RESULTS)[number];

/** What a check after delivery finds. */
export const CHECK_RESULTS = ["improving", "standing-still", "worse"] as const;
export type CheckResult = (typeof CHECK_RESULTS)[number];

/** What breaks a commitment. A target of graduations is not among them, and never will be. */
export const WARNING_REASONS = [
  "school-absence",
  "health-visit-missed",
  "session-missed",
  "aid-misused",
] as const;
export type WarningReason = (typeof WARNING_REASONS)[number];

/** How a family leaves by a good way; the forced way has acts of its own. */
export const GRADUATION_PATHS = ["natural", "able-assessed", "own-word"] as const;
export type GraduationPath = (typeof GRADUATION_PATHS)[number];

/** What strikes a family, so that its plan begins again. */
export const SHOCKS = ["illness", "death", "lost-work", "disaster", "harvest-failed"] as const;
export type Shock = (typeof SHOCKS)[number];

/** Why a provider does not take somebody. */
export const DECLINE_REASONS = ["full", "not-eligible", "too-far"] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

/** Why a plan ends without anybody leaving a program. */
export const KEEP_REASONS = ["goals-reached", "goals-not-reached", "still-needed"] as const;
export type KeepReason = (typeof KEEP_REASONS)[number];

/** Why a forced graduation is not confirmed. */
export const FORCED_REFUSALS = ["excuse-valid", "protected-member", "warning-not-given"] as const;
export type ForcedRefusal = (typeof FORCED_REFUSALS)[number];

export type PlanReason =
  | AssessmentResult
  | CheckResult
  | WarningReason
  | GraduationPath
  | Shock
  | DeclineReason
  | KeepReason
  | ForcedRefusal;

/** Every reason that a book of plans may hold. */
export const PLAN_REASON_WORDS = {
  "needs-support": say("masih perlu dukungan", "still needs support"),
  able: say("mampu mandiri", "able to stand alone"),
  improving: say("membaik", "improving"),
  "standing-still": say("belum berubah", "standing still"),
  worse: say("memburuk", "worse"),
  "school-absence": say("anak tidak hadir di sekolah", "a child stays away from school"),
  "health-visit-missed": say("tidak memeriksakan kesehatan", "a health visit was missed"),
  "session-missed": say("tidak hadir di pertemuan P2K2", "a family session was missed"),
  "aid-misused": say("bantuan tidak dipakai semestinya", "aid is not used as it should be"),
  natural: say("graduasi alamiah: tidak ada komponen lagi", "natural: no component is left"),
  "able-assessed": say("graduasi mandiri menurut asesmen", "able, by assessment"),
  "own-word": say("graduasi mandiri atas kehendak sendiri", "able, by its own word"),
  illness: say("sakit berat", "grave illness"),
  death: say("pencari nafkah meninggal", "a breadwinner has died"),
  "lost-work": say("kehilangan pekerjaan", "work was lost"),
  disaster: say("terkena bencana", "struck by disaster"),
  "harvest-failed": say("gagal panen", "the harvest failed"),
  full: say("tempat penuh", "no place is left"),
  "not-eligible": say("tidak memenuhi syarat lembaga", "outside the provider's terms"),
  "too-far": say("terlalu jauh", "too far away"),
  "goals-reached": say("tujuan tercapai", "the goals are reached"),
  "goals-not-reached": say("tujuan belum tercapai", "the goals are not reached"),
  "still-needed": say("bantuan masih diperlukan", "aid is still needed"),
  "excuse-valid": say("ada alasan yang sah", "there is a valid excuse"),
  "protected-member": say("ada anggota yang dilindungi", "a member is protected"),
  "warning-not-given": say("peringatan tidak sampai", "a warning never arrived"),
} as const satisfies Record<PlanReason, Words>;

/**
 * Who serves a plan: training, credit and units of the ministry, then the twelve kinds of sources of social welfare (PSKS,
 * Permensos 8/2012), and what a region counts beside them.
 */
export const PROVIDER_KINDS = [
  "blk",
  "finance",
  "upt",
  "lks",
  "karang-taruna",
  "lk3",
  "wksbm",
  "business",
  "social-worker",
  "psm",
  "tagana",
  "tksk",
  "counsellor",
  "women-leader",
  "pioneer-family",
  "psks",
] as const;
export type ProviderKind = (typeof PROVIDER_KINDS)[number];

export const PROVIDER_KIND_WORDS = {
  blk: say("Balai Latihan Kerja (BLK)", "Vocational training centre"),
  finance: say("Penyalur KUR atau UMi", "Lender of small credit (KUR, UMi)"),
  upt: say("Unit pelaksana teknis (sentra)", "Technical unit of the ministry"),
  lks: say("Lembaga Kesejahteraan Sosial (LKS)", "Social welfare institution"),
  "karang-taruna": say("Karang Taruna", "Youth organisation"),
  lk3: say("Lembaga Konsultasi Kesejahteraan Keluarga (LK3)", "Family counselling institution"),
  wksbm: say(
    "Wahana Kesejahteraan Sosial Berbasis Masyarakat (WKSBM)",
    "Community welfare network",
  ),
  business: say("Dunia usaha", "Business"),
  "social-worker": say("Pekerja sosial profesional", "Professional social worker"),
  psm: say("Pekerja Sosial Masyarakat (PSM)", "Community social worker"),
  tagana: say("Taruna Siaga Bencana (Tagana)", "Disaster volunteer"),
  tksk: say("Tenaga Kesejahteraan Sosial Kecamatan (TKSK)", "District social welfare worker"),
  counsellor: say("Penyuluh sosial", "Social counsellor"),
  "women-leader": say("Wanita pemimpin kesejahteraan sosial", "Woman leader of social welfare"),
  "pioneer-family": say("Keluarga pionir", "Pioneer family"),
  psks: say("PSKS lain", "Other social welfare source"),
} as const satisfies Record<ProviderKind, Words>;

export const PROVIDER_STATUSES = ["active", "resting", "closed"] as const;
export type ProviderStatus = (typeof PROVIDER_STATUSES)[number];

export const PROVIDER_STATUS_WORDS = {
  active: say("aktif", "active"),
  resting: say("tidak menerima dulu", "takes nobody for now"),
  closed: say("tutup", "closed"),
} as const satisfies Record<ProviderStatus, Words>;

/** A plan to stand alone, or a social worker's plan of rehabilitation (ATENSI): there an assessment overrides the decile. */
export const PLAN_KINDS = ["empowerment", "case"] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

export const PLAN_KIND_WORDS = {
  empowerment: say("rencana pemberdayaan", "plan of empowerment"),
  case: say("rencana kasus ATENSI", "case plan (ATENSI)"),
} as const satisfies Record<PlanKind, Words>;
