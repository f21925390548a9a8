import { readAbsence } from "./absent.ts";
import { findCode, getCodeList } from "./codes/all-lists.ts";
import { DECILE_SCOPE_WORDS, DECILE_SCOPES } from "./decile.ts";
import { FACTS_AGE, INDICATORS, type Indicator } from "./indicators.ts";
import { OFFICE_TIERS, type OfficeTier } from "./institution.ts";
import { LABEL_VARIABLES } from "./label-variables.ts";
import { ABSENT_WORDS } from "./names-of-things.ts";
import { accept, type Result, refuse } from "./result.ts";
import { VARIABLES } from "./variables/catalogue.ts";
import type { FieldGroup, VariableUnit } from "./variables/variable.ts";
import { say, type Words } from "./words.ts";

/** What is counted. A person is counted with the facts of the family, never the other way round. */
export const TABLE_MEASURES = ["families", "persons"] as const;
export type TableMeasure = (typeof TABLE_MEASURES)[number];

export const TABLE_MEASURE_WORDS = {
  families: say("keluarga", "families"),
  persons: say("orang", "persons"),
} as const satisfies Record<TableMeasure, Words>;

/** Tables of a version that aggregates may be made of. None of them names anybody. */
export const COUNTED_TABLES = ["family", "person", "rank", "indicator"] as const;
export type CountedTable = (typeof COUNTED_TABLES)[number];

/** A variable by which families or persons may be counted, and where the lake keeps it. */
export type TableVariable = {
  readonly id: string;
  readonly unit: VariableUnit;
  readonly table: CountedTable;
  readonly group: FieldGroup | "welfare";
  readonly words: Words;
  /** What it takes, where that does not go without saying. */
  readonly says?: Words;
  /** List of its answers; deciles have none. */
  readonly codeList?: string;
  /** Goes with every table that counts by it. */
  readonly mark?: Words;
  /** Versions of which days it may be counted of; of all where absent. */
  readonly inForce?: { readonly from: string; readonly until?: string };
  /**
   * Values of another column under one word each. Counted and withheld as that column is and put together afterwards:
   * such a table never shows more than the finer one would.
   */
  readonly folds?: {
    readonly column: string;
    readonly groups: readonly { readonly words: Words; readonly values: readonly number[] }[];
  };
};

/** Deciles, indicators, and every coded fact of the catalogue: no identity, nothing of the vault, no amounts. */
export const TABLE_VARIABLES: readonly TableVariable[] = [
  ...DECILE_SCOPES.map((scope) => ({
    id: `decile_${scope}`,
    unit: "family" as const,
    table: "rank" as const,
    group: "welfare" as const,
    words: say(`Desil ${DECILE_SCOPE_WORDS[scope].id}`, `Decile, ${DECILE_SCOPE_WORDS[scope].en}`),
  })),
  ...LABEL_VARIABLES,
  ...INDICATORS.map((one) => indicatorVariable(one, "yes-no")),
  indicatorVariable(FACTS_AGE, FACTS_AGE.codeList),
  ...VARIABLES.flatMap(({ id, unit, type, group, disclosure, codeList, id_ID, en }) =>
    disclosure === "fact" && (type === "code" || type === "flag") && codeList !== undefined
      ? [{ id, unit, table: unit, group, words: say(id_ID, en), codeList }]
      : [],
  ),
];

/** Then the table says by what its deciles are counted. */
export const isDecileVariable = (id: string): boolean =>
  TABLE_VARIABLES.some((variable) => variable.id === id && variable.table === "rank");

function indicatorVariable(
  { id, group, words, says }: Pick<Indicator, "id" | "group" | "words" | "says">,
  codeList: string,
): TableVariable {
  return { id, unit: "family", table: "indicator", group, words, says, codeList };
}

/** A question for a table: where, how fine, of what, by which variables. */
export type TableQuestion = {
  /** "ID", or a Kemendagri code of 2, 4, 6 or 10 digits without dots. */
  readonly area: string;
  /** Its own tier (one row), or the next one below. */
  readonly level: OfficeTier;
  readonly variables: readonly [string] | readonly [string, string];
  readonly measure: TableMeasure;
};

