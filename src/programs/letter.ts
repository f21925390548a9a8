import { createHash, type Hash } from "node:crypto";
import { encode } from "uqr";
import { writeRupiah } from "#domain/rupiah.ts";
import { fitting, inLines, openPdf, PAGE, type Pdf } from "./pdf.ts";

/** All that a letter says beside its recipients; the same terms and rows give the same bytes. */
export type LetterTerms = {
  readonly number: number;
  readonly program: string;
  /** Family or person, as the program's places are counted. */
  readonly unit: "family" | "person";
  /** Kind of legal act, and who issues it. */
  readonly act: string;
  readonly determiner: string;
  readonly legalBasis: string;
  readonly version: string;
  readonly asOf: string;
  /** By what deciles are counted, in words: stands beside every decile. */
  readonly decileBasis: string;
  readonly area: string;
  readonly phase: string;
  readonly outcomeSha256: string;
  readonly rulesetId: string;
  readonly quotasAreExample: boolean;
  readonly drawKey: string;
  /** Once it is signed; until then the letter is a draft. */
  readonly decree?: { readonly number: string; readonly signedOn: string };
  /** Public page that tells what the letter is, and nobody's name. */
  readonly verifyAt: string;
  /** A register of made-up people says so on every page. */
  readonly isExample: boolean;
};

/** One recipient of the annex; the number is masked. */
export type LetterRow = {
  readonly villageNo: string;
  readonly village: string;
  readonly nik: string;
  readonly name: string;
  /** Place in the rank of the regency. */
  readonly place: number;
  readonly decile: number;
  readonly rupiah: bigint;
};

export type Letter = {
  readonly pdf: Buffer;
  readonly annexSha256: string;
  readonly recipients: number;
  readonly villages: number;
};

const LEFT = 56;
const RIGHT = PAGE.width - 56;
const TOP = PAGE.height - 60;
const FOOT = 70;
const ROW = 12;
const COLUMNS = { no: 80, nik: 92, name: 200, place: 395, decile: 432, rupiah: RIGHT } as const;

/** The letter with its annex, village by village; rows come in the order of villages. */
export async function writeLetter(
  terms: LetterTerms,
  rows: AsyncIterable<LetterRow>,
): Promise<Letter> {
  const pdf = openPdf({
    title: `${terms.act} ${terms.program} ${terms.version}`,
    subject: `Penetapan ${terms.number}`,
  });
  const annex = await writeAnnex(pdf, terms, rows);
  const before = pdf.pages();
  writeFront(pdf, terms, annex);
  const { sha256, ...counts } = annex;
  return { pdf: pdf.end(pdf.pages() - before), annexSha256: sha256, ...counts };
}

type Annex = {
  readonly sha256: string;
  readonly recipients: number;
  readonly villages: number;
  readonly rupiah: bigint;
};

async function writeAnnex(
  pdf: Pdf,
  terms: LetterTerms,
  rows: AsyncIterable<LetterRow>,
): Promise<Annex> {
  const digest = createHash("sha256");
  let [recipients, villages, inVillage, y, rupiah] = [0, 0, 0, 0, 0n];
  let village = "";
  for await (const row of rows) {
    if (row.villageNo !== village) {
      village = row.villageNo;
      [villages, inVillage] = [villages + 1, 0];
      y = openVillage(pdf, terms, row, false);
    } else if (y < FOOT) y = openVillage(pdf, terms, row, true);
    [recipients, inVillage, rupiah] = [recipients + 1, inVillage + 1, rupiah + row.rupiah];
    writeRow(pdf, row, inVillage, y);
    y -= ROW;
    note(digest, row);
  }
  return { sha256: digest.digest("hex"), recipients, villages, rupiah };
}

/** What the digest of the annex is taken over: the very words that stand in it. */
function note(digest: Hash, { villageNo, nik, name, place, decile, rupiah }: LetterRow): void {
  digest.update(`${[villageNo, nik, name, place, decile, rupiah].join("\t")}\n`);
}

