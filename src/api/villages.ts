import { findVillage, type Place, writePlace } from "#regions/place.ts";
import { searchVillages } from "#regions/search-villages.ts";
import type { VillageChoice, VillageList } from "./pages/name-form.ts";

/** As many as fit one screen and two kilobytes. */
const SHOWN = 12;

/** Villages that fit what was typed, those of the regencies `home` first, and how many more there are. */
export function listVillages(text: string, home: readonly string[]): VillageList {
  const { places, total } = searchVillages(text, SHOWN, home);
  return { shown: places.map(choiceOf), more: total - places.length };
}

/** The village of a number that a form sent back; undefined where there is none. */
export function getVillage(villageNo: string): VillageChoice | undefined {
  const place = /^\d{10}$/.test(villageNo) ? findVillage(villageNo) : undefined;
  return place === undefined ? undefined : choiceOf(place);
}

const choiceOf = (place: Place): VillageChoice => ({
  villageNo: place.code,
  label: writePlace(place),
});
