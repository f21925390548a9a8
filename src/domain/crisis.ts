import { say, type Words } from "./words.ts";

/** What may be declared an emergency (UU 24/2007: natural, non-natural and social disasters). */
export const CRISIS_KIND_WORDS = {
  flood: say("banjir", "flood"),
  landslide: say("tanah longsor", "landslide"),
  earthquake: say("gempa bumi", "earthquake"),
  tsunami: say("tsunami", "tsunami"),
  eruption: say("erupsi gunung api", "eruption"),
  drought: say("kekeringan", "drought"),
  fire: say("kebakaran", "fire"),
  storm: say("angin puting beliung atau badai", "storm"),
  outbreak: say("wabah", "outbreak"),
  social: say("bencana sosial", "social disaster"),
} as const satisfies Record<string, Words>;
export type CrisisKind = keyof typeof CRISIS_KIND_WORDS;
export const CRISIS_KINDS = Object.keys(CRISIS_KIND_WORDS) as CrisisKind[];

export const CRISIS_STATUS_WORDS = {
  response: say("tanggap darurat", "emergency response"),
  transition: say("transisi darurat ke pemulihan", "transition to recovery"),
} as const satisfies Record<string, Words>;
export type CrisisStatus = keyof typeof CRISIS_STATUS_WORDS;
export const CRISIS_STATUSES = Object.keys(CRISIS_STATUS_WORDS) as CrisisStatus[];

/** Where an emergency stands on a day; the desk reckons it from its acts and its last day. */
export const CRISIS_STAGE_WORDS = {
  proposed: say("menunggu pengesahan orang kedua", "waits for a second person"),
  lapsed: say("gugur: tidak disahkan pada waktunya", "lapsed: nobody confirmed in time"),
  refused: say("ditolak", "refused"),
  open: say("berlaku", "in force"),
  ended: say("berakhir, sedang diaudit", "ended, under audit"),
  reported: say("selesai diaudit", "audited and reported"),
} as const satisfies Record<string, Words>;
export type CrisisStage = keyof typeof CRISIS_STAGE_WORDS;

export const CRISIS_ITEM_WORDS = {
  cash: say("uang tunai", "cash"),
  food: say("paket pangan", "food parcel"),
  hygiene: say("perlengkapan kebersihan", "hygiene kit"),
  shelter: say("perlengkapan hunian sementara", "shelter kit"),
  "house-repair": say("stimulan perbaikan rumah", "grant for house repair"),
  "death-grant": say("santunan ahli waris", "death grant"),
} as const satisfies Record<string, Words>;
export type CrisisItemKind = keyof typeof CRISIS_ITEM_WORDS;
export const CRISIS_ITEM_KINDS = Object.keys(CRISIS_ITEM_WORDS) as CrisisItemKind[];

/** Patterns by which a temporary program says whom it lists; "rule" is written out in the language of rules. */
export const CRISIS_PATTERN_WORDS = {
  everybody: say("semua keluarga di wilayah itu", "every family of the area"),
  deciles: say("desil 1 sampai …", "deciles 1 to …"),
  vulnerable: say(
    "keluarga dengan lansia, balita atau disabilitas berat",
    "families with old people, small children or severe disability",
  ),
  rule: say("aturan yang ditulis sendiri", "a rule written out"),
} as const satisfies Record<string, Words>;
export type CrisisPattern = keyof typeof CRISIS_PATTERN_WORDS;
export const CRISIS_PATTERNS = Object.keys(CRISIS_PATTERN_WORDS) as CrisisPattern[];

/** What a quick check says of a row. */
export const CHECK_WORDS = {
  here: say("ada di tempat", "here"),
  moved: say("pindah", "moved"),
  dead: say("meninggal semua", "all have died"),
  double: say("ganda", "double"),
} as const satisfies Record<string, Words>;
export type CrisisCheck = keyof typeof CHECK_WORDS;
export const CRISIS_CHECKS = Object.keys(CHECK_WORDS) as CrisisCheck[];

export const ROW_STATE_WORDS = {
  unverified: say("belum diperiksa", "not yet checked"),
  ...CHECK_WORDS,
} as const satisfies Record<string, Words>;
export type CrisisRowState = keyof typeof ROW_STATE_WORDS;

/** By the place in the list: 0 none to 3 heavy. */
export const DAMAGE_WORDS: readonly [Words, Words, Words, Words] = [
  say("tidak rusak", "no damage"),
  say("rusak ringan", "light damage"),
  say("rusak sedang", "moderate damage"),
  say("rusak berat", "heavy damage"),
];

export const AUDIT_REASON_WORDS = {
  drawn: say("terundi sebagai contoh", "drawn as sample"),
  "added-here": say("ditambahkan di tempat", "added on the spot"),
  double: say("mungkin ganda", "perhaps double"),
  "well-off": say("desil atas pada versi yang dipakai", "upper decile in the version used"),
  "out-of-budget": say("diminta sesudah anggaran habis", "asked for when the budget was spent"),
} as const satisfies Record<string, Words>;

export const AUDIT_FINDING_WORDS = {
  "in-order": say("sesuai", "in order"),
  "not-there": say("orangnya tidak ada", "nobody there"),
  "not-entitled": say("tidak berhak", "not entitled"),
  double: say("menerima ganda", "received twice"),
  "wrong-amount": say("jumlah tidak sesuai", "wrong amount"),
  "no-proof": say("bukti penyerahan tidak ada", "no proof of hand-out"),
} as const satisfies Record<string, Words>;
export type AuditFinding = keyof typeof AUDIT_FINDING_WORDS;
export const AUDIT_FINDINGS = Object.keys(AUDIT_FINDING_WORDS) as AuditFinding[];

/** Clocks and shares of an emergency, dated. */
export type CrisisTerms = {
  readonly from: string;
  /** A second person confirms within so many hours, or the act lapses. */
  readonly confirmHours: number;
  /** So many days before the last one, people are reminded. */
  readonly remindDays: number;
  /** Of what was handed out at least so many rows are drawn for the audit; of more than twenty times as many, every twentieth. */
  readonly sampleLeast: number;
  /** From this national decile on, the audit looks at whoever was given something. */
  readonly wellOffFrom: number;
  readonly legalBasis: string;
};

/** Newest last. Hours, days and shares are the example office's own; an office writes a row with its decree. */
const CRISIS_TERMS: readonly [CrisisTerms, ...CrisisTerms[]] = [
  {
    from: "2007-04-26",
    confirmHours: 12,
    remindDays: 3,
    sampleLeast: 30,
    wellOffFrom: 9,
    legalBasis: "UU 24/2007 pasal 50-51; PP 21/2008 pasal 21-24; jam dan contoh menurut SOP daerah",
  },
];

/** The terms of a day; before the first, the first. */
export function crisisTermsOn(day: string): CrisisTerms {
  return CRISIS_TERMS.findLast(({ from }) => from <= day) ?? CRISIS_TERMS[0];
}
