import { accept, type Result, refuse } from "./result.ts";

declare const rupiah: unique symbol;

/** Whole rupiah. Never a float, never cents. */
export type Rupiah = bigint & { readonly [rupiah]: true };

export type RupiahProblem = "not-an-amount" | "too-large";

/** A thousand times the national income: beyond it a number is a mistake, not money. */
const LARGEST = 10n ** 18n;

/** Reads "Rp 1.250.000", "1.250.000,00" and "1250000"; dots part thousands, a comma opens cents of nought. */
export function parseRupiah(text: string): Result<Rupiah, RupiahProblem> {
  const amount = text
    .trim()
    .replace(/^(-?)\s*(rp\.?|idr)\s*/i, "$1")
    .replace(/,(0{1,2}|-)$/, "");
  if (!/^-?(\d+|\d{1,3}(\.\d{3})+)$/.test(amount)) return refuse("not-an-amount");
  const value = BigInt(amount.replaceAll(".", ""));
  return value > LARGEST || value < -LARGEST ? refuse("too-large") : accept(value as Rupiah);
}

/** A trusted number as an amount. */
export function toRupiah(value: bigint): Rupiah {
  return value as Rupiah;
}

/** "Rp1.250.000", as Indonesian letters and screens write it. */
export function writeRupiah(amount: bigint): string {
  const digits = new Intl.NumberFormat("id-ID").format(amount < 0n ? -amount : amount);
  return `${amount < 0n ? "-" : ""}Rp${digits}`;
}
