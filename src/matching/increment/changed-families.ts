import type { Step } from "#engine/step.ts";
import { forbiddenPairs } from "#matching/constrained-links.ts";
import { confidentLinks, familyCandidates } from "#matching/family-candidates.ts";
import { familyScores } from "#matching/family-scores.ts";
import { askedForms, namesOf } from "./changed-records.ts";
import { noTrials, sureRows } from "./first-layer.ts";
import { type FrozenModel, lives } from "./match-state.ts";

/** SQL (record_key, delivery_no, spine_key, kk, spine_kk): those links of pass 0, as it is now, for which a condition on `e` holds. */
const exactNow = (condition: string): string => `\
select e.record_key, e.delivery_no, e.spine_key, e.kk, e.spine_kk
from (select * from exact e where ${condition}) e
where not exists (select 1 from gone_record g where g.record_key = e.record_key) and ${lives("e", "exact_gone")}
union all
select e.record_key, e.delivery_no, e.spine_key, e.kk, e.spine_kk from exact_part e where ${condition}`;

/**
 * Links that are sure by themselves, again where a pair by its own values, the choice of pass 0 beside it, or what people
 * decided has changed. Tables `moved_record` and `moved_spine` (ends of such pairs), `sure_now`, and
 * `link_change`: sure links, those of pass 0 too, that came or went, with the cards on both sides.
 */
export function changedSureLinks(held: boolean): readonly Step[] {
  return [
    ...movedEnds(),
    {
      table: "near_pair",
      sql: `\
select p.record_key, p.delivery_no, p.spine_key from own_now p
where p.record_key in (select m.record_key from moved_record m)
  or ${among("p", "moved_spine")}`,
    },
    {
      table: "every_pair",
      sql: `\
select p.* from own_now p
where p.record_key in (select n.record_key from near_pair n) or ${among("p", "near_pair")}`,
    },
    { table: "exact_link", sql: exactNow(among("e", "every_pair")) },
    ...(held ? [forbiddenPairs()] : []),
    ...sureSteps(held),
    {
      table: "every_spine",
      sql: "select distinct spine_key as record_key, spine_kk as kk from every_pair",
    },
    { table: "sure_wide", sql: sureRows("left_now", "every_spine") },
    ...sureAgain(),
  ];
}

/** No trials: what is asked of them is left off. */
function sureSteps(held: boolean): readonly Step[] {
  const steps = confidentLinks(held);
  return steps.slice(0, steps.findIndex(({ table }) => table === "confident_link") + 1);
}

/** SQL: the pair's delivery and spine person stand in a table. */
const among = (pair: string, table: string): string => `\
exists (select 1 from ${table} t where t.delivery_no = ${pair}.delivery_no and t.spine_key = ${pair}.spine_key)`;

function movedEnds(): readonly Step[] {
  return [
    {
      table: "moved_pair",
      sql: `\
select record_key, delivery_no, spine_key from own_lost
union
select record_key, delivery_no, spine_key from scored_part
union
select p.record_key, p.delivery_no, p.spine_key from own_now p
where p.record_key in (select d.record_key from decided_key d)
  or p.spine_key in (select d.record_key from decided_key d) or ${among("p", "exact_change")}`,
    },
    { table: "moved_record", sql: "select distinct record_key from moved_pair" },
    {
      table: "moved_spine",
      sql: `\
select delivery_no, spine_key from moved_pair
union
select delivery_no, spine_key from exact_change`,
    },
  ];
}

function sureAgain(): readonly Step[] {
  const isMoved = `(c.record_key in (select m.record_key from moved_record m) or ${among("c", "moved_spine")})`;
  const columns = "c.record_key, c.delivery_no, c.spine_key, c.kk, c.spine_kk";
  return [
    { table: "sure_before", sql: `select ${columns} from sure_link c where ${isMoved}` },
    { table: "sure_part", sql: `select ${columns} from sure_wide c where ${isMoved}` },
    {
      table: "sure_now",
      sql: `\
select ${columns} from sure_link c
where not exists (select 1 from sure_before b where b.record_key = c.record_key and b.spine_key = c.spine_key)
union all
select * from sure_part`,
    },
    {
      table: "link_change",
      sql: `\
select * from exact_change
union
(select * from sure_before except select * from sure_part)
union
(select * from sure_part except select * from sure_before)`,
    },
  ];
}

