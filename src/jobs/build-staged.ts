import { join } from "node:path";
import { readManifest } from "#lake/manifest.ts";
import { surveyFolders } from "#lake/survey-zone.ts";
import { withIdentity } from "#lake/with-identity.ts";
import type { BuildContext } from "./build-rooms.ts";
import type { House } from "./house.ts";

/** Plain files of the deliveries that a version is made of, and the parent's identity. */
export type Staged = {
  readonly person: readonly string[];
  readonly family: readonly string[];
  readonly evidence: readonly string[];
  readonly answers: readonly string[];
  readonly previousIdentity: readonly string[];
};

/** Opens the staged files that a version is made of, and the parent's identity, for the time of work. */
export async function withStaged<T>(
  context: BuildContext,
  work: (staged: Staged) => Promise<T>,
): Promise<T> {
  const { house, inputs } = context;
  const sealed: string[] = [];
  const places: Record<string, number[]> = {};
  for (const { deliveryNo, set } of inputs.deliveries) {
    if (set === "survey") continue;
    places[set] = [...(places[set] ?? []), sealed.length];
    sealed.push(stagedFile(house, deliveryNo, set));
  }
  places.previous = [];
  for (const file of await parentIdentity(context)) {
    places.previous.push(sealed.length);
    sealed.push(file);
  }
  return withIdentity(house, sealed, (plain) => {
    const of = (set: string): string[] => (places[set] ?? []).map((place) => plain[place] ?? "");
    return work({
      person: of("person"),
      family: of("family"),
      evidence: of("evidence"),
      answers: of("identity"),
      previousIdentity: of("previous"),
    });
  });
}

/** Where a survey lies once it is staged: in its zone. */
export const stagedSurvey = (house: House, deliveryNo: number): string =>
  join(
    surveyFolders(house.settings.dataFolder).staged,
    String(deliveryNo),
    "staged_survey.parquet.enc",
  );

/** Where a delivery lies once it is staged. */
export const stagedFile = (house: House, deliveryNo: number, set: string): string =>
  join(house.folders.staged, String(deliveryNo), `staged_${set}.parquet.enc`);

async function parentIdentity(context: BuildContext): Promise<readonly string[]> {
  const { parentVersionNo } = context.inputs;
  if (parentVersionNo === undefined) return [];
  const folder = join(context.house.folders.versions, String(parentVersionNo));
  const { manifest } = await readManifest(folder);
  return manifest.files
    .filter(({ path }) => path.startsWith("identity/"))
    .map(({ path }) => join(folder, path));
}
