import { hideSmallCells } from "#domain/small-cells.ts";
import { say, type Words } from "#domain/words.ts";
import { GROUP_TITLES, labelOf } from "../tables.ts";
import {
  type AnswerTable,
  type Cell,
  EXPECTED,
  SMALLEST_FAMILIES,
  WELFARE,
} from "../whole-table.ts";
import type { JointAnswer, JointSide, ProgramAnswer } from "./answer-joint.ts";
import { shownBecomes, shownMoney, shownProgram, shownSums } from "./shown-sums.ts";
import { BECOMES, type Becomes, JOINT_GROUPINGS, type JointGrouping } from "./sums.ts";

/** What becomes of a family in sum, over all programs of the question. */
export const BECOMES_WORDS = {
  in: say("masuk: tadinya tanpa program", "in: had no program"),
  out: say("keluar: tanpa program lagi", "out: has no program any more"),
  more: say("mendapat lebih", "gets more"),
  less: say("mendapat kurang", "gets less"),
  even: say("mendapat sama", "gets the same"),
  neither: say("tanpa program, dulu dan nanti", "no program, before and after"),
} as const satisfies Record<Becomes, Words>;

const both = ({ id, en }: Words): string => `${id} / ${en}`;

/** Every table of an answer about several programs, in the order in which people read them. */
export const jointTables = (answer: JointAnswer): readonly AnswerTable[] => [
  programTable(answer),
  moneyTable(answer),
  wholeTable(answer),
  becomesTable(answer),
  movesTable(answer),
  ...JOINT_GROUPINGS.map((name) => groupTable(answer, name)),
];

const WHAT = {
  "as-determined": say("dibiarkan", "left"),
  ended: say("berakhir", "ended"),
  terms: say("syarat lain", "other terms"),
} as const;

const SIDES = (id: string, [now, then]: readonly [Words, Words]) => [
  { id: `baseline_${id}`, words: now },
  { id: id === "rupiah" || id === "administration" ? `${id}_a_year` : `reform_${id}`, words: then },
];

/** Figures of both sides; withheld where they would tell of few families. */
function ofSides(
  one: ProgramAnswer,
  all: JointAnswer["all"],
  figures: readonly (keyof ProgramAnswer["reform"])[],
): readonly Cell[] {
  const { before, after } = shownProgram(one, all.families);
  return figures.flatMap((of) => [before ? one.baseline[of] : null, after ? one.reform[of] : null]);
}

const programTable = ({ programs, all }: JointAnswer): AnswerTable => ({
  name: "programs",
  title: say("Program demi program: siapa", "Program by program: who"),
  columns: [
    { id: "program", words: say("program", "program") },
    { id: "becomes", words: say("menjadi", "becomes") },
    ...SIDES("families", [
      say("keluarga sekarang", "families now"),
      say("keluarga skenario", "families in the scenario"),
    ]),
    ...SIDES("persons", [
      say("jiwa sekarang", "persons now"),
      say("jiwa skenario", "persons in the scenario"),
    ]),
    { id: "winners", words: say("masuk", "coming in") },
    { id: "losers", words: say("keluar", "dropping out") },
    { id: "staying", words: say("tetap", "staying") },
  ],
  rows: programs.map((one) => {
    const { reform, program } = one.entry;
    return [
      program,
      both(WHAT[typeof reform === "string" ? reform : "terms"]),
      ...ofSides(one, all, ["families", "persons"]),
      ...shownProgram(one, all.families).moves,
    ];
  }),
});

const moneyTable = ({ programs, all }: JointAnswer): AnswerTable => ({
  name: "program_money",
  title: say("Program demi program: berapa", "Program by program: how much"),
  columns: [
    { id: "program", words: say("program", "program") },
    ...SIDES("units", [
      say("satuan sekarang", "units now"),
      say("satuan skenario", "units in the scenario"),
    ]),
    ...SIDES("rupiah", [
      say("rupiah setahun sekarang", "rupiah a year now"),
      say("rupiah setahun", "rupiah a year"),
    ]),
    ...SIDES("administration", [
      say("penyelenggaraan sekarang", "administration now"),
      say("penyelenggaraan", "administration"),
    ]),
  ],
  rows: programs.map((one) => [
    one.entry.program,
    ...ofSides(one, all, ["units", "rupiahAYear", "administrationAYear"]),
  ]),
});

function wholeTable(answer: JointAnswer): AnswerTable {
  const { all, baseline, reform } = answer;
  const money = shownMoney(answer);
  const [shown] = shownSums([{ ...all, key: 0 }], money);
  const row = (words: Words, before: Cell, after: Cell): readonly Cell[] => [
    both(words),
    before,
    after,
  ];
  const of = (words: Words, pick: (side: JointSide) => Cell) =>
    row(words, money.before ? pick(baseline) : null, money.after ? pick(reform) : null);
  const on = (isShown: boolean, value: number): Cell => (isShown ? value : null);
  const [before, after] = [shown?.beforeFamilies !== null, shown?.afterFamilies !== null];
  return {
    name: "whole",
    title: say("Semua program bersama", "All programs together"),
    columns: [
      { id: "figure", words: say("angka", "figure") },
      { id: "baseline", words: say("sekarang", "now") },
      { id: "reform", words: say("skenario", "scenario") },
    ],
    rows: [
      row(
        say("keluarga dengan paling sedikit satu program", "families with at least one program"),
        on(before, all.before_families),
        on(after, all.after_families),
      ),
      row(
        say("jiwa di dalamnya", "persons in them"),
        on(before, all.before_persons),
        on(after, all.after_persons),
      ),
      row(
        say("cakupan jiwa", "coverage of persons"),
        on(before, baseline.coverage),
        on(after, reform.coverage),
      ),
      row(
        say("rupiah setahun", "rupiah a year"),
        on(money.before, all.before_rupiah),
        on(money.after, all.after_rupiah),
      ),
      of(
        say("biaya penyelenggaraan setahun", "administration a year"),
        ({ administrationAYear }) => administrationAYear,
      ),
      row(
        say("biaya semuanya setahun", "cost of all a year"),
        on(money.before, all.before_rupiah + baseline.administrationAYear),
        on(money.after, all.after_rupiah + reform.administrationAYear),
      ),
      ...EXPECTED.map(([words, pick]) => of(words, pick)),
      ...WELFARE.map(([words, pick]) => row(words, pick(baseline.welfare), pick(reform.welfare))),
    ],
  };
}

