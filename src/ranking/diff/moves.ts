import {
  COMPARED_PATHS,
  FACTUAL_REASONS,
  MOVE_REASONS,
  type MoveReason,
} from "#domain/version-move.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import type { LakeTable } from "#lake/tables.ts";
import { cutScores, placeAt, scoreBins } from "#ranking/score-bins.ts";
import { shareColumns, worldColumn, worldsOf } from "./shares.ts";

/** Every family of two versions with what became of it; those that moved are sealed in the lake. */
export const FAMILY_MOVE: LakeTable = {
  name: "family_move",
  columns: {
    /** As the newer version names it; of a family that is gone, as the older did. */
    family_id: "bigint",
    /** same, continued, split, entered, merged, left. */
    path: "varchar",
    /** The older version's family that it was; null where it is new. */
    origin_id: "bigint",
    /** Of a family that merged: the one that holds most of its members. */
    heir_id: "bigint",
    village_no: "bigint",
    size: "int",
    score_before: "bigint",
    score_after: "bigint",
    /** Millionths of log rupiah that each reason adds; together the move, to the last one. */
    ...Object.fromEntries(MOVE_REASONS.map((reason) => [`by_${reason}`, "bigint" as const])),
    /** The reason that adds or takes most; none where no reason does. */
    chief_reason: "varchar",
    decile_before: "int",
    decile_after: "int",
    /** Deciles by the family's own score, at the older version's cuts; and those that the cuts moved around it. */
    decile_by_score: "int",
    decile_by_cuts: "int",
  },
  key: ["family_id", "path"],
};

/** Whether a row of family_move says that something changed. */
export const HAS_MOVED =
  "(path <> 'same' or score_after <> score_before or decile_after <> decile_before)";

/**
 * Tables `family_move` and `unlike` (families): how many families of either version do not score, or stand, as their file
 * says when they are scored again. Scores of worlds stand as `world_<column>` (family_id, score).
 */
export function familyMoves(reasons: readonly MoveReason[], dialect: Dialect): readonly Step[] {
  return [
    cutScores("before"),
    cutScores("after"),
    worldScores(reasons),
    placedMoves(reasons, dialect),
    {
      table: "family_move",
      sql: `\
select ${Object.keys(FAMILY_MOVE.columns).join(", ")}
from (select m.*, ${chiefReason()} as chief_reason from placed_move m) chosen`,
    },
    unlikeFamilies(reasons),
    scoreBins(),
  ];
}

/** Of who changed nothing that is read, a world scores as the version whose models hold in it. */
function worldScores(reasons: readonly MoveReason[]): Step {
  const worlds = worldsOf(reasons);
  const columns = worlds.map((world) => {
    const name = worldColumn(world);
    const side = world.every((reason) => FACTUAL_REASONS.includes(reason)) ? "o" : "n";
    return `case when x.new_id is null then ${side}.score else ${name}.score end as ${name}`;
  });
  const joins = worlds
    .map(worldColumn)
    .map((name) => `left join world_${name} ${name} on ${name}.family_id = x.new_id`);
  return {
    table: "world_score",
    sql: `\
select c.new_id as family_id, ${columns.join(",\n  ")}
from compared c
join rank_before o on o.family_id = c.old_id
join rank_after n on n.family_id = c.new_id
left join changed_family x on x.new_id = c.new_id
${joins.join("\n")}`,
  };
}

function placedMoves(reasons: readonly MoveReason[], dialect: Dialect): Step {
  const isCompared = `p.path in (${COMPARED_PATHS.map((path) => `'${path}'`).join(", ")})`;
  const sql = `\
select coalesce(n.family_id, o.family_id) as family_id, p.path,
  case when ${isCompared} then p.old_id end as origin_id,
  case when p.path = 'merged' then p.new_id end as heir_id,
  coalesce(n.village_no, o.village_no) as village_no, coalesce(n.size, o.size) as size,
  o.score as score_before, n.score as score_after,
  ${shareColumns(reasons, dialect).join(",\n  ")},
  o.decile_national as decile_before, n.decile_national as decile_after,
  case when o.score is not null then ${placeAt("n.score", "b")} - o.decile_national end as decile_by_score,
  case when o.score is not null then n.decile_national - ${placeAt("n.score", "b")} end as decile_by_cuts
from family_path p
left join rank_before o on o.family_id = p.old_id
left join rank_after n on n.family_id = case when p.path = 'merged' then null else p.new_id end
left join world_score w on w.family_id = case when ${isCompared} then p.new_id end
cross join cut_before b`;
  return { table: "placed_move", sql };
}

/** The largest share; of equal ones the first in the published order. */
function chiefReason(): string {
  const size = (reason: MoveReason) => `abs(m.by_${reason})`;
  const tests = MOVE_REASONS.map((reason, i) => {
    const later = MOVE_REASONS.slice(i + 1).map((one) => ` and ${size(reason)} >= ${size(one)}`);
    return `when ${size(reason)} > 0${later.join("")} then '${reason}'`;
  });
  return `case ${tests.join("\n  ")} when m.by_data is not null then 'none' end`;
}

function unlikeFamilies(reasons: readonly MoveReason[]): Step {
  const worlds = worldsOf(reasons).map(worldColumn);
  return {
    table: "unlike",
    sql: `\
select cast(count(*) as bigint) as families
from compared c
join rank_before o on o.family_id = c.old_id
join rank_after n on n.family_id = c.new_id
left join world_score w on w.family_id = c.new_id
cross join cut_before b cross join cut_after a
where w.${worlds[0]} is distinct from o.score or w.${worlds.at(-1)} is distinct from n.score
  or o.decile_national <> ${placeAt("o.score", "b")} or n.decile_national <> ${placeAt("n.score", "a")}`,
  };
}
