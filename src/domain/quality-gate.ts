import { accept, type Result, refuse } from "./result.ts";
import { say, type Words } from "./words.ts";

/** What a version must pass before it is published, or two people answer for it. */
export const QUALITY_GATES = [
  "completeness",
  "member-completeness",
  "duplicates",
  "unmatched",
  "removed",
  "score-shift",
  "decile-shift",
] as const;
export type QualityGate = (typeof QUALITY_GATES)[number];

export const QUALITY_GATE_WORDS = {
  completeness: say(
    "jawaban tentang rumah yang tidak ada, dari seribu yang dibaca pemeringkatan",
    "answers about houses that are missing, of a thousand that the ranking reads",
  ),
  "member-completeness": say(
    "jawaban tentang anggota masing-masing yang tidak ada, dari seribu yang dibaca pemeringkatan",
    "answers about each member that are missing, of a thousand that the ranking reads",
  ),
  duplicates: say(
    "orang yang dijawab ganda oleh Dukcapil dan rekaman ulangan yang menunggu telaah, dari seribu orang",
    "persons whom the civil registry calls double and repeated records that wait for review, of a thousand persons",
  ),
  unmatched: say(
    "rekaman daftar yang tidak menemukan orangnya, dari seribu",
    "records of lists that found nobody, of a thousand",
  ),
  removed: say(
    "keluarga versi sebelumnya yang keluar dari register, dari seribu",
    "families of the version before that left the register, of a thousand",
  ),
  "score-shift": say(
    "pergeseran sebaran skor sejak versi sebelumnya (PSI skor), per seribu",
    "shift of the scores since the version before (PSI of scores), in thousandths",
  ),
  "decile-shift": say(
    "keluarga yang bergeser dua desil atau lebih, dari seribu",
    "families that moved by two deciles or more, of a thousand",
  ),
} as const satisfies Record<QualityGate, Words>;

/** How a gate was passed or not. */
export const GATE_OUTCOMES = ["passed", "failed", "too-few", "first"] as const;
export type GateOutcome = (typeof GATE_OUTCOMES)[number];

export const GATE_OUTCOME_WORDS = {
  passed: say("lulus", "passed"),
  failed: say("tidak lulus", "failed"),
  "too-few": say("terlalu sedikit keluarga untuk dinilai", "too few families to judge"),
  first: say("belum ada versi sebelumnya", "there is no version before it"),
} as const satisfies Record<GateOutcome, Words>;

/** One gate with its figure, as manifest, report and desk say it. */
export type JudgedGate = {
  readonly gate: QualityGate;
  /** Null where there was nothing to measure. */
  readonly figure: number | null;
  /** Passed up to here, this number with it. */
  readonly bound: number;
  readonly outcome: GateOutcome;
  /** Where the bound comes from. */
  readonly basis: string;
};

/** The bounds from a day on, each with its source; "ours" where the project itself chose it. */
export type GateTerms = {
  readonly validFrom: string;
  /** Below this many families a share says nothing yet, and no gate fails. */
  readonly fewestFamilies: number;
  readonly bounds: Readonly<
    Record<QualityGate, { readonly bound: number; readonly basis: string }>
  >;
};

const OURS = "ours: ";
const CONVENTION = "convention for this index, not a law";
const ours = (bound: number) => ({ bound, basis: `${OURS}docs/decisions/0045-quality-gates.md` });

/** Where a bound comes from, in words for people; what is stored of it stays one text. */
export function basisWords(basis: string): Words {
  if (basis === CONVENTION) return say("kebiasaan untuk indeks ini, bukan peraturan", basis);
  if (!basis.startsWith(OURS)) return say(basis, basis);
  return say(
    "batas kami sendiri, belum ditetapkan peraturan",
    "our own bound, not set by any regulation",
  );
}

/** Newest last. */
const GATE_TERMS: readonly [GateTerms, ...GateTerms[]] = [
  {
    validFrom: "2026-01-01",
    fewestFamilies: 1000,
    bounds: {
      completeness: ours(250),
      "member-completeness": ours(250),
      duplicates: ours(20),
      unmatched: ours(200),
      removed: ours(20),
      "score-shift": {
        bound: 250,
        basis: CONVENTION,
      },
      "decile-shift": ours(100),
    },
  },
];

