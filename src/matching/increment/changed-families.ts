import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { forbiddenPairs } from "#matching/constrained-links.ts";
import { confidentLinks, familyCandidates } from "#matching/family-candidates.ts";
import { familyScores } from "#matching/family-scores.ts";
import { wholeRecords } from "#matching/match-record.ts";
import { askedForms, namesOf } from "./changed-records.ts";
import { noTrials, RECORD_COLUMNS, sureRows } from "./first-layer.ts";
import type { FrozenModel } from "./match-state.ts";
import { exactNow, pairsNow, standing, stillLeft, sureBefore, sureNow } from "./state-reads.ts";

/**
 * Links that are sure by themselves, again where a pair by its own values, the choice of pass 0 beside it, or what people
 * decided has changed. Tables `moved_record` and `moved_spine` (ends of such pairs), `sure_before` and `sure_part` (what they
 * were and are there), and `link_change`: sure links, those of pass 0 too, that came or went, with the cards on both sides.
 */
export function changedSureLinks(held: boolean): readonly Step[] {
  return [
    ...movedEnds(),
    { table: "near_pair", sql: touching("moved_record", "moved_spine") },
    { table: "rival_pair", sql: touching("near_pair", "near_pair") },
    {
      table: "every_pair",
      sql: pairsNow("p.record_key in (select n.record_key from rival_pair n)"),
    },
    { table: "exact_link", sql: exactNow(among("e", "every_pair")) },
    ...(held ? [forbiddenPairs()] : []),
    ...sureSteps(held),
    { table: "sure_wide", sql: sureRows("every_pair") },
    ...sureAgain(),
  ];
}

/** SQL: pairs as they are now whose record stands in one table, or whose spine person in that delivery stands in another. */
const touching = (records: string, persons: string): string => `\
select p.* from own_now p where p.record_key in (select t.record_key from ${records} t)
union
select p.* from own_now p where ${among("p", persons)}`;

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
select p.* from own_now p where p.record_key in (select d.record_key from decided_key d)
union
select p.* from own_now p where p.spine_key in (select d.record_key from decided_key d)
union
select p.* from own_now p where ${among("p", "exact_change")}`,
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
  const columns = "c.record_key, c.delivery_no, c.spine_key, c.kk, c.spine_kk";
  return [
    {
      table: "sure_before",
      sql: `\
${sureBefore("e.record_key in (select m.record_key from moved_record m)")}
union
${sureBefore(among("e", "moved_spine"))}`,
    },
    {
      table: "sure_part",
      sql: `\
select ${columns} from sure_wide c
where c.record_key in (select m.record_key from moved_record m) or ${among("c", "moved_spine")}`,
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
export function changedFamilies(
  model: FrozenModel,
  held: boolean,
  dialect: Dialect,
): readonly Step[] {
  return [
    ...changedCards(),
    ...cardPeople(dialect),
    { table: "every_pair", sql: "select p.* from scored_part p where 1 = 0" },
    ...noTrials(),
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
      table: "reached_card",
      sql: `\
${ofRecords(0)}
union
select kk from link_change where kk <> 0
union
select c.kk from (${sureNow("e.spine_kk in (select q.kk from spine_card q)")}) c where c.kk <> 0
union
select c.kk from (${exactNow("e.spine_kk in (select q.kk from spine_card q)")}) c where c.kk <> 0`,
    },
    {
      table: "seeking_card",
      sql: `\
select s.kk from (
  ${stillLeft("l.kk in (select c.kk from reached_card c)")}
) s
where s.record_key not in (select c.record_key from (${sureNow("e.kk in (select r.kk from reached_card r)")}) c)
union
select a.kk from left_added a where a.record_key not in (select c.record_key from sure_part c)
union
select kk from kin_state`,
    },
    {
      table: "kin_card",
      sql: "select c.kk from reached_card c where c.kk in (select s.kk from seeking_card s)",
    },
  ];
}

/** All people of those cards, of the registry's cards that they are linked to, and the sure links of both. */
function cardPeople(dialect: Dialect): readonly Step[] {
  const onCard = "in (select c.kk from both_card c)";
  return [
    { table: "card_link", sql: sureNow("e.kk in (select k.kk from kin_card k)") },
    { table: "card_exact", sql: exactNow("e.kk in (select k.kk from kin_card k)") },
    {
      table: "both_card",
      sql: `\
select kk from kin_card
union
select c.spine_kk as kk from card_link c where c.spine_kk <> 0
union
select e.spine_kk as kk from card_exact e where e.spine_kk <> 0`,
    },
    { table: "kin_kept", sql: standing(`r.kk ${onCard}`) },
    ...askedForms("kin", namesOf("kin_kept")),
    {
      table: "kin_record",
      sql: `\
${wholeRecords("kin_kept", RECORD_COLUMNS, dialect)}
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
select * from card_link
union
select * from card_exact
union
${sureNow("e.spine_key in (select s.record_key from spine s)")}
union
${exactNow("e.spine_key in (select s.record_key from spine s)")}`,
    },
  ];
}
