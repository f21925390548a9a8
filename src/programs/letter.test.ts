import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { type LetterRow, type LetterTerms, writeLetter } from "./letter.ts";

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

/** Words of a page, as they stand in its content stream. */
function wordsOf(pdf: Buffer): readonly string[] {
  const pages: string[] = [];
  let from = 0;
  for (;;) {
    const begin = pdf.indexOf("stream\n", from);
    if (begin < 0) return pages;
    const end = pdf.indexOf("\nendstream", begin);
    pages.push(inflateSync(pdf.subarray(begin + 7, end)).toString("latin1"));
    from = end + 10;
  }
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
  const pages = wordsOf(letter.pdf);
  const front = pages.at(-1) ?? "";
  for (const said of [
    "RANCANGAN",
    letter.annexSha256.slice(0, 40),
    "Rp45.000.000",
    TERMS.verifyAt,
    "kuota",
  ]) {
    expect(front.toLowerCase()).toContain(said.toLowerCase());
  }
  expect(front.match(/ re f/g)?.length ?? 0).toBeGreaterThan(200);
  for (const page of pages) {
    expect(page).toContain("DATA CONTOH");
    expect(page).toContain("Desil dihitung menurut orang.");
    expect(/\d{16}/.test(page.replaceAll(/\b[0-9a-f]{17,}\b/g, ""))).toBe(false);
  }
  const signed = { ...TERMS, decree: { number: "SK 12/HUK/2026", signedOn: "2026-10-20" } };
  const after = wordsOf((await writeLetter(signed, recipients(60))).pdf).at(-1);
  expect(after).toContain("Nomor SK 12/HUK/2026");
  expect(after).not.toContain("RANCANGAN");
});

test("every object stands where the table says, and the front comes first", async () => {
  const { pdf } = await writeLetter(TERMS, recipients(130));
  const text = pdf.toString("latin1");
  const table = Number(text.match(/startxref\n(\d+)/)?.[1]);
  const places = [...text.slice(table).matchAll(/^(\d{10}) 00000 n /gm)].map(([, at]) =>
    Number(at),
  );
  for (const [i, at] of places.entries()) {
    expect(text.slice(at, at + 20)).toMatch(new RegExp(`^${i + 1} 0 obj`));
  }
  const kids =
    text
      .match(/\/Kids \[([^\]]*)\]/)?.[1]
      ?.split(" 0 R")
      .map(Number) ?? [];
  expect(kids[0]).toBe(Math.max(...kids));
});

test("ten thousand recipients: the annex is hashed row by row and the file stays small", async () => {
  const began = process.memoryUsage().heapUsed;
  const { pdf, annexSha256 } = await writeLetter(TERMS, recipients(10_000));
  expect(pdf.length).toBeLessThan(1_500_000);
  expect(process.memoryUsage().heapUsed - began).toBeLessThan(150_000_000);
  const digest = createHash("sha256");
  for await (const row of recipients(10_000)) {
    digest.update(
      `${[row.villageNo, row.nik, row.name, row.place, row.decile, row.rupiah].join("\t")}\n`,
    );
  }
  expect(annexSha256).toBe(digest.digest("hex"));
});
