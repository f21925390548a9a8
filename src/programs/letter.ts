import { createHash, type Hash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { writeRupiah } from "#domain/rupiah.ts";
import { type Annex, foot, LEFT, RIGHT, TOP, writeFront } from "./letter-front.ts";
import type { LetterTerms } from "./letter-terms.ts";
import { openPdf, type Pdf } from "./pdf.ts";

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
    day: terms.decree?.signedOn ?? terms.asOf,
  });
  const listed: LetterRow[] = [];
  for await (const row of rows) listed.push(row);
  const annex = sumUp(listed);
  writeFront(pdf, terms, annex);
  await writeAnnex(pdf, terms, listed);
  return {
    pdf: await pdf.end(),
    annexSha256: annex.sha256,
    recipients: annex.recipients,
    villages: annex.villages,
  };
}

/** What the front says of the annex before it is written. */
function sumUp(rows: readonly LetterRow[]): Annex {
  const digest = createHash("sha256");
  let [villages, rupiah, village] = [0, 0n, ""];
  for (const row of rows) {
    if (row.villageNo !== village) villages += 1;
    village = row.villageNo;
    rupiah += row.rupiah;
    note(digest, row);
  }
  return { sha256: digest.digest("hex"), recipients: rows.length, villages, rupiah };
}

/** Rows after which others have their turn: a server that makes a long letter answers meanwhile. */
const AT_ONCE = 200;

async function writeAnnex(pdf: Pdf, terms: LetterTerms, rows: readonly LetterRow[]): Promise<void> {
  let [inVillage, y, village] = [0, 0, ""];
  for (const [i, row] of rows.entries()) {
    if (i % AT_ONCE === AT_ONCE - 1) await setImmediate();
    if (row.villageNo !== village) {
      village = row.villageNo;
      inVillage = 0;
      y = openVillage(pdf, terms, row, false);
    } else if (y < FOOT) y = openVillage(pdf, terms, row, true);
    inVillage += 1;
    pdf.part("P", () => writeRow(pdf, row, inVillage, y));
    y -= ROW;
  }
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
  const heading = pdf.fitting(`${village}${goesOn ? " (lanjutan)" : ""}`, RIGHT - LEFT - 120, 12);
  pdf.part("H2", () => {
    pdf.text(heading, { x: LEFT, y: TOP, size: 12, bold: true });
    pdf.text(dotted(villageNo), { x: RIGHT, y: TOP, align: "right" });
  });
  const y = TOP - 22;
  pdf.part("P", () => writeHead(pdf, terms, y));
  pdf.part("Artifact", () => pdf.rule(LEFT, y - 4, RIGHT));
  return y - 4 - ROW;
}

function writeHead(pdf: Pdf, terms: LetterTerms, y: number): void {
  const head = { y, size: 8, bold: true } as const;
  pdf.text("No.", { ...head, x: COLUMNS.no, align: "right" });
  pdf.text("NIK (disamarkan)", { ...head, x: COLUMNS.nik });
  pdf.text(terms.unit === "family" ? "Kepala keluarga" : "Nama", { ...head, x: COLUMNS.name });
  pdf.text("Urutan", { ...head, x: COLUMNS.place, align: "right" });
  pdf.text("Desil", { ...head, x: COLUMNS.decile, align: "right" });
  pdf.text(`Bantuan ${terms.phase}`, { ...head, x: COLUMNS.rupiah, align: "right" });
}

function writeRow(pdf: Pdf, row: LetterRow, nth: number, y: number): void {
  pdf.text(String(nth), { x: COLUMNS.no, y, align: "right" });
  pdf.text(row.nik, { x: COLUMNS.nik, y });
  pdf.text(pdf.fitting(row.name, COLUMNS.place - COLUMNS.name - 40, 9), { x: COLUMNS.name, y });
  pdf.text(String(row.place), { x: COLUMNS.place, y, align: "right" });
  pdf.text(String(row.decile), { x: COLUMNS.decile, y, align: "right" });
  pdf.text(writeRupiah(row.rupiah), { x: COLUMNS.rupiah, y, align: "right" });
}

const dotted = (village: string): string =>
  [village.slice(0, 2), village.slice(2, 4), village.slice(4, 6), village.slice(6)].join(".");
