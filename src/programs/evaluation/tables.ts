import { BALANCED_WORDS, EVALUATED_WORDS, VERDICT_WORDS } from "#domain/evaluation.ts";
import { say, type Words } from "#domain/words.ts";
import type { AnswerTable, Cell } from "../what-if/whole-table.ts";
import type { ShownEvaluation, ShownMeasure } from "./shown-evaluation.ts";

const MEASURE_COLUMNS = [
  { id: "inside", words: say("keluarga di dalam", "families inside") },
  { id: "outside", words: say("keluarga di luar", "families outside") },
  { id: "villages", words: say("desa", "villages") },
  { id: "band", words: say("lebar pita (log poin)", "band (log points)") },
  { id: "effect", words: say("beda di garis", "difference at the line") },
  { id: "low", words: say("selang 95 % bawah", "95 % low") },
  { id: "high", words: say("selang 95 % atas", "95 % high") },
  { id: "plain_low", words: say("tanpa koreksi, bawah", "uncorrected low") },
  { id: "plain_high", words: say("tanpa koreksi, atas", "uncorrected high") },
  { id: "chance", words: say("peluang", "chance") },
  { id: "adjusted", words: say("peluang (Holm)", "chance (Holm)") },
  { id: "detectable", words: say("beda terkecil yang terlihat", "smallest noticeable") },
  { id: "narrow", words: say("pita setengah", "half the band") },
  { id: "wide", words: say("pita dua kali", "twice the band") },
  { id: "placebo_inside", words: say("garis semu di dalam", "placebo inside") },
  { id: "placebo_outside", words: say("garis semu di luar", "placebo outside") },
  { id: "paid_effect", words: say("dampak dibayar", "effect of being paid") },
  { id: "paid_low", words: say("dibayar, bawah", "paid, low") },
  { id: "paid_high", words: say("dibayar, atas", "paid, high") },
  { id: "silence", words: say("mengapa diam", "why silent") },
] as const;

const measureCells = ({
  inside,
  outside,
  found,
  silence,
  detectable,
}: ShownMeasure): readonly Cell[] => [
  inside,
  outside,
  found?.villages ?? null,
  found?.band ?? null,
  found?.effect ?? null,
  found?.low ?? null,
  found?.high ?? null,
  found?.plainLow ?? null,
  found?.plainHigh ?? null,
  found?.chance ?? null,
  found?.adjusted ?? null,
  found?.detectable ?? detectable,
  found?.narrow?.effect ?? null,
  found?.wide?.effect ?? null,
  found?.placebos[0]?.effect ?? null,
  found?.placebos[1]?.effect ?? null,
  found?.wald?.effect ?? null,
  found?.wald?.low ?? null,
  found?.wald?.high ?? null,
  silence ?? "",
];

const both = ({ id, en }: Words): string => `${id} / ${en}`;

/** Everything that was found, a table a question; for files. */
export function evaluationTables(said: ShownEvaluation): readonly AnswerTable[] {
  const measure = { id: "measure", words: say("ukuran", "measure") };
  return [
    {
      name: "outcomes",
      title: say("Sesudah penetapan", "After the determination"),
      columns: [measure, ...MEASURE_COLUMNS, { id: "verdict", words: say("putusan", "verdict") }],
      rows: said.outcomes.map((one) => [
        both(EVALUATED_WORDS[one.id]),
        ...measureCells(one),
        both(VERDICT_WORDS[one.verdict]),
      ]),
    },
    {
      name: "balance",
      title: say("Sebelum penetapan", "Before the determination"),
      columns: [measure, ...MEASURE_COLUMNS],
      rows: said.balance.map((one) => [both(BALANCED_WORDS[one.id]), ...measureCells(one)]),
    },
    {
      name: "others",
      title: say("Program lain di garis ini", "Other programs at this line"),
      columns: [{ id: "program", words: say("program", "program") }, ...MEASURE_COLUMNS],
      rows: said.others.map((one) => [one.program, ...measureCells(one)]),
    },
    {
      name: "lots",
      title: say("Yang diundi", "Drawn by lot"),
      columns: [
        measure,
        { id: "drawings", words: say("undian", "drawings") },
        ...MEASURE_COLUMNS.filter(({ id }) =>
          ["inside", "outside", "effect", "low", "high", "chance", "detectable"].includes(id),
        ),
      ],
      rows: said.lots.map((one) => [
        both(EVALUATED_WORDS[one.id]),
        one.drawings,
        one.inside,
        one.outside,
        one.effect,
        one.low,
        one.high,
        one.chance,
        one.detectable,
      ]),
    },
    {
      name: "lines",
      title: say("Garis", "Lines"),
      columns: [
        { id: "kind", words: say("jenis", "kind") },
        { id: "regencies", words: say("kabupaten/kota", "regencies") },
        { id: "inside", words: say("keluarga di dalam", "families inside") },
        { id: "outside", words: say("keluarga di luar", "families outside") },
      ],
      rows: said.lines.map(({ kind, regencies, inside, outside }) => [
        kind,
        regencies,
        inside,
        outside,
      ]),
    },
  ];
}
