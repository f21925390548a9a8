import { expect, test } from "vitest";
import { cutBoundsOn } from "#domain/cut-state.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { mustAccept } from "#domain/result.ts";
import { judgeLayers } from "#ranking/judge-layers.ts";
import { versionPage } from "#ranking/pmt/report/version-page.ts";
import type { RankFindings } from "#ranking/rank-findings.ts";
import { train } from "#ranking/train.ts";
import { madeSample } from "#test/made-sample.ts";
import { rankingReport } from "./ranking-report.ts";

const FINDINGS: RankFindings = {
  basis: "persons",
  otherBasis: "families",
  families: 40,
  persons: 130,
  deciles: [{ decile: 1, families: 4, persons: 13 }],
  differing: { national: 6, province: 5, regency: 4 },
  ties: {
    national: [{ cut: 1, families: 3, persons: 9, reachesMilliPercent: 10_770 }],
    largest: [{ level: "regency", area: 3273, cut: 4, families: 2 }],
  },
  moves: {
    previousVersionNo: 7,
    matrix: [{ from: 2, to: 1, families: 1, persons: 3 }],
    before: 39,
    came: 2,
    left: 1,
    mobility: 0.125,
    meanSteps: 0.5,
    stability: { psi: 0.0123, bins: 10, noise: 0.0005 },
  },
  checks: [{ says: "families of all deciles", left: 40, right: 40 }],
};

/** A day, and programs of which one had to draw at its quotas. */
const WHEN = {
  asOf: "2026-10-01",
  programs: [
    {
      program: "pkh",
      unit: "family",
      ties: { regencies: 2, sharing: 17, families: 17, placed: 5, largest: 11 },
    },
    { program: "sembako", unit: "family" },
  ],
} as const;

test("the report says the basis over every table, what the other would change, ties, moves and sums", () => {
  const said = rankingReport(FINDINGS, WHEN).join("\n");
  const titles = said.split("\n").filter((line) => line.startsWith("## "));
  expect(
    titles
      .slice(0, 3)
      .every((title) => title.includes("counted by persons (dihitung menurut orang)")),
  ).toBe(true);
  expect(said).toContain(
    "With deciles counted by families (dihitung menurut keluarga) another decile would hold: nationally 6 families (15.00 %), in their province 5, in their regency 4.",
  );
  expect(said).toContain("| 1 | 3 | 9 | 10.770 % |  |");
  expect(said).toContain("| Program Keluarga Harapan (PKH) | families | 2 | 17 | 17 | 5 | 11 |");
  expect(said).not.toContain("| Sembako");
  expect(said).toContain("The largest of a regency: 2 families on cut 4 of 3273.");
  expect(said).toContain("| 2 | 1 | 0 | 0 |");
  expect(said).toContain("2 came, 1 left. Of those in both 12.50 % changed their decile");
  expect(said).toContain("(PSI in families, over the deciles that version 7 cut): 0.0123");
  expect(said).toContain("- families of all deciles: 40 and 40");
});

test("ways to rank stand with errors, paired gains and what was not judged; an older version has none", () => {
  const sample = madeSample(520);
  const { card } = mustAccept(train(sample, "seed", "persons"), "models");
  const layers = judgeLayers(sample, card);
  const said = rankingReport({ ...FINDINGS, layers }, WHEN).join("\n");
  expect(said).toContain("520 households of 65 sampling units in 2 regencies");
  expect(said).toContain("Not judged: L3, challenger, for in fewer than 700 households");
  for (const name of ["register", "L0", "L1", "L2"])
    expect(said).toMatch(new RegExp(`^\\| ${name} \\| \\d\\.\\d{3} \\|.*± \\d.* %`, "m"));
  expect(said).toMatch(/^\| L1 \| L0 \| -?[\d.]+ \(-?[\d.]+ to -?[\d.]+\)/m);
  expect(said).toMatch(/^\| L\d \| register \| /m);
  expect(rankingReport(FINDINGS, WHEN).join("\n")).not.toContain("Ways to rank");
  const page = versionPage("2026-1", layers, FINDINGS);
  expect(page).toContain("Not judged: L3, challenger");
  expect(page).not.toMatch(/NaN|undefined|Infinity|<script/);
});

test("a survey too small to judge anything by is said to be, in words and on the page", () => {
  const sample = madeSample(200);
  const { card } = mustAccept(train(sample, "seed", "persons"), "models");
  const layers = judgeLayers(sample, card);
  const words =
    "Not judged: L0, L1, L2, L3, challenger, for the survey has fewer than 500 households.";
  expect(rankingReport({ ...FINDINGS, layers }, WHEN)).toContain(words);
  const page = versionPage("2026-1", layers, FINDINGS);
  expect(page).toContain(words);
  expect(page).not.toMatch(/NaN|undefined|null|Infinity/);
});

test("a version without a parent has nothing to compare, one without counts says so", () => {
  const { moves: _, ...alone } = FINDINGS;
  expect(rankingReport(alone, WHEN).join("\n")).toContain("No version before");
  expect(rankingReport(undefined, WHEN).join("\n")).toContain("before its places were counted");
});

test("how sure places are stands beside the cuts that programs have, with what was said and what was so", () => {
  const cuts = Array.from({ length: 9 }, (_, k) => ({
    cut: k + 1,
    clearIn: 10 + k,
    borderline: 7,
    clearOut: 23 - k,
    error: 0.0123,
    chance: 0.02,
    bins: [
      { rows: 50, said: 0.05, was: 0.06 },
      { rows: 0, said: 0, was: 0 },
    ],
  }));
  const said = rankingReport(
    {
      ...FINDINGS,
      stability: {
        asOf: "2026-10-01" as PlainDate,
        replicates: 24,
        spreadExplained: 0.46,
        scale: 1,
        bounds: cutBoundsOn("2026-10-01" as PlainDate),
        cuts,
      },
    },
    WHEN,
  ).join("\n");
  expect(said).toContain("| 4 | 13 | 7 | 20 | 1.2 % | 2.0 % | Program Keluarga Harapan (PKH) |");
  expect(said).toMatch(/\| 5 \| 14 \| 7 \| 19 \| 1\.2 % \| 2\.0 % \| .*, .* \|/);
  expect(said).toContain("### Truly below the cut above decile 4");
  expect(said).not.toContain("### Truly below the cut above decile 6");
  expect(said).toContain("| 50 | 5.0 % | 6.0 % |");
  expect(said).toContain("90 % of models of other samples");
});
