import { sayDecileBasis } from "#domain/decile-basis.ts";
import { WHAT_IF_BASES } from "#domain/what-if.ts";
import { openPdf, PAGE, type Pdf } from "../pdf.ts";
import { compared, MEASURED_NOTE, originLines, type Report, shown } from "./report-page.ts";
import { answerTables } from "./tables.ts";
import type { AnswerTable } from "./whole-table.ts";

const LEFT = 56;
const RIGHT = PAGE.width - 56;
const TOP = PAGE.height - 60;
const FOOT = 44;
const GAP = 5;
const SMALL = 6.5;
const LINE = 10;

/** What a document of tables says before them. */
export type Written = {
  readonly title: string;
  readonly subject: string;
  /** The version's day: nothing of the hour of writing is in the bytes. */
  readonly day: string;
  readonly opening: readonly string[];
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[];
  readonly tables: readonly AnswerTable[];
};

/** The answer as an archived document: the tables of the page, to the same figure. The same answer is the same bytes. */
export function reportPdf(report: Report): Promise<Buffer> {
  const { scenario, answer, origin, survey } = report;
  const isTold = survey.quotas.length + survey.lines.length > 0;
  return tablesPdf({
    title: `Bagaimana jika: ${scenario.name}`,
    subject: `Simulasi ${scenario.program}, versi ${origin.version}`,
    day: origin.asOf,
    opening: [
      `Program ${scenario.program}, versi ${origin.version}, ${sayDecileBasis(origin.decileBasis).id.toLowerCase()}. ${compared(scenario)}`,
      `Simulasi: tidak ada keluarga yang masuk atau keluar karenanya. ${answer.isExact ? "Semua angka penerima dihitung persis." : "Garis memotong satu kelompok: di dalamnya keluarga dianggap tersebar merata."} Tanda * berarti dirahasiakan.`,
    ],
    sections: [
      { heading: "Asal angka", lines: [BASES, ...originLines(origin)] },
      {
        heading: "Galat yang diukur di survei",
        lines: [
          isTold
            ? MEASURED_NOTE
            : "Versi ini tidak membawa galat survei; yang ada hanya perkiraan model.",
        ],
      },
    ],
    tables: answerTables(answer, survey),
  });
}

/** From what expected and simulated figures come. */
export const BASES = `${WHAT_IF_BASES.expected.id}; ${WHAT_IF_BASES.simulated.id}.`;

/** Words, then tables, over as many pages as they take. */
export async function tablesPdf(written: Written): Promise<Buffer> {
  const { title, subject, day, opening, sections, tables } = written;
  const pdf = openPdf({ title, subject, day });
  const page = openPages(pdf, `Simulasi, bukan penetapan. ${title}`);
  page.heading(title, "H1", 13);
  for (const line of opening) page.words(line);
  for (const { heading, lines } of sections) {
    page.heading(heading, "H2", 10);
    for (const line of lines) page.words(line);
  }
  for (const table of tables) writeTable(pdf, page, table);
  return pdf.end();
}

function writeTable(pdf: Pdf, page: Pages, { title, columns, rows }: AnswerTable): void {
  const cells = rows.map((row) => row.map((cell) => shown(cell).split(" / ")[0] ?? ""));
  const ends = columnEnds([columns.map(({ words }) => words.id.slice(0, 10)), ...cells]);
  const put = (said: readonly string[], y: number, bold: boolean) => {
    for (const [i, words] of said.entries()) {
      const { from, to } = ends[i] ?? { from: LEFT, to: RIGHT };
      const fitting = pdf.fitting(words, to - from, SMALL);
      const at = { y, size: SMALL, bold };
      if (i === 0) pdf.text(fitting, { ...at, x: from });
      else pdf.text(fitting, { ...at, x: to, align: "right" });
    }
  };
  const heads = columns.map(({ words }, i) => {
    const { from, to } = ends[i] ?? { from: LEFT, to: RIGHT };
    return pdf.inLines(words.id, to - from - 4, SMALL);
  });
  const tall = Math.max(...heads.map((lines) => lines.length));
  const head = () => {
    for (let nth = 0; nth < tall; nth += 1) {
      page.row((y) =>
        put(
          heads.map((lines) => lines[nth] ?? ""),
          y,
          true,
        ),
      );
    }
  };
  page.need(LINE * (tall + 4));
  page.heading(title.id, "H2", 10);
  head();
  for (const row of cells) {
    if (page.need(LINE)) head();
    page.row((y) => put(row, y, false));
  }
}

/** Columns as wide as their longest words ask, side by side over the whole page. */
function columnEnds(rows: readonly (readonly string[])[]) {
  const widths = (rows[0] ?? []).map((_, i) =>
    Math.max(4, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const all = widths.reduce((sum, width) => sum + width, 0);
  const room = RIGHT - LEFT - GAP * (widths.length - 1);
  let from = LEFT;
  return widths.map((width) => {
    const to = from + (width / all) * room;
    const place = { from, to };
    from = to + GAP;
    return place;
  });
}

type Pages = {
  readonly heading: (words: string, kind: "H1" | "H2", size: number) => void;
  readonly words: (words: string) => void;
  readonly row: (draw: (y: number) => void) => void;
  /** Begins a page where so much does not fit any more; says whether it did. */
  readonly need: (height: number) => boolean;
};

/** Writes from the top of a page down, and on the next. */
function openPages(pdf: Pdf, foot: string): Pages {
  let y = 0;
  const need = (height: number): boolean => {
    if (y - height >= FOOT + LINE) return false;
    pdf.page();
    y = TOP;
    pdf.part("Artifact", () => {
      pdf.text(pdf.fitting(foot, RIGHT - LEFT - 40, 7), { x: LEFT, y: FOOT - 16, size: 7 });
      pdf.text(String(pdf.pages()), { x: RIGHT, y: FOOT - 16, size: 7, align: "right" });
    });
    return true;
  };
  return {
    need,
    heading: (words, kind, size) => {
      need(size + 3 * LINE);
      y -= LINE;
      pdf.part(kind, () => {
        for (const line of pdf.inLines(words, RIGHT - LEFT - size, size)) {
          pdf.text(line, { x: LEFT, y, size, bold: true });
          y -= size + 4;
        }
      });
    },
    words: (words) => {
      const lines = pdf.inLines(words, RIGHT - LEFT, 9);
      need(12 * lines.length);
      pdf.part("P", () => {
        for (const line of lines) {
          pdf.text(line, { x: LEFT, y, size: 9 });
          y -= 12;
        }
      });
      y -= 2;
    },
    row: (draw) => {
      need(LINE);
      pdf.part("P", () => draw(y));
      y -= LINE;
    },
  };
}
