import { expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { publicationPeriod } from "./periods.ts";

test.each([
  ["2026-01-10", "2026-01-01", "2026-03-31", "2026-04-10"],
  ["2026-05-31", "2026-04-01", "2026-06-30", "2026-08-31"],
  ["2026-11-30", "2026-10-01", "2026-12-31", "2027-02-28"],
  ["2026-12-01", "2026-10-01", "2026-12-31", "2027-03-01"],
])("a version of %s speaks of %s to %s, the next is due %s", (asOf, from, to, nextOn) => {
  expect(publicationPeriod(asOf as PlainDate)).toEqual({ from, to, nextOn });
});
