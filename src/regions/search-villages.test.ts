import fc from "fast-check";
import { expect, test } from "vitest";
import { regionBook } from "./region-book.ts";
import { searchVillages } from "./search-villages.ts";

const labels = (text: string, limit = 5) =>
  searchVillages(text, limit).map((place) => `${place.name}, ${place.district}, ${place.regency}`);

test.each([
  "Sukamaju, Cibeber, Cianjur",
  "sukamaju cibeber cianjur",
  "suka maju, cibeber",
  "Desa Sukamaju, Kec. Cibeber, Kab. Cianjur",
  "sukamaju,cib,cian",
])("%s finds the village", (text) => {
  expect(labels(text)).toContain("Sukamaju, Cibeber, Kabupaten Cianjur");
});

test("the whole name comes first, then beginnings, then later words", () => {
  const names = searchVillages("baru", 400).map(({ name }) => name);
  expect(names[0]).toBe("Baru");
  expect(names.some((name) => name !== "Baru" && name.startsWith("Baru"))).toBe(true);
  expect(names.at(-1)).toMatch(/ Baru/);
});

test("apostrophes and accents do not matter", () => {
  expect(labels("udek duen")[0]).toMatch(/^Udek Du’en/);
});

test.each(["", "  ", ",", "zzzz", ", cianjur", "sukamaju, atlantis"])(
  "%j finds nothing",
  (text) => {
    expect(searchVillages(text, 10)).toEqual([]);
  },
);

test("every village is found by its own label, typed as people read it", () => {
  const { villages } = regionBook();
  for (let i = 0; i < villages.length; i += 1201) {
    const village = villages[i];
    if (village === undefined) continue;
    const found = searchVillages(village.name.replaceAll(",", " "), 200);
    if (!found.some(({ code }) => code === village.code)) {
      expect(found.length, village.name).toBe(200);
    }
  }
});

test("never throws, never answers more than asked, never twice the same village", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.nat({ max: 12 }), (text, limit) => {
      const found = searchVillages(text, limit);
      expect(found.length).toBeLessThanOrEqual(limit);
      expect(new Set(found.map(({ code }) => code)).size).toBe(found.length);
    }),
  );
});

test("an answer takes less than five milliseconds, even for one letter", () => {
  const typed = ["s", "su", "suk", "suka", "sukamaju, cib", "k", "kampung", "b", "ba", "baru"];
  for (const text of typed) for (let i = 0; i < 5; i++) searchVillages(text, 10);
  const took = typed.map((text) => {
    const best = Array.from({ length: 9 }, () => {
      const started = performance.now();
      searchVillages(text, 10);
      return performance.now() - started;
    });
    return Math.min(...best);
  });
  expect(Math.max(...took)).toBeLessThan(5);
});
