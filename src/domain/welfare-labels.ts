import type { PlainDate } from "./plain-date.ts";
import { type Rupiah, toRupiah } from "./rupiah.ts";
import { say, type Words } from "./words.ts";

/** A word that officials use for families of some deciles. Of groups of families only: never of one. */
export type WelfareLabel = {
  readonly id: string;
  readonly words: Words;
  /** National deciles, the lowest first. */
  readonly deciles: readonly [number, ...number[]];
};

/** What the words meant from a day on, and where that was read. */
export type LabelDefinition = {
  readonly validFrom: string;
  readonly source: string;
  readonly labels: readonly WelfareLabel[];
};

const label = (
  id: string,
  deciles: readonly [number, ...number[]],
  id_ID: string,
  en: string,
): WelfareLabel => ({ id, words: say(id_ID, en), deciles });

/**
 * Deciles are places among families; the words are how officials and the press speak of them, and no rule gives any an
 * amount. Lists before 2025 had words of their own, without deciles, and are not told here.
 */
export const LABEL_DEFINITIONS: readonly LabelDefinition[] = [
  {
    validFrom: "2025-02-05",
    source:
      "Sebutan pejabat dan media sejak DTSEN (Inpres 4/2025); tidak ada ketentuan yang kami baca",
    labels: [
      label("very-poor", [1], "sangat miskin (miskin ekstrem)", "very poor (extreme poverty)"),
      label("poor", [2], "miskin", "poor"),
      label("nearly-poor", [3], "hampir miskin", "nearly poor"),
      label("vulnerable", [4], "rentan miskin", "vulnerable to poverty"),
      label("getting-by", [5], "pas-pasan", "getting by"),
      label("middle-and-above", [6, 7, 8, 9, 10], "menengah sampai mampu", "middle to well off"),
    ],
  },
];

/** An amount per person below which somebody counts as extremely poor, from a day on. */
export type PovertyLine = {
  readonly validFrom: string;
  readonly source: string;
  readonly perPersonDay: Rupiah;
  readonly perPersonMonth: Rupiah;
};

/** What was read of the line: 1.9 dollars of equal purchasing power, in the rupiah of 2022. */
export const EXTREME_POVERTY_LINES: readonly PovertyLine[] = [
  {
    validFrom: "2022-06-08",
    source: "Inpres 4/2022; acuan P3KE, 1,9 dolar AS PPP sehari",
    perPersonDay: toRupiah(10_739n),
    perPersonMonth: toRupiah(322_170n),
  },
];

/** Stands beside every count by these words or against this line: official poverty is measured by Susenas, never by DTSEN. */
export const POVERTY_MARK: Words = say(
  "simulasi, bukan angka kemiskinan resmi BPS",
  "simulation, not official BPS poverty",
);

/** The words in force on a day; undefined before there were any. */
export function labelsOn(day: PlainDate): LabelDefinition | undefined {
  return LABEL_DEFINITIONS.findLast(({ validFrom }) => validFrom <= day);
}

/** The line in force on a day. */
export function extremePovertyLineOn(day: PlainDate): PovertyLine | undefined {
  return EXTREME_POVERTY_LINES.findLast(({ validFrom }) => validFrom <= day);
}

/** Families and persons of one national decile of a version. */
export type DecileCount = {
  readonly decile: number;
  readonly families: number;
  readonly persons: number;
};

/** How many the words of a day stand for, with the mark that goes wherever they go. */
export type LabelCounts = {
  readonly mark: Words;
  readonly source: string;
  readonly rows: readonly {
    readonly label: WelfareLabel;
    readonly families: number;
    readonly persons: number;
  }[];
};

/** Counts of groups by their words: the only thing that is made of them. */
export function countByLabel(
  day: PlainDate,
  deciles: readonly DecileCount[],
): LabelCounts | undefined {
  const definition = labelsOn(day);
  if (definition === undefined) return undefined;
  const rows = definition.labels.map((one) => {
    const within = deciles.filter(({ decile }) => one.deciles.includes(decile));
    return {
      label: one,
      families: within.reduce((sum, { families }) => sum + families, 0),
      persons: within.reduce((sum, { persons }) => sum + persons, 0),
    };
  });
  return { mark: POVERTY_MARK, source: definition.source, rows };
}
