import type { PaymentStatus } from "./payment-status.ts";
import { EXCLUDED_STATUSES } from "./payment-terms.ts";
import type { PlainDate } from "./plain-date.ts";
import { addWorkingDays } from "./working-days.ts";

/** How soon somebody acts on a payment that stands still. Dated; no law sets these days, so they call people and decide nothing. */
type RemedyTerms = {
  readonly from: string;
  readonly days: Readonly<Partial<Record<PaymentStatus, number>>>;
  readonly excludedDays: number;
  readonly legalBasis: string;
};

const REMEDY_TERMS: readonly [RemedyTerms, ...RemedyTerms[]] = [
  {
    from: "2025-01-01",
    days: {
      "account-failed": 10,
      "treasury-failed": 10,
      "account-check-failed": 10,
      "data-differs": 10,
      "standing-instruction": 10,
      "not-withdrawn": 5,
      returned: 20,
    },
    excludedDays: 14,
    legalBasis:
      "tenggat contoh menurut SOP pendampingan; batas dari bank atau PT Pos tidak ditemukan",
  },
];

/** By when the next step is taken, counted in working days from the report; none where nothing is to be mended. Never after the phase. */
export function remedyDueOn(
  status: PaymentStatus,
  reportedOn: PlainDate,
  phaseTo: PlainDate,
): PlainDate | undefined {
  const terms = REMEDY_TERMS.findLast(({ from }) => from <= reportedOn) ?? REMEDY_TERMS[0];
  const days = EXCLUDED_STATUSES.includes(status) ? terms.excludedDays : terms.days[status];
  if (days === undefined) return undefined;
  const due = addWorkingDays(reportedOn, days);
  return due > phaseTo && reportedOn <= phaseTo ? phaseTo : due;
}
