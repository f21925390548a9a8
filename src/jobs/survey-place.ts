import { join } from "node:path";
import type { DeliverySet } from "#domain/source.ts";
import type { Keyring } from "#lake/keyring.ts";
import {
  makeSurveyZone,
  openSurveyZone,
  type SurveyPlace,
  type SurveyZone,
  surveyFolders,
} from "#lake/survey-zone.ts";
import type { House } from "./house.ts";

/** Where the survey zone of a house lies. */
export const surveyPlaceOf = ({ settings }: House): SurveyPlace => ({
  dataFolder: settings.dataFolder,
  surveyKeyFolder: settings.surveyKeyFolder ?? `${settings.keyFolder}-survey`,
});

/** The survey zone, where this process holds its key. */
export const zoneOf = (house: House): Promise<SurveyZone | undefined> =>
  openSurveyZone(surveyPlaceOf(house));

/** Where deliveries of a set lie, and with what they are sealed: surveys in their zone, all others in the lake. */
export type DeliveryPlace = {
  readonly folders: { readonly deliveries: string; readonly staged: string; readonly work: string };
  readonly keyring: Keyring;
};

/** The same for receiving: the zone is made the first time. */
export async function placeFor(house: House, set: DeliverySet): Promise<DeliveryPlace> {
  return set === "survey" ? await makeSurveyZone(surveyPlaceOf(house)) : house;
}

/** The folders of one delivery, whether or not their keys are at hand. */
export function deliveryFolders(
  house: House,
  { deliveryNo, set }: { readonly deliveryNo: number; readonly set: DeliverySet },
): readonly string[] {
  const folders = set === "survey" ? surveyFolders(house.settings.dataFolder) : house.folders;
  return [folders.deliveries, folders.staged].map((parent) => join(parent, String(deliveryNo)));
}
