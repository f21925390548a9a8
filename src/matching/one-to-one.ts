import type { Stage, Step } from "#engine/step.ts";
import { BANDS, type BandsByProvince, bandOf, REPEAT_FROM } from "./weights.ts";

/** Each round settles at least the heaviest edge that is left; chains longer than this are a bug. */
const ROUNDS_AT_MOST = 200;

/** A repeat of a person whom the same delivery already holds must agree in name and day. */
const REPEAT = "name_level >= 6 and date_level = 5";

/** Scored pairs, and the links that are settled before them. */
type SettledDraft = { readonly pairs: string; readonly taken: string };

const OF_LINKS: SettledDraft = { pairs: "scored_pair", taken: "exact_link" };

/**
 * At most one spine person a record and one record of a delivery a spine person: of all scored
 * pairs the mutually best are taken, again and again until none is left. Table `settled_link`
 * (record_key, delivery_no, spine_key, weight, margin), `margin` being the distance to the best
 * rival that was still free.
 */
export function settledLinks({ pairs, taken }: SettledDraft = OF_LINKS): readonly Stage[] {
  return [
    {
      table: "edge",
      sql: `\
select s.record_key, s.delivery_no, s.spine_key, s.weight from ${pairs} s
left join ${taken} e on e.delivery_no = s.delivery_no and e.spine_key = s.spine_key
where e.record_key is null`,
    },
    ...besideRivals("edge"),
    { table: "lone_link", sql: `select e.*, e.weight as margin from ${alone("edge")}` },
    { table: "edge", sql: "select * from rival_edge" },
    { table: "rival_link", sql: "select e.*, e.weight as margin from edge e where 1 = 0" },
    {
      repeat: [
        { table: "round_link", sql: `${mutualBest("edge")} where of_record = 1 and of_spine = 1` },
        {
          table: "rival_link",
          sql: "select * from rival_link union all select * from round_link",
        },
        {
          table: "edge",
          sql: `\
select e.* from edge e
where not exists (select 1 from round_link r where r.record_key = e.record_key)
  and not exists (select 1 from round_link r where r.delivery_no = e.delivery_no and r.spine_key = e.spine_key)`,
        },
      ],
      until: "edge",
      atMost: ROUNDS_AT_MOST,
    },
    {
      table: "settled_link",
      sql: "select * from lone_link union all select * from rival_link",
      isPassing: true,
    },
  ];
}

/**
 * Table `rival_edge`: edges whose record or whose spine person has another one. Nearly all are `alone`, and to put
 * those in order would be dear.
 */
export function besideRivals(edges: string): readonly Step[] {
  return [
    {
      table: "rival_record",
      sql: `select record_key from ${edges} group by record_key having count(*) > 1`,
    },
    {
      table: "rival_spine",
      sql: `select delivery_no, spine_key from ${edges} group by delivery_no, spine_key having count(*) > 1`,
    },
    {
      table: "rival_edge",
      sql: `\
select e.* from ${withRivals(edges)}
where o.record_key is not null or p.spine_key is not null`,
    },
  ];
}

/** SQL: what is in none of them, as `e`: mutually best, with no rival to be distant from. */
export const alone = (edges: string): string =>
  `${withRivals(edges)} where o.record_key is null and p.spine_key is null`;

const withRivals = (edges: string): string => `\
${edges} e
left join rival_record o on o.record_key = e.record_key
left join rival_spine p on p.delivery_no = e.delivery_no and p.spine_key = e.spine_key`;

/** SQL: every edge with its place among those of its record and of its spine person, and its distance to the best rival. */
export function mutualBest(edges: string, more = ""): string {
  const byRecord = "partition by record_key order by weight desc, spine_key";
  const bySpine = "partition by delivery_no, spine_key order by weight desc, record_key";
  return `\
select record_key, delivery_no, spine_key, weight${more},
  weight - greatest(coalesce(next_of_record, 0), coalesce(next_of_spine, 0)) as margin
from (
  select e.*, row_number() over (${byRecord}) as of_record, row_number() over (${bySpine}) as of_spine,
    lead(weight) over (${byRecord}) as next_of_record, lead(weight) over (${bySpine}) as next_of_spine
  from ${edges} e
) ranked`;
}

/**
 * Table `outweighed` (record_key): records whose settled person is clearly less likely than another, whom the same delivery
 * holds already. Such a record says that other once more; to give it to the runner-up would make two people one.
 */
export const outweighed = (pairs: string): Step => ({
  table: "outweighed",
  sql: `\
select distinct l.record_key from settled_link l join ${pairs} s on s.record_key = l.record_key
where s.is_carried = 1 and s.weight >= l.weight + ${BANDS.margin}`,
});

/** SQL, as `l`: settled links but those of outweighed records. */
export const LIKELIEST =
  "(select s.* from settled_link s where s.record_key not in (select o.record_key from outweighed o)) l";

/**
 * Table `record_link` (record_key, spine_key, rule, weight): what matching decided, pass 0 and
 * scored together; and table `doubtful_pair`, what people must decide: pairs that are not sure, and records
 * whose person the same delivery already holds although name or day differ. A record in neither found
 * no spine person.
 */
export function decidedLinks(bands: BandsByProvince): readonly Step[] {
  const isSure = `weight >= ${bandOf(bands, "link", "regency")}
  and margin >= ${bands.nation.margin} and is_carried = 1`;
  return [
    outweighed("scored_pair"),
    {
      table: "judged_link",
      sql: `\
select l.record_key, l.delivery_no, l.spine_key, l.weight, l.margin, s.is_carried, s.regency
from ${LIKELIEST} join scored_pair s on s.record_key = l.record_key and s.spine_key = l.spine_key`,
    },
    {
      table: "unjudged_pair",
      sql: `\
select s.* from scored_pair s left join judged_link l on l.record_key = s.record_key
where l.record_key is null`,
    },
    {
      table: "scored_repeat",
      sql: `\
select record_key, spine_key, weight from (
  select s.*, row_number() over (partition by record_key order by weight desc, spine_key) as place
  from unjudged_pair s
  where ${REPEAT} and weight >= ${REPEAT_FROM}
    and (exists (select 1 from exact_link e
        where e.delivery_no = s.delivery_no and e.spine_key = s.spine_key)
      or exists (select 1 from settled_link l
        where l.delivery_no = s.delivery_no and l.spine_key = s.spine_key and l.record_key <> s.record_key))
) ranked where place = 1`,
    },
    {
      table: "doubtful_repeat",
      sql: `\
select record_key, delivery_no, spine_key, weight, cast(0 as bigint) as margin from (
  select s.*, row_number() over (partition by s.record_key order by s.weight desc, s.spine_key) as place
  from unjudged_pair s
  where s.weight >= ${bandOf(bands, "link", "s.regency")}
    and not exists (select 1 from scored_repeat r where r.record_key = s.record_key)
) ranked where place = 1`,
    },
    {
      table: "record_link",
      sql: `\
select record_key, spine_key, rule, weight from exact_link
union all
select record_key, spine_key, 'scored' as rule, weight from judged_link where ${isSure}
union all
select record_key, spine_key, 'scored-repeat' as rule, weight from scored_repeat`,
    },
    {
      table: "doubtful_pair",
      sql: `\
select record_key, delivery_no, spine_key, weight, margin from judged_link
where not (${isSure}) and weight >= ${bandOf(bands, "review", "regency")}
union all
select record_key, delivery_no, spine_key, weight, margin from doubtful_repeat`,
    },
  ];
}
