import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { BLOCKING_KEYS } from "#matching/blocking-keys.ts";
import { keysOf } from "#matching/candidate-pairs.ts";
import { wholeRecords } from "#matching/match-record.ts";
import { pairScores } from "#matching/pair-scores.ts";
import { askedForms, namesOf } from "./changed-records.ts";
import {
  frozenRarities,
  keysOfLeft,
  LEFT_COLUMNS,
  of,
  ownPairs,
  RECORD_COLUMNS,
} from "./first-layer.ts";
import type { FrozenModel } from "./match-state.ts";
import { leftKeysBefore, spineKeysBefore, standing, stillLeft } from "./state-reads.ts";

/**
 * Who came to those that seek their person and who left them: both hang on a changed NIK. Tables `left_part` (who seeks of
 * such), `left_added`, `left_removed`.
 */
export function changedLeft(): readonly Step[] {
  return [
    {
      table: "left_part",
      sql: `select r.* from nik_record r
where r.is_spine = 0 and r.record_key not in (select e.record_key from exact_part e)`,
    },
    {
      table: "left_before",
      sql: `select g.* from gone_record g
where g.is_spine = 0 and g.record_key not in (select e.record_key from exact_before e)`,
    },
    {
      table: "left_added",
      sql: "select l.* from left_part l where l.record_key not in (select b.record_key from left_before b)",
    },
    {
      table: "left_removed",
      sql: "select b.* from left_before b where b.record_key not in (select l.record_key from left_part l)",
    },
  ];
}

/**
 * Blocks that a change touches, as they were and as they are. Tables `left_block` and `right_block` (key,
 * refinement, record_key, was, stands), only of keys that a changed record has.
 */
export function changedBlocks(layer: number): readonly Step[] {
  return [
    {
      table: "left_key_added",
      sql: `select k.*, ${layer} as layer from (${keysOfLeft("left_added")}) k`,
    },
    { table: "spine_key_added", sql: spineKeys("spine_added") },
    {
      table: "left_block",
      sql: `\
select k.key, k.refinement, k.record_key, 1 as was,
  case when k.record_key in (select g.record_key from left_removed g) then 0 else 1 end as stands
from (${leftKeysBefore(`k.key in (${TOUCHED})`)}) k
union all
select k.key, k.refinement, k.record_key, 0 as was, 1 as stands from left_key_added k`,
    },
    { table: "changed_key", sql: "select distinct key from left_block" },
    {
      table: "right_block",
      sql: `\
select k.key, k.refinement, k.record_key, 1 as was,
  case when k.record_key in (select g.record_key from spine_removed g) then 0 else 1 end as stands
from (${spineKeysBefore("changed_key")}) k
union all
select k.key, k.refinement, k.record_key, 0 as was, 1 as stands from spine_key_added k
where k.key in (select c.key from changed_key c)`,
    },
  ];
}

/** SQL: keys of some spine persons, whether anybody asks for them or not. */
const spineKeys = (table: string): string =>
  BLOCKING_KEYS.map((key, kind) => keysOf(table, key, kind)).join("\nunion all\n");

/** SQL: keys that somebody has who came or went, on either side. */
const TOUCHED = `
select key from left_key_added
union all
select key from (${keysOfLeft("left_removed")}) t
union all
select key from spine_key_added
union all
select key from (${spineKeys("spine_removed")}) s`;

/**
 * Records whose candidates are drawn anew: those that came, and those in a block that turned hot or cool, with
 * all the blocks they stand in. Tables `flipped_left`, `dirty_left`, `block_left`, `block_right`.
 */
export function dirtyLeft(hot: number): readonly Step[] {
  const isFlipped = `b.stands = 1 and (${isHot("s", "was", hot)}) <> (${isHot("s", "stands", hot)})`;
  return [
    { table: "key_size", sql: sizes("key", "left_block", "right_block") },
    {
      table: "refined_size",
      sql: `${sizes("key, refinement", "left_block", "right_block")}
where exists (select 1 from key_size s where s.key = l.key
  and (${isHot("s", "was", hot)} or ${isHot("s", "stands", hot)}))`,
    },
    {
      table: "flipped_left",
      sql: `\
select b.record_key from left_block b join key_size s on s.key = b.key
where ${isFlipped}
union
select b.record_key from left_block b
join refined_size s on s.key = b.key and s.refinement = b.refinement
where ${isFlipped}`,
    },
    {
      table: "dirty_left",
      sql: "select record_key from left_added union select record_key from flipped_left",
    },
    {
      table: "more_key",
      sql: `\
select distinct k.key from (${leftKeysBefore("k.record_key in (select f.record_key from flipped_left f)")}) k
where k.key not in (select c.key from changed_key c)`,
    },
    {
      table: "block_left",
      sql: `\
select b.key, b.refinement, b.record_key from left_block b where b.stands = 1
union all
${leftKeysBefore("k.key in (select c.key from more_key c)")}`,
    },
    {
      table: "block_right",
      sql: `\
select b.key, b.refinement, b.record_key from right_block b where b.stands = 1
union all
${spineKeysBefore("more_key")}`,
    },
  ];
}

