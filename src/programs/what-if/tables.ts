import { hideSmallCells } from "#domain/small-cells.ts";
import { say, type Words } from "#domain/words.ts";
import type { Tally, WhatIfAnswer } from "./answer.ts";
import type { Side } from "./tallies.ts";

/** Below so many families a number is withheld, as in every other table that leaves. */
export const SMALLEST_FAMILIES = 10;

/** A cell of a table: a number, a word, or withheld. */
export type Cell = number | string | null;

/** One table of an answer, as the report, the workbook and the Parquet file show it alike. */
export type AnswerTable = {
  readonly name: string;
  readonly title: Words;
  readonly columns: readonly { readonly id: string; readonly words: Words }[];
  readonly rows: readonly (readonly Cell[])[];
};

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
] as const;

export type GroupName =
  | "province"
  | "regency_no"
  | "decile"
  | "size"
  | "female"
  | "disabled"
  | "city";

const TITLES: Readonly<Record<GroupName, Words>> = {
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
  readonly coverage: number | null;
};

/**
 * One grouping with its small cells withheld: rows by what becomes of a family (stays, comes in, drops out, neither).
 * Sums of withheld parts are withheld with them, so that no row gives away what stands beside it.
 */
export function shownGroups(name: string, tallies: readonly Tally[]): readonly ShownGroup[] {
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
    return {
      key: one.keys[name] ?? 0,
      families,
      baselineFamilies: shown(one.staying + one.losers, 0, 2),
      reformFamilies,
      staying: shown(one.staying, 0),
      winners: shown(one.winners, 1),
      losers: shown(one.losers, 2),
      rupiahAYear: shown(one.reform_rupiah, 0, 1),
      coverage:
        families === null || reformFamilies === null || families === 0
          ? null
          : Math.round((reformFamilies / families) * 10_000) / 10_000,
    };
  });
}

const groupTable = (name: GroupName, tallies: readonly Tally[]): AnswerTable => ({
  name: `by_${name.replace("_no", "")}`,
  title: TITLES[name],
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
  ]),
});

function labelOf(name: GroupName, key: number): string {
  const words = YES_NO[name];
  if (words !== undefined) return words[key === 1 ? 1 : 0];
  if (name === "province") return String(key / 100).padStart(2, "0");
  if (name === "regency_no") return String(key).padStart(4, "0");
  if (name === "size") return key === 8 ? "8+" : String(key);
  return key === 0 ? "-" : String(key);
}

/** Every table of an answer, in the order in which people read them. */
export function answerTables(answer: WhatIfAnswer): readonly AnswerTable[] {
  const names = Object.keys(TITLES) as GroupName[];
  return [
    wholeTable(answer),
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

/** Which sides' sums may be shown: not where a part of them is small, or the other sums would tell it. */
export function shownSides({
  winners,
  losers,
  staying,
}: Pick<WhatIfAnswer, "winners" | "losers" | "staying">): Readonly<Record<Side, boolean>> {
  const areShown = (...parts: readonly number[]) =>
    parts.every((part) => atLeastSmallest(part) !== null);
  return { baseline: areShown(staying, losers), reform: areShown(staying, winners) };
}

function wholeTable(answer: WhatIfAnswer): AnswerTable {
  const { reform, baseline, nothing, winners, losers, staying } = answer;
  const isShown = shownSides(answer);
  const row = (id: Words, of: (side: typeof reform) => Cell): readonly Cell[] => [
    `${id.id} / ${id.en}`,
    isShown.baseline ? of(baseline) : null,
    isShown.reform ? of(reform) : null,
  ];
  const welfare = (id: Words, of: (side: typeof nothing) => Cell): readonly Cell[] => [
    `${id.id} / ${id.en}`,
    of(baseline.welfare),
    of(reform.welfare),
  ];
  return {
    name: "whole",
    title: say("Seluruhnya", "The whole"),
    columns: [
      { id: "figure", words: say("angka", "figure") },
      { id: "baseline", words: say("sekarang", "now") },
      { id: "reform", words: say("skenario", "scenario") },
    ],
    rows: [
      row(say("keluarga penerima", "families receiving"), ({ families }) => families),
      row(say("jiwa di dalamnya", "persons in them"), ({ persons }) => persons),
      row(say("satuan penerima", "receiving units"), ({ units }) => units),
      row(say("rupiah setahun", "rupiah a year"), ({ rupiahAYear }) => rupiahAYear),
      row(say("cakupan jiwa", "coverage of persons"), ({ coverage }) => coverage),
      ["masuk / coming in", 0, atLeastSmallest(winners)],
      ["keluar / dropping out", 0, atLeastSmallest(losers)],
      ["tetap / staying", isShown.baseline ? baseline.families : null, atLeastSmallest(staying)],
      row(
        say("galat eksklusi (EER) perkiraan", "expected exclusion error (EER)"),
        ({ expected }) => expected.exclusion,
      ),
      row(
        say("galat inklusi (IER) perkiraan", "expected inclusion error (IER)"),
        ({ expected }) => expected.inclusion,
      ),
      row(
        say("jiwa miskin terjangkau, perkiraan", "expected poor persons reached"),
        ({ expected }) => expected.poorReached,
      ),
      row(
        say("rupiah per jiwa miskin terjangkau", "rupiah per poor person reached"),
        ({ expected }) => expected.rupiahPerPoorReached,
      ),
      welfare(
        say("persentase di bawah garis, simulasi", "headcount, simulated"),
        ({ headcount }) => headcount,
      ),
      welfare(say("kesenjangan kemiskinan, simulasi", "poverty gap, simulated"), ({ gap }) => gap),
      welfare(say("Gini, simulasi", "Gini, simulated"), ({ gini }) => gini),
      welfare(
        say("kesejahteraan CRRA sebagai rupiah", "CRRA welfare as rupiah"),
        ({ equalRupiah }) => equalRupiah,
      ),
      welfare(
        say("kesenjangan tertutup per rupiah", "gap closed per rupiah"),
        ({ gapClosedPerRupiah }) => gapClosedPerRupiah,
      ),
    ],
  };
}

/** A count that may be shown: nothing, or not small. */
export const atLeastSmallest = (count: number): number | null =>
  count > 0 && count < SMALLEST_FAMILIES ? null : count;

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
