import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ComparisonProblem } from "#domain/comparison-problem.ts";
import type { DecileBasis } from "#domain/decile-basis.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { MoveReason } from "#domain/version-move.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { openEngine } from "#engine/open-engine.ts";
import type { SparkProblem } from "#engine/spark/spark-problem.ts";
import { readKeyId, sealFile } from "#lake/envelope.ts";
import { readManifest, verifyManifest } from "#lake/manifest.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import {
  type Comparison,
  compareVersions,
  type VersionSide,
} from "#ranking/diff/compare-versions.ts";
import { FEATURE_SET } from "#ranking/ranked-variables.ts";
import type { ModelSet } from "#ranking/welfare-model.ts";
import { asWorker } from "#store/transact.ts";
import { type DecileCut, type DiffFigures, readDiffFigures } from "./diff-figures.ts";
import type { House } from "./house.ts";
import { isThere } from "./lake-versions.ts";
import { MANIFEST_OTHER_BASIS } from "./place-figures.ts";

export type DiffDraft = {
  /** Labels. */
  readonly before: string;
  readonly after: string;
  /** National deciles that the reader asks about. */
  readonly cut?: DecileCut;
};

export type DiffProblem =
  | Exclude<ComparisonProblem, "no-version-before" | "reading-right-not-held">
  | SparkProblem;

export type DiffedVersion = Pick<Row, "label" | "asOf" | "families"> & {
  readonly versionNo: number;
  /** Families that would be in another national decile by the other basis; absent where that was not counted. */
  readonly differing?: number;
};

export type VersionDiff = DiffFigures & {
  readonly before: DiffedVersion;
  readonly after: DiffedVersion;
  readonly basis: DecileBasis;
  /** Reasons that were told apart; others cannot have moved anybody. */
  readonly toldApart: readonly MoveReason[];
  /** FAMILY_MOVE of every family that moved, sealed, in the lake. */
  readonly sealedFile: string;
  readonly movedFamilies: number;
  readonly seconds: number;
};

/**
 * What moved between two frozen versions: figures to read, and a sealed file with every family that moved. Reads no
 * identity. Both versions must be as they were frozen, and must score again as they say.
 */
export async function diffVersions(
  house: House,
  draft: DiffDraft,
  progress: Progress = quiet,
): Promise<Result<VersionDiff, DiffProblem>> {
  const started = performance.now();
  if (draft.before === draft.after) return refuse("same-version");
  const before = await openSide(house, draft.before);
  if (!before.ok) return before;
  const after = await openSide(house, draft.after);
  if (!after.ok) return after;
  const sides = { before: before.value, after: after.value };
  const basis = sides.after.row.basis;
  if (sides.before.row.basis !== basis) return refuse("other-basis");
  const sets = [sides.before, sides.after].map(({ files }) => files.models.featureSet);
  if (sets.some((set) => set !== FEATURE_SET)) return refuse("other-feature-set");
  const compared = await inPrivateFolder(house.folders, (folder) =>
    compareIn(house, folder, { ...sides, draft }, progress),
  );
  if (!compared.ok) return compared;
  const seconds = (performance.now() - started) / 1000;
  return accept({
    before: saidOf(sides.before),
    after: saidOf(sides.after),
    basis,
    ...compared.value,
    seconds,
  });
}

type Row = {
  readonly version_no: number;
  readonly label: string;
  readonly asOf: string;
  readonly basis: DecileBasis;
  readonly families: number;
  readonly manifest_sha256: string;
};
type Side = {
  readonly row: Row;
  readonly files: VersionSide;
  readonly differing: number | undefined;
};

function saidOf({ row, differing }: Side): DiffedVersion {
  const { version_no: versionNo, label, asOf, families } = row;
  const said = { versionNo, label, asOf, families: Number(families) };
  return differing === undefined ? said : { ...said, differing };
}

const READ = ["family.parquet", "person.parquet", "rank.parquet"] as const;
const MODELS = "models.json";

