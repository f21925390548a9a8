import { mkdir } from "node:fs/promises";
import { join } from "node:path";

/** Where things of the lake lie, as absolute paths. A folder without its desk row is garbage. */
export type LakeFolders = {
  readonly root: string;
  /** Delivered files as they came, sealed. */
  readonly deliveries: string;
  /** Staged tables, quarantine and return files, sealed. */
  readonly staged: string;
  readonly versions: string;
  /** The identity ledger, append-only. */
  readonly ledger: string;
  /** What the newest version leaves to the next matching: who people are, sealed. */
  readonly states: string;
  /** What moved each family between two versions, sealed; made again when asked. */
  readonly diffs: string;
  /** Whom a going back under a decree touched, sealed; kept. */
  readonly withdrawals: string;
  /** Grouped counts of versions that scenarios are answered from; made again when asked. */
  readonly whatIf: string;
  /** Lists of programs that were brought beside those of a version, by ids alone; kept, so that a new projection has them. */
  readonly lists: string;
  /** Who leaves programs with a version, sealed; made again when asked. */
  readonly removals: string;
  /** Private plain text while work runs; swept at start. */
  readonly work: string;
};

/** The lake's folders below a data folder. Makes nothing. */
export function lakeFolders(dataFolder: string): LakeFolders {
  const root = join(dataFolder, "lake");
  return {
    root,
    deliveries: join(root, "deliveries"),
    staged: join(root, "staged"),
    versions: join(root, "versions"),
    ledger: join(root, "ledger"),
    states: join(root, "states"),
    diffs: join(root, "diffs"),
    withdrawals: join(root, "withdrawals"),
    whatIf: join(root, "what-if"),
    lists: join(root, "lists"),
    removals: join(root, "removals"),
    work: join(root, "work"),
  };
}

/** Makes what is missing; only the owner may look into any of them. */
export async function makeLakeFolders(folders: LakeFolders): Promise<void> {
  for (const folder of Object.values(folders)) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }
}
