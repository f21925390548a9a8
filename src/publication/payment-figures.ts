import { digitsOf, levelsOf, tierOfArea } from "#domain/cross-table.ts";
import {
  causesOf,
  type PaymentFigure,
  type Reconciled,
  reconcile,
} from "#domain/payment-reconciliation.ts";
import type { Tx } from "#store/transact.ts";

/** Which phase of which program, where. */
export type PaymentQuestion = {
  readonly program: string;
  readonly phase: string;
  /** "ID", or 2, 4, 6 or 10 digits. */
  readonly area: string;
};

/** How a phase stands in a region and in each of its parts. */
export type Reconciliation = {
  readonly whole: Reconciled;
  readonly parts: readonly Reconciled[];
  readonly causes: ReturnType<typeof causesOf>;
};

/** The villages of a region, by their numbers. */
export function villagesOf(area: string): readonly [low: number, high: number] {
  const digits = area === "ID" ? "" : area;
  return [Number(digits.padEnd(10, "0")), Number(digits.padEnd(10, "9"))];
}

/** Folds the counts that whoever asks may see. */
export async function readReconciliation(
  tx: Tx,
  { program, phase, area }: PaymentQuestion,
): Promise<Reconciliation> {
  const tier = tierOfArea(area) ?? "nation";
  const digits = digitsOf(levelsOf(tier).at(-1) ?? tier);
  const rows = await tx.query<PaymentFigure & { readonly money: string }>(
    `select left(lpad(village_no::text, 10, '0'), $5) as area, status, is_on_list as "isOnList",
       sum(payments)::int as payments, sum(amount_rupiah)::text as money
     from dtsen.payment_figure where program = $1 and phase = $2 and village_no between $3 and $4
     group by 1, 2, 3 order by 1, 2, 3`,
    [program, phase, ...villagesOf(area), digits],
  );
  const figures = rows.map(({ money, ...row }) => ({ ...row, amountRupiah: BigInt(money) }));
  const parts = Map.groupBy(figures, (figure) => figure.area);
  return {
    whole: reconcile(area, figures),
    parts: [...parts].map(([part, own]) => reconcile(part, own)),
    causes: causesOf(figures),
  };
}
