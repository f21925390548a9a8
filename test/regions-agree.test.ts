import { expect, test } from "vitest";
import { regionRows } from "#regions/region-rows.ts";
import { asWorker } from "#store/transact.ts";
import { deskForTests } from "#test/store.ts";

const desk = deskForTests();

test("the desk and the book give every region the same id, parent, name and range", async () => {
  const stored = await asWorker(desk(), (tx) =>
    tx.query<{ line: string }>(
      `select concat_ws('|', region_id, tier, coalesce(parent_id, 0), name, village_lo, village_hi) as line
       from dtsen.region order by region_id`,
    ),
  );
  const book = regionRows().map((row) =>
    [
      row.region_id,
      row.tier,
      row.parent_id ?? 0,
      row.name,
      row.village_no_lo,
      row.village_no_hi,
    ].join("|"),
  );
  const differing = book.filter((line, i) => stored[i]?.line !== line);
  expect(differing.slice(0, 5)).toEqual([]);
  expect(stored).toHaveLength(book.length);
});
