/** What a map may show. */
export const MEASURES = ["moves", "drift", "age", "never", "missing"] as const;
export type Measure = (typeof MEASURES)[number];

/** Region, measure and version of a map: nothing about a person is ever in an address. */
export function mapSearch(given: Record<string, unknown>): {
  wilayah?: string;
  ukuran?: Measure;
  versi?: number;
} {
  const measure = MEASURES.find((one) => one === given.ukuran);
  return {
    ...(/^(ID|\d{2,10})$/.test(String(given.wilayah)) ? { wilayah: String(given.wilayah) } : {}),
    ...(measure === undefined ? {} : { ukuran: measure }),
    ...(/^\d{1,9}$/.test(String(given.versi)) ? { versi: Number(given.versi) } : {}),
  };
}
