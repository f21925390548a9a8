import { listCodes, readCodeListName } from "#domain/codes/all-lists.ts";
import { text } from "#engine/duckdb/database.ts";
import { FORMULA_MARK, NUMBER_MARK } from "#sources/cell-marks.ts";
import type { LayoutColumn } from "#sources/layout.ts";

/** Columns that a dictionary reads; their value and note come by a join. */
export type DictionaryKind = "name" | "date" | "village" | "regency";

/** Which dictionary reads a column, if any. */
export function dictionaryOf({ reads, fills }: LayoutColumn): DictionaryKind | undefined {
  if (reads === "name" || reads === "date") return reads;
  if (reads !== "region") return undefined;
  return fills === "regency_code" ? "regency" : "village";
}

/** The delivered text without a spreadsheet's marks; a formula's result is no answer. */
export function cellText(raw: string, isSpreadsheet: boolean): string {
  if (!isSpreadsheet) return raw;
  return `case when starts_with(${raw}, '${FORMULA_MARK}') then null else ltrim(${raw}, '${NUMBER_MARK}') end`;
}

/** SQL of the staged value: null where blank and where it cannot be read. */
export function readCell(column: LayoutColumn, raw: string, isSpreadsheet: boolean): string {
  const cell = cellText(raw, isSpreadsheet);
  switch (column.reads) {
    case "nik":
    case "kk":
      // A number cell keeps its mark here and so is no sixteen digits.
      return sixteenDigits(raw);
    case "code":
      return codeValue(cell, codesOf(column.codeList ?? ""));
    case "yes-no":
      return codeValue(cell, YES_NO_WORDS);
    case "count":
      return wholeNumber(cell, column.fills ?? "");
    case "rupiah":
      return rupiah(cell);
    case "coordinate":
      return microDegrees(cell, column.fills === "latitude");
    case "text":
      return column.words === undefined ? plainText(cell, column.fills ?? "") : words(cell, column);
    case "name":
    case "date":
    case "region":
    case "nothing":
      return "null";
    default:
      return column.reads satisfies never;
  }
}

/** Sixteen digits that might be somebody's; people write spaces, dots, dashes and Excel's apostrophe. */
function sixteenDigits(raw: string): string {
  const digits = `case when length(${raw}) = 16 then ${raw} else translate(${raw}, ' .-''', '') end`;
  // One digit repeated, or counting up: nobody's number.
  return `case when regexp_full_match(${digits}, '[0-9]{16}')
    and not starts_with(${digits}, '00') and not ends_with(${digits}, '0000')
    and ${digits} <> repeat(left(${digits}, 1), 16)
    and not starts_with(${digits}, '1234567890')
    then ${digits} end`;
}

type CodeWords = readonly (readonly [code: string, standard: number])[];

/** Yes and no as offices write them; flags and owned things are kept as one and nought. */
const YES_NO_WORDS: CodeWords = [
  ["0", 0],
  ["1", 1],
  ["2", 0],
  ["8", -2],
  ["9", -2],
  ["YA", 1],
  ["Y", 1],
  ["YES", 1],
  ["TRUE", 1],
  ["ADA", 1],
  ["TIDAK", 0],
  ["T", 0],
  ["TDK", 0],
  ["N", 0],
  ["NO", 0],
  ["FALSE", 0],
  ["TIDAK ADA", 0],
];

function codesOf(codeList: string): CodeWords {
  const { list, edition } = readCodeListName(codeList);
  return listCodes(list, edition).map(({ code, standard }) => [code, standard]);
}

/** Numbers by their place in a constant list, words by comparing: both keep the engine vectorised. */
function codeValue(cell: string, codes: CodeWords): string {
  const isNumber = ([code]: CodeWords[number]): boolean => /^\d{1,2}$/.test(code);
  const numbers = new Map(codes.filter(isNumber).map(([code, value]) => [Number(code), value]));
  const most = Math.max(-1, ...numbers.keys());
  const places = Array.from({ length: most + 1 }, (_, code) => numbers.get(code) ?? "null");
  const isSame = places.slice(1).every((value, i) => value === i + 1) && places[0] === "null";
  const number = `try_cast(${cell} as utinyint)`;
  const byPlace = isSame
    ? `case when ${number} between 1 and ${most} then cast(${number} as int) end`
    : `(cast([${places.join(", ")}] as int[]))[${number} + 1]`;
  const branches = codes
    .filter((code) => !isNumber(code))
    .map(([code, value]) => `when ${text(code)} then ${value}`);
  const byWord =
    branches.length === 0 ? "null" : `case upper(trim(${cell})) ${branches.join(" ")} end`;
  return most < 0 ? byWord : `coalesce(${byPlace}, ${byWord})`;
}