function openVillage(
  pdf: Pdf,
  terms: LetterTerms,
  { village, villageNo }: LetterRow,
  goesOn: boolean,
): number {
  pdf.page();
  foot(pdf, terms, `Lampiran ${terms.program}`);
  const heading = fitting(`${village}${goesOn ? " (lanjutan)" : ""}`, RIGHT - LEFT - 90, 12);
  pdf.text(heading, { x: LEFT, y: TOP, size: 12, bold: true });
  pdf.text(dotted(villageNo), { x: RIGHT, y: TOP, align: "right" });
  const y = TOP - 22;
  const head = { y, size: 8, bold: true } as const;
  pdf.text("No.", { ...head, x: COLUMNS.no, align: "right" });
  pdf.text("NIK (disamarkan)", { ...head, x: COLUMNS.nik });
  pdf.text(terms.unit === "family" ? "Kepala keluarga" : "Nama", { ...head, x: COLUMNS.name });
  pdf.text("Urutan", { ...head, x: COLUMNS.place, align: "right" });
  pdf.text("Desil", { ...head, x: COLUMNS.decile, align: "right" });
  pdf.text(`Bantuan ${terms.phase}`, { ...head, x: COLUMNS.rupiah, align: "right" });
  pdf.rule(LEFT, y - 4, RIGHT);
  return y - 4 - ROW;
}

function writeRow(pdf: Pdf, row: LetterRow, nth: number, y: number): void {
  pdf.text(String(nth), { x: COLUMNS.no, y, align: "right" });
  pdf.text(row.nik, { x: COLUMNS.nik, y });
  pdf.text(fitting(row.name, COLUMNS.place - COLUMNS.name - 40, 9), { x: COLUMNS.name, y });
  pdf.text(String(row.place), { x: COLUMNS.place, y, align: "right" });
  pdf.text(String(row.decile), { x: COLUMNS.decile, y, align: "right" });
  pdf.text(writeRupiah(row.rupiah), { x: COLUMNS.rupiah, y, align: "right" });
}

function writeFront(pdf: Pdf, terms: LetterTerms, annex: Annex): void {
  pdf.page();
  foot(pdf, terms, `${terms.act} ${terms.program}`);
  const middle = PAGE.width / 2;
  const title = { x: middle, align: "middle", bold: true } as const;
  pdf.text(terms.determiner.toUpperCase(), { ...title, y: TOP, size: 12 });
  pdf.rule(LEFT, TOP - 8, RIGHT);
  pdf.text(terms.act.toUpperCase(), { ...title, y: TOP - 34, size: 13 });
  const signed = terms.decree;
  pdf.text(
    signed === undefined
      ? "RANCANGAN: belum bernomor dan belum ditandatangani"
      : `Nomor ${signed.number}`,
    {
      x: middle,
      y: TOP - 52,
      align: "middle",
      size: 10,
    },
  );
  pdf.text(`tentang penerima ${terms.program}, ${terms.area}`, {
    x: middle,
    y: TOP - 68,
    align: "middle",
    size: 10,
  });
  let y = TOP - 104;
  for (const [name, said] of clauses(terms, annex)) {
    pdf.text(name, { x: LEFT, y, size: 10, bold: true });
    for (const line of inLines(said, RIGHT - LEFT - 110, 10)) {
      pdf.text(line, { x: LEFT + 110, y, size: 10 });
      y -= 14;
    }
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
  const { data, size } = encode(terms.verifyAt, { ecc: "M", border: 0 });
  const bottom = Math.min(from - PROOF - 10, 330);
  const dot = PROOF / size;
  data.forEach((line, row) => {
    line.forEach((isDark, column) => {
      if (isDark) pdf.square(LEFT + column * dot, bottom + PROOF - (row + 1) * dot, dot + 0.02);
    });
  });
  const x = LEFT + PROOF + 16;
  const lines: readonly (readonly [string, string])[] = [
    ["Periksa keaslian", terms.verifyAt],
    ["Penetapan", `nomor ${terms.number}, ${terms.area}`],
    ["SHA-256 lampiran", annex.sha256],
    ["SHA-256 berkas putusan", terms.outcomeSha256],
  ];
  let y = bottom + PROOF - 8;
  for (const [name, said] of lines) {
    pdf.text(name, { x, y, size: 8, bold: true });
    pdf.text(fitting(said, RIGHT - x, 8), { x, y: y - 10, size: 8 });
    y -= 24;
  }
}

function foot(pdf: Pdf, terms: LetterTerms, said: string): void {
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

const dotted = (village: string): string =>
  [village.slice(0, 2), village.slice(2, 4), village.slice(4, 6), village.slice(6)].join(".");

const count = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ".");
