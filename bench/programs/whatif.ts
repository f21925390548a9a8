import { readFileSync } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { WhatIfScenario, WhatIfTerms } from "#domain/what-if.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { whatIfCells } from "#programs/what-if/cube.ts";
import { answerFromFile } from "#programs/what-if/run-what-if.ts";
import { REGENCIES } from "../ranking/nation.ts";

/**
 * Answers scenarios over the cells of a nation (issue 5, "what must be shown" 1). The narrow rows of families come from SQL and
 * the seed, in place of rules judged over persons; cells, lines and tables are those of `src/programs/what-if`.
 */
const { values } = parseArgs({
  options: {
    families: { type: "string", default: "1000000,10000000,96000000" },
    threads: { type: "string", default: "2" },
    memory: { type: "string", default: "6GB" },
    work: { type: "string", default: join(import.meta.dirname, "..", "work", "what-if") },
  },
});

const PROVINCES = 38;

/** One row a family, as `whatIfFamilies` makes it: 514 unequal regencies, three in ten fit, poorer ones hold places. */
const narrow = (families: number): string => `\
select cast(i as bigint) as family_id, cast((11 + nth % ${PROVINCES}) * 100 + 1 + nth // ${PROVINCES} as bigint) as regency_no,
  cast(1 + place // 10000 as int) as bin, cast(1 + place // 100000 as int) as decile, cast(1 + d % 7 as int) as size,
  cast((d >> 8) % 6 = 0 as int) as female, cast((d >> 12) % 40 = 0 as int) as disabled,
  fits as fits_reform, fits as fits_baseline, cast(fits = 1 and place < 250000 and (d >> 30) % 5 > 0 as int) as held,
  cast(12000000 + place as bigint) as score, cast(1 as bigint) as families, cast(1 + d % 7 as bigint) as persons,
  cast(fits as bigint) as units_reform, cast(fits as bigint) as units_baseline, held_units as units_held,
  cast(fits * 225000 * (1 + (d >> 20) % 3) as bigint) as amount_reform, cast(0 as bigint) as amount_baseline,
  held_units * 225000 as amount_held, cast(100 - place // 10000 as bigint) as poor_families_percent,
  cast((100 - place // 10000) * (1 + d % 7) as bigint) as poor_persons_percent, cast(12000000 + place as bigint) as score_sum
from (
  select *, cast(fits = 1 and place < 250000 and (d >> 30) % 5 > 0 as bigint) as held_units from (
    select i, hash(i, 1) >> 2 as d, hash(i, 2) % 1000000 as place, cast(hash(i, 3) % 10 < 3 as int) as fits,
      cast(${REGENCIES} * (least(hash(i, 4) % 1024, hash(i, 5) % 1024)) // 1024 as int) as nth
    from range(${families}) t(i)))`;

const TERMS: WhatIfTerms = {
  cut: { by: "percentile", atMost: 35 },
  programRules: true,
  conditions: [],
  benefit: { kind: "flat", rupiah: 600_000 },
  phasesAYear: 4,
};
const scenario = (reform: Partial<WhatIfTerms>): WhatIfScenario => ({
  name: "bench",
  version: "bench",
  program: "pkh",
  poorDecile: 4,
  marginalPercentiles: 2,
  rhoTenths: 30,
  ties: "draw",
  baseline: "as-determined",
  reform: { ...TERMS, ...reform },
});
const SCENARIOS: readonly (readonly [string, WhatIfScenario])[] = [
  ["percentile, one amount", scenario({})],
  [
    "quota by regency, budget",
    scenario({
      cut: {
        by: "quota",
        places: 10_000_000,
        area: "regency",
        shares: { formula: "expected-poor" },
      },
      budgetRupiah: 20_000_000_000_000,
    }),
  ],
  [
    "decile, tapered",
    scenario({
      cut: { by: "decile", atMost: 4 },
      benefit: { kind: "tapered", rupiah: 600_000, least: 200_000, fullUpTo: 10, leastFrom: 40 },
    }),
  ],
];

const load = (): string => readFileSync("/proc/loadavg", "utf8").split(" ").slice(0, 2).join(" ");
const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1);

for (const families of values.families.split(",").map(Number)) {
  const folder = join(values.work, String(families));
  await mkdir(folder, { recursive: true });
  const limits = {
    threads: Number(values.threads),
    memory: values.memory,
    workFolder: join(folder, "spill"),
  };
  const file = join(folder, "cells.parquet");
  const db = await openDuckDb(limits);
  let started = performance.now();
  await db.run(`create view what_if_family as ${narrow(families)}`);
  await db.run(
    `copy (${whatIfCells().sql} order by regency_no, bin, decile, size, female, disabled, fits_reform, fits_baseline, held) to ${text(file)} (format parquet, compression zstd)`,
  );
  const made = seconds(started);
  const [count] = await db.all<{ n: bigint }>(
    `select count(*) as n from read_parquet(${text(file)})`,
  );
  db.close();
  const megabytes = ((await stat(file)).size / 1e6).toFixed(1);
  const answers: string[] = [];
  for (const [, one] of SCENARIOS) {
    started = performance.now();
    await answerFromFile(file, one, { isExact: false, limits });
    answers.push(seconds(started));
  }
  process.stdout.write(
    `| ${families} | ${count?.n} | ${megabytes} MB | ${made} s | ${answers.map((one) => `${one} s`).join(" | ")} | ${load()} |\n`,
  );
  await rm(folder, { recursive: true, force: true });
}
