import { DISABILITY_INDICATORS } from "./disability-indicators.ts";
import type { PlainDate } from "./plain-date.ts";
import type { Expression, Truth } from "./rule.ts";
import type { FieldGroup } from "./variables/variable.ts";
import { say, type Words } from "./words.ts";

/** What an indicator means from a day on. Where neither is certain, the facts asked do not tell. */
export type IndicatorDefinition = {
  readonly validFrom: string;
  readonly source: string;
  readonly yes: Expression;
  readonly no: Expression;
};

type Counted = {
  readonly id: string;
  readonly words: Words;
  /** What it takes, for whoever reads the number. */
  readonly says: Words;
  readonly group: FieldGroup | "welfare";
};

/** An answer about a family that follows from its facts: counted, and never shown as a label of one family. */
export type Indicator = Counted & {
  /** The first in force first. */
  readonly definitions: readonly [IndicatorDefinition, ...IndicatorDefinition[]];
};

/** How long ago something of a family was, on the day of its version, in bands of months. */
export type AgeIndicator = Counted & {
  /** Column of the family with a day, yyyymmdd. */
  readonly since: "facts_as_of";
  readonly codeList: string;
  /** The most months of each band of the list; then come the band without an end and that of those without a day. */
  readonly months: readonly number[];
};

const SOURCE =
  "Metadata indikator DTSEN (definisi BPS dan PUPR); kode jawaban kami petakan sendiri";
const SINCE = "2025-02-05";

const fact = (name: string, ...codes: readonly [number, ...number[]]): Expression => ({
  fact: name,
  in: codes,
});
const all = (...parts: readonly [Expression, ...Expression[]]): Expression => ({ all: parts });
const any = (...parts: readonly [Expression, ...Expression[]]): Expression => ({ any: parts });
const not = (part: Expression): Expression => ({ not: part });

/** Own, shared with certain households or communal; water seal; septic tank or sewerage. */
export const sanitation = all(
  fact("toilet_facility", 1, 2, 3),
  fact("closet_type", 1),
  fact("waste_disposal", 1, 2),
);
/** Piped, protected spring, rain. */
const properWater = fact("water_source", 3, 7, 10);
/**
 * Unprotected wells and springs, surface water, other. Boreholes and protected wells are proper where they lie ten metres
 * from waste, bottled water where the water to wash with is proper: neither was asked, so they are not told.
 */
const improperWater = fact("water_source", 6, 8, 9, 11);
const BOTTLED = [1, 2] as const;
const WELLS = [4, 5] as const;
const EVERY_WATER = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] as const;

/** Which water it is, where the source alone tells. */
function waterIndicator(
  id: string,
  words: Words,
  says: Words,
  codes: readonly [number, ...number[]],
): Indicator {
  const [first = 0, ...others] = EVERY_WATER.filter((code) => !codes.includes(code));
  const [yes, no] = [fact("water_source", ...codes), fact("water_source", first, ...others)];
  return {
    ...{ id, words, says, group: "water-and-sanitation" },
    definitions: [{ validFrom: SINCE, source: SOURCE, yes, no }],
  };
}

/** Concrete, tiles, zinc, wood; masonry, plastered weave, wood; all but bamboo, earth, other. */
export const durable = all(
  fact("roof_material", 1, 2, 3, 5),
  fact("wall_material", 1, 2, 3),
  fact("floor_material", 1, 2, 3, 4, 5, 6),
);
const SQUARE_METRES_TIMES_TEN = 72;
const LARGEST_FAMILY = 40;
const MOST_FLOOR = 1_000_000;
/** At least 7.2 square metres a person; of families above forty it is not told. */
const roomy = any(
  roomyFor(1),
  ...Array.from({ length: LARGEST_FAMILY - 1 }, (_, i) => roomyFor(i + 2)),
);

function roomyFor(persons: number): Expression {
  const least = Math.ceil((persons * SQUARE_METRES_TIMES_TEN) / 10);
  return all(fact("size", persons), { fact: "floor_area", between: [least, MOST_FLOOR] });
}

const crowded = all({ fact: "size", between: [1, LARGEST_FAMILY] }, not(roomy));

