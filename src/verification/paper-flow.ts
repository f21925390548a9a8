import { openPdf, PAGE, type Pdf } from "#programs/pdf.ts";

export const LEFT = 56;
export const RIGHT = PAGE.width - 56;
const TOP = PAGE.height - 56;
const BOTTOM = 84;

/** What every page of a village's paper says below. */
export type PaperFoot = {
  readonly number: string;
  /** Where and by which version it was made; the same for unchanged content. */
  readonly mark: string;
  /** A register of made-up people says so on every page. */
  readonly isExample: boolean;
};

type Cell = { readonly x: number; readonly width: number };

type RowOptions = { readonly bold?: boolean; readonly height?: number };
const LINE = 13;
const SIZE = 9.5;
/** Bold letters are wider than the face that widths are measured in. */
const BOLDER = 1.06;

/** A paper that runs on from page to page, written from above. `day` (ISO) stands in the file, so that the same content gives the same bytes. */
export class Paper {
  readonly #pdf: Pdf;
  #foot: PaperFoot;
  #y = 0;

  constructor(
    about: { readonly title: string; readonly subject: string; readonly day: string },
    foot: PaperFoot,
  ) {
    this.#pdf = openPdf(about);
    this.#foot = foot;
    this.#begin();
  }

  #begin(): void {
    this.#pdf.page();
    writeFoot(this.#pdf, this.#foot, this.#pdf.pages());
    this.#y = TOP;
  }

  #room(height: number): void {
    if (this.#y - height < BOTTOM) this.#begin();
  }

  title(words: string, under: readonly string[]): void {
    const middle = { x: PAGE.width / 2, align: "middle" } as const;
    this.#pdf.part("H1", () => {
      this.#pdf.text(words, { ...middle, y: this.#y, size: 13, bold: true });
      for (const line of under) {
        this.#y -= 16;
        this.#pdf.text(line, { ...middle, y: this.#y, size: 10 });
      }
    });
    this.#y -= 12;
    this.#pdf.part("Artifact", () => this.#pdf.rule(LEFT, this.#y, RIGHT));
    this.#y -= 20;
  }

  lines(words: string, { size = SIZE, bold = false } = {}): void {
    const found = this.#pdf.inLines(words, RIGHT - LEFT, bold ? size * BOLDER : size);
    this.#room(found.length * (size + 3.5));
    this.#pdf.part("P", () => {
      for (const line of found) {
        this.#pdf.text(line, { x: LEFT, y: this.#y, size, bold });
        this.#y -= size + 3.5;
      }
    });
  }

  /** A name and what is said of it, side by side. */
  clause(name: string, said: string): void {
    const found = this.#pdf.inLines(said, RIGHT - LEFT - 110, SIZE);
    this.#room(found.length * LINE);
    this.#pdf.part("P", () => {
      this.#pdf.text(name, { x: LEFT, y: this.#y, size: SIZE, bold: true });
      for (const line of found) {
        this.#pdf.text(line, { x: LEFT + 110, y: this.#y, size: SIZE });
        this.#y -= LINE;
      }
    });
    this.#y -= 3;
  }

  /** One row of a table, as high as its longest cell; a rule below. */
  row(
    cells: readonly (readonly [Cell, string])[],
    { bold = false, height = 0 }: RowOptions = {},
  ): void {
    const inLines = cells.map(([{ width }, words]) =>
      this.#pdf.inLines(words, width, bold ? SIZE * BOLDER : SIZE),
    );
    const high = Math.max(height, Math.max(...inLines.map(({ length }) => length)) * LINE + 5);
    this.#room(high);
    this.#pdf.part("P", () => {
      for (const [nth, [{ x }]] of cells.entries())
        for (const [line, words] of (inLines[nth] ?? []).entries())
          this.#pdf.text(words, { x, y: this.#y - 10 - line * LINE, size: SIZE, bold });
    });
    this.#y -= high;
    this.#pdf.part("Artifact", () => this.#pdf.rule(LEFT, this.#y, RIGHT));
  }

  /** Places to sign by hand, two side by side: the office, a line, the name below. */
  signers(offices: readonly string[]): void {
    const half = (RIGHT - LEFT) / 2;
    for (let nth = 0; nth < offices.length; nth += 2) {
      this.#room(96);
      for (const [place, office] of offices.slice(nth, nth + 2).entries()) {
        const x = LEFT + place * half;
        this.#pdf.part("P", () => {
          const fitting = this.#pdf.fitting(office, half - 20, 10);
          this.#pdf.text(fitting, { x, y: this.#y - 12, size: 10 });
          this.#pdf.text("Nama:", { x, y: this.#y - 84 });
        });
        this.#pdf.part("Artifact", () => this.#pdf.rule(x, this.#y - 72, x + half - 40));
      }
      this.#y -= 104;
    }
  }

  gap(points: number): void {
    this.#y -= points;
  }

  /** Another paper of the same pack begins on a page of its own. */
  next(): void {
    this.#begin();
  }

  async end(): Promise<Buffer> {
    return await this.#pdf.end();
  }
}

function writeFoot(pdf: Pdf, { number, mark, isExample }: PaperFoot, page: number): void {
  pdf.part("Artifact", () => {
    pdf.rule(LEFT, 62, RIGHT);
    pdf.text(pdf.fitting(`${number} · ${mark}`, RIGHT - LEFT - 60, 7.5), {
      x: LEFT,
      y: 50,
      size: 7.5,
    });
    pdf.text(`halaman ${page}`, { x: RIGHT, y: 50, size: 7.5, align: "right" });
    if (isExample)
      pdf.text("CONTOH: orang di surat ini rekaan, tidak ada di dunia nyata.", {
        x: LEFT,
        y: 38,
        size: 7.5,
        bold: true,
      });
  });
}
