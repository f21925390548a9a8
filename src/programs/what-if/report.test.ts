import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { WhatIfScenario } from "#domain/what-if.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { answerWhatIf } from "./answer.ts";
import { type Report, reportPage, shown } from "./report-page.ts";
import { reportPdf } from "./report-pdf.ts";
import type { SurveyErrors } from "./survey-errors.ts";
import { answerTables } from "./tables.ts";
import { safe, writeWorkbook } from "./write-tables.ts";

const SCENARIO: WhatIfScenario = {
  name: '=HYPERLINK("http://x") <b>garis 30</b>',
  version: "2026-4",
  program: "pkh",
  poorDecile: 4,
  marginalPercentiles: 2,
  rhoTenths: 30,
  ties: "draw",
  baseline: "as-determined",
  reform: {
    cut: { by: "percentile", atMost: 30 },
    programRules: true,
    conditions: [],
    benefit: { kind: "flat", rupiah: 300_000 },
    phasesAYear: 4,
    administrationRupiah: 50_000,
  },
};

/** Thirty families of three a percentile in each of 60 regencies; every second of the poorest forty percentiles is held. */
const CELLS = `\
select regency_no, bin, cast(ceil(bin / 10.0) as int) as decile, 3 as size, bin % 2 as female, 0 as disabled, 1 as fits_reform, 1 as fits_baseline,
  held, 30 as families, 90 as persons, 30 as units_reform, 30 as units_baseline, 30 * held as units_held, 30 * 250000 as amount_reform,
  0 as amount_baseline, 30 * held * 250000 as amount_held, 30 * (100 - bin) as poor_families_percent, 90 * (100 - bin) as poor_persons_percent,
  30 * score as score_sum, score as score_low, score as score_high
from (
  select 1101 + r as regency_no, b as bin, case when b <= 40 and b % 2 = 0 then 1 else 0 end as held, 13000000 + b * 10000 as score
  from range(60) x(r), range(1, 101) y(b))`;

/** What a survey measured at one quota, and of lines that reach a tenth and a half. */
const SURVEY: SurveyErrors = {
  quotas: [
    { quotaPercent: 20, households: 34_000, exclusion: [0.31, 0.35], inclusion: [0.28, 0.3] },
  ],
  lines: [
    { reachedPercent: 10, households: 34_000, exclusion: [0.78, 0.8], inclusion: [0.1, 0.14] },
    { reachedPercent: 50, households: 34_000, exclusion: [0.18, 0.2], inclusion: [0.34, 0.38] },
  ],
};

let folder: string;
let report: Report;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "what-if-report-"));
  const db = await openDuckDb({ threads: 2, memory: "256MB", workFolder: folder });
  const answer = await answerWhatIf({
    ask: (sql) => db.all(sql),
    from: `(${CELLS})`,
    scenario: SCENARIO,
  });
  db.close();
  report = {
    scenario: SCENARIO,
    answer,
    survey: SURVEY,
    origin: {
      version: "2026-4",
      asOf: "2026-10-01",
      rulesets: { reform: "pkh-reform-1a2b", baseline: "penetapan versi" },
      drawKey: "2026-10-01|7",
      decileBasis: "persons",
      manifest: "c".repeat(64),
      cellsHash: "6000-1-2",
      codeVersion: "1.0.0",
      scenarioSha256: "d".repeat(64),
    },
  };
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("the same answer is the same document to the byte, and it says what it was made of", async () => {
  const [one, again] = [await reportPdf(report), await reportPdf(report)];
  expect(one.equals(again)).toBe(true);
  const document = await getDocumentProxy(new Uint8Array(one));
  const pages = (await extractText(document)).text;
  const said = pages.join(" ").replaceAll(/\s/g, "");
  const { origin } = report;
  for (const words of [
    origin.manifest,
    origin.rulesets.reform,
    origin.drawKey,
    origin.cellsHash,
    origin.scenarioSha256,
    "0,31 0,35 0,28 0,3",
  ]) {
    expect(said).toContain(words.replaceAll(" ", ""));
  }
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages) expect(page).toContain("Simulasi, bukan penetapan");
});

test("page, document and workbook tell the same figures, and what administration costs stands beside what is given", async () => {
  const tables = answerTables(report.answer, SURVEY);
  const file = join(folder, "what-if.xlsx");
  await writeWorkbook(tables, file);
  const { sheets } = await readXlsx(await readFile(file));
  const document = await getDocumentProxy(new Uint8Array(await reportPdf(report)));
  const pdf = (await extractText(document)).text.join(" ");
  const html = reportPage(report);
  for (const [i, { rows }] of tables.entries()) {
    expect(sheets[i]?.rows.slice(1)).toEqual(rows.map((row) => row.map(safe)));
    for (const cell of rows.flat().filter((one) => typeof one === "number")) {
      expect([pdf.includes(shown(cell)), html.includes(shown(cell))]).toEqual([true, true]);
    }
  }
  const { reform, solved } = report.answer;
  const recipients = 30 * 60 * 30;
  expect([reform.units, reform.rupiahAYear, reform.administrationAYear]).toEqual([
    recipients,
    recipients * 1_200_000,
    recipients * 50_000,
  ]);
  expect(solved.budgetRupiah).toBe(recipients * 1_250_000);
});

test("nothing that leaves is run by a spreadsheet or a browser, and nobody's number is in it", async () => {
  expect(["=1+1", "+1", "-1+1", "@SUM(A1)", "\tx", "\rx"].map(safe)).toEqual(
    ["=1+1", "+1", "-1+1", "@SUM(A1)", "\tx", "\rx"].map((words) => `'${words}`),
  );
  expect([safe(-5), safe("desil 1"), safe(null)]).toEqual([-5, "desil 1", "*"]);
  const html = reportPage(report);
  expect(html).not.toContain("<b>garis");
  expect(html.replaceAll(/[0-9a-f]{64}/g, "")).not.toMatch(/\b\d{16}\b/);
});
