import type { VersionSummary } from "#contract/versions.ts";
import type { Tx } from "#store/transact.ts";

export type VersionRow = {
  readonly version_no: number;
  readonly label: string;
  readonly state: VersionSummary["state"];
  readonly basis: VersionSummary["decileBasis"];
  readonly as_of: string;
  readonly is_current: boolean;
};

/** Columns of VersionRow, for `from dtsen.version v`. */
export const VERSION_COLUMNS = `v.version_no, v.label, v.state, v.basis, v.as_of::text,
  v.version_no = (select p.version_no from dtsen.publication_pointer p) is true as is_current`;

/** A row of the desk as the API says it. */
export function writeVersion(row: VersionRow): VersionSummary {
  return {
    versionNo: row.version_no,
    label: row.label,
    state: row.state,
    decileBasis: row.basis,
    asOf: row.as_of,
    isCurrent: row.is_current,
  };
}

/** The published version, read once per request; undefined before the first publication. */
export async function readCurrentVersion(
  tx: Pick<Tx, "query">,
): Promise<VersionSummary | undefined> {
  const [row] = await tx.query<VersionRow>(
    `select ${VERSION_COLUMNS} from dtsen.version v
     where v.version_no = (select p.version_no from dtsen.publication_pointer p)`,
  );
  return row === undefined ? undefined : writeVersion(row);
}
