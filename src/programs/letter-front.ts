import { writeRupiah } from "#domain/rupiah.ts";
import { drawQr } from "./letter-qr.ts";
import type { LetterTerms } from "./letter-terms.ts";
import { PAGE, type Pdf } from "./pdf.ts";

export const LEFT = 56;
export const RIGHT = PAGE.width - 56;
export const TOP = PAGE.height - 60;

/** What the front says of the annex. */
export type Annex = {
  readonly sha256: string;
  readonly recipients: number;
  readonly villages: number;
  readonly rupiah: bigint;
};

/** The first page: what is decreed, on what ground, and how anybody checks it. */
export function writeFront(pdf: Pdf, terms: LetterTerms, annex: Annex): void {
  pdf.page();
  foot(pdf, terms, `${terms.act} ${terms.program}`);
  const middle = PAGE.width / 2;
  const title = { x: middle, align: "middle", bold: true } as const;
  const under = { x: middle, align: "middle", size: 10 } as const;
  const signed = terms.decree;
  const numbered =
    signed === undefined
      ? "RANCANGAN: belum bernomor dan belum ditandatangani"
      : `Nomor ${signed.number}`;
  pdf.part("P", () => pdf.text(terms.determiner.toUpperCase(), { ...title, y: TOP, size: 12 }));
  pdf.part("Artifact", () => pdf.rule(LEFT, TOP - 8, RIGHT));
  pdf.part("H1", () => {
    pdf.text(terms.act.toUpperCase(), { ...title, y: TOP - 34, size: 13 });
    pdf.text(numbered, { ...under, y: TOP - 52 });
    pdf.text(`tentang penerima ${terms.program}, ${terms.area}`, { ...under, y: TOP - 68 });
  });
  let y = TOP - 104;
  for (const [name, said] of clauses(terms, annex)) {
    pdf.part("P", () => {
      pdf.text(name, { x: LEFT, y, size: 10, bold: true });
      for (const line of pdf.inLines(said, RIGHT - LEFT - 110, 10)) {
        pdf.text(line, { x: LEFT + 110, y, size: 10 });
        y -= 14;
      }
    });
    y -= 6;
  }
  writeProof(pdf, terms, annex, y);
}

function clauses(terms: LetterTerms, annex: Annex): readonly (readonly [string, string])[] {
  const units = terms.unit === "family" ? "keluarga" : "orang";
  const { recipients, villages, rupiah } = annex;
  return [
    ["Mengingat", terms.legalBasis],
    [
      "Menimbang",
      `Daftar ini diambil dari versi beku ${terms.version} (keadaan ${terms.asOf}), aturan ${terms.rulesetId}, kunci undi ${terms.drawKey}. Kuota ${terms.quotasAreExample ? "contoh, belum ditetapkan siapa pun" : "menurut penetapan kuota"}.`,
    ],
    [
      "Menetapkan",
      `${count(recipients)} ${units} di ${count(villages)} desa/kelurahan sebagai penerima ${terms.program} ${terms.phase}, dengan nilai seluruhnya ${writeRupiah(rupiah)}, sebagaimana lampiran per desa/kelurahan.`,
    ],
    [
      "Desil",
      `${terms.decileBasis} Desil adalah urutan kesejahteraan, bukan besar pendapatan, dan tidak dengan sendirinya mengakhiri bantuan.`,
    ],
    [
      "Keberatan",
      "Siapa pun yang tercantum atau merasa terlewat dapat meminta penjelasan dan membetulkan keterangan melalui desa/kelurahan, dinas sosial, atau laman cek status.",
    ],
    ...(terms.decree === undefined ? [] : [["Ditetapkan", terms.decree.signedOn] as const]),
  ];
}

const PROOF = 96;

/** The code, where it leads, and the digests by which letter and annex are known again. */
function writeProof(pdf: Pdf, terms: LetterTerms, annex: Annex, from: number): void {
  const bottom = Math.min(from - PROOF - 10, 330);
  drawQr(pdf, terms.verifyAt, { x: LEFT, y: bottom, size: PROOF });
  const x = LEFT + PROOF + 16;
  const lines: readonly (readonly [string, string])[] = [
    ["Periksa keaslian", terms.verifyAt],
    ["Penetapan", `nomor ${terms.number}, ${terms.area}`],
    ["SHA-256 lampiran", annex.sha256],
    ["SHA-256 berkas putusan", terms.outcomeSha256],
  ];
  let y = bottom + PROOF - 8;
  for (const [name, said] of lines) {
    const at = y;
    pdf.part("P", () => {
      pdf.text(name, { x, y: at, size: 8, bold: true });
      pdf.text(pdf.fitting(said, RIGHT - x, 8), { x, y: at - 10, size: 8 });
    });
    y -= 24;
  }
}

/** What stands below every page. */
export function foot(pdf: Pdf, terms: LetterTerms, said: string): void {
  pdf.part("Artifact", () => drawFoot(pdf, terms, said));
}

function drawFoot(pdf: Pdf, terms: LetterTerms, said: string): void {
  pdf.rule(LEFT, 52, RIGHT);
  pdf.text(`${said}, versi ${terms.version}, penetapan ${terms.number}`, {
    x: LEFT,
    y: 40,
    size: 8,
  });
  pdf.text(`halaman berkas ${pdf.pages()}`, { x: RIGHT, y: 40, size: 8, align: "right" });
  pdf.text(terms.decileBasis, { x: LEFT, y: 29, size: 8 });
  if (terms.isExample) {
    pdf.text("DATA CONTOH: semua orang dan keluarga di sini rekaan", {
      x: RIGHT,
      y: 29,
      size: 8,
      bold: true,
      align: "right",
    });
  }
}

const count = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ".");
