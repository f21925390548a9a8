import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";

/** A delivery as the truth file names its rows. */
export type TruthDelivery = {
  readonly deliveryNo: number;
  readonly source: string;
  readonly set: string;
  readonly edition: string;
};

export type EvaluationDraft = {
  /** truth/record.parquet: source, set, edition, row_no, person_no. */
  readonly truthFile: string;
  /** membership.parquet of a version. */
  readonly membershipFile: string;
  /** Plain staged persons: where record_key meets row_no. */
  readonly personFiles: readonly string[];
  readonly deliveries: readonly TruthDelivery[];
  readonly limits: EngineLimits;
};

/** Counts of one source's records; precision = right / linked, recall = right / findable. */
export type SourceEvaluation = {
  readonly source: string;
  readonly records: number;
  /** Records whose person the civil registry delivered. */
  readonly findable: number;
  readonly linked: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
};

/**
 * Matching against truth, source by source: a link is right when the record and the spine record of
 * its person speak of one true person. Repeats inside a source count like any other record.
 */
export async function evaluateMatching(
  draft: EvaluationDraft,
): Promise<readonly SourceEvaluation[]> {
  const db = await openDuckDb(draft.limits);
  try {
    const rows = await db.all<Omit<SourceEvaluation, "precision" | "recall">>(query(draft));
    return rows.map((row) => ({
      ...row,
      precision: row.linked === 0 ? 1 : row.right / row.linked,
      recall: row.findable === 0 ? 1 : row.right / row.findable,
    }));
  } finally {
    db.close();
  }
}

function query(draft: EvaluationDraft): string {
  const files = draft.personFiles.map(text).join(", ");
  const deliveries = draft.deliveries.map(
    ({ deliveryNo, source, set, edition }) =>
      `(${deliveryNo}, ${text(source)}, ${text(set)}, ${text(edition)})`,
  );
  return `\
with delivery(delivery_no, source, "set", edition) as (values ${deliveries.join(", ")}),
record as (
  select s.record_key, s.source, t.person_no, m.person_id, m.band
  from read_parquet([${files}]) s
  join delivery d on d.delivery_no = s.delivery_no
  join read_parquet(${text(draft.truthFile)}) t
    on t.source = d.source and t."set" = d."set" and t.edition = d.edition and t.row_no = s.row_no
  join read_parquet(${text(draft.membershipFile)}) m on m.record_key = s.record_key
),
spine as (select person_id, any_value(person_no) as person_no from record where band = 'spine' group by person_id),
known as (select distinct person_no from spine)
select r.source, cast(count(*) as int) as records,
  cast(count(k.person_no) as int) as findable,
  cast(sum(case when r.band = 'link' then 1 else 0 end) as int) as linked,
  cast(sum(case when r.band = 'link' and s.person_no = r.person_no then 1 else 0 end) as int) as "right"
from record r
left join spine s on s.person_id = r.person_id
left join known k on k.person_no = r.person_no
where r.band <> 'spine'
group by r.source order by r.source`;
}
