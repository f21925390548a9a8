import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";

/**
 * A plain writer of PDF: text in the two faces that every reader has, lines, filled squares. The same
 * calls give the same bytes: no clock, no chance, no font that lies elsewhere. Pages are written as they
 * are closed, so that a long list never stands in memory as objects.
 */
export type Pdf = {
  /** Begins a page; the one before is closed. */
  page(): void;
  text(words: string, at: TextPlace): void;
  rule(x1: number, y: number, x2: number): void;
  square(x: number, y: number, size: number): void;
  /** Pages so far. */
  pages(): number;
  /** The file; pages written last that number `front` are put before all others. */
  end(front?: number): Buffer;
};

type TextPlace = {
  readonly x: number;
  /** From the lower edge, in points. */
  readonly y: number;
  readonly size?: number;
  readonly bold?: boolean;
  /** Where x is the right end or the middle. */
  readonly align?: "right" | "middle";
};

/** A4 in points. */
export const PAGE = { width: 595, height: 842 } as const;

/** Numbers of the objects that every file has. */
const [CATALOG, PAGES, PLAIN, BOLD, INFO] = [1, 2, 3, 4, 5];
const FIRST_PAGE = 6;

export function openPdf(about: { readonly title: string; readonly subject: string }): Pdf {
  const file = openFile();
  let drawn: string[] | undefined;
  let count = 0;
  const close = () => {
    if (drawn !== undefined) putPage(file, pageNo(count - 1), drawn);
    drawn = undefined;
  };
  const draw = (said: string) => {
    if (drawn === undefined) throw new Error("no page is open");
    drawn.push(said);
  };
  return {
    page: () => {
      close();
      drawn = [];
      count += 1;
    },
    text: (words, { x, y, size = 9, bold = false, align }) => {
      const width = align === undefined ? 0 : textWidth(words, size, bold);
      const from = align === "right" ? x - width : align === "middle" ? x - width / 2 : x;
      const face = `/F${bold ? 2 : 1} ${size} Tf`;
      draw(`BT ${face} ${point(from)} ${point(y)} Td (${inSigns(words)}) Tj ET`);
    },
    rule: (x1, y, x2) => draw(`0.5 w ${point(x1)} ${point(y)} m ${point(x2)} ${point(y)} l S`),
    square: (x, y, size) => draw(`${point(x)} ${point(y)} ${point(size)} ${point(size)} re f`),
    pages: () => count,
    end: (front = 0) => {
      close();
      const order = Array.from({ length: count }, (_, i) => (i + count - front) % count);
      putFrame(file, about, order);
      return file.end(FIRST_PAGE + 2 * count);
    },
  };
}

const pageNo = (nth: number) => FIRST_PAGE + 2 * nth;

/** A page with what was drawn on it. */
function putPage(file: ObjectFile, no: number, drawn: readonly string[]): void {
  const stream = deflateSync(Buffer.from(drawn.join("\n"), "latin1"));
  file.object(no + 1, `<< /Length ${stream.length} /Filter /FlateDecode >>`, stream);
  const faces = `<< /Font << /F1 ${PLAIN} 0 R /F2 ${BOLD} 0 R >> >>`;
  const box = `[0 0 ${PAGE.width} ${PAGE.height}]`;
  file.object(
    no,
    `<< /Type /Page /Parent ${PAGES} 0 R /MediaBox ${box} /Contents ${no + 1} 0 R /Resources ${faces} >>`,
  );
}

/** What every file has: its two faces, what it is about, and its pages in their order. */
function putFrame(
  file: ObjectFile,
  about: { readonly title: string; readonly subject: string },
  order: readonly number[],
): void {
  const font = (name: string) =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  file.object(PLAIN, font("Helvetica"));
  file.object(BOLD, font("Helvetica-Bold"));
  const said = `/Title (${inSigns(about.title)}) /Subject (${inSigns(about.subject)})`;
  file.object(INFO, `<< ${said} /Producer (OpenDTSEN) >>`);
  const kids = order.map((nth) => `${pageNo(nth)} 0 R`).join(" ");
  file.object(PAGES, `<< /Type /Pages /Count ${order.length} /Kids [${kids}] >>`);
  const shown = "/ViewerPreferences << /DisplayDocTitle true >>";
  file.object(CATALOG, `<< /Type /Catalog /Pages ${PAGES} 0 R /Lang (id-ID) ${shown} >>`);
}

