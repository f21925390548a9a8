import { say, type Words } from "./words.ts";

/** What an evaluation asks for before it speaks. */
export type EvaluationTerms = {
  readonly validFrom: string;
  readonly legalBasis: string;
  /** True where no regulation sets it. */
  readonly isExample: boolean;
  /** Families within the band on each side of the line, and villages with any of them. */
  readonly fewestFamilies: number;
  readonly fewestVillages: number;
  /** What could just be noticed, in thousandths of how much families differ: where only more could be, nothing is said. */
  readonly mostDetectableMilli: number;
  /** Below this chance, in thousandths, families heap at the line, or are seen anew more often on one side. */
  readonly unsoundMilli: number;
  /** Below this chance, in thousandths and after all questions are counted, a difference is called seen. */
  readonly seenMilli: number;
};

/** The first in force first. */
const TERMS: readonly [EvaluationTerms, ...EvaluationTerms[]] = [
  {
    validFrom: "2025-02-05",
    legalBasis: "ours: docs/decisions/0068-evaluation.md",
    isExample: true,
    fewestFamilies: 100,
    fewestVillages: 20,
    mostDetectableMilli: 500,
    unsoundMilli: 10,
    seenMilli: 50,
  },
];

/** What was in force on a day. */
export const evaluationTermsOn = (day: string): EvaluationTerms =>
  TERMS.filter(({ validFrom }) => validFrom <= day).at(-1) ?? TERMS[0];

/** What a later version says of a family, beside what the version of the determination said. */
export const EVALUATED = [
  "in-register",
  "seen-anew",
  "placed-later",
  "score",
  "decile",
  "school",
  "work",
  "sanitation",
  "house",
  "electricity",
  "assets",
] as const;
export type Evaluated = (typeof EVALUATED)[number];

export const EVALUATED_WORDS = {
  "in-register": say("Masih di register", "Still in the register"),
  "seen-anew": say("Didata lagi sesudah penetapan", "Seen anew after the determination"),
  "placed-later": say("Masih mendapat tempat di program", "Still has a place in the program"),
  score: say("Perubahan skor", "Change of the score"),
  decile: say("Perubahan desil nasional", "Change of the national decile"),
  school: say("Anak 7-18 tahun yang bersekolah", "Children of 7 to 18 at school"),
  work: say("Anggota 19-59 tahun yang bekerja", "Members of 19 to 59 at work"),
  sanitation: say("Sanitasi layak", "Proper sanitation"),
  house: say("Atap, dinding dan lantai tahan lama", "Durable roof, walls and floor"),
  electricity: say("Listrik dengan meteran", "Electricity with a meter"),
  assets: say("Jenis harta bergerak", "Kinds of movable assets"),
} as const satisfies Record<Evaluated, Words>;

/** How a measure is said: a share, a change of a share, of log consumption, of deciles, of things. */
export const EVALUATED_UNITS = {
  "in-register": "share",
  "seen-anew": "share",
  "placed-later": "share",
  score: "log",
  decile: "deciles",
  school: "share",
  work: "share",
  sanitation: "share",
  house: "share",
  electricity: "share",
  assets: "things",
} as const satisfies Record<Evaluated, "share" | "log" | "deciles" | "things">;
export type EvaluatedUnit = (typeof EVALUATED_UNITS)[Evaluated];

/** Follow from what the register reckons with, or from the line itself: told, and never called an effect. */
export const MECHANICAL: readonly Evaluated[] = ["placed-later", "score", "decile"];
/** Tell whether the two sides can be compared at all. */
export const SAMPLE_CHECKS: readonly Evaluated[] = ["in-register", "seen-anew"];
/** What a program may be hoped to move. */
export const HOPED_FOR: readonly Evaluated[] = EVALUATED.filter(
  (one) => !MECHANICAL.includes(one) && !SAMPLE_CHECKS.includes(one),
);

/** What families were like before, which no program can have moved yet. */
export const BALANCED = [
  "size",
  "facts-age",
  "school",
  "work",
  "sanitation",
  "house",
  "electricity",
  "assets",
] as const;
export type Balanced = (typeof BALANCED)[number];

export const BALANCED_WORDS = {
  size: say("Jumlah anggota", "Members"),
  "facts-age": say("Bulan sejak didata", "Months since last seen"),
  school: EVALUATED_WORDS.school,
  work: EVALUATED_WORDS.work,
  sanitation: EVALUATED_WORDS.sanitation,
  house: EVALUATED_WORDS.house,
  electricity: EVALUATED_WORDS.electricity,
  assets: EVALUATED_WORDS.assets,
} as const satisfies Record<Balanced, Words>;

