import { expect, test } from "vitest";
import { parseRegionCode, type RegionCode, readVillageKind } from "#domain/region-code.ts";
import { AREA_SOURCE } from "./area-files.ts";
import { findVillage, writePlace } from "./place.ts";
import { findRegion, getRegion, listChildren, regionBook } from "./region-book.ts";
import { regionCodeRows, regionRows } from "./region-rows.ts";

test("38 provinces, 514 regencies and cities, 7,285 districts, 83,762 villages", () => {
  const before = process.cpuUsage();
  const { provinces, regencies, districts, villages } = regionBook();
  const milliseconds = process.cpuUsage(before).user / 1000;
  expect({
    province: provinces.length,
    regency: regencies.length,
    district: districts.length,
    village: villages.length,
  }).toEqual(AREA_SOURCE.counts);
  expect(milliseconds).toBeLessThan(900);
});

test("every code reads as a code, and stands inside its parent in code and in range", () => {
  for (const region of regionBook().all.slice(1)) {
    const parsed = parseRegionCode(region.code);
    const parent = getRegion(region.parentId ?? 0);
    const isInside =
      parsed.ok &&
      region.code.startsWith(parent.code) &&
      parent.villageLo <= region.villageLo &&
      region.villageHi <= parent.villageHi;
    if (!isInside) expect.fail(`${region.code} ${region.name} is not inside ${parent.code}`);
  }
});

test("8,496 kelurahan, 75,252 desa, 14 desa adat", () => {
  const kinds = regionBook().villages.map(({ code }) => readVillageKind(code as RegionCode));
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  expect([count("kelurahan"), count("desa"), count("desa-adat")]).toEqual([8496, 75252, 14]);
});

test("surrogates follow the codes from one on, and lead back", () => {
  const { all } = regionBook();
  expect(all.map(({ regionId }) => regionId)).toEqual(all.map((_, i) => i + 1));
  expect(getRegion(findRegion("3203")?.regionId ?? 0).name).toBe("Kabupaten Cianjur");
  expect(findRegion("9999")).toBeUndefined();
  expect(() => getRegion(0)).toThrow("no region 0");
  expect(listChildren(getRegion(1))).toHaveLength(38);
});

test("a village is told with the names above it", () => {
  const place = findVillage("3203012001");
  expect(place && writePlace(place)).toMatch(/, Kabupaten Cianjur, Jawa Barat$/);
  expect(findVillage("3203")).toBeUndefined();
});

test("names that the list quotes are read whole", () => {
  expect(findRegion("1207281007")?.name).toBe("Lubuk Pakam I,II");
  expect(findRegion("3518172007")?.name).toBe('Ja"an');
});

test("rows for the desk carry range, decree and date", () => {
  expect(regionRows()).toHaveLength(91_600);
  expect(regionRows()[0]).toMatchObject({ region_id: 1, tier: "nation", parent_id: null });
  const [code] = regionCodeRows();
  expect(code).toMatchObject({ code: "11", valid_from: "2025-04-25", decree: AREA_SOURCE.decree });
});
