import type { VillageChoice } from "./pages/name-form.ts";

/** TEMP */
export function listVillages(_text: string): readonly VillageChoice[] {
  return [];
}
export function getVillage(_villageNo: string): VillageChoice | undefined {
  return undefined;
}