function becomesTable(answer: JointAnswer): AnswerTable {
  const rows = shownBecomes(answer.all, shownMoney(answer));
  return {
    name: "becomes",
    title: say(
      "Apa yang terjadi pada keluarga, semua program dijumlah",
      "What becomes of families, all programs added up",
    ),
    columns: [
      { id: "becomes", words: say("keluarga", "family") },
      { id: "families", words: say("banyaknya", "how many") },
      { id: "persons", words: say("jiwa", "persons") },
      { id: "baseline_rupiah_a_year", words: say("rupiah setahun sekarang", "rupiah a year now") },
      { id: "rupiah_a_year", words: say("rupiah setahun", "rupiah a year") },
      { id: "difference", words: say("selisih", "difference") },
    ],
    rows: BECOMES.map((name, i) => [both(BECOMES_WORDS[name]), ...(rows[i] ?? [])]),
  };
}

const MOVES = [
  [false, false, say("tidak kehilangan, tidak mendapat program", "loses none, gains none")],
  [false, true, say("mendapat program", "gains some, loses none")],
  [true, false, say("kehilangan program", "loses some, gains none")],
  [true, true, say("kehilangan yang satu, mendapat yang lain", "loses one and gains another")],
] as const;
const SUMMED: readonly (readonly [string, Words, readonly Becomes[]])[] = [
  ["better", say("jumlahnya naik", "better off in sum"), ["in", "more"]],
  ["worse", say("jumlahnya turun", "worse off in sum"), ["out", "less"]],
  ["same", say("jumlahnya sama", "the same in sum"), ["even", "neither"]],
];

/** Families who lose programs and gain others, by what that comes to. */
function movesTable({ moves }: JointAnswer): AnswerTable {
  const counts = MOVES.map(([lost, gained]) => {
    const row = SUMMED.map(([, , names]) =>
      moves
        .filter((one) => one.lost === lost && one.gained === gained)
        .filter(({ becomes }) => names.some((name) => name === becomes))
        .reduce((sum, { families }) => sum + families, 0),
    );
    return [...row, row.reduce((sum, one) => sum + one, 0)];
  });
  const total = [0, 1, 2, 3].map((i) => counts.reduce((sum, row) => sum + (row[i] ?? 0), 0));
  const hidden = hideSmallCells(
    { sizes: [MOVES.length + 1, SUMMED.length + 1], counts: [...counts, total].flat() },
    SMALLEST_FAMILIES,
  );
  return {
    name: "moves",
    title: say("Kehilangan dan mendapat program", "Programs lost and gained"),
    columns: [
      { id: "move", words: say("keluarga yang", "families who") },
      ...SUMMED.map(([id, words]) => ({ id, words })),
      { id: "families", words: say("semuanya", "all") },
    ],
    rows: MOVES.map(([, , words], i) => [
      both(words),
      ...(counts[i] ?? []).map((count, j) =>
        hidden[i * (SUMMED.length + 1) + j] === true ? null : count,
      ),
    ]),
  };
}

const GROUP_COLUMNS = [
  { id: "group", words: say("kelompok", "group") },
  { id: "families", words: say("keluarga", "families") },
  { id: "baseline_families", words: say("penerima sekarang", "recipients now") },
  { id: "reform_families", words: say("penerima skenario", "recipients in the scenario") },
  { id: "in", words: say("masuk", "in") },
  { id: "more", words: say("lebih", "more") },
  { id: "even", words: say("sama", "the same") },
  { id: "less", words: say("kurang", "less") },
  { id: "out", words: say("keluar", "out") },
  { id: "baseline_rupiah_a_year", words: say("rupiah setahun sekarang", "rupiah a year now") },
  { id: "rupiah_a_year", words: say("rupiah setahun", "rupiah a year") },
] as const;

const groupTable = (answer: JointAnswer, name: JointGrouping): AnswerTable => ({
  name: `by_${name.replace("_no", "")}`,
  title: GROUP_TITLES[name],
  columns: GROUP_COLUMNS,
  rows: shownSums(answer.groups.get(name) ?? [], shownMoney(answer)).map((one) => [
    labelOf(name, one.key),
    one.families,
    one.beforeFamilies,
    one.afterFamilies,
    one.becomes.in,
    one.becomes.more,
    one.becomes.even,
    one.becomes.less,
    one.becomes.out,
    one.beforeRupiah,
    one.afterRupiah,
  ]),
});