/**
 * Who comes into question by family, again for the cards that a change reaches: those whose people or sure links
 * changed, and those linked to a card of the registry where somebody came, went, or is held by another now. Only
 * cards on which somebody seeks. Tables `kin_card`, `kin_part` and `kin_now`.
 */
export function changedFamilies(model: FrozenModel, held: boolean): readonly Step[] {
  return [
    ...changedCards(),
    ...cardPeople(),
    { table: "every_pair", sql: "select p.* from own_now p where 1 = 0" },
    ...noTrials(),
    ...askedForms(namesOf("kin_record")),
    ...familyCandidates(held),
    ...familyScores(model.familyWeights).slice(0, 1),
    {
      table: "kin_part",
      sql: `\
select k.*, m.kk from kin_score k join kin_record m on m.record_key = k.record_key
where m.kk in (select c.kk from kin_card c)`,
    },
    {
      table: "kin_before",
      sql: "select k.* from kin_state k where k.kk in (select c.kk from kin_card c)",
    },
    {
      table: "kin_now",
      sql: `\
select k.* from kin_state k where k.kk not in (select c.kk from kin_card c)
union all
select * from kin_part`,
    },
  ];
}

function changedCards(): readonly Step[] {
  const ofRecords = (isSpine: 0 | 1): string => `\
select kk from added_record where is_spine = ${isSpine} and kk <> 0
union
select g.kk from gone_record g
where g.is_spine = ${isSpine} and g.kk <> 0 and g.record_key in (select k.record_key from removed_key k)`;
  return [
    {
      table: "spine_card",
      sql: `\
${ofRecords(1)}
union
select kk from spine_added where kk <> 0
union
select kk from spine_removed where kk <> 0
union
select spine_kk as kk from link_change where spine_kk <> 0`,
    },
    {
      table: "seeking_card",
      sql: `\
select l.kk from left_now l
where l.kk <> 0 and l.record_key not in (select c.record_key from sure_now c)
union
select kk from kin_state`,
    },
    {
      table: "kin_card",
      sql: `\
select c.kk from (
  ${ofRecords(0)}
  union
  select kk from link_change where kk <> 0
  union
  select c.kk from sure_now c where c.spine_kk in (select q.kk from spine_card q)
  union
  select e.kk from (${exactNow("e.spine_kk in (select q.kk from spine_card q)")}) e
) c
where c.kk in (select s.kk from seeking_card s)`,
    },
  ];
}

/** All people of those cards, of the registry's cards that they are linked to, and the sure links of both. */
function cardPeople(): readonly Step[] {
  const onCard = "in (select c.kk from both_card c)";
  const onCards =
    "(e.kk in (select k.kk from kin_card k) or e.spine_key in (select s.record_key from spine s))";
  return [
    {
      table: "both_card",
      sql: `\
select kk from kin_card
union
select c.spine_kk as kk from sure_now c where c.kk in (select k.kk from kin_card k) and c.spine_kk <> 0
union
select e.spine_kk as kk from (${exactNow("e.kk in (select k.kk from kin_card k)")}) e where e.spine_kk <> 0`,
    },
    {
      table: "kin_record",
      sql: `\
select r.* from (select * from record o where o.kk ${onCard}) r
where not exists (select 1 from removed_key k where k.record_key = r.record_key)
  and not exists (select 1 from record_gone g where g.record_key = r.record_key)
union all
select a.* from added_record a where a.kk ${onCard}`,
    },
    { table: "match_record", sql: "select * from kin_record", isPassing: true },
    {
      table: "spine",
      sql: `\
select r.* from kin_record r
where r.is_spine = 1 and r.record_key not in (select b.record_key from spine_repeat_now b)`,
    },
    {
      table: "exact_link",
      sql: `\
select * from sure_now e where ${onCards}
union
${exactNow("e.kk in (select k.kk from kin_card k)")}
union
${exactNow("e.spine_key in (select s.record_key from spine s)")}`,
    },
  ];
}
