import { codeList, type EditionRow } from "./code-list.ts";

const OWNS: readonly EditionRow[] = [
  [1, 1, "Ya", "Yes"],
  [2, 0, "Tidak", "No"],
];

/**
 * Movable assets, land and other houses. The lake keeps counts, as the form asks since January 2026;
 * older editions only said yes or no, and yes is read as one.
 */
export const ASSET = codeList("asset", "502, 503", [], {
  regsosek: OWNS,
  dtsen: OWNS,
  p3ke: OWNS,
  dtks: OWNS,
  "regsosek-2026": "counts",
});

/** Gold in grams: yes on the form of 2022 meant ten grams or more. */
const GOLD_OWNED: readonly EditionRow[] = [
  [1, 10, "Ya, 10 gram atau lebih", "Yes, 10 grams or more"],
  [2, 0, "Tidak", "No"],
];

export const GOLD = codeList("gold", "502g", [], {
  regsosek: GOLD_OWNED,
  dtsen: GOLD_OWNED,
  p3ke: GOLD_OWNED,
  dtks: GOLD_OWNED,
  "regsosek-2026": "counts",
});

/** Farmland in are (100 m2): bands of the form of 2026 by their lower end, a yes without size as one. */
export const FARMLAND = codeList("farmland", "503", [], {
  regsosek: OWNS,
  dtsen: OWNS,
  p3ke: OWNS,
  dtks: OWNS,
  "regsosek-2026": [
    [0, 1, "Kurang dari 0,1 ha", "Below 0.1 ha"],
    [1, 10, "0,1 sampai kurang dari 0,5 ha", "0.1 to below 0.5 ha"],
    [2, 50, "0,5 sampai 1 ha", "0.5 to 1 ha"],
    [3, 100, "Lebih dari 1 ha", "Above 1 ha"],
    [4, 0, "Tidak ada", "None"],
  ],
});
