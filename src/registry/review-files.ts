import { join } from "node:path";
import { type DuckDb, text } from "#engine/duckdb/database.ts";
import type { Keyring } from "#lake/keyring.ts";
import { writeIdentityFiles } from "./identity-files.ts";
import { listClusters, writeClusters } from "./review-clusters.ts";

/** Files of a build that has matched and named its people, and where review files go. */
export type ReviewDraft = {
  readonly versionNo: number;
  /** Plain staged persons. */
  readonly personFiles: readonly string[];
  /** review_pair, gold_pair and link lie here. */
  readonly matchFolder: string;
  /** membership and person lie here. */
  readonly registryFolder: string;
  readonly privateFolder: string;
  readonly outFolder: string;
};

/** Where the sealed records lie in a version's folder, and the open clusters. */
export const REVIEW_FOLDER = "review";
export const CLUSTER_FILE = "review_cluster.parquet";

/** Cards with more people are dummies; of those only the first are shown. */
const CARD_AT_MOST = 20;

/**
 * What people need to review pairs and clusters: `review/NNN.parquet.enc`, every record that is asked about with
 * those of its card, sealed like identity; and `review_cluster.parquet`, without identity. Answers the sealed names.
 */
export async function writeReviewFiles(
  db: DuckDb,
  keyring: Keyring,
  draft: ReviewDraft,
): Promise<readonly string[]> {
  const { versionNo, outFolder, matchFolder, registryFolder } = draft;
  for (const [view, files] of [
    ["review_staged", draft.personFiles],
    ...["link", "review_pair", "gold_pair"].map(
      (name) => [name, [inside(matchFolder, name)]] as const,
    ),
    ...["membership", "person"].map((name) => [name, [inside(registryFolder, name)]] as const),
  ] as const) {
    await db.run(
      `create or replace view ${view} as select * from read_parquet([${files.map(text).join(", ")}])`,
    );
  }
  await listClusters(db);
  await db.run(`create table review_asked as
    select record_key from review_pair union select spine_key from review_pair
    union select -record_key from gold_pair union select spine_key from gold_pair`);
  await db.run(`create table review_row as ${ROWS}`);
  await writeClusters(db, join(outFolder, CLUSTER_FILE));
  const plain = join(draft.privateFolder, "review_record.parquet");
  await db.run(`copy (
    select * from review_row
    union all
    select r.* replace (-r.record_key as record_key, cast(null as varchar) as nik) from review_row r
    where r.record_key in (select -record_key from gold_pair)
    order by person_id, record_key) to ${text(plain)} (format parquet, compression zstd)`);
  return writeIdentityFiles(db, keyring, { plain, outFolder, versionNo, folder: REVIEW_FOLDER });
}

const inside = (folder: string, table: string): string => join(folder, `${table}.parquet`);

/** Records that are asked about, those of their cards, and members of clusters, each with its person and place. */
const ROWS = `
with card as (
  select record_key from (
    select s.record_key, row_number() over (partition by s.delivery_no, s.kk order by s.record_key) as place
    from review_staged s
    join (select distinct a.delivery_no, a.kk from review_staged a join review_asked q on q.record_key = a.record_key
      where a.kk is not null) c on c.delivery_no = s.delivery_no and c.kk = s.kk) placed
  where place <= ${CARD_AT_MOST}),
shown as (
  select record_key from review_asked union select record_key from card union select record_key from cluster_member)
select s.record_key, m.person_id, p.family_id, coalesce(try_cast(s.village_code as bigint), 0) as village_no,
  min(s.record_key) over (partition by s.delivery_no, coalesce(s.kk, cast(s.record_key as varchar))) as household_key,
  s.delivery_no, s.source, s.as_of, s.name, s.nik, s.kk, s.birth_date, s.sex, s.mother_name, s.address, s.rt, s.rw,
  s.relationship
from review_staged s
join shown w on w.record_key = s.record_key
join membership m on m.record_key = s.record_key
left join person p on p.person_id = m.person_id`;
