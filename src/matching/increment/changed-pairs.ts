import type { Step } from "#engine/step.ts";
import { pairScores } from "#matching/pair-scores.ts";
import { askedForms, namesOf, standing } from "./changed-records.ts";
import { frozenRarities, keysOfLeft, spineKeys, withoutKin } from "./match-frozen.ts";
import { type FrozenModel, lives } from "./match-state.ts";

/**
 * Who seeks their person now, and who came to it or left it. Tables `left_now`, `left_added`,
 * `left_removed`.
 */
export function changedLeft(): readonly Step[] {
  return [
    {
      table: "left_now",
      sql: `\
select l.* from left_state l where l.record_key not in (select g.record_key from gone_record g)
union all
select r.* from nik_record r
where r.is_spine = 0 and r.record_key not in (select e.record_key from exact_part e)
union all
select a.* from added_record a where a.is_spine = 0 and a.nik = 0`,
    },
    {
      table: "left_added",
      sql: "select l.* from left_now l where l.record_key not in (select s.record_key from left_state s)",
    },
    {
      table: "left_removed",
      sql: "select s.* from left_state s where s.record_key not in (select l.record_key from left_now l)",
    },
  ];
}

/**
 * Blocks that a change touches, as they were and as they are. Tables `left_block` and `right_block` (key,
 * refinement, record_key, was, stands), only of keys that a changed record has.
 */
export function changedBlocks(layer: number): readonly Step[] {
  const asked = "k.key in (select c.key from changed_key c)";
  return [
    {
      table: "left_key_added",
      sql: `select k.*, ${layer} as layer from (${keysOfLeft("left_added")}) k`,
    },
    {
      table: "spine_key_added",
      sql: `select k.*, ${layer} as layer from (${spineKeys("spine_added")}) k`,
    },
    {
      table: "spine_key_changed",
      sql: `select key from spine_key_added union select key from (${spineKeys("spine_removed")}) g`,
    },
    {
      table: "changed_key",
      sql: `\
select key from left_key_added
union
select key from (${keysOfLeft("left_removed")}) r
union
select k.key from left_key k where k.key in (select c.key from spine_key_changed c)`,
    },
    {
      table: "left_block",
      sql: `\
select k.key, k.refinement, k.record_key, 1 as was,
  case when k.record_key in (select g.record_key from left_removed g) then 0 else 1 end as stands
from (${oldLeftKeys(asked)}) k
union all
select k.key, k.refinement, k.record_key, 0 as was, 1 as stands from left_key_added k`,
    },
    {
      table: "right_block",
      sql: `\
select k.key, k.refinement, k.record_key, 1 as was,
  case when k.record_key in (select g.record_key from spine_removed g) then 0 else 1 end as stands
from (${oldSpineKeys(asked)}) k
union all
select k.key, k.refinement, k.record_key, 0 as was, 1 as stands from spine_key_added k where ${asked}`,
    },
  ];
}

/** SQL: keys by which the state's records seek. */
function oldLeftKeys(condition: string): string {
  return `\
select k.key, k.refinement, k.record_key from left_key k
where ${condition} and ${lives("k", "left_gone")}`;
}

/** SQL: keys of the state's spine; a person who left it and came back has keys of a later layer. */
function oldSpineKeys(condition: string): string {
  return `\
select k.key, k.refinement, k.record_key from spine_key k
where ${condition} and ${lives("k", "spine_gone")}`;
}

/**
 * Records whose candidates are drawn anew: those that came, and those in a block that turned hot or cool, with
 * all the blocks they stand in. Tables `flipped_left`, `dirty_left`, `block_left`, `block_right`.
 */
export function dirtyLeft(hot: number): readonly Step[] {
  const more = "k.key in (select c.key from more_key c)";
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
select distinct b.record_key from left_block b join key_size s on s.key = b.key
where b.stands = 1 and (${isHot("s", "was", hot)}) <> (${isHot("s", "stands", hot)})
union
select distinct b.record_key from left_block b
join refined_size s on s.key = b.key and s.refinement = b.refinement
where b.stands = 1 and (${isHot("s", "was", hot)}) <> (${isHot("s", "stands", hot)})`,
    },
    {
      table: "dirty_left",
      sql: "select record_key from left_added union select record_key from flipped_left",
    },
    {
      table: "more_key",
      sql: `\
select distinct k.key from (${oldLeftKeys("k.record_key in (select f.record_key from flipped_left f)")}) k
where k.key not in (select c.key from changed_key c)`,
    },
    {
      table: "block_left",
      sql: `\
select b.key, b.refinement, b.record_key from left_block b where b.stands = 1
union all
${oldLeftKeys(more)}`,
    },
    {
      table: "block_right",
      sql: `\
select b.key, b.refinement, b.record_key from right_block b where b.stands = 1
union all
${oldSpineKeys(more)}`,
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

/** Their scores under the frozen model, and all pairs as they are now. Tables `scored_part` and `pair_now`. */
export function changedScores({ weights }: FrozenModel): readonly Step[] {
  return [
    {
      table: "left_form",
      sql: `select l.* from left_now l
where exists (select 1 from candidate_pair p where p.record_key = l.record_key)`,
    },
    {
      table: "spine",
      sql: standing("select p.spine_key from candidate_pair p"),
    },
    ...frozenRarities("spine"),
    ...askedForms(namesOf("left_form", "spine")),
    ...pairScores(weights),
    ...withoutKin(),
    { table: "scored_part", sql: "select * from scored_pair" },
    {
      table: "pair_now",
      sql: `\
select p.* from pair p
where not exists (select 1 from dirty_left d where d.record_key = p.record_key)
  and not exists (select 1 from left_removed g where g.record_key = p.record_key)
  and not exists (select 1 from spine_removed g where g.record_key = p.spine_key)
union all
select * from scored_part`,
    },
  ];
}
