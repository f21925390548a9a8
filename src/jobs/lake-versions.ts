import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Line } from "#registry/ids-of-person.ts";
import { asWorker } from "#store/transact.ts";
import type { House } from "./house.ts";

/** A version's folder, and the versions it stands on, itself among them. */
export type LakeVersion = {
  readonly versionNo: number;
  readonly folder: string;
  readonly line: Line;
};

/** Every whole version in the lake, withdrawn ones too, with what the ledger is. */
export type LakeVersions = {
  /** Those in force first, each the newest first: whose word on a record counts before another's. */
  readonly versions: readonly LakeVersion[];
  /** The newest version that stands, with those before it: the ledger in force. */
  readonly head: Line;
  /** All segments, those of withdrawn versions too, in order; paths. */
  readonly segments: readonly string[];
};

/** Reads what versions there are. Call under the build lock. */
export async function lakeVersions(house: House): Promise<LakeVersions> {
  const { rows, files } = await asWorker(house.desk, async (tx) => ({
    rows: await tx.query<{ no: number; parent: number | null; stands: boolean }>(
      `select version_no as no, parent_version_no as parent, state in ('frozen', 'projected', 'published') as stands
       from dtsen.version order by version_no desc`,
    ),
    files: await tx.query<{ file: string }>(
      "select file from dtsen.ledger_segment order by segment_no",
    ),
  }));
  const parents = new Map(rows.map(({ no, parent }) => [no, parent ?? undefined]));
  const lineOf = (versionNo: number | undefined): Line => {
    const line = new Set<number>();
    for (let no = versionNo; no !== undefined; no = parents.get(no)) line.add(no);
    return line;
  };
  const head = lineOf(rows.find(({ stands }) => stands)?.no);
  const versions = (await readdir(house.folders.versions))
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({
      versionNo: Number(name),
      folder: join(house.folders.versions, name),
      line: lineOf(Number(name)),
    }))
    .sort((a, b) => newest(head, a) - newest(head, b));
  return { versions, head, segments: files.map(({ file }) => join(house.folders.ledger, file)) };
}

const newest = (head: Line, { versionNo }: LakeVersion): number =>
  (head.has(versionNo) ? -1_000_000_000 : 0) - versionNo;

/** Whether a file or folder is there. */
export const isThere = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined;
