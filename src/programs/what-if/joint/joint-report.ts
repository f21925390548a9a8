import { sayDecileBasis } from "#domain/decile-basis.ts";
import { html } from "#domain/html.ts";
import type { JointScenario } from "#domain/joint-scenario.ts";
import { say, type Words } from "#domain/words.ts";
import { figure, pageShell } from "#ranking/pmt/report/page-shell.ts";
import { findProgram } from "../../programs.ts";
import { moveChart, originLines, type ReportOrigin, shown, tableSection } from "../report-page.ts";
import { BASES, tablesPdf } from "../report-pdf.ts";
import { atLeastSmallest, SMALLEST_FAMILIES } from "../whole-table.ts";
import type { JointAnswer } from "./answer-joint.ts";
import { jointTables } from "./joint-tables.ts";
import { shownMoney, shownSums } from "./shown-sums.ts";

export type JointReport = {
  readonly scenario: JointScenario;
  readonly answer: JointAnswer;
  readonly origin: Omit<ReportOrigin, "cellsHash">;
};

const nameOf = (id: string): Words => findProgram(id)?.name ?? say(id, id);

/** What does not show in the figures: in which order programs were laid, and what is not in them. */
export function jointNotes({ answer }: Pick<JointReport, "answer">): readonly Words[] {
  const { order, programs, outside } = answer;
  const unknown = programs.filter(
    ({ entry, isOfVersion }) => !isOfVersion && entry.baseline === "as-determined",
  );
  const inOrder = (language: keyof Words) => order.map((id) => nameOf(id)[language]).join(", ");
  return [
    say(
      `Dihitung berurutan: ${inOrder("id")}. Siapa yang memegang program yang mengecualikan program lain tidak mendapat tempat di program itu; tempatnya jatuh ke yang berikutnya hanya bila program itu diberi syarat lain. Program yang dibiarkan hanya kehilangan mereka.`,
      `Reckoned in this order: ${inOrder("en")}. Whoever holds a program that excludes another has no place in the other; the place goes to the next only where that program was given other terms. A program that was left only loses them.`,
    ),
    ...unknown.map(({ entry: { program } }) =>
      say(
        `Versi ini tidak menetapkan ${nameOf(program).id}: siapa yang menerimanya sekarang tidak diketahui di sini, dan di kolom sekarang dihitung nol.`,
        `This version does not determine ${nameOf(program).en}: who receives it now is not known here, and stands as nought in the columns of now.`,
      ),
    ),
    ...outside.map(({ program, families }) => {
      const many = atLeastSmallest(families) ?? "*";
      return say(
        `${nameOf(program).id} tidak disebut di skenario dan mengecualikan programnya: ${many} keluarga yang memegangnya masuk ke program itu. Kehilangan ${nameOf(program).id} tidak dihitung; sebutkan programnya untuk menghitungnya.`,
        `${nameOf(program).en} is not in the scenario and excludes a program of it: ${many} families who hold it come into that one. Their loss of ${nameOf(program).en} is not counted; name it to count it.`,
      );
    }),
    say(
      "Program lain yang tidak disebut tetap seperti ditetapkan dan tidak dijumlahkan.",
      "Other programs that are not named stay as determined and are not added up.",
    ),
  ];
}

const MONEY_NOTE =
  "Lebih, kurang dan sama adalah rupiah setahun dari semua program skenario; yang bernilai barang dihitung nol rupiah, tetapi keluarganya dihitung penerima.";

const intro = ({ scenario, origin }: JointReport): string =>
  `Program ${scenario.programs.map(({ program }) => program).join(", ")}; versi ${origin.version}, ${sayDecileBasis(origin.decileBasis).id.toLowerCase()}.`;

/** Such as "33,5 miliar": the whole figure stands in the tables. */
const short = new Intl.NumberFormat("id-ID", {
  notation: "compact",
  compactDisplay: "long",
  maximumFractionDigits: 1,
});

