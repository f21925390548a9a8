import type { MoveReason } from "#domain/version-move.ts";
import type { Step } from "#engine/step.ts";
import { VERSION_FAMILY, VERSION_PERSON } from "#lake/tables.ts";
import type { World } from "./shares.ts";

/** Who lives in a family and as what: all else about persons is data. */
const OF_MEMBERSHIP = ["life_status", "relationship"];
/** How many they are, and who is their head; the house and where it stands are data. */
const OF_FAMILY_MEMBERSHIP = ["size", "head_person_id"];

type Side = "before" | "after";

const sideOf = (world: World, reason: MoveReason): Side =>
  world.includes(reason) ? "after" : "before";
const idOn = (side: Side): string => (side === "before" ? "old_id" : "new_id");

/**
 * The tables `family` and `person` of a world, in the shape of a version, under the ids of the new one: what the ranking
 * would have read of the families that changed. Facts of one version, members of the other: who of them was not in it
 * keeps their own facts.
 */
export function worldTables(world: World): readonly Step[] {
  return [worldFamilies(world), worldPersons(world)];
}

function worldFamilies(world: World): Step {
  const [data, members] = [sideOf(world, "data"), sideOf(world, "membership")];
  const columns = Object.keys(VERSION_FAMILY.columns)
    .filter((column) => column !== "family_id")
    .map((column) => `${OF_FAMILY_MEMBERSHIP.includes(column) ? "m" : "d"}.${column}`);
  return {
    table: "family",
    isPassing: true,
    sql: `\
select c.new_id as family_id, ${columns.join(", ")}
from changed_family c
join family_${members} m on m.family_id = c.${idOn(members)}
join family_${data} d on d.family_id = c.${idOn(data)}`,
  };
}

function worldPersons(world: World): Step {
  const [data, members] = [sideOf(world, "data"), sideOf(world, "membership")];
  const isMixed = data !== members;
  const columns = Object.keys(VERSION_PERSON.columns)
    .filter((column) => column !== "family_id")
    .map((column) => {
      const own = column === "person_id" || OF_MEMBERSHIP.includes(column) || !isMixed;
      return own
        ? `m.${column}`
        : `case when d.person_id is null then m.${column} else d.${column} end as ${column}`;
    });
  return {
    table: "person",
    isPassing: true,
    sql: `\
select c.new_id as family_id, ${columns.join(", ")}
from changed_family c
join person_${members} m on m.family_id = c.${idOn(members)}${
      isMixed ? `\nleft join person_${data} d on d.person_id = m.person_id` : ""
    }`,
  };
}
