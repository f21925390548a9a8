import { setImmediate } from "node:timers/promises";
import { drawQr } from "./letter-qr.ts";
import { openPdf, PAGE, type Pdf } from "./pdf.ts";

/** What a pack says on every page. */
export type NoticePack = {
  readonly village: string;
  readonly version: string;
  /** Day of printing, ISO and in words. */
  readonly day: string;
  readonly dayInWords: string;
  readonly replyDays: number;
  readonly replyBasis: string;
  /** A register of made-up people says so on every page. */
  readonly isExample: boolean;
};

/** One program that a family may leave: why, from which source of which day. */
export type NoticeLine = {
  readonly program: string;
  readonly whom: string | undefined;
  readonly reason: string;
  readonly source: string;
  readonly legalBasis: string;
};

/** The letter of one family. */
export type NoticeLetter = {
  /** Spelled; with it the family reads its notice and objects. */
  readonly number: string;
  readonly head: string;
  readonly address: string;
  readonly lines: readonly NoticeLine[];
  /** Statements of other offices that do not count, in sentences. */
  readonly setAside: readonly string[];
  /** Behind the QR code; the number stands after "#" and never travels. */
  readonly page: string;
};

const LEFT = 56;
const RIGHT = PAGE.width - 56;
const TOP = PAGE.height - 56;
/** Height of the slip below, which the officer takes back. */
const SLIP = 196;
/** Where rights and QR code begin at the latest; programs that do not fit above are told as a number. */
const RIGHTS = SLIP + 218;
/** Room for one program more. */
const ONE_MORE = 72;
const QR = 84;

/** Pages after which others have their turn. */
const AT_ONCE = 25;

/** Letters of a village, one page a family, each with the acknowledgement that is torn off. */
export async function writeNotices(
  pack: NoticePack,
  letters: readonly NoticeLetter[],
): Promise<Buffer> {
  const pdf = openPdf({
    title: `Surat pemberitahuan ${pack.village}`,
    subject: `Pemberitahuan versi ${pack.version}`,
    day: pack.day,
  });
  for (const [nth, letter] of letters.entries()) {
    if (nth % AT_ONCE === AT_ONCE - 1) await setImmediate();
    pdf.page();
    writeHead(pdf, pack, letter);
    const y = writeSetAside(pdf, letter, writeLines(pdf, letter, TOP - 132));
    writeRights(pdf, pack, letter, y);
    writeSlip(pdf, pack, letter);
  }
  return await pdf.end();
}

/** Writes words in lines and answers the place below them. */
function paragraph(
  pdf: Pdf,
  words: string,
  y: number,
  { x = LEFT, width = RIGHT - LEFT, size = 10, bold = false } = {},
): number {
  let at = y;
  pdf.part("P", () => {
    for (const line of pdf.inLines(words, width, bold ? size * 1.06 : size)) {
      pdf.text(line, { x, y: at, size, bold });
      at -= size + 3.5;
    }
  });
  return at;
}

function writeHead(pdf: Pdf, pack: NoticePack, letter: NoticeLetter): void {
  pdf.part("H1", () => {
    pdf.text("PEMBERITAHUAN", { x: LEFT, y: TOP, size: 15, bold: true });
    pdf.text("Keluarga ini mungkin keluar dari daftar penerima", {
      x: LEFT,
      y: TOP - 18,
      size: 11,
    });
  });
  pdf.part("P", () => {
    pdf.text(pack.dayInWords, { x: RIGHT, y: TOP, align: "right" });
    pdf.text(`Nomor surat ${letter.number}`, { x: RIGHT, y: TOP - 18, align: "right" });
  });
  pdf.part("Artifact", () => pdf.rule(LEFT, TOP - 27, RIGHT));
  pdf.part("P", () => {
    pdf.text("Kepada keluarga", { x: LEFT, y: TOP - 46 });
    pdf.text(pdf.fitting(letter.head, RIGHT - LEFT, 12), {
      x: LEFT,
      y: TOP - 61,
      size: 12,
      bold: true,
    });
    pdf.text(pdf.fitting(letter.address, RIGHT - LEFT, 9), { x: LEFT, y: TOP - 75 });
    pdf.text(pdf.fitting(pack.village, RIGHT - LEFT, 9), { x: LEFT, y: TOP - 87 });
  });
  paragraph(pdf, "BANTUAN TETAP BERJALAN sampai dua petugas memutus.", TOP - 110, {
    size: 11,
    bold: true,
  });
}

function writeLines(pdf: Pdf, { lines }: NoticeLetter, from: number): number {
  let y = from;
  let told = 0;
  for (const { program, whom, reason, source, legalBasis } of lines) {
    if (y - ONE_MORE < RIGHTS) break;
    y = paragraph(pdf, whom === undefined ? program : `${program}: ${whom}`, y, { bold: true });
    y = paragraph(pdf, reason, y, { size: 9.5 });
    y = paragraph(pdf, `Sumber: ${source}. Dasar hukum: ${legalBasis}.`, y, { size: 8 }) - 5;
    told += 1;
  }
  const more = lines.length - told;
  if (more <= 0) return y;
  return paragraph(pdf, `Dan ${more} lagi: baca dengan nomor surat, atau tanya petugas.`, y) - 4;
}

