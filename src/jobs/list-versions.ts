import type { DecileBasis } from "#domain/decile-basis.ts";
import { asWorker } from "#store/transact.ts";
import { IS_BUILDING } from "./build-version-row.ts";
import type { House } from "./house.ts";

/** A version's row at the desk. */
export type VersionRow = Readonly<Record<string, unknown>> & {
  readonly state: string;
  readonly basis: DecileBasis;
  /** Why no version came of it; null where one did, or still may. */
  readonly failed_reason: string | null;
};

const STATES = `case when is_dead then 'failed' else state end as state,
  case when is_dead then 'stopped' else failed_reason end as failed_reason`;
const COLUMNS = `version_no, label, ${STATES}, basis, as_of, parent_version_no, seed, families, persons,
  manifest_sha256, content_hash, inputs, code_version, built_by, started_at, frozen_at, published_at, failed_at,
  (select coalesce(jsonb_agg(jsonb_build_object('kind', p.kind, 'from', p.from_at, 'until', p.until_at,
    'by', p.published_by, 'rebuilt', p.is_rebuilt) order by p.publication_no), '[]')
    from dtsen.publication_period p where p.version_no = version.version_no) as publications`;

/** Versions in their order, or the one of a label. A row that says "building" while nobody builds is a killed build's. */
export async function listVersions(house: House, label?: string): Promise<readonly VersionRow[]> {
  return asWorker(house.desk, (tx) =>
    tx.query<VersionRow>(
      `select ${COLUMNS} from dtsen.version
       cross join lateral (select state = 'building' and not ${IS_BUILDING} as is_dead) d
       where label = coalesce($1, label) order by version_no`,
      [label ?? null],
    ),
  );
}