/** How many records and spine persons share a key, before and now. */
function sizes(columns: string, left: string, right: string): string {
  const names = columns.split(", ");
  const counted = (table: string): string =>
    `(select ${columns}, sum(was) as was, sum(stands) as stands from ${table} group by ${columns})`;
  return `\
select ${names.map((name) => `l.${name}`).join(", ")}, cast(l.was as bigint) as l_was, cast(l.stands as bigint) as l_stands,
  cast(r.was as bigint) as r_was, cast(r.stands as bigint) as r_stands
from ${counted(left)} l join ${counted(right)} r on ${names.map((name) => `l.${name} = r.${name}`).join(" and ")}`;
}

const isHot = (size: string, when: "was" | "stands", hot: number): string =>
  `${size}.l_${when} * ${size}.r_${when} > ${hot}`;

/**
 * Candidates among what changed: dirty records beside the whole spine, the others beside who is new on it.
 * Table `candidate_pair`, as the whole run would propose them.
 */
export function changedCandidates(hot: number): readonly Step[] {
  const counted = (table: string, columns: string): string =>
    `(select ${columns}, count(*) as n from ${table} group by ${columns})`;
  const isNew = `(exists (select 1 from dirty_left d where d.record_key = l.record_key)
  or exists (select 1 from spine_added a where a.record_key = r.record_key))`;
  return [
    {
      table: "hot_key",
      sql: `select l.key from ${counted("block_left", "key")} l join ${counted("block_right", "key")} r on r.key = l.key
where l.n * r.n > ${hot}`,
    },
    {
      table: "cool_block",
      sql: `\
select l.key, l.refinement
from ${counted("block_left", "key, refinement")} l
join ${counted("block_right", "key, refinement")} r on r.key = l.key and r.refinement = l.refinement
where exists (select 1 from hot_key h where h.key = l.key) and l.n * r.n <= ${hot}`,
    },
    {
      table: "candidate_pair",
      sql: `\
select l.record_key, r.record_key as spine_key
from block_left l join block_right r on r.key = l.key
where not exists (select 1 from hot_key h where h.key = l.key) and ${isNew}
union
select l.record_key, r.record_key as spine_key
from block_left l
join cool_block h on h.key = l.key and h.refinement = l.refinement
join block_right r on r.key = l.key and r.refinement = l.refinement
where ${isNew}`,
    },
  ];
}

/**
 * Their scores under the frozen model, and which pairs there are by their own values now. Tables `scored_part`, `own_lost` and
 * `own_now` (record_key, delivery_no, spine_key).
 */
export function changedScores(
  { weights }: FrozenModel,
  layer: number,
  dialect: Dialect,
): readonly Step[] {
  return [
    ...pairedRecords(dialect),
    ...frozenRarities("spine"),
    ...pairScores(weights),
    { table: "scored_part", sql: ownPairs("scored_pair", layer) },
    {
      table: "own_before",
      sql: `\
select p.record_key, p.delivery_no, p.spine_key from own_pair p
where not exists (select 1 from own_gone g
  where g.record_key = p.record_key and g.spine_key = p.spine_key and g.layer > p.layer)`,
    },
    {
      table: "own_lost",
      sql: `\
select p.* from own_before p
where p.record_key in (select d.record_key from dirty_left d union all select g.record_key from left_removed g)
union
select p.* from own_before p where p.spine_key in (select g.record_key from spine_removed g)`,
    },
    {
      table: "own_now",
      sql: `\
select p.* from own_before p
where not exists (select 1 from own_lost g where g.record_key = p.record_key and g.spine_key = p.spine_key)
union all
select record_key, delivery_no, spine_key from scored_part`,
    },
  ];
}

/** Both ends of all candidates, whole: tables `left_form` and `spine`. */
function pairedRecords(dialect: Dialect): readonly Step[] {
  return [
    {
      table: "left_form",
      sql: `\
select ${of("l", LEFT_COLUMNS.join(", "))}
from (${stillLeft("l.record_key in (select c.record_key from candidate_pair c)")}) l
union all
select ${of("a", LEFT_COLUMNS.join(", "))} from left_added a`,
    },
    {
      table: "spine_asked",
      sql: `\
select distinct c.spine_key from candidate_pair c
where c.spine_key not in (select a.record_key from spine_added a)`,
    },
    {
      table: "spine_kept",
      sql: standing("r.record_key in (select a.spine_key from spine_asked a)"),
    },
    ...askedForms("pair", namesOf("left_form", "spine_kept")),
    {
      table: "spine",
      sql: `\
${wholeRecords("spine_kept", RECORD_COLUMNS, dialect)}
union all
select a.* from spine_added a`,
    },
  ];
}
