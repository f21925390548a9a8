import type { Contribution, FamilySheet } from "#contract/family-sheet.ts";
import { FAMILY_FACTS, PERSON_FACTS, VARIABLES } from "#domain/variables/catalogue.ts";
import type { Variable } from "#domain/variables/variable.ts";
import { say, type Words } from "#domain/words.ts";
import { type Contribution as Explained, explainScore } from "#ranking/explain-score.ts";
import { type Facts, readAnswers } from "#ranking/read-answers.ts";
import { type ModelSet, modelFor } from "#ranking/welfare-model.ts";
import type { Tx } from "#store/transact.ts";
import type { FamilyRecord } from "./family-rows.ts";
import { same, sayAnswer } from "./family-words.ts";

const VILLAGES_IN_A_REGENCY = 1_000_000;

/** Ranked variables made of members: which catalogue variable gives their answers words. */
const ANSWERED_AS: Readonly<Record<string, string>> = {
  head_age: "age",
  head_sex: "sex",
  head_diploma: "diploma",
  head_job_status: "job_status",
  head_industry: "industry",
  max_diploma: "diploma",
  floor_per_member: "floor_area",
};

/**
 * Why the family has its score, from the facts of the version that made it: findings laid over since
 * then do not change a published place, so they do not enter its explanation either.
 */
export async function readWhy(tx: Tx, family: FamilyRecord): Promise<Pick<FamilySheet, "why">> {
  // Without a member who is hidden or erased the facts no longer give the score, and would tell of them.
  if (family.score === null || !family.is_whole) return {};
  const [kept] = await tx.query<{ models: ModelSet }>(
    "select models from dtsen.version_model where version_no = $1",
    [family.version_no],
  );
  if (kept === undefined) return {};
  const { familyFacts, personFacts } = await readVersionFacts(tx, family);
  const model = modelFor(kept.models, Math.trunc(family.village_no / VILLAGES_IN_A_REGENCY));
  const explained = explainScore(model, readAnswers(familyFacts, personFacts));
  const moved = explained.contributions.reduce((sum, { adds }) => sum + Math.abs(adds), 0);
  return {
    why: {
      modelId: explained.modelId,
      sentence: { ...sentenceOf(family.decile_national) },
      contributions: explained.contributions.map((one) => contributionOf(one, moved)),
      readdsToScore: explained.score === family.score,
    },
  };
}

async function readVersionFacts(tx: Tx, family: FamilyRecord) {
  const [base] = await tx.query<{ facts: readonly number[] }>(
    "select facts from dtsen.family where version_no = $1 and family_id = $2",
    [family.version_no, family.family_id],
  );
  const persons = await tx.query<{ facts: readonly number[]; life_status: number }>(
    `select facts, life_status::int from dtsen.person
     where version_no = $1 and family_id = $2 order by person_id`,
    [family.version_no, family.family_id],
  );
  return {
    familyFacts: { ...named(FAMILY_FACTS, base?.facts ?? []), size: family.size },
    personFacts: persons.map(({ facts, life_status }) => ({
      ...named(PERSON_FACTS, facts),
      life_status,
    })),
  };
}

function named(order: readonly string[], facts: readonly number[]): Facts {
  return Object.fromEntries(order.map((id, place) => [id, facts[place] ?? -2]));
}

function sentenceOf(decile: number | null): Words {
  if (decile === null) return say("Belum diperingkat.", "Not ranked yet.");
  return say(
    `Keluarga ini berada di desil ${decile} dari 10 karena keterangan berikut.`,
    `This family is in decile ${decile} of 10 because of these facts.`,
  );
}

function contributionOf(one: Explained, moved: number): Contribution {
  const isEstimated = one.direction === "estimated";
  return {
    feature: one.variable,
    label: { ...one.words },
    text: isEstimated ? { id: "tidak ada data", en: "no data" } : { ...sayRanked(one) },
    direction: one.adds > 0 ? "higher" : one.adds < 0 ? "lower" : "none",
    shareMilli: moved === 0 ? 0 : Math.round((Math.abs(one.adds) * 1000) / moved),
    estimated: isEstimated,
  };
}

function sayRanked({ variable, answer }: Explained): Words {
  const id = ANSWERED_AS[variable] ?? variable;
  const known: Variable | undefined = VARIABLES.find((one) => one.id === id);
  return known === undefined ? same(String(answer)) : sayAnswer(known, answer);
}
