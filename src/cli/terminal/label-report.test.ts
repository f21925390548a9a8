import { expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import type { RankFindings } from "#ranking/rank-findings.ts";
import { labelReport } from "./label-report.ts";

const deciles = Array.from({ length: 10 }, (_, k) => ({
  decile: k + 1,
  families: 10 + k,
  persons: 40 + k,
}));
const findings = { basis: "families", deciles } as unknown as RankFindings;

test("counts by words of poverty carry the mark over their table and their source under it", () => {
  const text = labelReport(findings, "2026-04-01" as PlainDate).join("\n");
  expect(text.split("\n")[0]).toContain("simulasi, bukan angka kemiskinan resmi BPS");
  expect(text).toContain(
    "| sangat miskin (miskin ekstrem) (very poor (extreme poverty)) | 1 | 10 | 40 |",
  );
  expect(text).toContain("| 6, 7, 8, 9, 10 | 85 | 235 |");
  expect(text).toContain("Deciles counted by families (dihitung menurut keluarga).");
  expect(text).toContain("Of groups only, never of one family.");
});

test("before there were words, and of a version without counts, nothing is said", () => {
  expect(labelReport(findings, "2024-01-01" as PlainDate)).toEqual([]);
  expect(labelReport(undefined, "2026-04-01" as PlainDate)).toEqual([]);
});
