import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { VERSION_EVIDENCE, VERSION_FAMILY, VERSION_PERSON, VERSION_RANK } from "#lake/tables.ts";
import { plainUnits } from "#test/plain-nation.ts";
import { randomFamilies, randomRanks, writeLakeTable } from "#test/random-families.ts";
import { judgeSubject } from "../judge-subject.ts";
import { getProgram } from "../programs.ts";
import { rulePartSteps } from "./rule-parts.ts";
import { whatIfRuleset } from "./what-if-rules.ts";

const AS_OF = "2026-10-01";

test("how many each component pays for, counted for all at once, is what reading family by family finds", async () => {
  const world = randomFamilies(31, 300);
  const ranks = randomRanks(32, world.families);
  const folder = await mkdtemp(join(tmpdir(), "rule-parts-"));
  const limits = { threads: 1, memory: "512MB", workFolder: join(folder, "spill") };
  const db = await openDuckDb(limits);
  const engine = await duckdbEngine(limits);
  const file = (name: string) => join(folder, `${name}.parquet`);
  try {
    await writeLakeTable(db, VERSION_FAMILY, world.families, file("family"));
    await writeLakeTable(db, VERSION_PERSON, world.persons, file("person"));
    await writeLakeTable(db, VERSION_RANK, ranks, file("rank"));
    await writeLakeTable(db, VERSION_EVIDENCE, [], file("evidence"));
    const stages = rulePartSteps(getProgram("pkh"), AS_OF, engine.dialect) ?? [];
    const inputs = ["family", "person", "rank", "evidence"].map((table) => ({
      table,
      files: [file(table)],
    }));
    const outputs = [{ table: "rule_part", file: file("part"), order: ["bin"] }];
    await engine.run({ name: "rule parts", inputs, stages, outputs });
    const rows = await db.all<{ parts: string }>(`select parts from '${file("part")}'`);
    const counted = new Map<string, number>();
    for (const { parts } of rows) {
      for (const [id, count] of Object.entries(JSON.parse(parts) as Record<string, number>)) {
        counted.set(id, (counted.get(id) ?? 0) + count);
      }
    }
    const ruleset = whatIfRuleset(
      getProgram("pkh"),
      { programRules: true, conditions: [] },
      { side: "reform", asOf: AS_OF },
    );
    const read = new Map<string, number>([...counted.keys()].map((id) => [id, 0]));
    for (const { subject, score } of plainUnits("family", { ...world, ranks, evidence: [] })) {
      const verdict = judgeSubject(ruleset, subject);
      if (verdict.refusedBy !== undefined || score === undefined) continue;
      for (const { component, count } of verdict.taken) {
        read.set(component.id, (read.get(component.id) ?? 0) + count);
      }
    }
    expect([...counted].sort()).toEqual([...read].sort());
    expect([...counted.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(rulePartSteps(getProgram("sembako"), AS_OF, engine.dialect)).toBeUndefined();
  } finally {
    db.close();
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  }
});