/** What does not count, where there is room above the rights; the rest is read with the number. */
function writeSetAside(pdf: Pdf, { setAside }: NoticeLetter, from: number): number {
  let y = from;
  for (const sentence of setAside) {
    if (y - ONE_MORE < RIGHTS) break;
    y = paragraph(pdf, sentence, y, { size: 8.5 }) - 3;
  }
  return y;
}

function writeRights(pdf: Pdf, pack: NoticePack, letter: NoticeLetter, from: number): void {
  const width = RIGHT - LEFT - QR - 18;
  const address = (letter.page.split("#")[0] ?? "").replace(/^https?:\/\//, "");
  const told: readonly (readonly [string, string])[] = [
    [
      "Sampai kapan",
      `Masa tanggapan ${pack.replyDays} hari kerja sejak surat ini diserahkan (${pack.replyBasis}). Sesudah itu pun keberatan diterima, selama belum diputus.`,
    ],
    [
      "Keberatan, satu langkah",
      `Katakan “kami keberatan” kepada petugas ini, di kantor desa atau kelurahan, atau pindai kode di samping (atau buka ${address} dan ketik nomor surat) lalu tekan Kirim keberatan. Tanpa syarat, tanpa biaya. Bantuan tetap berjalan.`,
    ],
    ["Yang membantu", "Kantor desa atau kelurahan, pendamping, dinas sosial, telepon 171."],
    ["Hati-hati", "Petugas tidak pernah meminta uang, PIN, atau OTP."],
  ];
  let y = from - 10;
  const top = y;
  for (const [name, said] of told) {
    y = paragraph(pdf, name, y, { width, bold: true, size: 9.5 });
    y = paragraph(pdf, said, y, { width, size: 9.5 }) - 4;
  }
  drawQr(pdf, letter.page, { x: RIGHT - QR, y: top - QR + 8, size: QR });
  const number = { x: RIGHT - QR, y: top - QR - 4, size: 7.5, bold: true } as const;
  pdf.part("P", () => pdf.text(letter.number, number));
}

/** What the officer takes back: who got which letter, when, or that nobody was met. */
function writeSlip(pdf: Pdf, pack: NoticePack, letter: NoticeLetter): void {
  pdf.part("Artifact", () => {
    for (let x = LEFT - 30; x < RIGHT + 30; x += 8) pdf.rule(x, SLIP + 12, x + 4);
    pdf.text("gunting di sini", { x: RIGHT + 30, y: SLIP + 15, size: 6.5, align: "right" });
  });
  pdf.part("H2", () => {
    pdf.text("TANDA TERIMA, untuk petugas", { x: LEFT, y: SLIP - 4, size: 10, bold: true });
    pdf.text(`Nomor surat ${letter.number}`, { x: RIGHT, y: SLIP - 4, align: "right" });
  });
  pdf.part("P", () => {
    const whose = `${letter.head}, ${letter.address}`;
    pdf.text(pdf.fitting(whose, RIGHT - LEFT, 9), { x: LEFT, y: SLIP - 20 });
    pdf.text("Diserahkan tanggal ______ / ______ / __________  kepada:", { x: LEFT, y: SLIP - 42 });
    pdf.text(
      "[  ] orangnya sendiri atau kepala keluarga    [  ] orang dewasa serumah    [  ] keluarga di rumah lain",
      {
        x: LEFT,
        y: SLIP - 58,
      },
    );
    pdf.text(
      "Tidak bertemu siapa pun tanggal:  ______ / ______ / __________   dan   ______ / ______ / __________",
      {
        x: LEFT,
        y: SLIP - 78,
      },
    );
    pdf.text("Kunjungan yang tidak bertemu siapa pun bukan pemberitahuan.", {
      x: LEFT,
      y: SLIP - 91,
      size: 7.5,
    });
    pdf.text("[  ] Keluarga menyatakan KEBERATAN saat surat diserahkan", {
      x: LEFT,
      y: SLIP - 109,
      bold: true,
    });
    pdf.text("Yang menerima (tanda tangan)", { x: LEFT, y: SLIP - 128, size: 8 });
    pdf.text("Petugas (nama, tanda tangan)", { x: LEFT + 250, y: SLIP - 128, size: 8 });
  });
  pdf.part("Artifact", () => {
    pdf.rule(LEFT, SLIP - 164, LEFT + 200);
    pdf.rule(LEFT + 250, SLIP - 164, RIGHT);
    pdf.text(`Versi ${pack.version}, ${pack.dayInWords}`, { x: LEFT, y: 20, size: 7 });
    if (pack.isExample) {
      pdf.text("DATA CONTOH: semua orang dan keluarga di sini rekaan", {
        x: RIGHT,
        y: 20,
        size: 7,
        bold: true,
        align: "right",
      });
    }
  });
}
