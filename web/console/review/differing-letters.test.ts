import fc from "fast-check";
import { expect, test } from "vitest";
import { differingLetters, type Run } from "./differing-letters.ts";

const shown = (runs: readonly Run[]) =>
  runs.map(({ text, differs }) => (differs ? `[${text}]` : text)).join("");
const both = (left: string, right: string) => {
  const found = differingLetters(left, right);
  return [shown(found.left), shown(found.right)];
};

test.each([
  ["SITI AMINAH", "SITI AMINA", "SITI AMINA[H]", "SITI AMINA"],
  ["MUHAMMAD", "MOHAMAD", "M[U]HAM[M]AD", "M[O]HAMAD"],
  ["12-03-1980", "12-08-1980", "12-0[3]-1980", "12-0[8]-1980"],
  ["BUDI SANTOSO", "BUDI", "[BUDI SANTOSO]", "[BUDI]"],
  ["AHMAD YANI", "SRI LESTARI", "[AHMAD YANI]", "[SRI LESTARI]"],
  ["WAGIMAN", "WAGIMIN", "WAGIM[A]N", "WAGIM[I]N"],
  ["", "PAINI", "", "[PAINI]"],
  ["SAMA", "SAMA", "SAMA", "SAMA"],
])("%s beside %s: only what differs is marked", (left, right, markedLeft, markedRight) => {
  expect(both(left, right)).toEqual([markedLeft, markedRight]);
});

test("no letter is lost or made, and equal values carry no mark", () => {
  const names = fc.stringMatching(/^[A-D ]{0,12}$/);
  fc.assert(
    fc.property(names, names, (left, right) => {
      const found = differingLetters(left, right);
      expect(found.left.map(({ text }) => text).join("")).toBe(left);
      expect(found.right.map(({ text }) => text).join("")).toBe(right);
      if (left === right)
        expect([...found.left, ...found.right].some((r) => r.differs)).toBe(false);
      else expect([...found.left, ...found.right].some((r) => r.differs)).toBe(true);
    }),
  );
});
