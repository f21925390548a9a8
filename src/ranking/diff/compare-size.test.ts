import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { COMPARED_PATHS, FAMILY_PATHS, MOVE_REASONS } from "#domain/version-move.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { rankingSteps } from "#ranking/rank-version.ts";
import { randomModels } from "#test/random-models.ts";
import { PATIENCE, SIZES } from "#test/sizes.ts";
import { REGENCIES, writeTwoNations } from "#test/two-nations.ts";
import { compareVersions } from "./compare-versions.ts";

const own = REGENCIES.slice(0, 40);
const MODELS = { before: randomModels(3, own), after: randomModels(4, own) };
const COMPARED = `path in (${COMPARED_PATHS.map((path) => text(path)).join(", ")})`;
const SHARES = MOVE_REASONS.map((reason) => `by_${reason}`).join(" + ");

test(
  "of every family that stands in both versions the reasons add up to the move, at whatever size",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "comparing-"));
    const limits = { threads: 2, memory: "4GB", workFolder: join(folder, "spill") };
    const file = (name: string) => join(folder, `${name}.parquet`);
    const db = await openDuckDb(limits);
    const engine = await duckdbEngine(limits);
    try {
      await writeTwoNations(db, SIZES.comparedFamilies, file);
      const side = (name: "before" | "after") => ({
        familyFile: file(`family-${name}`),
        personFile: file(`person-${name}`),
        rankFile: file(`rank-${name}`),
        models: MODELS[name],
      });
      for (const { familyFile, personFile, rankFile, models } of [side("before"), side("after")]) {
        await engine.run({
          name: "ranking",
          inputs: [
            { table: "family", files: [familyFile] },
            { table: "person", files: [personFile] },
          ],
          stages: rankingSteps(models, { basis: "persons" }, engine.dialect),
          outputs: [{ table: "rank", file: rankFile, order: ["family_id"] }],
        });
      }
      const started = { at: performance.now(), cpu: process.cpuUsage() };
      const compared = await compareVersions(engine, {
        before: side("before"),
        after: side("after"),
        outFolder: join(folder, "out"),
      });
      const cpu = process.cpuUsage(started.cpu);
      const seconds = ((performance.now() - started.at) / 1000).toFixed(1);
      process.stderr.write(
        `${SIZES.comparedFamilies} families compared in ${seconds} s, ${((cpu.user + cpu.system) / 1e6).toFixed(1)} CPU-s, peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MB\n`,
      );
      const [unlike] = await db.all(`select * from read_parquet(${text(compared.unlikeFile)})`);
      expect(unlike).toEqual({ families: 0n });
      const [sums] = await db.all(`
        select count(*) filter (score_after - score_before <> ${SHARES}) as wrong_scores,
          count(*) filter (decile_after - decile_before <> decile_by_score + decile_by_cuts) as wrong_deciles,
          count(*) filter (score_after <> score_before) > ${SIZES.comparedFamilies * 0.9} as has_moved
        from read_parquet(${text(compared.moveFile)}) where ${COMPARED}`);
      expect(sums).toEqual({ wrong_scores: 0n, wrong_deciles: 0n, has_moved: true });
      // A fifth answered otherwise and few came or went: for no more than those are worlds made up.
      const [changed] = await db.all<{ share: number }>(
        `select count(*) / ${SIZES.comparedFamilies} as share from read_parquet(${text(join(folder, "out", "changed_family.parquet"))})`,
      );
      expect(changed?.share).toBeGreaterThan(0.2);
      expect(changed?.share).toBeLessThan(0.6);
      const paths = await db.all<{ path: string; n: bigint }>(
        `select path, count(*) as n from read_parquet(${text(compared.moveFile)}) group by path`,
      );
      expect(new Set(paths.map(({ path }) => path))).toEqual(new Set(FAMILY_PATHS));
      const stand = (...names: string[]) =>
        paths.reduce((sum, { path, n }) => sum + (names.includes(path) ? n : 0n), 0n);
      const [counted] = await db.all<{ before: bigint; after: bigint }>(
        `select (select count(*) from read_parquet(${text(file("family-before"))})) as before,
           (select count(*) from read_parquet(${text(file("family-after"))})) as after`,
      );
      expect(stand("same", "continued", "merged", "left")).toBe(counted?.before);
      expect(stand("same", "continued", "split", "entered")).toBe(counted?.after);
    } finally {
      db.close();
      await engine.close();
      await rm(folder, { recursive: true, force: true });
    }
  },
  PATIENCE,
);