type ObjectFile = {
  object(no: number, body: string, stream?: Buffer): void;
  /** The table of all objects below `last`, and the file. */
  end(last: number): Buffer;
};

/** Numbered objects one after the other, and where each begins; the file's own mark is its digest. */
function openFile(): ObjectFile {
  const chunks: Buffer[] = [];
  const offsets: number[] = [];
  let length = 0;
  const put = (bytes: Buffer) => {
    chunks.push(bytes);
    length += bytes.length;
  };
  put(Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1"));
  return {
    object: (no, body, stream) => {
      offsets[no] = length;
      put(Buffer.from(`${no} 0 obj\n${body}`, "latin1"));
      if (stream !== undefined) {
        put(Buffer.from("\nstream\n", "latin1"));
        put(stream);
        put(Buffer.from("\nendstream", "latin1"));
      }
      put(Buffer.from("\nendobj\n", "latin1"));
    },
    end: (last) => {
      const table = length;
      const digest = createHash("sha256");
      for (const chunk of chunks) digest.update(chunk);
      const id = digest.digest("hex").slice(0, 32);
      const rows = offsets.slice(1).map((at) => `${String(at).padStart(10, "0")} 00000 n \n`);
      const trailer = `<< /Size ${last} /Root ${CATALOG} 0 R /Info ${INFO} 0 R /ID [<${id}> <${id}>] >>`;
      put(
        Buffer.from(
          `xref\n0 ${last}\n0000000000 65535 f \n${rows.join("")}trailer\n${trailer}\nstartxref\n${table}\n%%EOF\n`,
          "latin1",
        ),
      );
      return Buffer.concat(chunks, length);
    },
  };
}

const point = (value: number): string => String(Math.round(value * 100) / 100);

/** Signs beyond Latin-1 that WinAnsi has at a place of its own. */
const WIN_ANSI: Readonly<Record<string, string>> = {
  "–": "\x96",
  "—": "\x97",
  "’": "\x92",
  "‘": "\x91",
  "“": "\x93",
  "”": "\x94",
  "…": "\x85",
  "•": "\x95",
};

/** Words as they stand in a content stream; a sign that the two faces have not becomes a question mark. */
const inSigns = (words: string): string =>
  [...words]
    .map((sign) => {
      const code = sign.codePointAt(0) ?? 63;
      if (code < 32 || (code > 126 && code < 160)) return " ";
      return code < 256 ? sign : (WIN_ANSI[sign] ?? "?");
    })
    .join("")
    .replaceAll(/[\\()]/g, (sign) => `\\${sign}`);

/** Widths of Helvetica from the space on, in thousandths of the size (Adobe font metrics); all others as a lower letter. */
const WIDTHS =
  "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
    .split(" ")
    .map(Number);
/** The bold face is a little wider: enough for placing, never for measuring. */
const BOLDER = 1.06;

/** How wide words stand, in points. */
export function textWidth(words: string, size: number, bold = false): number {
  const sum = [...words].reduce((all, sign) => all + (WIDTHS[sign.charCodeAt(0) - 32] ?? 556), 0);
  return (sum * size * (bold ? BOLDER : 1)) / 1000;
}

/** As many letters as fit; what was cut off is said by three dots. */
export function fitting(words: string, width: number, size: number): string {
  if (textWidth(words, size) <= width) return words;
  let cut = words;
  while (cut !== "" && textWidth(`${cut}…`, size) > width) cut = cut.slice(0, -1);
  return `${cut}…`;
}

/** Words in lines no wider than `width`. */
export function inLines(words: string, width: number, size: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
