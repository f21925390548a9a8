import type { ErrorRates } from "./error-rates.ts";

/** Highest code of the housing lists that a wrong answer may reach. */
const HIGHEST: Readonly<Record<string, number>> = {
  home_ownership: 5,
  floor_material: 9,
  wall_material: 7,
  roof_material: 8,
  water_source: 11,
  toilet_facility: 6,
  closet_type: 4,
  waste_disposal: 6,
  lighting_source: 4,
  power_capacity: 5,
  cooking_fuel: 11,
};

const wrong = (rates: ErrorRates, nth: number): string =>
  `(((e3 >> ${(nth * 7) % 48}) & 65535)::int < ${Math.round(65.536 * rates.factWrong)})`;

/** SQL: a coded answer as a visitor noted it, one step off where the draw says so. */
export function worse(id: string, rates: ErrorRates, nth: number): string {
  const highest = HIGHEST[id];
  if (highest === undefined) throw new Error(`"${id}" has no code list here`);
  return `case when ${id} is null then null when ${wrong(rates, nth)} then 1 + ${id} % ${highest} else ${id} end`;
}

/** SQL: a count as told, forgotten (0) where the draw says so. */
export const forgotten = (id: string, rates: ErrorRates, nth: number): string =>
  `case when ${wrong(rates, nth)} then 0 else ${id} end`;

/** SQL: yes (1) or no (2) to having any, forgotten where the draw says so. */
export const hasAny = (id: string, rates: ErrorRates, nth: number): string =>
  `case when ${id} > 0 and not ${wrong(rates, nth)} then 1 else 2 end`;
