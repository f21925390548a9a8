import type { RemovalCause } from "./removal.ts";
import { say, type Words } from "./words.ts";

/** How many of a program's recipients may leave with one version: in the nation or one regency, by all causes or one. */
export type RemovalBudget = {
  readonly tier: "nation" | "regency";
  /** Absent: every program that has no budget of its own. */
  readonly program?: string;
  readonly cause: RemovalCause | "any";
  readonly mostPermille: number;
  /** With fewer recipients than this a share says nothing yet. */
  readonly fewestRecipients: number;
  readonly validFrom: string;
  readonly validTo?: string;
  readonly legalBasis: string;
  /** True where no regulation sets it. */
  readonly isExample: boolean;
};

const SINCE = "2026-01-01";
const OURS = "ours: docs/decisions/0055-removals.md";

const budget = (
  tier: RemovalBudget["tier"],
  cause: RemovalBudget["cause"],
  mostPermille: number,
): RemovalBudget => ({
  tier,
  cause,
  mostPermille,
  fewestRecipients: tier === "nation" ? 1000 : 300,
  validFrom: SINCE,
  legalBasis: OURS,
  isExample: true,
});

/** A quarter's deaths are about 2 of 1,000; the mass removal of May 2025 was 76, the one of 2026 114 of 1,000. */
const REMOVAL_BUDGETS: readonly RemovalBudget[] = [
  budget("nation", "any", 40),
  budget("nation", "deceased", 10),
  budget("nation", "left-register", 10),
  budget("nation", "membership", 20),
  budget("nation", "decile", 30),
  budget("nation", "rule", 20),
  budget("nation", "evidence", 20),
  budget("nation", "quota", 30),
  budget("nation", "program-ended", 0),
  budget("regency", "any", 80),
  budget("regency", "deceased", 30),
  budget("regency", "left-register", 30),
  budget("regency", "decile", 60),
  budget("regency", "evidence", 50),
  budget("regency", "quota", 60),
];

/** What may leave of one program on a day; a program's own budget stands in place of the common one. */
export function budgetsOn(
  day: string,
  program: string,
  budgets: readonly RemovalBudget[] = REMOVAL_BUDGETS,
): readonly RemovalBudget[] {
  const held = budgets.filter(
    ({ validFrom, validTo }) => validFrom <= day && day <= (validTo ?? day),
  );
  const own = held.filter((one) => one.program === program);
  const isOwn = (one: RemovalBudget) =>
    own.some(({ tier, cause }) => tier === one.tier && cause === one.cause);
  return [...own, ...held.filter((one) => one.program === undefined && !isOwn(one))];
}

/** Recipients of one program in one regency, and those of them that leave, by cause. */
export type LeavingCount = {
  readonly program: string;
  readonly regencyNo: number;
  readonly recipients: number;
  readonly leaving: Readonly<Partial<Record<RemovalCause, number>>>;
};

export const BUDGET_OUTCOMES = ["within", "over", "too-few"] as const;
export type BudgetOutcome = (typeof BUDGET_OUTCOMES)[number];

export const BUDGET_OUTCOME_WORDS = {
  within: say("di dalam batas", "within the budget"),
  over: say("melewati batas", "over the budget"),
  "too-few": say("terlalu sedikit penerima untuk dinilai", "too few recipients to judge"),
} as const satisfies Record<BudgetOutcome, Words>;

/** One budget with what was counted for it. */
export type JudgedBudget = {
  readonly program: string;
  readonly tier: RemovalBudget["tier"];
  /** 0 for the nation. */
  readonly areaNo: number;
  readonly cause: RemovalBudget["cause"];
  readonly leaving: number;
  readonly recipients: number;
  /** Whole thousandths, rounded up: above its bound it never comes out as the bound. */
  readonly permille: number;
  readonly bound: number;
  readonly outcome: BudgetOutcome;
  readonly basis: string;
  readonly isExample: boolean;
};

