import { bell, type Chance, cutLatent, latentBelow } from "./chance.ts";

/** An answer whose codes run from the poorest to the richest, with their shares in thousandths. */
type Graded = {
  readonly id: string;
  readonly load: number;
  readonly codes: readonly (readonly [code: number, thousandths: number])[];
};

/** A thing counted: thousandths of families that own at least one, two, three. */
type Owned = { readonly id: string; readonly load: number; readonly atLeast: readonly number[] };

/** Housing, water, energy: rough national shares of Susenas 2023-2024, rounded; design values. */
const GRADED: readonly Graded[] = [
  {
    id: "home_ownership",
    load: 0.2,
    codes: [
      [3, 85],
      [5, 5],
      [2, 60],
      [1, 840],
      [4, 10],
    ],
  },
  {
    id: "floor_material",
    load: 0.55,
    codes: [
      [8, 40],
      [7, 6],
      [9, 4],
      [5, 80],
      [6, 150],
      [4, 60],
      [2, 560],
      [3, 25],
      [1, 75],
    ],
  },
  {
    id: "wall_material",
    load: 0.5,
    codes: [
      [6, 5],
      [4, 40],
      [7, 5],
      [5, 10],
      [2, 30],
      [3, 130],
      [1, 780],
    ],
  },
  {
    id: "roof_material",
    load: 0.4,
    codes: [
      [7, 12],
      [6, 3],
      [8, 5],
      [3, 330],
      [4, 110],
      [5, 10],
      [2, 490],
      [1, 40],
    ],
  },
  {
    id: "water_source",
    load: 0.45,
    codes: [
      [9, 10],
      [8, 25],
      [6, 35],
      [10, 20],
      [7, 90],
      [5, 150],
      [4, 230],
      [3, 100],
      [2, 270],
      [1, 70],
    ],
  },
  {
    id: "toilet_facility",
    load: 0.5,
    codes: [
      [6, 40],
      [5, 10],
      [4, 25],
      [3, 25],
      [2, 60],
      [1, 840],
    ],
  },
  {
    id: "closet_type",
    load: 0.4,
    codes: [
      [4, 40],
      [3, 15],
      [2, 15],
      [1, 930],
    ],
  },
  {
    id: "waste_disposal",
    load: 0.45,
    codes: [
      [5, 30],
      [3, 50],
      [4, 110],
      [6, 10],
      [2, 10],
      [1, 790],
    ],
  },
  {
    id: "lighting_source",
    load: 0.35,
    codes: [
      [4, 8],
      [3, 12],
      [2, 90],
      [1, 890],
    ],
  },
  {
    id: "power_capacity",
    load: 0.6,
    codes: [
      [1, 280],
      [2, 450],
      [3, 170],
      [4, 70],
      [5, 30],
    ],
  },
  {
    id: "cooking_fuel",
    load: 0.5,
    codes: [
      [10, 110],
      [9, 3],
      [7, 7],
      [4, 810],
      [12, 10],
      [2, 25],
      [3, 25],
      [5, 5],
      [1, 5],
    ],
  },
];

const OWNED: readonly Owned[] = [
  { id: "gas_cylinder", load: 0.5, atLeast: [100, 15] },
  { id: "refrigerator", load: 0.58, atLeast: [620, 30] },
  { id: "air_conditioner", load: 0.66, atLeast: [130, 50, 15] },
  { id: "water_heater", load: 0.6, atLeast: [30] },
  { id: "landline", load: 0.35, atLeast: [10] },
  { id: "flat_tv", load: 0.56, atLeast: [210, 25] },
  { id: "computer", load: 0.62, atLeast: [190, 50, 10] },
  { id: "motorcycle", load: 0.52, atLeast: [820, 370, 80] },
  { id: "bicycle", load: 0.1, atLeast: [380, 110] },
  { id: "car", load: 0.66, atLeast: [130, 18] },
  { id: "boat", load: -0.1, atLeast: [15] },
  { id: "motorboat", load: 0.1, atLeast: [8] },
  { id: "smartphone", load: 0.55, atLeast: [890, 620, 330] },
  { id: "other_land", load: 0.35, atLeast: [120, 20] },
  { id: "other_house", load: 0.42, atLeast: [60, 8] },
  { id: "cattle", load: 0.05, atLeast: [70, 40, 12] },
  { id: "buffalo", load: 0, atLeast: [8, 4] },
  { id: "horse", load: 0, atLeast: [3] },
  { id: "pig", load: 0, atLeast: [25, 15, 8] },
  { id: "goat", load: 0, atLeast: [60, 45, 25] },
];

/** Deviation of a regency's loadings and levels from the nation's. */
const LOAD_SPREAD = 0.09;
const LEVEL_SPREAD = 0.22;

/** Log rupiah per person and month: level, and what welfare, size and fate add. */
const LOG_MEDIAN = Math.log(1_150_000);
const WELFARE_SLOPE = 0.36;
const SIZE_SLOPE = -0.42;
const FATE = 0.335;

const latent = (chance: Chance, regency: string, id: string, load: number, noise: string) => {
  const local = Math.max(
    -0.85,
    Math.min(0.85, load + LOAD_SPREAD * bell(chance, `${regency}|${id}|load`)),
  );
  const level = LEVEL_SPREAD * bell(chance, `${regency}|${id}|level`);
  const rest = Math.sqrt(1 - local * local);
  return `(${local.toFixed(5)} * z + ${rest.toFixed(5)} * ${noise} + ${level.toFixed(5)})`;
};

