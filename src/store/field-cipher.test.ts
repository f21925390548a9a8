import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { blindIndex, decryptField, encryptField, openFieldKeys } from "./field-cipher.ts";

const keys = openFieldKeys(mkdtempSync(join(tmpdir(), "dtsen-keys-")));
const place = { table: "person", column: "nik", rowId: 7 };
const NIK = "9976015201030001";

test("what was sealed is read again, and two seals of one value differ", () => {
  const sealed = encryptField(keys, place, NIK);
  expect(decryptField(keys, place, sealed)).toBe(NIK);
  expect(encryptField(keys, place, NIK).equals(sealed)).toBe(false);
});

test.each([
  ["another row", { ...place, rowId: 8 }],
  ["another column", { ...place, column: "kk" }],
  ["another table", { ...place, table: "family" }],
])("a value moved to %s does not open", (_where, other) => {
  const sealed = encryptField(keys, place, NIK);
  expect(() => decryptField(keys, other, sealed)).toThrow();
});

test("a changed byte does not open", () => {
  const sealed = encryptField(keys, place, NIK);
  sealed[15] = (sealed[15] ?? 0) ^ 1;
  expect(() => decryptField(keys, place, sealed)).toThrow();
});

test("the blind index is equal for equal values of one kind, and another with other keys", () => {
  const other = openFieldKeys(mkdtempSync(join(tmpdir(), "dtsen-keys-")));
  expect(blindIndex(keys, "nik", NIK).equals(blindIndex(keys, "nik", NIK))).toBe(true);
  expect(blindIndex(keys, "kk", NIK).equals(blindIndex(keys, "nik", NIK))).toBe(false);
  expect(blindIndex(other, "nik", NIK).equals(blindIndex(keys, "nik", NIK))).toBe(false);
});
