import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { DuckDb } from "#engine/duckdb/database.ts";
import type { RankFindings } from "#ranking/rank-findings.ts";
import { FINDINGS_FILE } from "#ranking/rank-version.ts";
import type { Desk } from "#store/open.ts";
import { asWorker } from "#store/transact.ts";

/** Brings a version's welfare models to the desk, with the ways to rank beside them: nothing there opens the lake. */
export async function storeModels(desk: Desk, versionNo: number, folder: string): Promise<void> {
  const models = await readFile(join(folder, "models.json"), "utf8").catch(() => undefined);
  if (models === undefined) return;
  const layers = await readLayers(folder);
  await asWorker(desk, async (tx) => {
    await tx.query(
      `insert into version_model (version_no, models, layers) values ($1, $2, $3)
       on conflict (version_no) do update set models = excluded.models, layers = excluded.layers`,
      [versionNo, models, layers === undefined ? null : JSON.stringify(layers)],
    );
  });
}

/** The ways to rank that its build judged; nothing of a version that is older than such judgements. */
async function readLayers(folder: string): Promise<RankFindings["layers"]> {
  const text = await readFile(join(folder, FINDINGS_FILE), "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as RankFindings).layers;
}

/** Writes the borders of a version's deciles beside its models: what the next version compares a place with. */
export async function storeCuts(desk: Desk, db: DuckDb, versionNo: number): Promise<void> {
  const cuts = await readCuts(db);
  await asWorker(desk, (tx) =>
    tx.query("update version_model set national_cuts = $2 where version_no = $1", [
      versionNo,
      cuts,
    ]),
  );
}

/** The highest score of each national decile; of one that nobody stands in, that of the one before. Equal scores share a decile. */
async function readCuts(db: DuckDb): Promise<readonly bigint[] | null> {
  const rows = await db.all<{ decile: number; highest: bigint }>(
    "select cast(decile_national as int) as decile, max(score) as highest from rank where decile_national is not null group by 1 order by 1",
  );
  if (rows.length === 0) return null;
  const lowest = (rows[0]?.highest ?? 0n) - 1n;
  return Array.from({ length: 10 }, (_, d) =>
    rows.reduce((cut, { decile, highest }) => (decile <= d + 1 ? highest : cut), lowest),
  );
}