const LARGEST_COUNT = 1_000_000;
const LARGEST_AMOUNT = 10_000_000_000_000;
const BIG_COLUMNS = new Set([
  "amount",
  "weight_milli",
  "expenditure_per_capita",
  "person_id",
  "check_no",
]);

/** "3", "3.0" and "36,5" (cut to 36); negative and absurd numbers are not read. */
function wholeNumber(cell: string, fills: string): string {
  const isBig = BIG_COLUMNS.has(fills);
  const [type, most] = isBig ? ["bigint", LARGEST_AMOUNT] : ["int", LARGEST_COUNT];
  const number = `coalesce(
    case when regexp_full_match(${cell}, '[0-9]{1,15}') then try_cast(${cell} as bigint) end,
    cast(floor(try_cast(replace(trim(${cell}), ',', '.') as decimal(18, 4))) as bigint))`;
  return `cast(case when ${number} between 0 and ${most} then ${number} end as ${type})`;
}

/** "1500000", "1500000.00", "Rp 1.500.000,00" and "1,500,000" are all the same money. */
function rupiah(cell: string): string {
  const bare = `translate(upper(${cell}), 'RP ', '')`;
  const whole = `case
    when regexp_full_match(${bare}, '[0-9]+') then ${bare}
    when regexp_full_match(${bare}, '[0-9]{1,3}([.][0-9]{3})+(,[0-9]{1,2}|,-)?')
      then replace(split_part(${bare}, ',', 1), '.', '')
    when regexp_full_match(${bare}, '[0-9]{1,3}(,[0-9]{3})+([.][0-9]{1,2})?')
      then replace(split_part(${bare}, '.', 1), ',', '')
    when regexp_full_match(${bare}, '[0-9]+[.,][0-9]{1,2}')
      then split_part(replace(${bare}, ',', '.'), '.', 1)
    end`;
  const number = `try_cast(${whole} as bigint)`;
  return `case when ${number} between 0 and ${LARGEST_AMOUNT} then ${number} end`;
}

/** Decimal degrees to millionths, inside the box around Indonesia. */
function microDegrees(cell: string, isLatitude: boolean): string {
  const [lowest, highest] = isLatitude ? [-11_200_000, 6_300_000] : [94_900_000, 141_100_000];
  const micro = `cast(try_cast(replace(trim(${cell}), ',', '.') as decimal(12, 6)) * 1000000 as bigint)`;
  return `cast(case when ${micro} between ${lowest} and ${highest} then ${micro} end as int)`;
}

/** Upper case, single spaces, no sign at the beginning that a spreadsheet would compute. */
function plainText(cell: string, fills: string): string {
  if (fills === "rt" || fills === "rw") {
    return `lpad(cast(try_cast(trim(${cell}) as usmallint) as varchar), 3, '0')`;
  }
  if (fills === "phone") return `nullif(regexp_replace(${cell}, '[^0-9+]', '', 'g'), '')`;
  const upper = `upper(trim(${cell}))`;
  const neat = `case when contains(${upper}, '  ') or ord(${upper}) in (43, 45, 61, 64)
    then trim(regexp_replace(ltrim(${upper}, '=+-@ '), '\\s+', ' ', 'g')) else ${upper} end`;
  return `nullif(${neat}, '')`;
}

function words(cell: string, column: LayoutColumn): string {
  const branches = Object.entries(column.words ?? {}).map(
    ([theirs, ours]) => `when ${text(theirs.toUpperCase())} then ${text(ours)}`,
  );
  return `case upper(trim(${cell})) ${branches.join(" ")} end`;
}
