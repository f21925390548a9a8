import { expect, test } from "vitest";
import { DTKS_LAYOUTS } from "./layouts/dtks.ts";
import { checkHeader, findHeader, matchHeader, missingColumns } from "./match-header.ts";

const [LAYOUT] = DTKS_LAYOUTS;
if (LAYOUT === undefined) throw new Error("DTKS has a layout");
const fills = (headers: readonly string[], saved = {}) =>
  matchHeader(headers, LAYOUT, saved).found.map(({ place, column }) => [place, column.fills]);

test("headers are known by name and synonym, whatever their case, spaces and order", () => {
  expect(fills(["nama penerima", " Kode_Wilayah ", "NIK."])).toEqual([
    [2, "nik"],
    [0, "name"],
    [1, "village_code"],
  ]);
});

test("a saved mapping names what no synonym does, and wins over both", () => {
  expect(fills(["nomor peserta", "NAMA"], { nomor_peserta: "NIK" })).toEqual([
    [0, "nik"],
    [1, "name"],
  ]);
});

test("the exact header wins over a synonym in the same file", () => {
  expect(fills(["no_nik", "NIK"])).toEqual([[1, "nik"]]);
});

test("columns that no layout names are told", () => {
  expect(matchHeader(["NIK", "agama"], LAYOUT).unknown).toEqual(["agama"]);
});

test.each([
  [["NIK", "NAMA", "KDWILAYAH"], undefined],
  [["NIK", "NAMA", "x"], "required-column-missing"],
  [["x", "y", "z"], "header-missing"],
])("%s: %s", (headers, problem) => {
  const checked = checkHeader(matchHeader(headers, LAYOUT), LAYOUT);
  expect(checked.ok ? undefined : checked.problem).toBe(problem);
});

test("missing columns are named as the layout calls them", () => {
  expect(missingColumns(matchHeader(["NIK"], LAYOUT), LAYOUT)).toEqual(["NAMA", "KDWILAYAH"]);
});

test.each([
  ["|", 0, "NIK|NAMA|KDWILAYAH"],
  ["\t", 2, "DATA DTKS\n\nNIK\tNAMA\tKDWILAYAH"],
  [",", 1, 'Laporan; 2026\n"NIK","NAMA","KDWILAYAH"'],
])("the header and its delimiter %s are found below %i lines", (delimiter, linesAbove, text) => {
  expect(findHeader(text.split("\n"), LAYOUT)).toMatchObject({ delimiter, linesAbove });
});