export const TABLE_PROBLEMS = [
  "variable-unknown",
  "variable-is-identity",
  "variable-in-vault",
  "variable-not-coded",
  "variable-twice",
  "variable-of-persons",
  "variable-not-in-force",
  "area-unknown",
  "level-not-offered",
] as const;
export type TableProblem = (typeof TABLE_PROBLEMS)[number];

export const TABLE_PROBLEM_WORDS = {
  "variable-unknown": say(
    "Variabel itu tidak ada di katalog. Pilih dari daftar variabel.",
    "There is no such variable in the catalogue. Choose one of the list.",
  ),
  "variable-is-identity": say(
    "Variabel itu menunjuk orangnya. Tabel hanya menghitung; pilih keterangan yang tidak menunjuk siapa pun.",
    "This variable says who somebody is. Tables only count: choose one that names nobody.",
  ),
  "variable-in-vault": say(
    "Variabel itu data khusus dan tidak pernah masuk tabel. Pilih yang lain.",
    "This variable is vault data and never enters a table. Choose another.",
  ),
  "variable-not-coded": say(
    "Variabel itu berisi jumlah, bukan pilihan jawaban. Pilih variabel yang berkode.",
    "This variable is a number, not one of a list of answers. Choose a coded one.",
  ),
  "variable-twice": say(
    "Variabel yang sama disebut dua kali. Sebut satu saja, atau pilih pasangan lain.",
    "The same variable is named twice. Name it once, or choose another for the second.",
  ),
  "variable-of-persons": say(
    "Variabel itu tentang orang, bukan keluarga. Hitung orang, atau pilih keterangan keluarga.",
    "This variable is about persons, not families. Count persons, or choose a fact of families.",
  ),
  "variable-not-in-force": say(
    "Sebutan itu belum atau tidak lagi dipakai pada hari versi ini. Pilih versi atau sebutan yang lain.",
    "Those words were not yet, or no longer, in use on the day of this version. Choose another version or other words.",
  ),
  "area-unknown": say(
    "Tidak ada wilayah dengan kode itu. Periksa kodenya.",
    "There is no region of that code. Check the code.",
  ),
  "level-not-offered": say(
    "Rincian hanya untuk wilayah itu sendiri atau satu tingkat di bawahnya. Pilih wilayah yang lebih sempit untuk rincian yang lebih halus.",
    "A table has the region itself or the tier just below it. Choose a narrower region for finer rows.",
  ),
} as const satisfies Record<TableProblem, Words>;

/** A question as it was sent, before anybody has looked at it. */
export type TableDraft = {
  readonly area: string;
  readonly level: string;
  readonly variables: readonly string[];
  readonly measure: TableMeasure;
};

/** The question, or why it cannot be asked by anybody; whose region it is, the desk decides. */
export function parseTable(draft: TableDraft): Result<TableQuestion, TableProblem> {
  const { measure } = draft;
  const [first, second, third] = draft.variables;
  if (first === undefined || third !== undefined) return refuse("variable-unknown");
  for (const id of draft.variables) {
    const problem = problemOf(id, measure);
    if (problem !== undefined) return refuse(problem);
  }
  if (second !== undefined && columnOf(first) === columnOf(second)) return refuse("variable-twice");
  const area = draft.area.replaceAll(".", "");
  const tier = tierOfArea(area);
  if (tier === undefined) return refuse("area-unknown");
  const level = levelsOf(tier).find((one) => one === draft.level);
  if (level === undefined) return refuse("level-not-offered");
  const variables = second === undefined ? ([first] as const) : ([first, second] as const);
  return accept({ area, level, variables, measure });
}