/** A version by its label, whole as it was frozen. Withdrawn ones may be asked about too. */
async function openSide(house: House, label: string): Promise<Result<Side, DiffProblem>> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<Row>(
      `select version_no, label, as_of::text as "asOf", basis, families, manifest_sha256 from dtsen.version
       where label = $1 and manifest_sha256 is not null and state not in ('building', 'failed')`,
      [label],
    ),
  );
  if (row === undefined) return refuse("version-unknown");
  const folder = join(house.folders.versions, String(row.version_no));
  if (!(await isThere(join(folder, MODELS)))) return refuse("model-missing");
  const read = await readManifest(folder).catch(() => undefined);
  if (read?.sha256 !== row.manifest_sha256) return refuse("version-damaged");
  if ((await verifyManifest(folder, [...READ, MODELS])).length > 0)
    return refuse("version-damaged");
  const [familyFile, personFile, rankFile] = READ.map((name) => join(folder, name));
  const models = JSON.parse(await readFile(join(folder, MODELS), "utf8")) as ModelSet;
  if (familyFile === undefined || personFile === undefined || rankFile === undefined) {
    throw new Error("a version is compared by three files");
  }
  const differing = read.manifest.counts[MANIFEST_OTHER_BASIS];
  return accept({ row, files: { familyFile, personFile, rankFile, models }, differing });
}

type Asked = { readonly before: Side; readonly after: Side; readonly draft: DiffDraft };
type Compared = DiffFigures & Pick<VersionDiff, "toldApart" | "sealedFile" | "movedFamilies">;

async function compareIn(
  house: House,
  folder: string,
  { before, after, draft }: Asked,
  progress: Progress,
): Promise<Result<Compared, "scores-not-reproduced" | SparkProblem>> {
  const { spark, threads, memory } = house.settings;
  const limits = { threads, memory, workFolder: join(folder, "spill") };
  const engine = await openEngine(spark, limits);
  if (!engine.ok) return engine;
  const outFolder = join(folder, "compared");
  const comparison = await compareVersions(
    engine.value,
    { before: before.files, after: after.files, outFolder },
    progress,
  ).finally(() => engine.value.close());
  const db = await openDuckDb(limits);
  try {
    if ((await countIn(db, comparison.unlikeFile, "families")) > 0) {
      return refuse("scores-not-reproduced");
    }
    const figures = await readDiffFigures(db, comparison, draft.cut);
    const sealedFile = await sealMoved(house, comparison, [before.row, after.row]);
    const movedFamilies = await countIn(db, comparison.movedFile);
    return accept({ ...figures, toldApart: comparison.reasons, sealedFile, movedFamilies });
  } finally {
    db.close();
  }
}

/** The one number of a file, or how many rows it has. */
async function countIn(db: DuckDb, file: string, column?: string): Promise<number> {
  const counted = column === undefined ? "count(*)" : `sum(${column})`;
  const [row] = await db.all<{ n: bigint }>(
    `select cast(${counted} as bigint) as n from read_parquet(${text(file)})`,
  );
  return Number(row?.n ?? 0n);
}

/** Where the sealed moves of two versions lie; asked again, they take the place of the earlier ones. */
export const sealedMoves = (house: House, [before, after]: readonly [number, number]): string =>
  join(house.folders.diffs, `${before}-${after}.parquet.enc`);

async function sealMoved(
  house: House,
  { movedFile }: Comparison,
  [before, after]: readonly [Row, Row],
): Promise<string> {
  const sealed = sealedMoves(house, [before.version_no, after.version_no]);
  await mkdir(house.folders.diffs, { recursive: true, mode: 0o700 });
  const old = await readKeyId(sealed).catch(() => undefined);
  const key = await house.keyring.mint(`moves ${before.version_no} to ${after.version_no}`);
  await sealFile(movedFile, sealed, key);
  if (old !== undefined) await house.keyring.destroy(old);
  return sealed;
}
