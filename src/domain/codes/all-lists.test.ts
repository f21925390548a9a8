import fc from "fast-check";
import { expect, test } from "vitest";
import { ABSENT } from "../absent.ts";
import { mustAccept } from "../result.ts";
import { VARIABLES } from "../variables/catalogue.ts";
import {
  CODE_LISTS,
  codeRows,
  findCode,
  getCodeList,
  listCodes,
  normalCode,
  readCodeListName,
  toStandard,
} from "./all-lists.ts";
import { CODE_EDITIONS } from "./code-list.ts";

const standard = (list: string, edition: (typeof CODE_EDITIONS)[number], code: string | number) =>
  mustAccept(toStandard(list, edition, code), `${list} ${edition} ${code}`);

test("every list that the catalogue names is here, and every standard list is numbered from the form", () => {
  const named = VARIABLES.flatMap(({ codeList }) => (codeList === undefined ? [] : [codeList]));
  expect(named.length).toBeGreaterThan(30);
  for (const name of named) expect(() => getCodeList(name)).not.toThrow();
});

test("bamboo and shingles change places between the form and the delivered set", () => {
  expect(standard("roof-material", "regsosek", 5)).toBe(5);
  expect(standard("roof-material", "dtsen", 5)).toBe(6);
  expect(standard("roof-material", "dtsen", 6)).toBe(5);
  expect(findCode("roof-material", 6)?.id_ID).toBe("Bambu");
});

test("who does not cook is nought in the delivered set and twelve on the form", () => {
  expect(standard("cooking-fuel", "dtsen", 0)).toBe(12);
  expect(standard("cooking-fuel", "regsosek", 12)).toBe(12);
  expect(toStandard("cooking-fuel", "dtsen", 12).ok).toBe(false);
});

test("flags are written as words, digits, or with zeros of a spreadsheet", () => {
  expect(standard("yes-no", "dtsen", " ya ")).toBe(1);
  expect(standard("yes-no", "dtsen", "TIDAK")).toBe(0);
  expect(standard("yes-no", "regsosek", "01")).toBe(1);
  expect(standard("yes-no", "regsosek", "2.0")).toBe(0);
  expect(standard("yes-no", "regsosek", 8)).toBe(ABSENT["not-known"]);
  expect(standard("asset", "dtsen", 1)).toBe(1);
  expect(standard("asset", "dtsen", 2)).toBe(0);
  expect(standard("gold", "regsosek", 1)).toBe(10);
});

test("the form of 2026 counts: two motorcycles are two, not no", () => {
  expect(standard("asset", "regsosek-2026", 2)).toBe(2);
  expect(standard("asset", "regsosek-2026", "0")).toBe(0);
  expect(standard("gold", "regsosek-2026", 7)).toBe(7);
  expect(toStandard("asset", "regsosek-2026", "banyak").ok).toBe(false);
  expect(listCodes(getCodeList("asset"), "regsosek-2026")).toEqual([]);
  expect(standard("farmland", "regsosek-2026", 2)).toBe(50);
});

test("no such list, no such code: refused, never guessed", () => {
  expect(toStandard("shoe-size", "dtsen", 1)).toEqual({ ok: false, problem: "unknown-code-list" });
  expect(toStandard("sex", "dtsen", 3)).toEqual({ ok: false, problem: "unknown-code" });
});

test("the mapping is total: every code of every edition lands on a standard answer or an absence", () => {
  const absences = new Set<number>(Object.values(ABSENT));
  for (const list of CODE_LISTS) {
    const isCount = ["asset", "gold", "farmland"].includes(list.name);
    const answers = new Set(list.editions.regsosek.map((code) => code.standard));
    for (const edition of CODE_EDITIONS) {
      for (const code of listCodes(list, edition)) {
        const lands = answers.has(code.standard) || absences.has(code.standard) || isCount;
        expect(lands, `${list.name} ${edition} ${code.code}`).toBe(true);
        expect(standard(list.name, edition, code.code)).toBe(code.standard);
        expect(`${code.id_ID}|${code.en}`).toMatch(/^.+\|.+$/);
      }
    }
  }
});

test("a code stands once in its edition, and every list but counts reaches its standard by name", () => {
  const rows = codeRows(CODE_EDITIONS);
  const keys = rows.map((row) => `${row.code_list}|${row.edition}|${row.code}`);
  expect(new Set(keys).size).toBe(keys.length);
  expect(rows.every((row) => row.code === normalCode(row.code))).toBe(true);
});

test("a layout names a list and an edition in one breath", () => {
  expect(readCodeListName("roof-material/dtsen").edition).toBe("dtsen");
  expect(readCodeListName("sex").edition).toBe("regsosek");
  expect(() => readCodeListName("sex/atlantis")).toThrow("atlantis");
});

test("reading a code never throws, and a normal code is its own normal code", () => {
  const lists = fc.constantFrom(...CODE_LISTS.map(({ name }) => name), "none");
  fc.assert(
    fc.property(lists, fc.constantFrom(...CODE_EDITIONS), fc.string(), (list, edition, text) => {
      toStandard(list, edition, text);
      expect(normalCode(normalCode(text))).toBe(normalCode(text));
    }),
  );
});