/** The terms that hold on a day; before the first, the first. */
export function gateTermsOn(day: string): GateTerms {
  return GATE_TERMS.findLast(({ validFrom }) => validFrom <= day) ?? GATE_TERMS[0];
}

/** What was counted for one gate: so many of so many, or an index in thousandths. */
export type GateCount =
  | { readonly gate: QualityGate; readonly part: number; readonly of: number }
  | { readonly gate: QualityGate; readonly permille: number };

/** Judges every gate by the terms; those without a count have no version before them. */
export function judgeGates(
  counts: readonly GateCount[],
  families: number,
  { bounds, fewestFamilies }: GateTerms,
): readonly JudgedGate[] {
  return QUALITY_GATES.map((gate) => {
    const terms = bounds[gate];
    const count = counts.find((one) => one.gate === gate);
    if (count === undefined) return { gate, figure: null, ...terms, outcome: "first" };
    const figure = figureOf(count);
    const outcome =
      figure <= terms.bound ? "passed" : families < fewestFamilies ? "too-few" : "failed";
    return { gate, figure, ...terms, outcome };
  });
}

/** Whole thousandths, rounded up: a figure above its bound never comes out as the bound. */
function figureOf(count: GateCount): number {
  if ("permille" in count) return count.permille;
  return count.of === 0 ? 0 : Math.ceil((count.part * 1000) / count.of);
}

export type OverrideProblem =
  | "version-unknown"
  | "gate-unknown"
  | "overriding-right-not-held"
  | "reason-too-short"
  | "reason-names-somebody"
  | "gate-not-failed"
  | "version-is-published"
  | "overridden-already";

/** Letters that a reason has at least: "ok" is none. */
export const SHORTEST_REASON = 20;

/** Whether words may stand for ever as the reason of an override. */
export function mayGiveReason(
  reason: string,
): Result<string, "reason-too-short" | "reason-names-somebody"> {
  if (/\d{16}/.test(reason.replaceAll(/[ .-]/g, ""))) return refuse("reason-names-somebody");
  const said = reason.trim();
  return said.length < SHORTEST_REASON ? refuse("reason-too-short") : accept(said);
}

export const OVERRIDE_PROBLEM_WORDS = {
  "version-unknown": say(
    "Tidak ada versi beku dengan nama itu. Lihat: dtsen version list.",
    "No frozen version has that label. See: dtsen version list.",
  ),
  "gate-unknown": say(
    `Tidak ada gerbang mutu dengan nama itu. Yang ada: ${QUALITY_GATES.join(", ")}.`,
    `There is no such quality gate. There are: ${QUALITY_GATES.join(", ")}.`,
  ),
  "overriding-right-not-held": say(
    "Akun di --by tidak memegang hak menerbitkan hari ini. Lihat: dtsen account list.",
    "The account of --by does not hold the right to publish today. See: dtsen account list.",
  ),
  "reason-too-short": say(
    `Alasan paling sedikit ${SHORTEST_REASON} huruf: apa yang diperiksa, dan mengapa versi ini tetap diterbitkan.`,
    `A reason has ${SHORTEST_REASON} letters at least: what was looked at, and why the version is published all the same.`,
  ),
  "reason-names-somebody": say(
    "Alasan tidak boleh memuat NIK atau nomor KK: ia tersimpan selamanya.",
    "A reason must not hold a NIK or card number: it stays for ever.",
  ),
  "gate-not-failed": say(
    "Gerbang itu tidak gagal pada versi ini; tidak ada yang perlu ditanggung. Lihat: dtsen version gates.",
    "That gate did not fail in this version; there is nothing to answer for. See: dtsen version gates.",
  ),
  "version-is-published": say(
    "Versi itu sudah terbit atau ditarik; tidak ada lagi yang diputus.",
    "That version is published or withdrawn; nothing is left to decide.",
  ),
  "overridden-already": say(
    "Akun ini sudah menanggungnya. Orang kedua harus orang lain.",
    "This account has answered for it already. The second person must be another.",
  ),
} as const satisfies Record<OverrideProblem, Words>;
