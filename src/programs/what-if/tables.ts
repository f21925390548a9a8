import { hideSmallCells } from "#domain/small-cells.ts";
import { say, type Words } from "#domain/words.ts";
import { share, type Tally, type WhatIfAnswer } from "./answer.ts";
import { measuredTable } from "./measured-table.ts";
import type { SurveyErrors } from "./survey-errors.ts";
import { type AnswerTable, SMALLEST_FAMILIES, wholeRows } from "./whole-table.ts";

const COLUMNS = [
  { id: "group", words: say("kelompok", "group") },
  { id: "families", words: say("keluarga", "families") },
  { id: "baseline_families", words: say("penerima sekarang", "recipients now") },
  { id: "reform_families", words: say("penerima skenario", "recipients in the scenario") },
  { id: "staying", words: say("tetap", "staying") },
  { id: "winners", words: say("masuk", "coming in") },
  { id: "losers", words: say("keluar", "dropping out") },
  { id: "coverage", words: say("cakupan", "coverage") },
  { id: "rupiah_a_year", words: say("rupiah setahun", "rupiah a year") },
  { id: "baseline_rupiah_a_year", words: say("rupiah setahun sekarang", "rupiah a year now") },
] as const;

export type GroupName =
  | "province"
  | "regency_no"
  | "decile"
  | "size"
  | "female"
  | "disabled"
  | "city";

/** What a table by a group is called. */
export const GROUP_TITLES: Readonly<Record<GroupName, Words>> = {
  province: say("Menurut provinsi", "By province"),
  regency_no: say("Menurut kabupaten/kota", "By regency and city"),
  decile: say("Menurut desil nasional", "By national decile"),
  size: say("Menurut jumlah anggota", "By members"),
  female: say("Menurut jenis kelamin kepala keluarga", "By sex of the head"),
  disabled: say(
    "Menurut penyandang disabilitas berat di keluarga",
    "By severe disability in the family",
  ),
  city: say("Kabupaten dan kota", "Regencies and cities"),
};

const YES_NO: Readonly<Partial<Record<GroupName, readonly [no: string, yes: string]>>> = {
  female: ["laki-laki / male", "perempuan / female"],
  disabled: ["tidak ada / none", "ada / some"],
  city: ["kabupaten / regency", "kota / city"],
};

/** Families of one group by what the scenario does to them; what is withheld is null. */
export type ShownGroup = {
  readonly key: number;
  readonly families: number | null;
  readonly baselineFamilies: number | null;
  readonly reformFamilies: number | null;
  readonly staying: number | null;
  readonly winners: number | null;
  readonly losers: number | null;
  readonly rupiahAYear: number | null;
  readonly baselineRupiahAYear: number | null;
  readonly coverage: number | null;
  readonly baselineCoverage: number | null;
};

/** What a group is shown of. */
type GroupTally = Pick<
  Tally,
  "keys" | "families" | "staying" | "winners" | "losers" | "reform_rupiah" | "baseline_rupiah"
>;

/**
 * One grouping with its small cells withheld: rows by what becomes of a family (stays, comes in, drops out, neither).
 * Sums of withheld parts are withheld with them, so that no row gives away what stands beside it.
 */
