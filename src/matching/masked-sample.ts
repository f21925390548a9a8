import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { NAME_KEYS } from "./match-record.ts";

/** Of a thousand records that pass 0 accepted, how many are tried with their NIK hidden. */
const SHARE = 30;
/** A small stratum gives up to a quarter of its records, so many at most. */
const SMALL_STRATUM = 200;
/** Trials of one linkage at most: more would cost and teach nothing new. */
const TRIALS_AT_MOST = 200_000;

/** Columns of `match_record` that a trial keeps; NIK and what is cut from it (head, tail) are not among them. */
const KEPT = `kk, birth_day, birth_year, birth_month, birth_dom, sex, village, district, regency, name_id, mother_id,
  ${NAME_KEYS.join(", ")}`;

/**
 * Records whose NIK is to be hidden, to see whether matching finds their person without it. Drawn by a
 * digest of the seed, stratum by stratum (delivery and province), of those that pass 0 accepted and whose
 * NIK stands once in their delivery and once in the registry. A trial carries its record's key with a
 * minus. Tables `masked_sample` (record_key, delivery_no, spine_key, province, age_band, sex) and
 * `open_link`: what pass 0 links while they are hidden.
 */
export function maskedSample(seed: string, dialect: Dialect): readonly Step[] {
  const draw = dialect.digest60(
    `concat(${dialect.text(`${seed}|`)}, cast(m.record_key as string))`,
  );
  return [
    {
      table: "maskable",
      sql: `\
select e.record_key, e.delivery_no, e.spine_key, ${dialect.quotient("m.regency", "100")} as province, m.sex,
  ${ageBand("m", dialect)} as age_band
from exact_link e
join match_record m on m.record_key = e.record_key
left join repeated_hit t on t.delivery_no = e.delivery_no and t.spine_key = e.spine_key
left join repeated_nik d on d.nik = m.nik
where e.rule = 'nik-exact' and t.spine_key is null and d.nik is null`,
    },
    {
      table: "trial_stratum",
      sql: `\
select s.delivery_no, s.province, s.records, least(
  greatest(${dialect.quotient(`s.records * ${SHARE}`, "1000")},
    least(${SMALL_STRATUM}, ${dialect.quotient("s.records", "4")})),
  greatest(1, ${dialect.quotient(String(TRIALS_AT_MOST), "t.n")})) as wanted
from (select delivery_no, province, count(*) as records from maskable group by delivery_no, province) s
cross join (select count(*) as n from (select distinct delivery_no, province from maskable) d) t`,
    },
    {
      table: "masked_sample",
      sql: `\
select -d.record_key as record_key, d.delivery_no, d.spine_key, d.province, d.age_band, d.sex
from (
  select e.*, row_number() over (partition by delivery_no, province order by draw, record_key) as place
  from (
    select m.*, t.wanted, ${draw} as draw, ${lowDraws(dialect)} as low_draws
    from maskable m join trial_stratum t on t.delivery_no = m.delivery_no and t.province = m.province
  ) e where draw < low_draws
) d
where d.place <= d.wanted`,
    },
    {
      table: "open_link",
      sql: `\
select e.* from exact_link e
left join masked_sample m on m.record_key = -e.record_key
where m.record_key is null`,
    },
  ];
}

/** Below it lie about twice as many draws of a stratum as are wanted, and a hundred: only those are put in order. */
function lowDraws(dialect: Dialect): string {
  const share = dialect.quotient(String(2n ** 60n), "t.records");
  return `${share} * least(t.records, 2 * t.wanted + 100) + t.records`;
}

/** 1 under 18, 2 under 60, 3 older; 0 where the day of birth is not known. */
function ageBand(record: string, dialect: Dialect): string {
  const age = `(${dialect.quotient(`${record}.as_of`, "10000")} - ${record}.birth_year)`;
  return `case when ${record}.birth_day = 0 then 0 when ${age} < 18 then 1 when ${age} < 60 then 2 else 3 end`;
}

/** SQL: all that is compared beside the spine: what pass 0 left, and the trials without their NIK. */
export function comparedRecords(): string {
  return `\
select m.record_key, m.delivery_no, m.nik, ${of("m", KEPT)}
from match_record m left join exact_link e on e.record_key = m.record_key
where m.is_spine = 0 and e.record_key is null
union all
select t.record_key, m.delivery_no, cast(0 as bigint) as nik, ${of("m", KEPT)}
from masked_sample t join match_record m on m.record_key = -t.record_key`;
}

const of = (table: string, columns: string): string =>
  columns
    .split(/,\s+/)
    .map((column) => `${table}.${column}`)
    .join(", ");

/** Table `residual_count`: what pass 0 left in each stratum, by which trials are weighed. */
export function residualCounts(dialect: Dialect): Step {
  const province = dialect.quotient("m.regency", "100");
  return {
    table: "residual_count",
    sql: `\
select m.delivery_no, ${province} as province, count(*) as records
from left_form m where m.record_key > 0
group by m.delivery_no, ${province}`,
  };
}
