import { dirname, join } from "node:path";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { withIdentity } from "#lake/with-identity.ts";
import type { SyntheticPlan } from "#synthetic/plan.ts";
import type { VersionReceipt } from "./build-version.ts";
import type { House } from "./house.ts";
import { judgeMatching } from "./judge-matching.ts";
import { judgeRanking } from "./judge-ranking.ts";
import type { DeliveryReceipt } from "./receive-delivery.ts";
import type { DecileFigures, RankingFigures, WalkSummary } from "./walk-summary.ts";

type Nation = {
  readonly folder: string;
  readonly plan: SyntheticPlan;
  readonly receipts: readonly DeliveryReceipt[];
};

type Judgement = Pick<WalkSummary, "sources" | "matching" | "ranking" | "deciles" | "programs">;

/** Holds what the register says against what is true of the synthetic nation. */
export async function judgeWalk(
  house: House,
  version: VersionReceipt,
  { folder, plan, receipts }: Nation,
): Promise<Judgement> {
  const { threads, memory } = house.settings;
  const truthRecordFile = join(folder, plan.truth.record);
  const matching = await judgeMatching(house, {
    versionNo: version.versionNo,
    truthFile: truthRecordFile,
  });
  const civilNo = receipts.find(
    (one) => one.source === "dukcapil" && one.set === "person",
  )?.deliveryNo;
  const sealed = join(house.folders.staged, String(civilNo), "staged_person.parquet.enc");
  return withIdentity(house, [sealed], async ([civil = ""]) => {
    const limits: EngineLimits = { threads, memory, workFolder: join(dirname(civil), "spill") };
    const membershipFile = join(version.folder, "membership.parquet");
    const ranking = await judgeRanking(
      {
        rankFile: join(version.folder, "rank.parquet"),
        personFile: join(version.folder, "person.parquet"),
        membershipFile,
        civilRegistryFile: civil,
        truthRecordFile,
        truthFamilyFile: join(folder, plan.truth.family),
      },
      limits,
    );
    return {
      sources: receipts.map(({ source, set, rowsReceived, rowsRefused }) => ({
        source,
        set,
        received: rowsReceived,
        refused: rowsRefused,
      })),
      matching: matching
        .filter(({ source }) => source !== "dukcapil")
        .map(({ source, precision, recall }) => ({ source, precision, recall })),
      ranking: rankingFigures(ranking),
      deciles: await countDeciles(join(version.folder, "rank.parquet"), limits),
      programs: version.programs.map(({ program, recipient, places, review }) => ({
        program,
        recipients: recipient,
        quota: places,
        inReview: review,
      })),
    };
  });
}

function rankingFigures(judged: Awaited<ReturnType<typeof judgeRanking>>): RankingFigures {
  return {
    spearman: judged.spearman,
    r2: judged.rSquared,
    errors: judged.quotas.map(({ quotaPercent, exclusion, inclusion }) => ({
      quota: quotaPercent / 100,
      exclusion,
      inclusion,
    })),
  };
}

async function countDeciles(rankFile: string, limits: EngineLimits): Promise<DecileFigures[]> {
  const db = await openDuckDb(limits);
  try {
    const rows = await db.all<{ decile: number; families: bigint; persons: bigint }>(`\
select decile_national as decile, count(*) as families, cast(sum(size) as bigint) as persons
from read_parquet(${text(rankFile)}) where decile_national is not null group by 1 order by 1`);
    return rows.map(({ decile, families, persons }) => ({
      decile,
      families: Number(families),
      persons: Number(persons),
    }));
  } finally {
    db.close();
  }
}
