import type { TestRow } from "./random-families.ts";

const NAMES =
  "BUDIMAN CAHYADI PRATOMO GUNAWAN IRAWAN JUNAEDI KUSNADI MAHENDRA NUGROHO OKTAVIAN PERMANA QOMARUDIN SIREGAR TAMBUNAN UMBARA".split(
    " ",
  );

/** People whom the civil registry does not know, as the second list says them: some with a NIK of their own. */
const ALONE: readonly TestRow[] = NAMES.map((name, i) => ({
  nik: i % 3 === 0 ? `99320499${String(i + 1).padStart(8, "0")}` : null,
  kk: null,
  name: `WARNI ${name}`,
  birth_date: 19_400_101 + i * 10_000,
  mother_name: `SUMARNI ${name}`,
  village_code: "3204012001",
  life_status: 1,
  sex: 2,
}));

/** Two who say the same, both there later too; two of whom one will be gone. */
const BARE: TestRow = {
  village_code: "3204012002",
  life_status: 1,
  mother_name: null,
  birth_date: null,
};
const BOTH: TestRow = { ...BARE, name: "PONIYEM" };
const ONE: TestRow = { ...BARE, name: "TUMINAH" };

/** Rows of the list in its first delivery: those of `ALONE`, then the four who cannot be told apart. */
export const LISTED: readonly TestRow[] = [...ALONE, BOTH, BOTH, ONE, ONE];

/** Whom the civil registry knows a quarter later: the third of the list. */
export const BROUGHT: TestRow = {
  ...ALONE[2],
  nik: "9932041199999998",
  kk: "9932040199999998",
  relationship: 1,
};

/** What differs of some of them in the next delivery; a name and a village together are too much. */
const CHANGES: Readonly<Record<number, TestRow>> = {
  3: { name: "WARTI GUNAWAN" },
  4: { village_code: "3204012003" },
  5: { mother_name: "SUMARTI JUNAEDI" },
  6: { birth_date: 19_460_201 },
  7: { name: "WARTI MAHENDRA", village_code: "3204012003" },
};

/** The list delivered whole again, from its end to its beginning: the first of it is gone, and one of two alike. */
export const LISTED_AGAIN: readonly TestRow[] = LISTED.map((said, i) => ({
  ...said,
  ...CHANGES[i],
}))
  .slice(1, -1)
  .reverse();