export function shownGroups(name: string, tallies: readonly GroupTally[]): readonly ShownGroup[] {
  const parts = tallies.map((one) => {
    const told = [one.staying, one.winners, one.losers];
    const neither = Math.max(one.families - told.reduce((sum, part) => sum + part, 0), 0);
    return [...told, neither];
  });
  const rows = parts.map((row) => [...row, row.reduce((sum, part) => sum + part, 0)]);
  const total = [0, 1, 2, 3, 4].map((i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0));
  const counts = [...rows, total].flat();
  const hidden = hideSmallCells({ sizes: [rows.length + 1, 5], counts }, SMALLEST_FAMILIES);
  return tallies.map((one, i) => {
    const isHidden = (part: number) => hidden[i * 5 + part] === true;
    const shown = (value: number, ...of: readonly number[]) => (of.some(isHidden) ? null : value);
    const families = shown(one.families, 4);
    const reformFamilies = shown(one.staying + one.winners, 0, 1);
    const baselineFamilies = shown(one.staying + one.losers, 0, 2);
    return {
      key: one.keys[name] ?? 0,
      families,
      baselineFamilies,
      reformFamilies,
      staying: shown(one.staying, 0),
      winners: shown(one.winners, 1),
      losers: shown(one.losers, 2),
      rupiahAYear: shown(one.reform_rupiah, 0, 1),
      baselineRupiahAYear: shown(one.baseline_rupiah, 0, 2),
      coverage: coverageOf(reformFamilies, families),
      baselineCoverage: coverageOf(baselineFamilies, families),
    };
  });
}

const coverageOf = (part: number | null, families: number | null): number | null =>
  part === null || families === null ? null : share(part, families);

const groupTable = (name: GroupName, tallies: readonly Tally[]): AnswerTable => ({
  name: `by_${name.replace("_no", "")}`,
  title: GROUP_TITLES[name],
  columns: COLUMNS,
  rows: shownGroups(name, tallies).map((row) => [
    labelOf(name, row.key),
    row.families,
    row.baselineFamilies,
    row.reformFamilies,
    row.staying,
    row.winners,
    row.losers,
    row.coverage,
    row.rupiahAYear,
    row.baselineRupiahAYear,
  ]),
});

/** A group as people read it. */
export function labelOf(name: GroupName, key: number): string {
  const words = YES_NO[name];
  if (words !== undefined) return words[key === 1 ? 1 : 0];
  if (name === "province") return String(key / 100).padStart(2, "0");
  if (name === "regency_no") return String(key).padStart(4, "0");
  if (name === "size") return key === 8 ? "8+" : String(key);
  return key === 0 ? "-" : String(key);
}

/** Every table of an answer, in the order in which people read them. */
export function answerTables(answer: WhatIfAnswer, survey: SurveyErrors): readonly AnswerTable[] {
  const names = Object.keys(GROUP_TITLES) as GroupName[];
  return [
    {
      name: "whole",
      title: say("Seluruhnya", "The whole"),
      columns: [
        { id: "figure", words: say("angka", "figure") },
        { id: "baseline", words: say("sekarang", "now") },
        { id: "reform", words: say("skenario", "scenario") },
      ],
      rows: wholeRows(answer),
    },
    measuredTable(answer, survey),
    ...names
      .toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b))
      .map((name) => groupTable(name, answer.groups[name] ?? [])),
    frontierTable(answer),
  ];
}

const ORDER: readonly GroupName[] = [
  "decile",
  "female",
  "disabled",
  "size",
  "city",
  "province",
  "regency_no",
];

const frontierTable = ({ frontier }: WhatIfAnswer): AnswerTable => ({
  name: "frontier",
  title: say("Bila garis ditarik di persentil lain", "Were the line drawn at another percentile"),
  columns: [
    { id: "percentile", words: say("persentil", "percentile") },
    { id: "units", words: say("satuan penerima", "receiving units") },
    { id: "rupiah_a_year", words: say("rupiah setahun", "rupiah a year") },
    { id: "coverage", words: say("cakupan jiwa", "coverage of persons") },
    { id: "exclusion", words: say("EER perkiraan", "expected EER") },
    { id: "inclusion", words: say("IER perkiraan", "expected IER") },
  ],
  rows: frontier.map((point) => [
    point.percentile,
    point.units > 0 && point.units < SMALLEST_FAMILIES ? null : point.units,
    point.units > 0 && point.units < SMALLEST_FAMILIES ? null : point.rupiahAYear,
    point.coverage,
    point.exclusion,
    point.inclusion,
  ]),
});
