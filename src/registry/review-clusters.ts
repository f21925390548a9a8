import { compareDays, compareNames, compareNumbers, compareSexes } from "#domain/review-levels.ts";
import type { ClusterContradiction } from "#domain/review-traps.ts";
import { type DuckDb, text } from "#engine/duckdb/database.ts";

/** Of each kind so many clusters a regency: what people can look at between two versions. */
const OF_EACH_KIND = 20;
/** Of a larger cluster the first are shown. */
const MEMBERS_AT_MOST = 30;
/** Births further apart are two people's. */
const YEARS_APART = 2;

const RANKED = `
select l.spine_key as cluster_key, count(*) as records, count(distinct s.delivery_no) as deliveries,
  cast(count(distinct case when s.sex in (1, 2) then s.sex end) > 1 as int) as two_sexes,
  cast(count(distinct s.nik) > 1 as int) as two_niks,
  cast(max(s.birth_date // 10000) - min(s.birth_date // 10000) > ${YEARS_APART} as int) as births_apart,
  cast(count(*) > count(distinct s.delivery_no) as int) as same_delivery,
  count(distinct s.name) + count(distinct s.birth_date) + count(distinct s.nik) as values_held,
  min(s.village_code[:4]) as regency
from link l join review_staged s on s.record_key = l.record_key
group by l.spine_key having count(*) > 1`;

const order = (first: string): string =>
  `row_number() over (partition by regency order by ${first} desc, records desc, cluster_key) <= ${OF_EACH_KIND}`;
const CONTRADICTED = "two_sexes + two_niks + births_apart + same_delivery";

/**
 * Tables `cluster_pick` and `cluster_member` (cluster_key, record_key, is_hub): regency by regency the largest
 * clusters, those that hold most different values, and those with most contradictions.
 */
export async function listClusters(db: DuckDb): Promise<void> {
  await db.run(`create table cluster_rank as ${RANKED}`);
  await db.run(`create table cluster_pick as
    select * from cluster_rank qualify ${order("records")} or ${order("values_held * 1000 // records")}
      or (${CONTRADICTED} > 0 and ${order(CONTRADICTED)})`);
  await db.run(`create table cluster_member as
    select l.spine_key as cluster_key, l.record_key, l.record_key = l.spine_key as is_hub
    from link l join cluster_pick c on c.cluster_key = l.spine_key
    qualify row_number() over (partition by l.spine_key order by l.record_key <> l.spine_key, l.record_key) <= ${MEMBERS_AT_MOST}`);
}

type Member = {
  readonly cluster_key: bigint;
  readonly record_key: bigint;
  readonly delivery_no: number;
  readonly name: string | null;
  readonly nik: string | null;
  readonly kk: string | null;
  readonly birth_date: number | null;
  readonly sex: number | null;
};

/** Bits for or against one person, of two records by themselves: rounded from linkage.md 4.1, without rarity. */
const BITS = {
  name: { same: 8_000, near: 4_000, different: -6_000 },
  day: { same: 9_000, near: 3_000, different: -6_500 },
  nik: { same: 20_000, near: 13_000, different: -3_000 },
  kk: { same: 5_000, near: 1_000, different: -1_000 },
  sex: { same: 900, near: 0, different: -4_500 },
} as const;

function agreement(left: Member, right: Member): number {
  const terms = {
    name: compareNames(left.name, right.name),
    day: compareDays(left.birth_date, right.birth_date),
    nik: compareNumbers(left.nik ?? undefined, right.nik ?? undefined),
    kk: compareNumbers(left.kk ?? undefined, right.kk ?? undefined),
    sex: compareSexes(left.sex, right.sex),
  };
  return (Object.keys(BITS) as (keyof typeof BITS)[]).reduce((sum, field) => {
    const { answer } = terms[field];
    return sum + (answer === "not-known" ? 0 : BITS[field][answer]);
  }, 0);
}

