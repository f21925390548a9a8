import fc from "fast-check";
import { expect, test } from "vitest";
import { strictName } from "#domain/person-name.ts";
import { nameReader } from "./read-name.ts";

const WORDS = "SITI H HJ M MUH MOCHAMAD BIN BINTI SE SH ST DRS DR ALM AMINAH NUR B ZZ I NI".split(
  " ",
);

test("the short way and the whole way through the law book are the same", () => {
  const read = nameReader();
  const name = fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(name, (words) => {
      const written = words.join(" ");
      expect(read(written).value).toBe(strictName(written) || null);
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ["siti aminah", "SITI AMINAH", null],
  ["Hj. SITI  AMINAH, S.Pd", "SITI AMINAH", null],
  ["BUDI 2", "BUDI", "name-has-digits"],
  ["---", null, "name-no-letters"],
  ["X".repeat(101), "X".repeat(101), "name-too-long"],
])("%s is read as %s, noted %s", (written, value, note) => {
  expect(nameReader()(written)).toEqual({ value, note });
});
