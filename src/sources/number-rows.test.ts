import fc from "fast-check";
import { expect, test } from "vitest";
import { numberRows, type RowShape } from "./number-rows.ts";
import type { RowSink } from "./row-sink.ts";

const SHAPE: RowShape = { delimiter: ";", isQuoted: true, width: 3, skipLines: 1 };

async function cut(text: string | Buffer, shape: Partial<RowShape> = {}, chunkBytes = 1 << 20) {
  const rows: [number, string][] = [];
  const broken: [number, string][] = [];
  const sink: RowSink = {
    row: (rowNo, row) => rows.push([rowNo, row.toString()]),
    broken: (rowNo, problem) => broken.push([rowNo, problem]),
    drain: async () => undefined,
    close: async () => undefined,
  };
  const bytes = Buffer.from(text as string);
  async function* chunks() {
    for (let i = 0; i < bytes.length; i += chunkBytes) yield bytes.subarray(i, i + chunkBytes);
  }
  const counts = await numberRows(chunks(), { ...SHAPE, ...shape }, sink);
  return { counts, rows, broken };
}

test("rows are numbered from one below the header, broken ones too, blank lines not", async () => {
  const cutUp = await cut("A;B;C\n1;2;3\r\n\n4;5\n6;7;8;9\n1;2;3");
  expect(cutUp.rows).toEqual([
    [1, "1;2;3"],
    [4, "1;2;3"],
  ]);
  expect(cutUp.broken).toEqual([
    [2, "row-too-short"],
    [3, "row-too-long"],
  ]);
  expect(cutUp.counts).toEqual({ received: 4, broken: 2, repaired: 0 });
});

test("a line end inside quotes belongs to its row", async () => {
  const { rows, broken } = await cut('A;B;C\n1;"JL MAWAR\nRT 1";3\n"a;b";5;6\n');
  expect(rows).toEqual([
    [1, '1;"JL MAWAR RT 1";3'],
    [2, '"a;b";5;6'],
  ]);
  expect(broken).toEqual([]);
});

test("a stray quote breaks its own row and swallows none", async () => {
  const { rows, broken } = await cut('A;B;C\n1;"2;3\n4;5;6\n7;8;9\n');
  expect(broken).toEqual([[1, "row-quote-open"]]);
  expect(rows).toEqual([
    [2, "4;5;6"],
    [3, "7;8;9"],
  ]);
});

test("quotes are ordinary signs where the file does not quote", async () => {
  const { rows } = await cut('A;B;C\n1;NUR"AINI;3\n', { isQuoted: false });
  expect(rows).toEqual([[1, '1;NUR"AINI;3']]);
});

test("bytes of old Windows are repaired row by row, beside rows of UTF-8", async () => {
  const bytes = Buffer.concat([
    Buffer.from("A;B;C\n1;DÉSI;3\n"),
    Buffer.from("2;DÉSI;3\n", "latin1"),
  ]);
  const { rows, counts } = await cut(bytes);
  expect(rows.map(([, row]) => row)).toEqual(["1;DÉSI;3", "2;DÉSI;3"]);
  expect(counts.repaired).toBe(1);
});

test("a file without line ends does not fill the memory", async () => {
  const { broken, counts } = await cut(`A;B;C\n${"x".repeat(5_000_000)}\n1;2;3\n`);
  expect(counts.received).toBe(2);
  expect(broken).toEqual([[1, "row-too-long"]]);
});

test("how the bytes arrive changes nothing, and every line is answered for", async () => {
  const line = fc.string({ unit: fc.constantFrom("1", ";", '"', "é", "\r"), maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 12 }),
      fc.integer({ min: 1, max: 9 }),
      async (lines, size) => {
        const text = `h\n${lines.join("\n")}\n`;
        const whole = await cut(text);
        expect(await cut(text, {}, size)).toEqual(whole);
        const numbers = [...whole.rows, ...whole.broken].map(([n]) => n).sort((a, b) => a - b);
        expect(numbers).toEqual(numbers.map((_, i) => i + 1));
        expect(whole.counts.received).toBe(numbers.length);
      },
    ),
    { numRuns: 300 },
  );
});