/** Judges every budget of every program in the nation and in each regency. */
export function judgeRemovals(
  counts: readonly LeavingCount[],
  day: string,
  budgets?: readonly RemovalBudget[],
): readonly JudgedBudget[] {
  const programs = [...new Set(counts.map(({ program }) => program))].sort();
  return programs.flatMap((program) => {
    const own = counts.filter((count) => count.program === program);
    return budgetsOn(day, program, budgets).flatMap((one) =>
      one.tier === "nation"
        ? [judge(one, program, 0, own)]
        : own.map((area) => judge(one, program, area.regencyNo, [area])),
    );
  });
}

function judge(
  { tier, cause, mostPermille, fewestRecipients, legalBasis, isExample }: RemovalBudget,
  program: string,
  areaNo: number,
  counts: readonly LeavingCount[],
): JudgedBudget {
  const sum = (of: (count: LeavingCount) => number) =>
    counts.reduce((total, count) => total + of(count), 0);
  const recipients = sum((count) => count.recipients);
  const leaving = sum(({ leaving: by }) =>
    cause === "any" ? Object.values(by).reduce((all, n) => all + n, 0) : (by[cause] ?? 0),
  );
  const permille = recipients === 0 ? 0 : Math.ceil((leaving * 1000) / recipients);
  const outcome =
    permille <= mostPermille ? "within" : recipients < fewestRecipients ? "too-few" : "over";
  const figures = { leaving, recipients, permille, bound: mostPermille, outcome } as const;
  return { program, tier, areaNo, cause, ...figures, basis: legalBasis, isExample };
}

/** Why the words of two people are not taken for a program whose removals are over its budget. */
export const REMOVAL_OVERRIDE_PROBLEMS = [
  "version-unknown",
  "removals-not-simulated",
  "program-unknown",
  "removal-override-right-not-held",
  "not-this-program",
  "budget-not-exceeded",
  "version-is-published",
  "overridden-already",
  "reason-too-short",
  "reason-names-somebody",
] as const;
export type RemovalOverrideProblem = (typeof REMOVAL_OVERRIDE_PROBLEMS)[number];

export const REMOVAL_OVERRIDE_PROBLEM_WORDS = {
  "version-unknown": say(
    "Tidak ada versi beku dengan nama itu. Lihat: dtsen version list.",
    "No frozen version has that label. See: dtsen version list.",
  ),
  "removals-not-simulated": say(
    "Penghapusan versi ini belum disimulasikan terhadap versi yang berlaku. Jalankan: dtsen removals --version.",
    "The removals of this version are not simulated against the version in force. Run: dtsen removals --version.",
  ),
  "program-unknown": say(
    "Tidak ada program itu dalam simulasinya.",
    "The simulation has no such program.",
  ),
  "removal-override-right-not-held": say(
    "Akun ini tidak memegang hak melampaui batas penghapusan hari ini.",
    "This account does not hold the right to exceed the budget on removals today.",
  ),
  "not-this-program": say(
    "Penugasan akun ini tidak mencakup program itu. Yang menanggung adalah penetap programnya.",
    "This account's appointment does not cover that program. Its determiner answers for it.",
  ),
  "budget-not-exceeded": say(
    "Batas penghapusan program itu tidak terlampaui; tidak ada yang perlu ditanggung.",
    "That program is within its budget; there is nothing to answer for.",
  ),
  "version-is-published": say(
    "Versi itu sudah terbit atau ditarik; tidak ada lagi yang diputus.",
    "That version is published or withdrawn; nothing is left to decide.",
  ),
  "overridden-already": say(
    "Akun ini sudah menanggungnya. Orang kedua harus orang lain.",
    "This account has answered for it already. The second person must be another.",
  ),
  "reason-too-short": say(
    "Alasan paling sedikit 20 huruf: apa yang diperiksa, dan mengapa penghapusan ini benar.",
    "A reason has 20 letters at least: what was looked at, and why these removals are right.",
  ),
  "reason-names-somebody": say(
    "Alasan tidak boleh memuat NIK atau nomor KK: ia tersimpan selamanya.",
    "A reason must not hold a NIK or card number: it stays for ever.",
  ),
} as const satisfies Record<RemovalOverrideProblem, Words>;
