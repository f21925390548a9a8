import { PAYMENT_GROUPS, type PaymentGroup, type PaymentStatus } from "./payment-status.ts";
import { PAYMENT_TERMS } from "./payment-terms.ts";

/** So many payments of one status in one region; unreported are recipients of whom no report spoke. */
export type PaymentFigure = {
  readonly area: string;
  readonly status: PaymentStatus | "unreported";
  readonly isOnList: boolean;
  readonly payments: number;
  readonly amountRupiah: bigint;
};

export type PaymentSum = { readonly payments: number; readonly amountRupiah: bigint };

/** How a phase stands in one region: whoever is on the list is in exactly one group. */
export type Reconciled = {
  readonly area: string;
  readonly onList: PaymentSum;
  readonly groups: Readonly<Record<PaymentGroup, PaymentSum>>;
  /** Reported, though the version in force has them not as recipients; in no group. */
  readonly offList: PaymentSum;
};

/** Where a status is counted. */
export function groupOf(status: PaymentFigure["status"]): PaymentGroup {
  return status === "unreported" ? "unreported" : PAYMENT_TERMS[status].group;
}

/** The figures of one region, folded. */
export function reconcile(area: string, figures: readonly PaymentFigure[]): Reconciled {
  const listed = figures.filter(({ isOnList }) => isOnList);
  const groups = PAYMENT_GROUPS.map((group) => [
    group,
    sumOf(listed.filter(({ status }) => groupOf(status) === group)),
  ]);
  return {
    area,
    onList: sumOf(listed),
    groups: Object.fromEntries(groups) as Reconciled["groups"],
    offList: sumOf(figures.filter(({ isOnList }) => !isOnList)),
  };
}

/** What went wrong, cause by cause, the most frequent first. */
export function causesOf(
  figures: readonly PaymentFigure[],
): readonly (PaymentSum & { readonly status: PaymentStatus })[] {
  const causes = new Map<PaymentStatus, PaymentSum>();
  for (const { status, payments, amountRupiah } of figures) {
    if (status === "unreported" || !NOT_PAID.has(PAYMENT_TERMS[status].group)) continue;
    causes.set(status, plus(causes.get(status) ?? NOTHING, { payments, amountRupiah }));
  }
  return [...causes]
    .map(([status, sum]) => ({ status, ...sum }))
    .sort((a, b) => b.payments - a.payments || a.status.localeCompare(b.status));
}

/** Groups in which somebody has to do something. */
const NOT_PAID: ReadonlySet<PaymentGroup> = new Set([
  "failed",
  "not-withdrawn",
  "returned",
  "excluded",
]);

/** Statuses for which the list of the next steps is made. */
export const STUCK_STATUSES: readonly PaymentStatus[] = (
  Object.keys(PAYMENT_TERMS) as PaymentStatus[]
).filter((status) => NOT_PAID.has(PAYMENT_TERMS[status].group));

const NOTHING: PaymentSum = { payments: 0, amountRupiah: 0n };

const plus = (a: PaymentSum, b: PaymentSum): PaymentSum => ({
  payments: a.payments + b.payments,
  amountRupiah: a.amountRupiah + b.amountRupiah,
});

const sumOf = (figures: readonly PaymentSum[]): PaymentSum => figures.reduce(plus, NOTHING);