/** Indicators of dwelling, water, sanitation and members that planners count by. */
export const INDICATORS: readonly Indicator[] = [
  {
    id: "proper_sanitation",
    words: say("Sanitasi layak", "Proper sanitation"),
    says: say(
      "Jamban sendiri, bersama rumah tangga tertentu atau MCK komunal; kloset leher angsa; pembuangan ke tangki septik atau IPAL.",
      "A toilet of their own, shared with certain households or communal; a water seal; a septic tank or sewerage.",
    ),
    group: "water-and-sanitation",
    definitions: [{ validFrom: SINCE, source: SOURCE, yes: sanitation, no: not(sanitation) }],
  },
  {
    id: "proper_drinking_water",
    words: say("Air minum layak", "Proper drinking water"),
    says: say(
      "Leding, mata air terlindung atau air hujan. Sumur bor, sumur terlindung, air kemasan dan isi ulang tidak dapat dinilai: jarak ke limbah dan air untuk mandi cuci belum ditanyakan.",
      "Piped water, a protected spring or rain. Boreholes, protected wells and bottled or refilled water cannot be judged: how far waste lies and what they wash with was not asked.",
    ),
    group: "water-and-sanitation",
    definitions: [{ validFrom: SINCE, source: SOURCE, yes: properWater, no: improperWater }],
  },
  waterIndicator(
    "protected_drinking_water",
    say("Air minum dari sumber terlindung", "Drinking water from a protected source"),
    say(
      "Kemasan, isi ulang, leding, sumur bor, sumur atau mata air terlindung, air hujan. Ini menilai sumbernya saja: layak atau tidaknya juga bergantung pada jarak ke limbah dan air untuk mandi cuci.",
      "Bottled, refilled or piped water, a borehole, a protected well or spring, rain. By the source alone: whether it is proper also depends on how far waste lies and on the water to wash with.",
    ),
    [...BOTTLED, 3, ...WELLS, 7, 10],
  ),
  waterIndicator(
    "bottled_water",
    say("Minum air kemasan atau isi ulang", "Drinks bottled or refilled water"),
    say(
      "Layak hanya bila air untuk mandi cuci dari sumber layak; itu belum ditanyakan.",
      "Proper only where the water to wash with is; that was not asked.",
    ),
    BOTTLED,
  ),
  waterIndicator(
    "well_water",
    say("Minum dari sumur bor atau sumur terlindung", "Drinks from a borehole or protected well"),
    say(
      "Layak hanya bila lebih dari 10 meter dari limbah; itu belum ditanyakan.",
      "Proper only more than 10 metres from waste; that was not asked.",
    ),
    WELLS,
  ),
  {
    id: "livable_house",
    words: say("Rumah layak huni", "Livable house"),
    says: say(
      "Paling sedikit 7,2 m2 per orang, air minum dan sanitasi layak, atap, dinding dan lantai tahan lama.",
      "At least 7.2 m2 a person, proper drinking water and sanitation, durable roof, walls and floor.",
    ),
    group: "housing",
    definitions: [
      {
        validFrom: SINCE,
        source: SOURCE,
        yes: all(roomy, properWater, sanitation, durable),
        no: any(crowded, improperWater, not(sanitation), not(durable)),
      },
    ],
  },
  ...DISABILITY_INDICATORS,
];

/** Whether a village's data are alive ("daerah aktif"): how many of its families were seen lately. */
export const FACTS_AGE: AgeIndicator = {
  id: "facts_age",
  words: say("Umur keterangan", "Age of the facts"),
  says: say(
    "Bulan sejak keterangan terbaru keluarga itu, dihitung sampai hari versi. Desa yang keluarganya banyak di kelompok pertama adalah daerah aktif; yang belum pernah didata sebaiknya didatangi lebih dulu.",
    "Months from a family's newest fact to the day of the version. A village with many families in the first group keeps its data alive; families that were never surveyed are better visited first.",
  ),
  group: "welfare",
  since: "facts_as_of",
  codeList: "facts-age",
  months: [3, 12, 24],
};

/**
 * The band of a day, as the list numbers them: 1 is the newest, the last is for who has no day. A fact from after the
 * version's day is as new as can be.
 */
export function ageBand({ months }: AgeIndicator, since: number, day: number): number {
  if (since <= 0) return months.length + 2;
  const monthsOf = (number: number) =>
    Math.floor(number / 10_000) * 12 + (Math.floor(number / 100) % 100);
  const age = monthsOf(day) - monthsOf(since);
  return 1 + months.filter((most) => age > most).length;
}

/** What an indicator means on a day; undefined before it meant anything. */
export function definitionOn(
  { definitions }: Indicator,
  day: PlainDate,
): IndicatorDefinition | undefined {
  return definitions.findLast(({ validFrom }) => validFrom <= day);
}

/** The answer that the two halves of a definition give: a yes, a no, or that the facts asked do not tell. */
export function indicatorTruth(yes: Truth, no: Truth): Truth {
  if (yes === true) return true;
  return no === true ? false : "unknown";
}
