import type { DuckDb } from "#engine/duckdb/database.ts";
import { CARELESS_ROW, type ErrorRates } from "./error-rates.ts";
import { isCareless, isJanuary, type SpoiledVillages } from "./village-habits.ts";

const SPELLINGS: readonly (readonly [string, string])[] = [
  ["U", "OE"],
  ["J", "DJ"],
  ["Y", "J"],
  ["MUHAMMAD", "MOHAMAD"],
  ["MUHAMAD", "MOCHAMAD"],
  ["AHMAD", "ACHMAD"],
  ["ABDUL", "ABD"],
  ["NUR ", "NUR"],
  ["SITI", "SITTI"],
  ["F", "P"],
  ["KH", "H"],
  ["SY", "S"],
  ["AH", "A"],
  ["DI", "DHI"],
  ["RAH", "ROH"],
  ["NN", "N"],
];

const spelling = SPELLINGS.map(
  ([from, to], i) => `when ${i} then replace(n, '${from}', '${to}')`,
).join(" ");

/** Macros that spoil a name or a number; `k` is 16 bits of chance as an int. */
const MACROS: readonly string[] = [
  `misspelt(n, k) as case k % ${SPELLINGS.length} ${spelling} else n end`,
  `shortened(n, k) as case when contains(n, ' ') then
     case k % 4 when 0 then n[1:1] || '.' || n[strpos(n, ' '):] when 1 then split_part(n, ' ', 1)
                when 2 then split_part(n, ' ', -1) else left(n, length(n) - strpos(reverse(n), ' ')) end
     when length(n) > 6 then right(n, length(n) - 3) else n end`,
  `reordered(n) as case when contains(n, ' ') then split_part(n, ' ', -1) || ' ' || left(n, length(n) - strpos(reverse(n), ' ')) else n end`,
  `typo(n, k) as case k % 3
     when 0 then left(n, 1 + (k // 3) % greatest(1, length(n) - 1)) || n[3 + (k // 3) % greatest(1, length(n) - 1):]
     when 1 then left(n, 1 + (k // 3) % length(n)) || n[1 + (k // 3) % length(n):]
     else left(n, 1 + (k // 3) % greatest(1, length(n) - 2)) || n[3 + (k // 3) % greatest(1, length(n) - 2):][1:1]
          || n[2 + (k // 3) % greatest(1, length(n) - 2):][1:1] || n[4 + (k // 3) % greatest(1, length(n) - 2):] end`,
  `dressed(n, s, father, k) as case when k % 3 = 0 and father is not null then n || case when s = 1 then ' BIN ' else ' BINTI ' end || split_part(father, ' ', 1)
     when k % 3 = 1 then case when s = 1 then 'H. ' else 'HJ. ' end || n else n || ', S.PD' end`,
  `mistyped(d, k) as case when k % 5 < 3 then
       left(d, 2 + (k // 5) % 14) || cast((cast(substr(d, 3 + (k // 5) % 14, 1) as int) + 1 + (k // 70) % 9) % 10 as varchar) || substr(d, 4 + (k // 5) % 14)
     else left(d, 2 + (k // 5) % 13) || substr(d, 4 + (k // 5) % 13, 1) || substr(d, 3 + (k // 5) % 13, 1) || substr(d, 5 + (k // 5) % 13) end`,
  `slipped(b) as case when day(b) <= 12 then make_date(year(b), day(b), month(b)) else b end`,
];

export async function makeCorruptionMacros(db: DuckDb): Promise<void> {
  for (const macro of MACROS) await db.run(`create or replace macro ${macro}`);
}

type Slice = readonly [rate: number, sql: string];

/** SQL: one of the errors by its share of the draw, in order, else the truth. */
function oneOf(share: string, slices: readonly Slice[], truth: string): string {
  let reached = 0;
  const whens = slices.map(([rate, sql]) => {
    reached += rate / 1000;
    return rate === 0 ? "" : `when ${share} < ${reached.toFixed(5)} then ${sql}`;
  });
  return reached === 0 ? truth : `(case ${whens.join(" ")} else ${truth} end)`;
}

/**
 * The identity columns as a source has them; reads draws e1, e2 of the row. A careless enumerator's row
 * is spoiled by rates of its own, and all of its fields at once.
 */
export function spoiledIdentity(
  rates: ErrorRates,
  villages: SpoiledVillages,
): Readonly<Record<string, string>> {
  const careless = isCareless(villages);
  const january = isJanuary(villages);
  const either = (spoil: (of: ErrorRates) => string): string =>
    careless === "false"
      ? spoil(rates)
      : `(case when ${careless} then ${spoil(CARELESS_ROW)} else ${spoil(rates)} end)`;
  const birth = either(spoiledBirth);
  return {
    s_nik: either(spoiledNik),
    s_name: either(spoiledName),
    s_birth:
      january === "false"
        ? birth
        : `(case when ${january} then date_trunc('year', ${birth})::date else ${birth} end)`,
    s_kk: oneOf(
      "u16(a1, 0)",
      [
        [rates.kkStale, "kk_before"],
        [rates.kkMissing, "null"],
      ],
      "kk",
    ),
    s_village: oneOf("u16(a1, 16)", [[rates.moved, "village_before"]], "village_code"),
  };
}

/** SQL: sixteen bits of chance that choose the letter or digit. */
const K = "((e2 >> 16) & 65535)::int";

function spoiledNik(rates: ErrorRates): string {
  return oneOf(
    "u16(e1, 0)",
    [
      [rates.nikMissing, "null"],
      [rates.nikMistyped, `mistyped(nik, ${K})`],
      [rates.nikBorrowed, "case when slot > 1 then head_nik else nik end"],
      [
        rates.nikSwapped,
        "case when slot = 0 then coalesce(spouse_nik, nik) when slot = 1 then head_nik else nik end",
      ],
    ],
    "nik",
  );
}

function spoiledName(rates: ErrorRates): string {
  return oneOf(
    "u16(e1, 16)",
    [
      [rates.nameSpelling, `misspelt(name, ${K})`],
      [rates.nameShortened, `shortened(name, ${K})`],
      [rates.nameReordered, "reordered(name)"],
      [rates.nameTypo, `typo(name, ${K})`],
      [rates.nameDressed, `dressed(name, sex, father_name, ${K})`],
    ],
    "name",
  );
}

function spoiledBirth(rates: ErrorRates): string {
  return oneOf(
    "u16(e1, 32)",
    [
      [rates.dateDayMonth, "slipped(birth_date)"],
      [rates.dateFirstJanuary, "date_trunc('year', birth_date)::date"],
      [rates.dateYear / 2, "(birth_date + interval 1 year)::date"],
      [rates.dateYear / 2, "(birth_date - interval 1 year)::date"],
      [rates.dateMissing, "null"],
    ],
    "birth_date",
  );
}
