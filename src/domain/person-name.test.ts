import fc from "fast-check";
import { expect, test } from "vitest";
import { nameWords, parsePersonName, strictName, wideName } from "./person-name.ts";

test.each([
  ["Siti Nurhaliza", "SITI NURHALIZA"],
  ["  siti   nurhaliza ", "SITI NURHALIZA"],
  ["H. Ahmad Fauzi, S.Pd., M.M.", "AHMAD FAUZI"],
  ["Hj. Siti Aminah, S. Pd.", "SITI AMINAH"],
  ["Drs. H.M. Yusuf", "MUHAMMAD YUSUF"],
  ["KH. Abdul Ma'ruf", "ABDUL MARUF"],
  ["Abdul Ma’ruf", "ABDUL MARUF"],
  ["Moch. Yusuf", "MUHAMMAD YUSUF"],
  ["Mohammad Yusuf", "MUHAMMAD YUSUF"],
  ["MHD YUSUF", "MUHAMMAD YUSUF"],
  ["M Yusuf", "MUHAMMAD YUSUF"],
  ["Yusuf bin Ibrahim", "YUSUF IBRAHIM"],
  ["Aminah b. Ibrahim", "AMINAH IBRAHIM"],
  ["Siti binti Umar", "SITI UMAR"],
  ["Nur-Hayati", "NUR HAYATI"],
  ["José Soares", "JOSE SOARES"],
  ["Budi Santoso (Alm.)", "BUDI SANTOSO"],
  ["Rina Wati, A.Md.Keb", "RINA WATI"],
  ["Rina Wati, M.A.", "RINA WATI"],
])("%s is compared as %s", (written, form) => {
  expect(strictName(written)).toBe(form);
});

test.each([
  ["H", "H"],
  ["Ir. H.", "H"],
  ["M", "M"],
  ["Bin", "BIN"],
  ["Rina Ma", "RINA MA"],
  ["Sehat", "SEHAT"],
  ["Irwan Stefan", "IRWAN STEFAN"],
  ["Aan Ba", "AAN BA"],
])("a part that may be the name itself stays: %s", (written, form) => {
  expect(strictName(written)).toBe(form);
});

test("the strict form does not forgive another spelling; the wide one does", () => {
  expect(strictName("Soeharto")).not.toBe(strictName("Suharto"));
  expect(wideName("Soeharto")).toBe(wideName("Suharto"));
  expect(wideName("Djoko Tjahjono")).toBe(wideName("Joko Cahyono"));
  expect(wideName("Achmad")).toBe(wideName("Akhmad"));
  expect(wideName("Annisa")).toBe(wideName("Anisa"));
});

test.each([
  ["", "no-letters"],
  ["- . -", "no-letters"],
  ["Budi 2", "has-digits"],
  ["A".repeat(101), "too-long"],
])("%j is refused: %s", (text, problem) => {
  expect(parsePersonName(text)).toEqual({ ok: false, problem });
});

const pieces = fc
  .array(
    fc.constantFrom(
      ..."H. Hj. M. MUH. Moch bin binti b. S. Pd S.Pd, SE S.E. A.Md. oe dj tj ch KH Ma'ruf siti jj ALM MM é".split(
        " ",
      ),
    ),
    { maxLength: 6 },
  )
  .map((words) => words.join(" "));
const anyText = fc.oneof(fc.string({ unit: "grapheme" }), pieces);

test("never throws, and what it accepts it accepts again", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const parsed = parsePersonName(text);
      if (parsed.ok) expect(parsePersonName(parsed.value)).toEqual(parsed);
    }),
  );
});

test("a normal form of a normal form is itself, of A-Z and single spaces, and never empties a name", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const form of [strictName, wideName]) {
        const once = form(text);
        expect(form(once)).toBe(once);
        expect(once).toMatch(/^([A-Z]+( [A-Z]+)*)?$/);
        if (parsePersonName(text).ok) expect(once).not.toBe("");
      }
    }),
    { numRuns: 500 },
  );
});

test("who are equal strictly are equal widely", () => {
  fc.assert(
    fc.property(pieces, (text) => {
      expect(wideName(strictName(text))).toBe(wideName(text));
      expect(nameWords(strictName(text)).join(" ")).toBe(strictName(text));
    }),
  );
});
