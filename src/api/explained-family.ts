import type { DecileBasis } from "#domain/decile-basis.ts";
import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { type Facts, readAnswers } from "#ranking/read-answers.ts";
import type { ModelAnswers } from "#ranking/score-family.ts";
import { type ModelSet, modelFor, type WelfareModel } from "#ranking/welfare-model.ts";
import type { Tx } from "#store/transact.ts";
import type { SourceNotes } from "./family-facts.ts";

/** One member as an explanation needs them: nobody's name. */
export type ExplainedPerson = {
  readonly person_id: number;
  readonly facts: readonly number[];
  readonly sources: SourceNotes;
  readonly life_status: number | null;
};

/** What a version says of a family, as the desk's explained_family writes it. */
export type ExplainedFamily = {
  readonly version_no: number;
  readonly label: string;
  readonly as_of: string;
  readonly family_id: number;
  readonly village_no: number;
  readonly size: number;
  readonly score: number | null;
  readonly decile: number | null;
  /** How sure its place is, as the version froze it. */
  readonly place_band: readonly number[] | null;
  readonly facts: readonly number[];
  readonly sources: SourceNotes;
  readonly persons: readonly ExplainedPerson[];
  /** False where a member is hidden for safety or erased: what was made of all would tell. */
  readonly is_whole: boolean;
};

/** The models of a version with the highest score of each of its national deciles, where they are kept. */
export type KeptModels = {
  readonly models: ModelSet;
  readonly national_cuts: readonly number[] | null;
  readonly basis: DecileBasis;
};

/** Anything that runs one statement: a transaction, or the application's pool. */
type Query = Pick<Tx, "query">;

/** The family in one version, as far as whoever acts may see it. */
export async function readExplained(
  tx: Query,
  versionNo: number,
  familyId: number,
): Promise<ExplainedFamily | undefined> {
  const [row] = await tx.query<{ sheet: ExplainedFamily | null }>(
    "select dtsen.explained_family($1, $2) as sheet",
    [versionNo, familyId],
  );
  return row?.sheet ?? undefined;
}

/** The same family in the version before, where it stood there and its projection is kept. */
export async function readExplainedBefore(
  tx: Query,
  versionNo: number,
  familyId: number,
): Promise<ExplainedFamily | undefined> {
  const [row] = await tx.query<{ sheet: ExplainedFamily | null }>(
    `select dtsen.explained_family(b.before_version, b.before_family) as sheet
     from dtsen.family_before($1, $2) b`,
    [versionNo, familyId],
  );
  return row?.sheet ?? undefined;
}

export async function readKeptModels(
  tx: Query,
  versionNo: number,
): Promise<KeptModels | undefined> {
  const [row] = await tx.query<KeptModels>(
    `select m.models, m.national_cuts::float8[] as national_cuts, v.basis
     from dtsen.version_model m join dtsen.version v on v.version_no = m.version_no where m.version_no = $1`,
    [versionNo],
  );
  return row;
}

/** What the ranking read of a family. */
export function answersOf({ facts, size, persons }: ExplainedFamily): ModelAnswers {
  return readAnswers(
    { ...named(FAMILY_FACTS, facts), size },
    persons.map((person) => ({
      ...named(PERSON_FACTS, person.facts),
      life_status: person.life_status,
    })),
  );
}

const VILLAGES_IN_A_REGENCY = 1_000_000;

/** The model that scored a family. */
export function modelOf({ models }: KeptModels, { village_no }: ExplainedFamily): WelfareModel {
  return modelFor(models, Math.trunc(village_no / VILLAGES_IN_A_REGENCY));
}

function named(order: readonly string[], facts: readonly number[]): Facts {
  return Object.fromEntries(order.map((id, place) => [id, facts[place] ?? -2]));
}
