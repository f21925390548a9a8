import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Progress, quiet } from "#domain/progress.ts";
import type { Engine } from "#engine/engine.ts";
import { cutIds, familyExtent } from "#ranking/family-extent.ts";
import { type DetermineDraft, type DetermineReport, determine } from "./determine.ts";
import { determineInRanges } from "./determine-in-ranges.ts";

/** Families whose verdicts one lane of a machine holds beside all the rest. */
const TOGETHER = 1_000_000;

/** Determines a version all at once, or on one machine range by range where its families are many: the same rows in one file. */
export async function determineVersion(
  engine: Engine,
  draft: DetermineDraft,
  progress: Progress = quiet,
  together: number = TOGETHER,
): Promise<DetermineReport> {
  const ranges = engine.dialect.name === "duckdb" ? await rangesOf(draft, together) : [];
  if (ranges.length <= 1) return determine(engine, draft, progress);
  const beside = (name: string) => join(dirname(draft.outFile), `${name}-${draft.versionNo}`);
  const workFolder = beside("determining");
  const { files, ...report } = await determineInRanges(
    engine,
    { ...draft, ranges, workFolder: join(workFolder, "tables"), outFolder: workFolder },
    progress,
  );
  await engine.run(
    {
      name: "programs",
      inputs: [{ table: "outcome_part", files }],
      stages: [{ table: "outcome", sql: "select * from outcome_part", isPassing: true }],
      outputs: [
        { table: "outcome", file: draft.outFile, order: ["unit_id"], liesInOrder: "nearly" },
      ],
    },
    progress,
  );
  await rm(workFolder, { recursive: true, force: true });
  return report;
}

async function rangesOf({ folder, outFile }: DetermineDraft, together: number) {
  const familyFile = join(folder, "family.parquet");
  const { spans } = await familyExtent(familyFile, ["family_id"], dirname(outFile));
  const ids = spans.family_id ?? { low: 0, high: 0 };
  return cutIds(ids.low, ids.high, together);
}
