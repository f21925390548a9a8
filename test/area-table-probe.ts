import { placeOf, plantedHolding } from "#test/planted-holding.ts";
import { type Actor, seesDeliveries } from "#test/rls-oracle.ts";
import { placesOf, TIER_OF } from "#test/rls-places.ts";
import type { Probe } from "#test/rls-probes.ts";
import { villageOf } from "#test/rls-world.ts";

/** The places of the world that stand for themselves, each in its own village. */
const OWN_VILLAGES = ["own", "sibling", "cousin", "neighbour", "foreign"] as const;
/** Regions that hold more than one's own: seen by whoever has the whole of them. */
const ABOVE: Readonly<Record<string, string>> = {
  district: "320405",
  regency: "3204",
  province: "32",
  nation: "ID",
};

/** Statements that plant a row for the village of each place, and for every region above the first. */
export function plantedAreas(versionNo: number): readonly string[] {
  const areas = [...OWN_VILLAGES.map((place) => String(villageOf(place))), ...Object.values(ABOVE)];
  return areas.flatMap((area) => [
    `insert into area_figure values (${versionNo}, ${placeOf(area)}, 1, '{1}', null, null, 0, 0, '{1}')`,
    plantedHolding(versionNo, area),
  ]);
}

/** Which regions' figures are seen: those that lie whole in one's own, by who reads figures. */
export const areaProbe = (table: "area_figure" | "holding_figure"): Probe => ({
  table,
  name: `read ${table}`,
  sql: `select coalesce(string_agg(area, ',' order by area), '') as answer from dtsen.${table}`,
  expected: (actor) => areasSeen(actor).join(","),
});

function areasSeen(actor: Actor): string[] {
  if (!seesDeliveries(actor)) return [];
  const tier = TIER_OF[actor.role] ?? "village";
  const places = new Set<string>(placesOf(tier));
  const villages = OWN_VILLAGES.filter((place) => places.has(place)).map((place) =>
    String(villageOf(place)),
  );
  const tiers = ["village", "district", "regency", "province", "nation"];
  const above = tiers.slice(1, tiers.indexOf(tier) + 1).map((each) => ABOVE[each] ?? "");
  return [...villages, ...above].sort();
}