const owned = (latentColumn: string, atLeast: readonly number[]): string =>
  atLeast
    .map((part) => `(${latentColumn} > ${latentBelow(1 - part / 1000).toFixed(6)})::int`)
    .join(" + ");

/** Codes of a graded fact from the poorest to the richest; empty for facts that are not graded. */
export const gradesOf = (id: string): readonly number[] =>
  GRADED.find((graded) => graded.id === id)?.codes.map(([code]) => code) ?? [];

const LATENT: readonly (Graded | Owned)[] = [...GRADED, ...OWNED];
const DRAWS = Array.from({ length: Math.ceil(LATENT.length / 2) }, (_, i) => `g${i}`);

/** SQL: the latent number behind each fact, by the regency's own loading and level. */
const latents = (chance: Chance, regency: string): string =>
  LATENT.map(({ id, load }, i) => {
    const noise = `tri(g${Math.floor(i / 2)}, ${(i % 2) * 32})`;
    return `${latent(chance, regency, id, load, noise)} as l_${id}`;
  }).join(",\n ");

const ANSWERS = [
  ...GRADED.map(({ id, codes }) => `${cutLatent(`l_${id}`, codes)} as ${id}`),
  ...OWNED.map(({ id, atLeast }) => `${owned(`l_${id}`, atLeast)} as ${id}`),
].join(",\n ");

/** What is not one latent and a cut: sizes, grams, land, aid by need. */
const REST = `
  case when lighting_source = 1 then power_capacity end as power_capacity,
  case when toilet_facility <= 4 then closet_type end as closet_type,
  case when toilet_facility <= 4 then waste_disposal end as waste_disposal,
  cast(exp(3.95 + 0.26 * z + 0.34 * tri(w1, 0)) as int) as floor_area,
  case when u16(w1, 32) < 0.93 then 0 when u16(w1, 32) < 0.97 then 1 else 2 end as kk_status,
  u16(w2, 32) < 0.07 as shares_meter,
  case when u16(w1, 48) < 0.92 then 1 else 2 end as families_in_house,
  case when u16(w2, 0) < 1 / (1 + exp(0.9 - 0.9 * z)) then cast(exp(1.4 + 0.5 * z + 0.8 * tri(w2, 16)) as int) else 0 end as gold,
  case when u16(w2, 48) < case when is_urban then 0.08 else 0.38 end
       then cast(exp(2.9 + 0.25 * z + 0.8 * tri(w3, 0)) as int) else 0 end as farmland,
  (u16(w3, 32) < 1 / (1 + exp(1.9 + 1.4 * z)))::int as receives_sembako,
  (children > 0 and u16(w3, 48) < 1 / (1 + exp(2.0 + 1.4 * z)))::int as receives_pkh,
  (u16(w1, 16) < 1 / (1 + exp(4.2 + 1.2 * z)))::int as receives_blt_desa`;

const expenditure = (chance: Chance, regency: string): string => {
  const level = LOG_MEDIAN + 0.18 * bell(chance, `${regency}|expenditure`);
  const slope = WELFARE_SLOPE * (1 + 0.1 * bell(chance, `${regency}|slope`));
  return `cast(exp(${level.toFixed(6)} + ${slope.toFixed(6)} * z + ${SIZE_SLOPE} * ln(size / 3.0)
    + ${FATE} * tri(${chance.draw("family_no", 11)}, 0)) as bigint) as expenditure_per_capita`;
};

/** SQL: welfare of a village, more in towns. */
export const villageWelfare = (chance: Chance): string =>
  `0.36 * tri(${chance.draw("cast(village_code as bigint)", 9)}, 0) + case when is_urban then 0.3 else -0.08 end`;

/** SQL: welfare of a family: its village's and its own. */
const welfare = (chance: Chance): string =>
  `v.welfare + 0.9 * tri(${chance.draw("s.family_no", 10)}, 0)`;

/** family_facts without answers: welfare and expenditure only, where no delivery will be written. */
export function familyWelfare(chance: Chance, regency: string): string {
  return `
    with welfare as (
      select s.family_no, s.village_no, m.size, ${welfare(chance)} as z
        from family_seed s
        join family_size m on m.family_no = s.family_no
        join village v on v.village_no = s.village_no
    )
    select * exclude (z), ${expenditure(chance, regency)} from welfare`;
}

/**
 * family_facts: latent welfare z of each family and all that follows from it: housing, assets,
 * aid received, true expenditure. Loadings and levels are the regency's own.
 */
export function familyFacts(chance: Chance, regency: string): string {
  const draws = DRAWS.map((name, i) => `${chance.draw("family_no", 20 + i)} as ${name}`);
  const dropped = ["is_urban", "w1", "w2", "w3", ...DRAWS, ...LATENT.map(({ id }) => `l_${id}`)];
  return `
    with welfare as (
      select s.*, m.size, m.children, ${chance.draw("s.family_no", 6)} as w1, ${chance.draw("s.family_no", 7)} as w2,
             ${chance.draw("s.family_no", 8)} as w3, ${draws.map((draw) => draw.replaceAll("family_no", "s.family_no")).join(", ")},
             v.is_urban, ${welfare(chance)} as z
        from family_seed s
        join family_size m on m.family_no = s.family_no
        join village v on v.village_no = s.village_no
    ), latent as (select *, ${latents(chance, regency)} from welfare),
    answered as (select *, ${ANSWERS} from latent)
    select * exclude (power_capacity, closet_type, waste_disposal, ${dropped.join(", ")}),
           ${REST}, ${expenditure(chance, regency)}
      from answered`;
}
