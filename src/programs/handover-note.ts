import { encode } from "uqr";
import { LEFT, RIGHT, TOP } from "./letter-front.ts";
import { openPdf, PAGE, type Pdf } from "./pdf.ts";

/** All that a note of handover (berita acara serah terima) says; the same terms give the same bytes. */
export type HandoverTerms = {
  readonly number: string;
  /** ISO day. */
  readonly handedOn: string;
  readonly dayInWords: string;
  readonly program: string;
  readonly unit: "family" | "person";
  readonly determiner: string;
  readonly act: string;
  readonly legalBasis: string;
  readonly area: string;
  readonly version: string;
  readonly determination: number;
  readonly units: number;
  readonly villages: number;
  readonly listSha256: string;
  readonly outcomeSha256: string;
  readonly giver: Party;
  readonly receiver: Party;
  /** Until the other side received it, the note is a draft; withdrawn, it says so. */
  readonly state: "made" | "received" | "withdrawn";
  readonly verifyAt: string;
  readonly isExample: boolean;
};

type Party = { readonly name: string; readonly office: string };

/** One page: who hands what to whom, how many, by which digest it is known, and both signatures. */
export async function writeHandoverNote(terms: HandoverTerms): Promise<Buffer> {
  const pdf = openPdf({
    title: `Berita acara serah terima ${terms.number}`,
    subject: `Daftar calon ${terms.program}`,
    day: terms.handedOn,
  });
  pdf.page();
  writeFoot(pdf, terms);
  const y = writeBody(pdf, terms, writeTitle(pdf, terms));
  writeProof(pdf, terms, writeSigners(pdf, terms, y));
  return pdf.end();
}

const STATES = {
  made: "RANCANGAN: belum diterima pihak kedua",
  received: "",
  withdrawn: "DITARIK: daftar ini tidak berlaku lagi",
} as const;

function writeTitle(pdf: Pdf, terms: HandoverTerms): number {
  const middle = { x: PAGE.width / 2, align: "middle" } as const;
  pdf.part("H1", () => {
    pdf.text("BERITA ACARA SERAH TERIMA", { ...middle, y: TOP, size: 13, bold: true });
    pdf.text(`Nomor ${terms.number}`, { ...middle, y: TOP - 18, size: 10 });
    pdf.text(`Daftar calon ${terms.program}, ${terms.area}`, { ...middle, y: TOP - 34, size: 10 });
    pdf.text(STATES[terms.state], { ...middle, y: TOP - 50, size: 10, bold: true });
  });
  pdf.part("Artifact", () => pdf.rule(LEFT, TOP - 60, RIGHT));
  return TOP - 84;
}

function writeBody(pdf: Pdf, terms: HandoverTerms, from: number): number {
  const units = terms.unit === "family" ? "keluarga" : "orang";
  const clauses: readonly (readonly [string, string])[] = [
    ["Hari", `Pada tanggal ${terms.dayInWords}, kedua pihak di bawah ini melakukan serah terima.`],
    ["Pihak pertama", `${terms.giver.name}, ${terms.giver.office}, menyerahkan.`],
    ["Pihak kedua", `${terms.receiver.name}, ${terms.receiver.office}, menerima.`],
    [
      "Yang diserahkan",
      `Daftar ${count(terms.units)} ${units} calon penerima ${terms.program} di ${count(terms.villages)} desa/kelurahan, ${terms.area}, dari versi ${terms.version}, penetapan nomor ${terms.determination}.`,
    ],
    [
      "Kedudukan",
      `Daftar ini berisi calon, bukan penerima. Yang menetapkan ${terms.determiner}, dengan ${terms.act}. Hasilnya dikembalikan: diterima, tidak diterima dengan alasan, atau ditambahkan.`,
    ],
    ["Dasar hukum", terms.legalBasis],
    [
      "Kerahasiaan",
      "Daftar memuat data pribadi. Pihak kedua memakainya hanya untuk penetapan program ini, menyimpannya dengan aman, dan memusnahkan salinannya setelah selesai.",
    ],
    ["SHA-256 daftar", terms.listSha256],
  ];
  let y = from;
  for (const [name, said] of clauses) {
    pdf.part("P", () => {
      pdf.text(name, { x: LEFT, y, size: 10, bold: true });
      for (const line of pdf.inLines(said, RIGHT - LEFT - 110, 10)) {
        pdf.text(line, { x: LEFT + 110, y, size: 10 });
        y -= 14;
      }
    });
    y -= 6;
  }
  return y;
}

/** Room for both signatures, side by side. */
function writeSigners(pdf: Pdf, { giver, receiver }: HandoverTerms, from: number): number {
  const half = (RIGHT - LEFT) / 2;
  const sides = [
    { x: LEFT, title: "Pihak pertama, yang menyerahkan", party: giver },
    { x: LEFT + half, title: "Pihak kedua, yang menerima", party: receiver },
  ];
  const bottom = from - 100;
  for (const { x, title, party } of sides) {
    pdf.part("P", () => {
      pdf.text(title, { x, y: from - 14, size: 10 });
      pdf.text(pdf.fitting(party.name, half - 20, 10), { x, y: bottom, size: 10, bold: true });
      pdf.text(pdf.fitting(party.office, half - 20, 9), { x, y: bottom - 13, size: 9 });
    });
    pdf.part("Artifact", () => pdf.rule(x, bottom + 13, x + half - 40));
  }
  return bottom - 34;
}

const PROOF = 80;

function writeProof(pdf: Pdf, terms: HandoverTerms, from: number): void {
  const { data, size } = encode(terms.verifyAt, { ecc: "M", border: 0 });
  const bottom = from - PROOF;
  const dot = PROOF / size;
  const draw = () => {
    for (const [row, line] of data.entries()) {
      for (const [column, isDark] of line.entries()) {
        if (isDark) pdf.square(LEFT + column * dot, bottom + PROOF - (row + 1) * dot, dot + 0.02);
      }
    }
  };
  pdf.part("Figure", draw, `Kode QR ke ${terms.verifyAt}`);
  const x = LEFT + PROOF + 16;
  const lines = [
    ["Periksa keaslian penetapannya", terms.verifyAt],
    ["SHA-256 berkas putusan", terms.outcomeSha256],
  ] as const;
  for (const [i, [name, said]] of lines.entries()) {
    const y = from - 10 - i * 26;
    pdf.part("P", () => {
      pdf.text(name, { x, y, size: 8, bold: true });
      pdf.text(pdf.fitting(said, RIGHT - x, 8), { x, y: y - 10, size: 8 });
    });
  }
}

function writeFoot(pdf: Pdf, { number, version, isExample }: HandoverTerms): void {
  pdf.part("Artifact", () => {
    pdf.rule(LEFT, 52, RIGHT);
    pdf.text(`Berita acara ${number}, versi ${version}`, { x: LEFT, y: 40, size: 8 });
    if (!isExample) return;
    const said = "DATA CONTOH: semua orang dan keluarga di sini rekaan";
    pdf.text(said, { x: RIGHT, y: 40, size: 8, bold: true, align: "right" });
  });
}

const count = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ".");