function contradictionsOf(left: Member, right: Member): readonly ClusterContradiction[] {
  const born = (member: Member) => Math.floor((member.birth_date ?? 0) / 10_000);
  const found: Readonly<Record<ClusterContradiction, boolean>> = {
    "two-sexes": compareSexes(left.sex, right.sex).answer === "different",
    "two-niks": left.nik !== null && right.nik !== null && left.nik !== right.nik,
    "births-apart":
      born(left) > 0 && born(right) > 0 && Math.abs(born(left) - born(right)) > YEARS_APART,
    "same-delivery": left.delivery_no === right.delivery_no,
  };
  return (Object.keys(found) as ClusterContradiction[]).filter((code) => found[code]);
}

/** What one cluster looks like from inside: every pair of its members is compared, for they are few. */
function judge(members: readonly Member[]) {
  const contradicts = new Map<bigint, Set<ClusterContradiction>>();
  const edges: string[] = [];
  let agreeing = 0;
  for (const [i, left] of members.entries()) {
    for (const right of members.slice(i + 1)) {
      const weight = agreement(left, right);
      if (weight > 0) agreeing += 1;
      // The first member is the hub: matching joined each of the others to it.
      const link = i === 0;
      edges.push(
        `{"left":${left.record_key},"right":${right.record_key},"weight":${weight},"link":${link}}`,
      );
      for (const code of contradictionsOf(left, right)) {
        for (const { record_key } of [left, right]) {
          contradicts.set(record_key, (contradicts.get(record_key) ?? new Set()).add(code));
        }
      }
    }
  }
  const all = new Set([...contradicts.values()].flatMap((codes) => [...codes]));
  const shown = members.map(
    ({ record_key }) =>
      `{"key":${record_key},"contradicts":${JSON.stringify([...(contradicts.get(record_key) ?? [])])}}`,
  );
  return {
    density: edges.length === 0 ? 1000 : Math.floor((1000 * agreeing) / edges.length),
    contradictions: [...all],
    members: `[${shown.join(",")}]`,
    edges: `[${edges.join(",")}]`,
  };
}

const ROWS_AT_ONCE = 200;

/** Writes each picked cluster with its members, the edges between them and what contradicts what: keys, no values. */
export async function writeClusters(db: DuckDb, file: string): Promise<void> {
  await db.run(
    "create table cluster_judged (cluster_key bigint, density_permille int, contradictions varchar, members varchar, edges varchar)",
  );
  const rows =
    await db.all<Member>(`select m.cluster_key, r.record_key, r.delivery_no, r.name, r.nik, r.kk, r.birth_date, r.sex
    from cluster_member m join review_row r on r.record_key = m.record_key
    order by m.cluster_key, not m.is_hub, r.record_key`);
  const judged = [...Map.groupBy(rows, ({ cluster_key }) => cluster_key)].map(([key, members]) => {
    const { density, contradictions, members: shown, edges } = judge(members);
    return `(${key}, ${density}, ${text(contradictions.join(","))}, ${text(shown)}, ${text(edges)})`;
  });
  for (let from = 0; from < judged.length; from += ROWS_AT_ONCE) {
    await db.run(
      `insert into cluster_judged values ${judged.slice(from, from + ROWS_AT_ONCE).join(", ")}`,
    );
  }
  await db.run(`copy (
    select j.*, k.records, k.deliveries, h.person_id, h.family_id, h.source = 'dukcapil' as is_on_register,
      v.village_lo, v.village_hi
    from cluster_judged j
    join cluster_pick k on k.cluster_key = j.cluster_key
    join review_row h on h.record_key = j.cluster_key
    join (select m.cluster_key, coalesce(min(nullif(r.village_no, 0)), 0) as village_lo,
        coalesce(max(nullif(r.village_no, 0)), 0) as village_hi
      from cluster_member m join review_row r on r.record_key = m.record_key group by m.cluster_key) v
      on v.cluster_key = j.cluster_key
    order by j.cluster_key) to ${text(file)} (format parquet, compression zstd)`);
}
