import { type Progress, quiet } from "#domain/progress.ts";
import { type Result, refuse } from "#domain/result.ts";
import { SMALLEST_CELL } from "#publication/read-figures.ts";
import { asWorker } from "#store/transact.ts";
import type { DiffFigures } from "./diff-figures.ts";
import { type DiffProblem, diffVersions, type VersionDiff } from "./diff-versions.ts";
import type { House } from "./house.ts";

/** What is kept at the desk of two versions: figures that tell of nobody. */
export type KeptDiff = Omit<DiffFigures, "cut"> &
  Pick<VersionDiff, "basis" | "toldApart"> & {
    readonly families: { readonly before: number; readonly after: number };
    /** Of each, families that would be in another national decile by the other basis. */
    readonly differing?: { readonly before?: number; readonly after?: number };
    /** Null where fewer than ten moved. */
    readonly moved: number | null;
  };

type Pair = {
  readonly version_no: number;
  readonly before_no: number | null;
  readonly before: string | null;
};

/**
 * Compares a frozen version with the one that it goes on from, and keeps the figures at the desk, where the screens read them.
 * Where the two cannot be compared, why is kept.
 */
export async function keepDiff(
  house: House,
  label: string,
  progress: Progress = quiet,
): Promise<Result<VersionDiff, DiffProblem | "no-version-before">> {
  const [pair] = await asWorker(house.desk, (tx) =>
    tx.query<Pair>(
      `select v.version_no, v.parent_version_no as before_no, p.label as before
       from dtsen.version v left join dtsen.version p on p.version_no = v.parent_version_no where v.label = $1`,
      [label],
    ),
  );
  if (pair === undefined) return refuse("version-unknown");
  if (pair.before === null) return refuse("no-version-before");
  const diffed = await diffVersions(house, { before: pair.before, after: label }, progress);
  if (diffed.ok) await keepFigures(house, diffed.value);
  else await keep(house, [pair.version_no, pair.before_no ?? 0], { refused: diffed.problem });
  return diffed;
}

/** Keeps a comparison that was asked for by hand, where it is that of a version with the one before it. */
export async function keepFigures(house: House, diff: VersionDiff): Promise<boolean> {
  const { before, after, basis, toldApart, movedFamilies } = diff;
  const { paths, moves, reasons, transition, drift } = diff;
  const figures: KeptDiff = {
    basis,
    families: { before: before.families, after: after.families },
    differing: {
      ...(before.differing === undefined ? {} : { before: before.differing }),
      ...(after.differing === undefined ? {} : { after: after.differing }),
    },
    moved: movedFamilies > 0 && movedFamilies < SMALLEST_CELL ? null : movedFamilies,
    toldApart,
    paths,
    moves,
    reasons,
    transition,
    drift,
  };
  return keep(house, [after.versionNo, before.versionNo], { figures });
}

type Outcome = { readonly figures: KeptDiff } | { readonly refused: string };

async function keep(
  house: House,
  [versionNo, beforeNo]: readonly [number, number],
  outcome: Outcome,
): Promise<boolean> {
  const rows = await asWorker(house.desk, (tx) =>
    tx.query(
      `insert into dtsen.version_diff (version_no, before_no, figures, refused)
       select version_no, parent_version_no, $3, $4 from dtsen.version where version_no = $1 and parent_version_no = $2
       on conflict (version_no) do update set figures = excluded.figures, refused = excluded.refused, made_at = now()
       returning version_no`,
      [
        versionNo,
        beforeNo,
        "figures" in outcome ? JSON.stringify(outcome.figures) : null,
        "refused" in outcome ? outcome.refused : null,
      ],
    ),
  );
  return rows.length > 0;
}
