import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";
import { type LetterRow, writeLetter } from "./letter.ts";
import type { LetterTerms } from "./letter-terms.ts";
import { writeNotices } from "./notice-letter.ts";

const TERMS: LetterTerms = {
  number: 7,
  program: "Program Keluarga Harapan",
  unit: "family",
  act: "Keputusan direktur jenderal",
  determiner: "Kementerian Sosial",
  legalBasis: "Permensos 1/2018",
  version: "2026-4",
  asOf: "2026-10-31",
  decileBasis: "Desil dihitung menurut orang.",
  area: "Kabupaten Wonosobo",
  phase: "per triwulan",
  outcomeSha256: "b".repeat(64),
  rulesetId: "pkh-2026",
  quotasAreExample: true,
  drawKey: "2026-10-31|x",
  verifyAt: "https://cekstatus.example.go.id/penetapan/0123456789abcdef",
  isExample: true,
};

/** So many recipients, 25 a village. */
async function* recipients(most: number): AsyncGenerator<LetterRow> {
  for (let n = 0; n < most; n++) {
    const village = 3307012001 + Math.floor(n / 25);
    yield {
      villageNo: String(village),
      village: `Desa Contoh ${Math.floor(n / 25) + 1}, Kec. Peraga, Kab. Wonosobo`,
      nik: "99•••••••••••001",
      name: `Peraga (Ke-${n}) Wibisono Kusumawardhani Hadiningrat Panjang Sekali`,
      place: n + 1,
      decile: 1 + (n % 3),
      rupiah: 750_000n,
    };
  }
}

/** What another program reads on each page. */
async function wordsOf(pdf: Buffer): Promise<readonly string[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  return (await extractText(document)).text;
}

test("the same terms and recipients give the same bytes; another recipient another annex", async () => {
  const [one, again] = [
    await writeLetter(TERMS, recipients(60)),
    await writeLetter(TERMS, recipients(60)),
  ];
  expect(one.pdf.equals(again.pdf)).toBe(true);
  expect([one.recipients, one.villages]).toEqual([60, 3]);
  const other = await writeLetter(TERMS, recipients(61));
  expect(other.annexSha256).not.toBe(one.annexSha256);
  if (process.env.DTSEN_LETTER !== undefined) writeFileSync(process.env.DTSEN_LETTER, one.pdf);
});

test("it says what it is taken from, that it is a draft, and carries no whole number", async () => {
  const letter = await writeLetter(TERMS, recipients(60));
  const pages = await wordsOf(letter.pdf);
  expect(pages.length).toBe(4);
  const [front = ""] = pages;
  for (const said of [
    "RANCANGAN",
    letter.annexSha256,
    "Rp45.000.000",
    TERMS.verifyAt,
    "Kuota contoh",
  ]) {
    expect(front).toContain(said);
  }
  for (const page of pages) {
    expect(page).toContain("DATA CONTOH");
    expect(page).toContain("Desil dihitung menurut orang.");
    expect(/\d{16}/.test(page.replaceAll(/\b[0-9a-f]{17,}\b/g, ""))).toBe(false);
  }
  const signed = { ...TERMS, decree: { number: "SK 12/HUK/2026", signedOn: "2026-10-20" } };
  const [after] = await wordsOf((await writeLetter(signed, recipients(60))).pdf);
  expect(after).toContain("Nomor SK 12/HUK/2026");
  expect(after).not.toContain("RANCANGAN");
});

test("it may lie in an archive and be read aloud: PDF/A-2b with its faces, tagged, in Indonesian", async () => {
  const { pdf } = await writeLetter(TERMS, recipients(30));
  const document = await getDocumentProxy(new Uint8Array(pdf));
  expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
  const { info, metadata } = await document.getMetadata();
  expect(info).toMatchObject({ Language: "id-ID", Title: expect.stringContaining("2026-4") });
  expect(metadata.get("pdfaid:part")).toBe("2");
  expect(pdf.toString("latin1")).toContain("/FontFile2");
  const tree = JSON.stringify(await (await document.getPage(1)).getStructTree());
  expect(tree).toContain('"role":"H1"');
  expect(tree).toContain(`Kode QR ke ${TERMS.verifyAt}`);
});

test("no letter of a name is lost, whatever its alphabet has", async () => {
  async function* one(): AsyncGenerator<LetterRow> {
    for await (const row of recipients(1)) yield { ...row, name: "Ćirić Şükrü Đặng" };
  }
  const pages = await wordsOf((await writeLetter(TERMS, one())).pdf);
  expect(pages[1]).toContain("Ćirić Şükrü Đặng");
});

test("two thousand recipients: the annex is hashed row by row and the file stays small", async () => {
  const { pdf, annexSha256 } = await writeLetter(TERMS, recipients(2_000));
  expect(pdf.length).toBeLessThan(500_000);
  const digest = createHash("sha256");
  for await (const row of recipients(2_000)) {
    digest.update(
      `${[row.villageNo, row.nik, row.name, row.place, row.decile, row.rupiah].join("\t")}\n`,
    );
  }
  expect(annexSha256).toBe(digest.digest("hex"));
});

test("a notice names the statements that do not count, and gives way where there is no room", async () => {
  const pack = {
    village: "Desa Contoh",
    version: "2026-4",
    day: "2026-11-20",
    dayInWords: "20 November 2026",
    replyDays: 21,
    replyBasis: "contoh",
    isExample: true,
  };
  const line = { program: "PKH", whom: undefined, reason: "Batas.", source: "x", legalBasis: "y" };
  const letterOf = (lines: number) => ({
    number: "CONT-0HSU-RATA-1",
    head: "Peraga",
    address: "Jalan Contoh 1",
    lines: Array.from({ length: lines }, () => line),
    setAside: ["Keterangan “Daya listrik terpasang” dari PLN tidak dipakai."],
    page: "https://cekstatus.example.go.id/pemberitahuan#nomor=x",
  });
  const [some, full] = await wordsOf(await writeNotices(pack, [letterOf(1), letterOf(9)]));
  expect(some).toMatch(/Batas\..*dari PLN tidak dipakai\..*Sampai kapan/s);
  expect(full).not.toContain("dari PLN");
  expect(full).toContain("TANDA TERIMA");
});