function problemOf(id: string, measure: TableMeasure): TableProblem | undefined {
  const found = TABLE_VARIABLES.find((one) => one.id === id);
  if (found !== undefined) {
    return found.unit === "person" && measure === "families" ? "variable-of-persons" : undefined;
  }
  switch (VARIABLES.find((one) => one.id === id)?.disclosure) {
    case undefined:
      return "variable-unknown";
    case "identity":
      return "variable-is-identity";
    case "vault":
      return "variable-in-vault";
    case "fact":
      return "variable-not-coded";
  }
}

/** Digits that a region's code has at each tier, in the order of OFFICE_TIERS. */
const DIGITS = [0, 2, 4, 6, 10] as const;

/** The tier whose codes look like this one; undefined where none do. */
export function tierOfArea(area: string): OfficeTier | undefined {
  if (area === "ID") return "nation";
  if (!/^\d+$/.test(area)) return undefined;
  return OFFICE_TIERS.find((_, i) => i > 0 && DIGITS[i] === area.length);
}

/** Codes from a region down to one within it, both with them; the nation is "ID". */
export function pathBetween(whole: string, part: string): readonly string[] {
  const codes = DIGITS.map((digits) => (digits === 0 ? "ID" : part.slice(0, digits)));
  const path = part === "ID" ? ["ID"] : [...new Set(codes)];
  return path.slice(Math.max(0, path.indexOf(whole)));
}

/** How many digits a code of that tier has; none for the nation. */
export function digitsOf(tier: OfficeTier): number {
  return DIGITS[OFFICE_TIERS.indexOf(tier)] ?? 0;
}

/** The tiers by which a table of such a region may have its rows. */
export function levelsOf(tier: OfficeTier): readonly OfficeTier[] {
  const place = OFFICE_TIERS.indexOf(tier);
  return OFFICE_TIERS.slice(place, place + 2);
}

/** A table as it may be shown: regions down, values across; null where a cell is withheld. */
export type CrossTable = {
  readonly regions: readonly string[];
  /** Values of the variables, one combination a column. */
  readonly columns: readonly (readonly number[])[];
  readonly cells: readonly (readonly (number | null)[])[];
  readonly regionSums: readonly (number | null)[];
  readonly columnSums: readonly (number | null)[];
  readonly sum: number | null;
  readonly withheld: number;
};

/** The variable of that id; asking for another is a bug. */
export function getTableVariable(id: string): TableVariable {
  const found = TABLE_VARIABLES.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no table counts by "${id}"`);
  return found;
}

/** The column that the lake keeps a variable's values in. */
export function columnOf(id: string): string {
  return getTableVariable(id).folds?.column ?? id;
}

/** Whether a variable may be counted of a version of that day. */
export function isCountedOn({ inForce }: TableVariable, day: string): boolean {
  if (inForce === undefined) return true;
  return inForce.from <= day && (inForce.until === undefined || day < inForce.until);
}

/** The value under which a stored one is counted: the number of its word, or itself. */
export function foldedValue({ folds }: TableVariable, stored: number): number {
  const place = folds?.groups.findIndex(({ values }) => values.includes(stored)) ?? -1;
  return place < 0 ? stored : place + 1;
}

/** What a value of the variable means, in words; a number outside its list is said as it is. */
export function sayTableValue({ codeList, folds }: TableVariable, value: number): Words {
  const absence = readAbsence(value);
  if (absence !== undefined) return ABSENT_WORDS[absence];
  const group = folds?.groups[value - 1];
  if (group !== undefined) return group.words;
  if (codeList === undefined) return say(`desil ${value}`, `decile ${value}`);
  const code = findCode(codeList, value);
  return code === undefined ? say(String(value), String(value)) : say(code.id_ID, code.en);
}

/** Every value that a variable may have, in the order of its list, reasons for absence last. */
export function orderValues(variable: TableVariable, values: readonly number[]): readonly number[] {
  const listed =
    variable.codeList === undefined
      ? []
      : getCodeList(variable.codeList).editions.regsosek.map(({ standard }) => standard);
  const place = (value: number) => {
    if (value < 0) return 20_000 - value;
    const found = listed.indexOf(value);
    return found < 0 ? 10_000 + value : found;
  };
  return [...values].sort((a, b) => place(a) - place(b));
}
