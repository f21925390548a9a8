import { say, type Words } from "#domain/words.ts";
import type { SideAnswer, WhatIfAnswer } from "./answer.ts";
import type { Side } from "./tallies.ts";
import type { Welfare } from "./welfare.ts";

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

/** A count that may be shown: nothing, or not small. */
export const atLeastSmallest = (count: number): number | null =>
  count > 0 && count < SMALLEST_FAMILIES ? null : count;

type Row = readonly Cell[];

/** Sums of both sides, errors that the model expects, and simulated welfare: a row a figure. */
export function wholeRows(answer: WhatIfAnswer): readonly Row[] {
  const { reform, baseline, winners, losers, staying } = answer;
  const isShown = shownSides(answer);
  const row = (id: Words, of: (side: SideAnswer) => Cell): Row => [
    `${id.id} / ${id.en}`,
    isShown.baseline ? of(baseline) : null,
    isShown.reform ? of(reform) : null,
  ];
  return [
    ...SUMS.map(([id, of]) => row(id, of)),
    ["masuk / coming in", 0, atLeastSmallest(winners)],
    ["keluar / dropping out", 0, atLeastSmallest(losers)],
    ["tetap / staying", isShown.baseline ? baseline.families : null, atLeastSmallest(staying)],
    ...EXPECTED.map(([id, of]) => row(id, of)),
    ...WELFARE.map(([id, of]) => [`${id.id} / ${id.en}`, of(baseline.welfare), of(reform.welfare)]),
  ];
}

const SUMS: readonly (readonly [Words, (side: SideAnswer) => Cell])[] = [
  [say("keluarga penerima", "families receiving"), ({ families }) => families],
  [say("jiwa di dalamnya", "persons in them"), ({ persons }) => persons],
  [say("satuan penerima", "receiving units"), ({ units }) => units],
  [say("rupiah setahun", "rupiah a year"), ({ rupiahAYear }) => rupiahAYear],
  [
    say("biaya penyelenggaraan setahun", "administration a year"),
    ({ administrationAYear }) => administrationAYear,
  ],
  [say("cakupan jiwa", "coverage of persons"), ({ coverage }) => coverage],
];

/** Errors that the model expects of whoever a side reaches. */
export const EXPECTED: readonly (readonly [Words, (side: Pick<SideAnswer, "expected">) => Cell])[] =
  [
    [
      say("galat eksklusi (EER) perkiraan", "expected exclusion error (EER)"),
      ({ expected }) => expected.exclusion,
    ],
    [
      say("galat inklusi (IER) perkiraan", "expected inclusion error (IER)"),
      ({ expected }) => expected.inclusion,
    ],
    [
      say("jiwa miskin terjangkau, perkiraan", "expected poor persons reached"),
      ({ expected }) => expected.poorReached,
    ],
    [
      say("rupiah per jiwa miskin terjangkau", "rupiah per poor person reached"),
      ({ expected }) => expected.rupiahPerPoorReached,
    ],
  ];

/** Simulated poverty, inequality and welfare. */
export const WELFARE: readonly (readonly [Words, (welfare: Welfare) => Cell])[] = [
  [
    say("persentase di bawah garis, simulasi", "headcount, simulated"),
    ({ headcount }) => headcount,
  ],
  [say("kesenjangan kemiskinan, simulasi", "poverty gap, simulated"), ({ gap }) => gap],
  [
    say("keparahan kemiskinan, simulasi", "poverty severity, simulated"),
    ({ severity }) => severity,
  ],
  [say("Gini, simulasi", "Gini, simulated"), ({ gini }) => gini],
  [
    say("kesejahteraan CRRA sebagai rupiah", "CRRA welfare as rupiah"),
    ({ equalRupiah }) => equalRupiah,
  ],
  [
    say("kesenjangan tertutup per rupiah", "gap closed per rupiah"),
    ({ gapClosedPerRupiah }) => gapClosedPerRupiah,
  ],
];
