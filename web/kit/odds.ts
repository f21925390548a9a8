/** How often something is so, as people say it: about n of so many, or beyond what is worth counting. */
export type Frequency = {
  readonly kind: "under" | "about" | "over";
  readonly n: number;
  readonly of: number;
};

/** A probability in thousandths as a frequency: tenths in the middle, hundredths near the ends. */
export function frequencyOf(milli: number): Frequency {
  if (milli < 10) return { kind: "under", n: 1, of: 100 };
  if (milli >= 990) return { kind: "over", n: 99, of: 100 };
  if (milli < 95 || milli >= 945) return { kind: "about", n: Math.round(milli / 10), of: 100 };
  return { kind: "about", n: Math.round(milli / 100), of: 10 };
}
