import { createRequire } from "node:module";
import PDFDocument from "pdfkit";

/** What a part of a page is, for whoever has it read aloud; running feet are nothing to be read. */
export type PartKind = "H1" | "H2" | "P" | "Figure" | "Artifact";

/**
 * An archived document (PDF/A-2b, tagged) in one face that it carries with it. The same calls and the same
 * day give the same bytes.
 */
export type Pdf = {
  /** Begins a page; the one before is closed. */
  page(): void;
  /** All that is drawn within is one part; `alt` says what a figure shows. */
  part(kind: PartKind, draw: () => void, alt?: string): void;
  text(words: string, at: TextPlace): void;
  rule(x1: number, y: number, x2: number): void;
  square(x: number, y: number, size: number): void;
  /** Pages so far. */
  pages(): number;
  /** As many letters as fit; what was cut off is said by three dots. */
  fitting(words: string, width: number, size: number): string;
  /** Words in lines no wider than `width`. */
  inLines(words: string, width: number, size: number): readonly string[];
  end(): Promise<Buffer>;
};

type TextPlace = {
  readonly x: number;
  /** Of the base line, from the lower edge, in points. */
  readonly y: number;
  readonly size?: number;
  readonly bold?: boolean;
  /** Where x is the right end or the middle. */
  readonly align?: "right" | "middle";
};

/** A4 in points. */
export const PAGE = { width: 595.28, height: 841.89 } as const;

const require = createRequire(import.meta.url);
const PLAIN = require.resolve("dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf");
const BOLD = require.resolve("dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf");

/** Opens a document; `day` (ISO) is what it gives as the day it was made. */
export function openPdf(about: {
  readonly title: string;
  readonly subject: string;
  readonly day: string;
}): Pdf {
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    autoFirstPage: false,
    pdfVersion: "1.7",
    subset: "PDF/A-2b",
    tagged: true,
    lang: "id-ID",
    displayTitle: true,
    font: PLAIN,
    info: {
      Title: about.title,
      Subject: about.subject,
      Producer: "OpenDTSEN",
      Creator: "OpenDTSEN",
      CreationDate: new Date(`${about.day}T00:00:00Z`),
    },
  });
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<Buffer>((done, failed) => {
    doc.on("end", () => done(Buffer.concat(chunks)));
    doc.on("error", failed);
  });
  const root = doc.struct("Document");
  doc.addStructure(root);
  let count = 0;
  const inFace = (size: number, bold: boolean) => doc.font(bold ? BOLD : PLAIN).fontSize(size);
  const widthOf = (words: string, size: number) => inFace(size, false).widthOfString(words);
  return {
    page: () => {
      doc.addPage();
      count += 1;
    },
    part: (kind, draw, alt) => {
      if (kind === "Artifact") {
        doc.markContent("Artifact", { type: "Pagination" });
        draw();
        doc.endMarkedContent();
        return;
      }
      root.add(doc.struct(kind, alt === undefined ? {} : { alt }, draw));
    },
    text: (words, { x, y, size = 9, bold = false, align }) => {
      const width = align === undefined ? 0 : inFace(size, bold).widthOfString(words);
      const from = align === "right" ? x - width : align === "middle" ? x - width / 2 : x;
      inFace(size, bold).text(words, from, PAGE.height - y, {
        lineBreak: false,
        baseline: "alphabetic",
      });
    },
    rule: (x1, y, x2) => {
      const at = PAGE.height - y;
      doc.lineWidth(0.5).moveTo(x1, at).lineTo(x2, at).stroke();
    },
    square: (x, y, size) => {
      doc.rect(x, PAGE.height - y - size, size, size).fill("black");
    },
    pages: () => count,
    fitting: (words, width, size) => fittingBy(words, (said) => widthOf(said, size) <= width),
    inLines: (words, width, size) => linesBy(words, (said) => widthOf(said, size) <= width),
    end: () => {
      root.end();
      doc.end();
      return ended;
    },
  };
}

function fittingBy(words: string, fits: (said: string) => boolean): string {
  if (fits(words)) return words;
  let [low, high] = [0, words.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(`${words.slice(0, middle)}…`)) low = middle;
    else high = middle - 1;
  }
  return `${words.slice(0, low)}…`;
}

function linesBy(words: string, fits: (said: string) => boolean): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && !fits(longer)) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
