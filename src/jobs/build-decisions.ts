import { mkdir, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { deliveryOf } from "#lake/record-key.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { type SettledDecisions, settleDecisions } from "#matching/settle-decisions.ts";
import { REVIEWED_FILE } from "#registry/build-registry.ts";
import type { BuildContext } from "./build-rooms.ts";
import { stagedFile, withStaged } from "./build-staged.ts";
import { listsAt } from "./delivery-lists.ts";

/** What reviewers decided, as it holds in one build; its files are plain and lie in the build's private folder. */
export type BuildDecisions = {
  readonly settled: SettledDecisions;
  /** The parent's reviewed_record; none where the parent had no decisions. */
  readonly carriedFiles: readonly string[];
};

/**
 * Finds the records that decisions name, in this build's deliveries or in those that the reviewers saw; undefined where
 * people decided nothing.
 */
export async function settleBuild(context: BuildContext): Promise<BuildDecisions | undefined> {
  const { decisions } = context.inputs;
  if (decisions.length === 0) return undefined;
  const folder = join(context.privateFolder, "decisions");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const carriedFiles = await carried(context, folder);
  const earlier = await earlierFiles(context, carriedFiles);
  const settled = await withIdentity(context.house, earlier, (earlierFiles) =>
    withStaged(context, ({ person }) =>
      settleDecisions(
        context.engine,
        {
          decisions,
          personFiles: person,
          earlierFiles,
          carriedFiles,
          privateFolder: folder,
          limits: context.limits,
        },
        context.progress,
      ),
    ),
  );
  return { settled, carriedFiles };
}

/** The parent's reviewed records, opened for as long as the build runs. */
async function carried(
  { house, inputs }: BuildContext,
  folder: string,
): Promise<readonly string[]> {
  const sealed = join(house.folders.versions, String(inputs.parentVersionNo ?? 0), REVIEWED_FILE);
  if (!(await exists(sealed))) return [];
  const kept = join(folder, "carried_record.parquet");
  await withIdentity(house, [sealed], ([plain = ""]) => rename(plain, kept));
  return [kept];
}

/**
 * Staged persons of deliveries that are named and neither read by this build nor carried by its parent: of each the one that said a
 * record first, or, where that is destroyed, those that said it again.
 */
async function earlierFiles(
  { house, inputs, limits }: BuildContext,
  carriedFiles: readonly string[],
): Promise<readonly string[]> {
  const known = new Set<bigint>();
  const db = await openDuckDb(limits);
  try {
    for (const file of carriedFiles) {
      const rows = await db.all<{ record_key: bigint }>(
        `select record_key from read_parquet(${text(file)})`,
      );
      for (const { record_key } of rows) known.add(record_key);
    }
  } finally {
    db.close();
  }
  const here = new Set(inputs.deliveries.map(({ deliveryNo }) => deliveryNo));
  const asked = inputs.decisions
    .flatMap(({ leftKey, rightKey }) => [leftKey, rightKey])
    .filter((key) => !known.has(key))
    .map(deliveryOf);
  const lists = await listsAt(house);
  const wanted = new Set<number>();
  for (const first of new Set(asked)) {
    const may = lists.since(first);
    const stands = await Promise.all(may.map((no) => exists(stagedFile(house, no, "person"))));
    const readable = stands[0] ? [first] : may.filter((_, i) => stands[i]);
    for (const deliveryNo of readable) if (!here.has(deliveryNo)) wanted.add(deliveryNo);
  }
  return [...wanted].sort((a, b) => a - b).map((no) => stagedFile(house, no, "person"));
}

const exists = async (file: string): Promise<boolean> =>
  (await stat(file).catch(() => undefined)) !== undefined;
