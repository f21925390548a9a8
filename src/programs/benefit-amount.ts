import type { Benefit } from "#domain/program.ts";
import type { Rule } from "#domain/rule.ts";

type Plain = Exclude<Benefit, { kind: "components" }>;

/** Rupiah of one phase, where components do not add it up; nought where no rule names an amount. */
export function amountOf(benefit: Plain, isTrue: (rule: string) => boolean): number {
  if (benefit.kind === "flat") return benefit.amountRupiah;
  return benefit.amounts.find(({ rule }) => isTrue(rule))?.amountRupiah ?? 0;
}

/** The same in SQL, of the mask of true rules. */
export function amountSqlOf(benefit: Plain, rules: readonly Rule[], mask: string): string {
  if (benefit.kind === "flat") return String(benefit.amountRupiah);
  const branches = benefit.amounts.map(({ rule, amountRupiah }) => {
    const bit = rules.findIndex(({ id }) => id === rule);
    if (bit < 0) throw new Error(`an amount follows rule "${rule}", which is not in force`);
    return `when (${mask} & ${1n << BigInt(bit)}) <> 0 then ${amountRupiah}`;
  });
  return `case ${branches.join(" ")} else 0 end`;
}

/** What one place costs at most: where amounts differ from person to person, a budget is never overspent. */
export const mostOf = (benefit: Plain): number =>
  benefit.kind === "flat"
    ? benefit.amountRupiah
    : Math.max(...benefit.amounts.map(({ amountRupiah }) => amountRupiah));
