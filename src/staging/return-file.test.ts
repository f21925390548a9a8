import { expect, test } from "vitest";
import { RETURN_HEAD, returnLine } from "./return-file.ts";

test("the head names the columns, and says that it is UTF-8", () => {
  expect(RETURN_HEAD).toBe('\uFEFF"baris";"kolom";"kode";"akibat";"alasan";"perbaikan"\r\n');
});

test("a line says what became of the row; quotes are doubled and no cell is a formula", () => {
  const line = {
    rowNo: 7n,
    column: "=HYPERLINK(1)",
    code: "nik-broken",
    effect: "refused",
    reason: 'Tulis "apa adanya"; jangan disingkat.',
    remedy: "Isi 16 digit.",
  } as const;
  expect(returnLine(line)).toBe(
    '"7";"\'=HYPERLINK(1)";"nik-broken";"ditolak";"Tulis ""apa adanya""; jangan disingkat.";"Isi 16 digit."\r\n',
  );
  expect(returnLine({ ...line, effect: "noted" })).toContain('"catatan"');
});
