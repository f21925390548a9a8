import type { PlainDate } from "./plain-date.ts";

/** How long each stage of a plan has, and how many warnings come before a forced graduation. */
export type PlanTerms = {
  readonly from: string;
  /** Days for what is to be done next. */
  readonly days: Readonly<
    Record<"assessing" | "planning" | "planned" | "referred" | "placed" | "proposed", number>
  >;
  /** Months after delivery at which somebody looks again. */
  readonly checkMonths: readonly [number, ...number[]];
  /** So many days before its month a check may be made. */
  readonly checkEarlyDays: number;
  /** Days after the last check in which the plan is concluded. */
  readonly concludeDays: number;
  readonly warnings: number;
  /** Days between two warnings, and from the last to a proposal. */
  readonly warningGapDays: number;
  readonly legalBasis: string;
};

/** Newest last. The days are the example office's own; an office writes a row with its decree. */
export const PLAN_TERMS: readonly [PlanTerms, ...PlanTerms[]] = [
  {
    from: "2018-01-01",
    days: { assessing: 14, planning: 14, planned: 30, referred: 14, placed: 90, proposed: 14 },
    checkMonths: [3, 6, 12],
    checkEarlyDays: 14,
    concludeDays: 30,
    warnings: 3,
    warningGapDays: 30,
    legalBasis: "Permensos 1/2018 (PKH); tenggat contoh menurut SOP dinas sosial",
  },
];

/** The terms of a day; before the first, the first. */
export function planTermsOn(day: PlainDate): PlanTerms {
  return PLAN_TERMS.findLast(({ from }) => from <= day) ?? PLAN_TERMS[0];
}
