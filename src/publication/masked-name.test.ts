import fc from "fast-check";
import { expect, test } from "vitest";
import { maskName } from "./masked-name.ts";

test.each([
  ["Siti Aminah", "S*** A***"],
  ["SUPARNO", "S***"],
  ["I Gusti Ayu Made Rai", "I*** G*** A***"],
  ["  ", "***"],
  ["Nur'aini", "N*** A***"],
])("%j is shown as %j", (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test("no more than first letters ever leave", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      expect([...maskName(name)].length).toBeLessThanOrEqual(14);
    }),
  );
});
