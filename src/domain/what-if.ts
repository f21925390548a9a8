import type { Expression } from "./rule.ts";
import { say, type Words } from "./words.ts";

/** Where the line is drawn among those who fit. Percentiles and deciles are the nation's; 1 is poorest. */
export type WhatIfCut =
  | { readonly by: "decile"; readonly atMost: number }
  | { readonly by: "percentile"; readonly atMost: number }
  /** In millionths of log rupiah per person and month, as ranks say it. */
  | { readonly by: "score"; readonly atMost: number }
  /** Truly below the cut after that decile with at least this chance. */
  | { readonly by: "probability"; readonly decile: number; readonly atLeastPercent: number }
  | {
      readonly by: "quota";
      readonly places: number;
      readonly area: WhatIfArea;
      readonly shares: WhatIfShares;
    };

export const WHAT_IF_CUTS = ["decile", "percentile", "score", "probability", "quota"] as const;

export const WHAT_IF_CUT_WORDS = {
  decile: say("sampai desil", "up to a decile"),
  percentile: say("sampai persentil", "up to a percentile"),
  score: say("sampai skor", "up to a score"),
  probability: say("peluang di bawah batas", "chance of being below the cut"),
  quota: say("kuota", "quota"),
} as const satisfies Record<WhatIfCut["by"], Words>;

/** One line for the nation, or places split over areas by largest remainder. */
export const WHAT_IF_AREAS = ["nation", "province", "regency"] as const;
export type WhatIfArea = (typeof WHAT_IF_AREAS)[number];

/** What an area's share of places follows: its families, the expected poor among them, those who fit, or a table. */
export const WHAT_IF_FORMULAS = ["families", "expected-poor", "fitting"] as const;
export const WHAT_IF_FORMULA_WORDS = {
  families: say("menurut jumlah keluarga", "by families"),
  "expected-poor": say("menurut perkiraan orang miskin", "by expected poor"),
  fitting: say("menurut yang memenuhi syarat", "by who fits"),
} as const satisfies Record<(typeof WHAT_IF_FORMULAS)[number], Words>;

export type WhatIfShares =
  | { readonly formula: (typeof WHAT_IF_FORMULAS)[number] }
  | { readonly table: readonly { readonly area: number; readonly places: number }[] };

/** What one recipient gets in one phase. */
export type WhatIfBenefit =
  /** What the program's own terms give: components of PKH, amounts by rule, or one amount. */
  | { readonly kind: "program" }
  | { readonly kind: "flat"; readonly rupiah: number }
  | { readonly kind: "per-member"; readonly rupiah: number; readonly most: number }
  /** The first amount up to a percentile, the last from another on, and evenly between. */
  | {
      readonly kind: "tapered";
      readonly rupiah: number;
      readonly least: number;
      readonly fullUpTo: number;
      readonly leastFrom: number;
    };

export const WHAT_IF_BENEFITS = ["program", "flat", "per-member", "tapered"] as const;

export const WHAT_IF_BENEFIT_WORDS = {
  program: say("menurut ketentuan program", "by the program's own terms"),
  flat: say("sama untuk semua", "the same for all"),
  "per-member": say("per anggota, dengan batas", "per member, up to a limit"),
  tapered: say("menurun menurut persentil", "tapered by percentile"),
} as const satisfies Record<(typeof WHAT_IF_BENEFITS)[number], Words>;

/** Members of one family that a benefit may tell apart. */
export const MOST_MEMBERS = 8;

/** A condition beside the program's own rules. */
export type WhatIfCondition = {
  readonly kind: "eligibility" | "exclusion";
  readonly when: Expression;
};

/** One way of giving: who fits, where the line is, what is paid. */
export type WhatIfTerms = {
  readonly cut: WhatIfCut;
  /** Rules of the program that ask for the place of a family are always left to the cut; the others hold unless this is false. */
  readonly programRules: boolean;
  readonly conditions: readonly WhatIfCondition[];
  readonly benefit: WhatIfBenefit;
  readonly phasesAYear: number;
  /** Of a year; recipients are taken from the poorest on until it is spent. */
  readonly budgetRupiah?: number;
  /** What reaching one recipient costs in a year beside what it gets; a budget pays for both. */
  readonly administrationRupiah?: number;
};

/** A question to a frozen version: what if a program were given otherwise. */
export type WhatIfScenario = {
  readonly name: string;
  readonly version: string;
  readonly program: string;
  /** Whom the answer calls poor: truly within the poorest so many tenths. */
  readonly poorDecile: number;
  /** Families within so many percentiles of the line are marginal. */
  readonly marginalPercentiles: number;
  /** Aversion to inequality in the welfare function, times ten. */
  readonly rhoTenths: number;
  /** Equal scores at the line: a published draw, or none of them. */
  readonly ties: "draw" | "none";
  readonly baseline: "as-determined" | WhatIfTerms;
  readonly reform: WhatIfTerms;
};

/** Where an answer's figures come from: said beside each of them. */
export const WHAT_IF_BASES = {
  counted: say("dihitung dari versi", "counted in the version"),
  expected: say(
    "perkiraan model: peluang tiap keluarga benar-benar miskin, bukan kenyataan yang diukur",
    "expected by the model: each family's chance of being poor, not a measured truth",
  ),
  survey: say(
    "survei, di luar lipatan latih; survei tidak dicocokkan dengan registri",
    "the survey, out of fold; no survey is matched with the register",
  ),
  simulated: say(
    "simulasi dari konsumsi yang diperkirakan; bukan angka kemiskinan BPS",
    "simulated from predicted consumption; not a poverty figure of Statistics Indonesia",
  ),
} as const satisfies Readonly<Record<string, Words>>;
