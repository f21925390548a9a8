import { termsOn } from "#domain/identity-review.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { writeGoldPairs } from "#matching/gold-pairs.ts";
import { type MatchDraft, type MatchReport, matchPersons } from "#matching/match-persons.ts";
import { writeReviewFiles } from "#registry/review-files.ts";
import type { BuildContext } from "./build-rooms.ts";
import { runStage } from "./build-stage.ts";
import { withStaged } from "./build-staged.ts";

/** Matching, and the pairs of known truth that are mixed among what it leaves to people. */
export async function matchAndMix(
  { engine, progress, draft: { asOf } }: BuildContext,
  draft: MatchDraft,
): Promise<MatchReport> {
  const report = await matchPersons(engine, draft, progress);
  const perThousand = termsOn(asOf).goldPermille;
  await writeGoldPairs(engine, draft, { calibration: report.calibration, perThousand });
  return report;
}

/** The records behind the pairs and clusters that people will see, sealed. */
export async function runReviewStage(
  context: BuildContext,
  folders: { readonly matching: string; readonly registry: string },
) {
  const { house, versionNo, privateFolder, limits } = context;
  return runStage(context.buildFolder, "reviews", (outFolder) =>
    withStaged(context, ({ person: personFiles }) =>
      context.measure("registry", async () => {
        context.progress({ room: "registry", step: "review records", done: 0, of: 0 });
        const db = await openDuckDb(limits);
        try {
          const files = await writeReviewFiles(db, house.keyring, {
            versionNo,
            personFiles,
            matchFolder: folders.matching,
            registryFolder: folders.registry,
            privateFolder,
            outFolder,
          });
          return { files };
        } finally {
          db.close();
        }
      }),
    ),
  );
}
