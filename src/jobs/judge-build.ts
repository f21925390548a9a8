import { join } from "node:path";
import type { JudgedGate } from "#domain/quality-gate.ts";
import type { BuildContext, IdentityStages, RankedStages } from "./build-rooms.ts";
import { type JudgedFiles, judgeQuality } from "./judge-quality.ts";

/** Judges a version that is about to be frozen, beside the one that it goes on from. */
export async function judgeBuild(
  { engine, house, inputs, draft, limits, privateFolder, progress }: BuildContext,
  { folders, rankFolder }: Pick<IdentityStages, "folders"> & Pick<RankedStages, "rankFolder">,
): Promise<readonly JudgedGate[]> {
  progress({ room: "freezing", step: "quality gates", done: 0, of: 5 });
  const { matching, registry } = folders;
  const before = inputs.parentVersionNo;
  return judgeQuality(engine, {
    now: {
      ...filesIn(registry, rankFolder),
      membership: join(registry, "membership.parquet"),
      reviewPair: join(matching, "review_pair.parquet"),
    },
    ...(before === undefined ? {} : { before: versionFiles(house.folders.versions, before) }),
    asOf: draft.asOf,
    workFolder: join(privateFolder, "quality"),
    limits,
  });
}

const versionFiles = (versions: string, versionNo: number): JudgedFiles => {
  const folder = join(versions, String(versionNo));
  return filesIn(folder, folder);
};

const filesIn = (registry: string, rankFolder: string): JudgedFiles => ({
  family: join(registry, "family.parquet"),
  person: join(registry, "person.parquet"),
  rank: join(rankFolder, "rank.parquet"),
});
