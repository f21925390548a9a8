import { expect, test } from "vitest";
import { type SetAside, setAsideSentence, toldToFamily } from "./set-aside.ts";

const METER: SetAside = {
  person_id: null,
  source: "pln",
  statement: "power-va",
  observed_on: "2026-05-01",
  reason: "below-threshold",
  decided_on: "2026-10-06",
  counts: true,
};

test("which statement, whose, of which day, and why it does not count", () => {
  expect(setAsideSentence(METER)).toEqual({
    id: "Keterangan “Daya listrik terpasang” dari PLN (listrik) tanggal 1 Mei 2026 tidak dipakai, karena petugas memeriksanya dan mengesampingkannya pada 6 Oktober 2026. Sebab diperiksa: Belum cukup pasti bahwa keterangan ini tentang orang yang sama.",
    en: expect.stringContaining("does not count, because an officer looked into it"),
  });
});

test("what was set aside after the version was built counts until the next", () => {
  const said = setAsideSentence({ ...METER, observed_on: null, counts: false });
  expect(said.id).toContain("dari PLN (listrik) tidak dipakai lagi mulai versi berikutnya, karena");
});

test("a family is not told of a sealed report by code or letter", () => {
  const sealed = { ...METER, statement: "sealed-report" } as const;
  expect(toldToFamily([METER, sealed])).toEqual([METER]);
});
