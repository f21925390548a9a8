import type { Dialect } from "#engine/dialect.ts";
import type { Stage, Step } from "#engine/step.ts";
import { everyLink } from "#matching/constrained-links.ts";
import { familyScores } from "#matching/family-scores.ts";
import { chosenLinks } from "./match-frozen.ts";
import { type FrozenModel, lives } from "./match-state.ts";
import { pairsNow } from "./state-reads.ts";

/** Rounds of walking from pair to pair: longer chains would be a mistake. */
const ROUNDS_AT_MOST = 500;

/**
 * One to one, again only where something changed: the records and spine persons that a changed pair or link
 * reaches, over pairs, until nobody new is found. Tables `node_record`, `node_spine`, `record_link` and
 * `review_pair` of those.
 */
export function changedChoices(
  model: FrozenModel,
  held: boolean,
  dialect: Dialect,
): readonly Stage[] {
  return [
    ...firstNodes(),
    { repeat: walkPairs(), until: "fresh_record", atMost: ROUNDS_AT_MOST },
    {
      table: "every_pair",
      sql: pairsNow("p.record_key in (select n.record_key from node_record n)"),
    },
    {
      table: "kin_score",
      sql: "select k.* from kin_now k where k.record_key in (select n.record_key from node_record n)",
    },
    ...familyScores(model.familyWeights).slice(1),
    { table: "exact_link", sql: exactAround() },
    { table: "match_record", sql: "select * from nik_record", isPassing: true },
    { table: "spine", sql: "select * from changed_spine", isPassing: true },
    { table: "spine_repeat", sql: "select * from changed_repeat", isPassing: true },
    ...chosenLinks(model, held, dialect),
  ];
}

/** Where something changed: both ends of pairs that came or went, and whatever hangs on a changed NIK. */
function firstNodes(): readonly Step[] {
  return [
    {
      table: "edge_now",
      sql: `\
select * from own_now
union all
select record_key, delivery_no, spine_key from kin_now`,
      isPassing: true,
    },
    {
      table: "fresh_spine",
      sql: `\
select delivery_no, spine_key from moved_spine
union
select delivery_no, spine_key from kin_before
union
select delivery_no, spine_key from kin_part
union
select e.delivery_no, e.spine_key from edge_now e
where e.spine_key in (select d.record_key from decided_key d)`,
    },
    { table: "node_spine", sql: "select * from fresh_spine" },
    {
      table: "fresh_record",
      sql: `\
select record_key from moved_record
union
select record_key from kin_before
union
select record_key from kin_part
union
select record_key from left_part
union
select record_key from left_removed
union
select e.record_key from edge_now e
join fresh_spine f on f.delivery_no = e.delivery_no and f.spine_key = e.spine_key`,
    },
    { table: "node_record", sql: "select * from fresh_record" },
  ];
}

function walkPairs(): readonly Step[] {
  return [
    {
      table: "fresh_spine",
      sql: `\
select distinct e.delivery_no, e.spine_key from edge_now e
where e.record_key in (select f.record_key from fresh_record f)
  and not exists (select 1 from node_spine n where n.delivery_no = e.delivery_no and n.spine_key = e.spine_key)`,
    },
    {
      table: "node_spine",
      sql: "select * from node_spine union all select * from fresh_spine",
    },
    {
      table: "fresh_record",
      sql: `\
select distinct e.record_key from edge_now e
where exists (select 1 from fresh_spine f where f.delivery_no = e.delivery_no and f.spine_key = e.spine_key)
  and e.record_key not in (select n.record_key from node_record n)`,
    },
    {
      table: "node_record",
      sql: "select * from node_record union all select * from fresh_record",
    },
  ];
}

/** SQL: links of pass 0 to whoever is in question, and all that hang on a changed NIK. */
function exactAround(): string {
  return `\
select e.record_key, e.delivery_no, e.spine_key, e.rule, e.weight from (
  select * from exact o
  where exists (select 1 from node_spine n where n.delivery_no = o.delivery_no and n.spine_key = o.spine_key)
) e
where not exists (select 1 from gone_record g where g.record_key = e.record_key) and ${lives("e", "exact_gone")}
union all
select p.record_key, p.delivery_no, p.spine_key, p.rule, p.weight from exact_part p`;
}

/** SQL: keys of everybody whose choice was made again. */
const CHOSEN_AGAIN = `\
select record_key from removed_key union select record_key from gone_record
union select record_key from added_record union select record_key from node_record`;

/** Table `chosen_link`: links of those whose choice was made again, those of pass 0 and those of the registry's repeats too. */
export const chosenAgain = (): Step => ({
  table: "chosen_link",
  sql: `select l.* from record_link l where l.record_key in (${CHOSEN_AGAIN})`,
});

/**
 * The answer: links that were made anew and those that hold no more, and all pairs for people. Tables `link_now`,
 * `link_gone_now` and `review_now`.
 */
export function changedLinks(held: boolean, layer: number): readonly Step[] {
  return [
    {
      table: "changed_record",
      sql: `\
${CHOSEN_AGAIN}
union select record_key from residual_touched union select record_key from residual_left`,
    },
    {
      table: "same_cluster",
      sql: `\
select n.record_key from residual_now n
where n.record_key in (select b.record_key from residual_state b)
  and n.record_key not in (select t.record_key from residual_touched t)`,
    },
    {
      table: "link_gone_now",
      sql: `\
select c.record_key, ${layer} as layer from changed_record c
where c.record_key not in (select k.record_key from same_cluster k)`,
    },
    { table: "match_record", sql: "select * from nik_record", isPassing: true },
    { table: "spine", sql: "select * from changed_spine", isPassing: true },
    { table: "spine_repeat", sql: "select * from changed_repeat", isPassing: true },
    { table: "record_link", sql: "select * from chosen_link" },
    everyLink(held),
    { table: "link_now", sql: `select l.*, ${layer} as layer from link l` },
    {
      table: "review_now",
      sql: `\
select r.* from state_review r
where r.record_key not in (${CHOSEN_AGAIN})
union all
select r.* from review_pair r`,
    },
  ];
}