/** What may be said of a measure. */
export const VERDICTS = [
  "seen",
  "not-seen",
  "unsound",
  "mechanical",
  "too-little",
  "same",
] as const;
export type Verdict = (typeof VERDICTS)[number];

export const VERDICT_WORDS = {
  seen: say("berbeda di garis", "differs at the line"),
  "not-seen": say("tidak terlihat beda", "no difference seen"),
  unsound: say("tidak dapat dibandingkan", "cannot be compared"),
  mechanical: say("mengikuti hitungan, bukan dampak", "follows the reckoning, not an effect"),
  "too-little": say("bukti terlalu sedikit", "too little evidence"),
  same: say("sama untuk semua", "the same for all"),
} as const satisfies Record<Verdict, Words>;

/** Why a program is not evaluated at all. */
export type EvaluationProblem =
  | "version-unknown"
  | "version-damaged"
  | "same-version"
  | "not-later"
  | "program-unknown"
  | "program-not-ranked"
  | "too-little-evidence";

export const EVALUATION_PROBLEM_WORDS = {
  "version-unknown": say(
    "Tidak ada versi beku dengan salah satu nama itu. Lihat: dtsen version list.",
    "No frozen version has one of these labels. See: dtsen version list.",
  ),
  "version-damaged": say(
    "Berkas salah satu versi tidak seperti saat dibekukan. Periksa: dtsen version verify.",
    "A file of one of the versions is not as it was frozen. Check: dtsen version verify.",
  ),
  "same-version": say(
    "Kedua nama menyebut versi yang sama. Sebutkan versi penetapan dan versi sesudahnya.",
    "Both labels name one version. Name the one of the determination and a later one.",
  ),
  "not-later": say(
    "Versi kedua harus sesudah versi penetapan. Tukar urutannya.",
    "The second version must be later than that of the determination. Turn them about.",
  ),
  "program-unknown": say(
    "Tidak ada program dengan nama itu dalam versi penetapan. Lihat: dtsen programs.",
    "That version determined no program of this name. See: dtsen programs.",
  ),
  "program-not-ranked": say(
    "Program ini tidak memberi tempat menurut peringkat di kabupaten/kota mana pun dalam versi itu: tidak ada garis untuk dibandingkan.",
    "In no regency of that version did this program give places by rank: there is no line to compare at.",
  ),
  "too-little-evidence": say(
    "Terlalu sedikit keluarga atau desa dekat garis. Evaluasi tidak dibuat; tunggu versi dengan lebih banyak keluarga dekat garis, atau program yang lebih besar.",
    "Too few families or villages near the line. No evaluation is made; wait for a version with more of them, or choose a larger program.",
  ),
} as const satisfies Record<EvaluationProblem, Words>;

/** What every evaluation must say of itself, wherever it is shown. */
export const EVALUATION_LIMITS: readonly Words[] = [
  say(
    "Berlaku hanya bagi keluarga dekat garis, bukan bagi semua penerima: yang paling miskin berada jauh dari garis.",
    "It holds for families near the line only, not for all recipients: the poorest stand far from it.",
  ),
  say(
    "Keterangan dibaca dari register, tidak diukur ulang untuk semua keluarga. Hanya keterangan yang lebih baru dari versi penetapan yang dihitung; yang terbawa dari versi lama tidak dianggap 'tidak berubah'.",
    "Facts are read from the register, not measured anew for all. Only those newer than the version of the determination count; what is carried over is not taken for 'no change'.",
  ),
  say(
    "Keterangan yang disampaikan keluarga atau petugas sendiri (usul, sanggah, temuan) disisihkan: yang melapor berkepentingan. Petugas program yang mengisi sumber lain tidak dapat dikenali dari sini.",
    "Facts that families or officers reported themselves (proposals, objections, findings) are set aside, for whoever reports has a stake. Staff of a program who fill other sources cannot be told from here.",
  ),
  say(
    "Skor dan desil dihitung dari keterangan itu sendiri, dan keluarga yang mendekati garis karena kebetulan akan menjauh lagi: perubahannya bukan dampak.",
    "Score and decile are reckoned from those very facts, and families that came near the line by chance move away again: their change is not an effect.",
  ),
  say(
    "Program lain yang memakai garis yang sama ikut bekerja; tabel 'program lain di garis ini' mengatakan mana.",
    "Other programs with the same line work too; the table of other programs at the line says which.",
  ),
  say(
    "Banyak pertanyaan diajukan sekaligus: peluangnya dikoreksi menurut Holm. Satu selang dari dua puluh tetap meleset.",
    "Many questions are asked at once: chances are corrected after Holm. One interval in twenty still misses.",
  ),
];