const add = (a: number | null | undefined, b: number | null | undefined): number | null =>
  typeof a === "number" && typeof b === "number" ? a + b : null;

/** The whole answer as one file that asks nothing of any other place and runs no script. */
export function jointPage(report: JointReport): string {
  const { scenario, answer, origin } = report;
  const { all, groups, baseline, reform } = answer;
  const money = shownMoney(answer);
  const [whole] = shownSums([all], money);
  const swapped = jointTables(answer)
    .find(({ name }) => name === "moves")
    ?.rows.at(-1)
    ?.at(-1);
  const deciles = shownSums(groups.get("decile") ?? [], money)
    .filter(({ key }) => key > 0)
    .map(({ key, becomes }) => ({
      key,
      winners: add(becomes.in, becomes.more),
      losers: add(becomes.out, becomes.less),
    }));
  const cost = (rupiah: number | null | undefined, administration: number): string => {
    const all = add(rupiah, administration);
    return all === null ? "*" : short.format(all);
  };
  return pageShell(
    `Bagaimana jika: ${scenario.name}`,
    html`<h1>Bagaimana jika: ${scenario.name}</h1>
<p>${intro(report)}</p>
<p class="note">Simulasi. Tidak ada keluarga yang masuk atau keluar karenanya. Semua angka penerima dihitung persis, sampai keluarga terakhir. Tanda * berarti dirahasiakan.</p>
<p class="soft">This is a simulation: nobody comes in or drops out by it. Recipients are counted exactly, to the last family; * is withheld.</p>
<dl class="figures">
${figure("Naik jumlahnya", shown(add(whole?.becomes.in, whole?.becomes.more)))}
${figure("Turun jumlahnya", shown(add(whole?.becomes.out, whole?.becomes.less)))}
${figure("Kehilangan satu, mendapat lain", shown(swapped ?? null))}
${figure("Biaya sekarang setahun, rupiah", cost(whole?.beforeRupiah, baseline.administrationAYear))}
${figure("Biaya skenario setahun, rupiah", cost(whole?.afterRupiah, reform.administrationAYear))}
${figure("Kesenjangan kemiskinan", `${shown(baseline.welfare.gap)} → ${shown(reform.welfare.gap)}`)}
${figure("Gini", `${shown(baseline.welfare.gini)} → ${shown(reform.welfare.gini)}`)}
</dl>
<section><h2>Cara menghitung</h2><ul>
${jointNotes(report).map(({ id }) => html`<li>${id}</li>`)}
<li>${MONEY_NOTE}</li>
</ul></section>
<section><h2>Siapa yang naik dan turun</h2><figure>${moveChart(deciles)}<figcaption>Keluarga menurut desil nasional: ke kanan naik jumlahnya atau masuk, ke kiri turun atau keluar. Sel di bawah ${SMALLEST_FAMILIES} dirahasiakan.</figcaption></figure></section>
${jointTables(answer).map(tableSection)}
<section><h2>Asal angka</h2>
<p>${BASES}</p>
<ul>
${originLines(origin).map((line) => html`<li>${line}</li>`)}
</ul></section>`,
  );
}

/** The same as an archived document. */
export function jointPdf(report: JointReport): Promise<Buffer> {
  const { scenario, answer, origin } = report;
  return tablesPdf({
    title: `Bagaimana jika: ${scenario.name}`,
    subject: `Simulasi beberapa program, versi ${origin.version}`,
    day: origin.asOf,
    opening: [
      intro(report),
      "Simulasi: tidak ada keluarga yang masuk atau keluar karenanya. Semua angka penerima dihitung persis. Tanda * berarti dirahasiakan.",
    ],
    sections: [
      {
        heading: "Cara menghitung",
        lines: [...jointNotes(report).map(({ id }) => id), MONEY_NOTE],
      },
      { heading: "Asal angka", lines: [BASES, ...originLines(origin)] },
    ],
    tables: jointTables(answer),
  });
}
