import type { PublicationKind, PublicationPeriod } from "#domain/publication.ts";
import type { Tx } from "#store/transact.ts";

/** A period with who published and whether it was read off the audit log. */
export type Publication = PublicationPeriod & {
  readonly label: string;
  readonly by: string;
  readonly isRebuilt: boolean;
};

type Row = {
  readonly version_no: number;
  readonly label: string;
  readonly kind: PublicationKind;
  readonly from_at: Date;
  readonly until_at: Date | null;
  readonly published_by: string;
  readonly is_rebuilt: boolean;
};

/** Which version was in force when, in order; of all versions or of one. */
export async function readPublications(
  tx: Pick<Tx, "query">,
  versionNo?: number,
): Promise<readonly Publication[]> {
  const rows = await tx.query<Row>(
    `select p.version_no, v.label, p.kind, p.from_at, p.until_at, p.published_by, p.is_rebuilt
     from dtsen.publication_period p join dtsen.version v on v.version_no = p.version_no
     where p.version_no = coalesce($1, p.version_no) order by p.publication_no`,
    [versionNo ?? null],
  );
  return rows.map((row) => ({
    versionNo: row.version_no,
    label: row.label,
    kind: row.kind,
    from: row.from_at,
    until: row.until_at ?? undefined,
    by: row.published_by,
    isRebuilt: row.is_rebuilt,
  }));
}
