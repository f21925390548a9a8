import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";

/** Plain files: staged persons of all sources, who each record was said to be, and who it truly is. */
export type LinkEvidence = {
  readonly stagedFiles: readonly string[];
  readonly membershipFile: string;
  readonly truthRecordFile: string;
};

/** Shares from 0 to 1. `links` are records said to be a person of the civil registry. */
export type LinkQuality = {
  readonly source: string;
  readonly records: number;
  readonly links: number;
  readonly precision: number;
  readonly recall: number;
};

/**
 * Precision: of the records linked to a person of the civil registry, those that truly are that
 * person. Recall: of the records whose person is in the civil registry, those linked to that person.
 */
export async function judgeLinks(
  { stagedFiles, membershipFile, truthRecordFile }: LinkEvidence,
  limits: EngineLimits,
): Promise<readonly LinkQuality[]> {
  const db = await openDuckDb(limits);
  try {
    await db.run(`create table judged as
with record as (
  select s.source, m.person_id, t.person_no
  from read_parquet([${stagedFiles.map(text).join(", ")}]) s
  join read_parquet(${text(membershipFile)}) m on m.record_key = s.record_key
  join read_parquet(${text(truthRecordFile)}) t
    on t.source = s.source and t.set = 'person' and t.row_no = s.row_no),
spine as (
  select person_id, min(person_no) as person_no from record
  where source = 'dukcapil' group by person_id),
known as (select distinct person_no from spine)
select r.source, s.person_no is not null as is_linked, k.person_no is not null as is_known,
  s.person_no is not null and s.person_no = r.person_no as is_right
from record r
left join spine s on s.person_id = r.person_id
left join known k on k.person_no = r.person_no
where r.source <> 'dukcapil'`);
    const rows = await db.all<
      Record<"records" | "links" | "known" | "right", bigint> & { source: string }
    >(`\
select source, count(*) as records, count(*) filter (where is_linked) as links,
  count(*) filter (where is_known) as known, count(*) filter (where is_right) as "right"
from judged group by source order by source`);
    return rows.map(({ source, records, links, known, right }) => ({
      source,
      records: Number(records),
      links: Number(links),
      precision: share(right, links),
      recall: share(right, known),
    }));
  } finally {
    db.close();
  }
}

const share = (part: bigint, whole: bigint): number =>
  whole === 0n ? 1 : Number(part) / Number(whole);
