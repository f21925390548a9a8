import { accept, type Result, refuse } from "../result.ts";
import { ASSET, FARMLAND, GOLD } from "./assets.ts";
import {
  CODE_EDITIONS,
  type Code,
  type CodeEdition,
  type CodeList,
  STANDARD_EDITION,
} from "./code-list.ts";
import { CHRONIC_DISEASE, FUNCTIONAL_DIFFICULTY, NUTRITION, SADNESS } from "./health.ts";
import { FACTS_AGE, VISIT_RESULT, WELFARE_LABEL } from "./history.ts";
import {
  FLOOR_MATERIAL,
  HOME_OWNERSHIP,
  KK_STATUS,
  ROOF_MATERIAL,
  WALL_MATERIAL,
} from "./housing.ts";
import { LIFE_STATUS, MARITAL_STATUS, PRESENCE, RELATIONSHIP, SEX, YES_NO } from "./people.ts";
import { DIPLOMA, SCHOOL_CLASS, SCHOOL_LEVEL, SCHOOL_PARTICIPATION } from "./schooling.ts";
import {
  CLOSET_TYPE,
  COOKING_FUEL,
  LIGHTING_SOURCE,
  POWER_CAPACITY,
  TOILET_FACILITY,
  WASTE_DISPOSAL,
  WATER_SOURCE,
} from "./water-and-energy.ts";
import { BUSINESS_TURNOVER, INDUSTRY, JOB_STATUS, WAGE_BAND } from "./work.ts";

/** Every list of answers, once. */
export const CODE_LISTS: readonly CodeList[] = [
  KK_STATUS,
  HOME_OWNERSHIP,
  FLOOR_MATERIAL,
  WALL_MATERIAL,
  ROOF_MATERIAL,
  WATER_SOURCE,
  TOILET_FACILITY,
  CLOSET_TYPE,
  WASTE_DISPOSAL,
  LIGHTING_SOURCE,
  POWER_CAPACITY,
  COOKING_FUEL,
  ASSET,
  GOLD,
  FARMLAND,
  YES_NO,
  SEX,
  RELATIONSHIP,
  MARITAL_STATUS,
  PRESENCE,
  LIFE_STATUS,
  SCHOOL_PARTICIPATION,
  SCHOOL_LEVEL,
  SCHOOL_CLASS,
  DIPLOMA,
  INDUSTRY,
  JOB_STATUS,
  BUSINESS_TURNOVER,
  WAGE_BAND,
  NUTRITION,
  FUNCTIONAL_DIFFICULTY,
  SADNESS,
  CHRONIC_DISEASE,
  WELFARE_LABEL,
  VISIT_RESULT,
  FACTS_AGE,
];

const BY_NAME = new Map(CODE_LISTS.map((list) => [list.name, list]));

export type CodeProblem = "unknown-code-list" | "unknown-code";

/** The list of that name; asking for another is a bug. */
export function getCodeList(name: string): CodeList {
  const found = BY_NAME.get(name);
  if (found === undefined) throw new Error(`no code list "${name}" in the law book`);
  return found;
}

/** The answers of a list as that edition numbers them; the standard's where it has no own numbers. */
export function listCodes(list: CodeList, edition: CodeEdition): readonly Code[] {
  return list.editions[edition] ?? list.editions.regsosek;
}

/** "01", " ya " and "1.0" as they are kept in the lists: "1", "YA", "1". */
export function normalCode(written: string | number): string {
  const text = String(written).trim().toUpperCase().replaceAll(/\s+/g, " ");
  return /^\d+(\.0*)?$/.test(text) ? text.replace(/^0+(?=\d)/, "").replace(/\.0*$/, "") : text;
}

/** A delivered answer in the lake's own numbers; negative where the answer is a reason for absence. */
export function toStandard(
  list: string,
  edition: CodeEdition,
  code: string | number,
): Result<number, CodeProblem> {
  const known = BY_NAME.get(list);
  if (known === undefined) return refuse("unknown-code-list");
  const normal = normalCode(code);
  if (known.counted.includes(edition)) {
    return /^\d{1,4}$/.test(normal) ? accept(Number(normal)) : refuse("unknown-code");
  }
  const found = listCodes(known, edition).find((one) => one.code === normal);
  return found === undefined ? refuse("unknown-code") : accept(found.standard);
}

/** What a number of the lake says; undefined where the number is in no list. */
export function findCode(list: string, standard: number): Code | undefined {
  return BY_NAME.get(list)?.editions.regsosek.find((one) => one.standard === standard);
}

/** One row of the mapping as data, for a join in SQL. */
export type CodeRow = {
  readonly code_list: string;
  readonly edition: CodeEdition;
  readonly code: string;
  readonly standard: number;
};

/** The whole mapping of these editions, every list, ready for `values` or a small table. */
export function codeRows(editions: readonly CodeEdition[]): readonly CodeRow[] {
  return CODE_LISTS.flatMap((list) =>
    editions.flatMap((edition) =>
      listCodes(list, edition).map(({ code, standard }) => ({
        code_list: list.name,
        edition,
        code,
        standard,
      })),
    ),
  );
}

/** Takes "roof-material/dtsen", as layouts name their lists, apart; a wrong name there is a bug. */
export function readCodeListName(named: string): {
  readonly list: CodeList;
  readonly edition: CodeEdition;
} {
  const [name = "", edition = STANDARD_EDITION] = named.split("/");
  const known = CODE_EDITIONS.find((one) => one === edition);
  if (known === undefined) throw new Error(`no edition "${edition}" in the law book`);
  return { list: getCodeList(name), edition: known };
}
