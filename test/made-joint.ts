import type { JointWhatIf } from "#contract/joint-what-if.ts";
import type { JointProgram } from "#domain/joint-scenario.ts";
import { say } from "#domain/words.ts";

const column = (id: string, indonesian: string, english: string) => ({
  id,
  words: say(indonesian, english),
});
const PROGRAMS: readonly JointProgram[] = [
  {
    ...{ program: "sembako", baseline: "as-determined", phasesAYear: 4, administrationRupiah: 0 },
    reform: {
      cut: { by: "decile", atMost: 5 },
      programRules: true,
      conditions: [],
      benefit: { kind: "flat", rupiah: 500_000 },
      phasesAYear: 4,
    },
  },
  {
    ...{ program: "pbi-jk", baseline: "as-determined", phasesAYear: 4, administrationRupiah: 0 },
    reform: "ended",
  },
];

/** An answer about two programs as it is kept at the desk, with something withheld. */
const MADE_JOINT: Pick<JointWhatIf, "order" | "notes"> & {
  readonly programs: readonly JointProgram[];
  readonly tables: readonly object[];
} = {
  programs: PROGRAMS,
  order: ["sembako", "pbi-jk"],
  notes: [say("Dihitung berurutan: sembako, pbi-jk.", "Reckoned in this order: sembako, pbi-jk.")],
  tables: [
    {
      name: "programs",
      title: say("Program demi program: siapa", "Program by program: who"),
      columns: [
        column("program", "program", "program"),
        column("becomes", "menjadi", "becomes"),
        column("baseline_families", "keluarga sekarang", "families now"),
        column("reform_families", "keluarga skenario", "families in the scenario"),
        column("winners", "masuk", "coming in"),
        column("losers", "keluar", "dropping out"),
      ],
      rows: [
        ["sembako", "syarat lain / other terms", 4766, 9249, 4483, 0],
        ["pbi-jk", "berakhir / ended", 7484, 0, 0, 7484],
      ],
    },
    {
      name: "whole",
      title: say("Semua program bersama", "All programs together"),
      columns: [
        column("figure", "angka", "figure"),
        column("baseline", "sekarang", "now"),
        column("reform", "skenario", "scenario"),
      ],
      rows: [
        ["rupiah setahun / rupiah a year", 24_388_680_000, 18_498_000_000],
        ["kesenjangan kemiskinan, simulasi / poverty gap, simulated", 0.039319, 0.044734],
        ["Gini, simulasi / Gini, simulated", 0.169421, 0.171727],
      ],
    },
    {
      name: "becomes",
      title: say(
        "Apa yang terjadi pada keluarga, semua program dijumlah",
        "What becomes of families, all programs added up",
      ),
      columns: [
        column("becomes", "keluarga", "family"),
        column("families", "banyaknya", "how many"),
        column("difference", "selisih", "difference"),
      ],
      rows: [
        ["mendapat lebih / gets more", 3257, 4_446_652_000],
        ["mendapat kurang / gets less", 3714, -7_328_436_000],
        ["mendapat sama / gets the same", null, null],
      ],
    },
    {
      name: "moves",
      title: say("Kehilangan dan mendapat program", "Programs lost and gained"),
      columns: [
        column("move", "keluarga yang", "families who"),
        column("better", "jumlahnya naik", "better off in sum"),
        column("worse", "jumlahnya turun", "worse off in sum"),
        column("families", "semuanya", "all"),
      ],
      rows: [
        ["kehilangan yang satu, mendapat yang lain / loses one and gains another", 64, 2536, 2600],
      ],
    },
    {
      name: "by_decile",
      title: say("Menurut desil nasional", "By national decile"),
      columns: [
        column("group", "kelompok", "group"),
        column("families", "keluarga", "families"),
        column("more", "lebih", "more"),
        column("less", "kurang", "less"),
      ],
      rows: [
        ["1", 1783, 561, 1222],
        ["2", 1965, null, 1162],
      ],
    },
    {
      name: "by_province",
      title: say("Menurut provinsi", "By province"),
      columns: [
        column("group", "kelompok", "group"),
        column("families", "keluarga", "families"),
        column("more", "lebih", "more"),
        column("less", "kurang", "less"),
      ],
      rows: [["32", 24_999, 3257, 3714]],
    },
  ],
};

/** An answer about several programs, as the worker keeps it. */
export const keptJoint = (version: string, digit = "7"): string =>
  `insert into dtsen.joint_what_if (name, version_no, sha256, code_version, answer)
   values ('Sembako sampai desil 5, PBI berakhir', ${version}, repeat('${digit}', 64), '1.0.0', '${JSON.stringify(MADE_JOINT)}')`;
