import type { Contribution, FamilySheet, Why, WhyChanged } from "#contract/family-sheet.ts";
import { DECILE_BASIS_WORDS, type DecileBasis } from "#domain/decile-basis.ts";
import { VARIABLES } from "#domain/variables/catalogue.ts";
import type { Variable } from "#domain/variables/variable.ts";
import { say, type Words } from "#domain/words.ts";
import { explainChange, explainPlace } from "#ranking/explain-change.ts";
import { type Contribution as Explained, explainScore } from "#ranking/explain-score.ts";
import type { Tx } from "#store/transact.ts";
import {
  answersOf,
  type ExplainedFamily,
  type KeptModels,
  modelOf,
  readExplained,
  readExplainedBefore,
  readKeptModels,
} from "./explained-family.ts";
import { originOf } from "./fact-origin.ts";
import type { FamilyRecord } from "./family-rows.ts";
import { same, sayAnswer } from "./family-words.ts";

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

/** Anything that runs one statement. */
type Query = Pick<Tx, "query">;

/**
 * Why the family has its score, from the facts of the version that made it: findings laid over since
 * then do not change a published place, so they do not enter its explanation either.
 */
export async function readWhy(tx: Tx, family: FamilyRecord): Promise<Pick<FamilySheet, "why">> {
  const { version_no: versionNo, family_id: familyId } = family;
  const now = await readExplained(tx, versionNo, familyId);
  const before = await readExplainedBefore(tx, versionNo, familyId);
  const why = now && (await explainFamily(tx, now, before));
  return why === undefined ? {} : { why };
}

/** The explanation of one family of one version, with what changed since the one before where both can be told. */
export async function explainFamily(
  tx: Query,
  now: ExplainedFamily,
  before: ExplainedFamily | undefined,
): Promise<Why | undefined> {
  // Without a member who is hidden or erased the facts no longer give the score, and would tell of them.
  if (now.score === null || !now.is_whole) return undefined;
  const kept = await readKeptModels(tx, now.version_no);
  if (kept === undefined) return undefined;
  const explained = explainScore(modelOf(kept, now), answersOf(now));
  const moved = explained.contributions.reduce((sum, { adds }) => sum + Math.abs(adds), 0);
  const was = before === undefined ? undefined : await readKeptModels(tx, before.version_no);
  return {
    modelId: explained.modelId,
    sentence: { ...sentenceOf(now.decile, kept.basis) },
    decileBasis: kept.basis,
    contributions: explained.contributions.map((one) => contributionOf(one, moved, now)),
    readdsToScore: explained.score === now.score,
    ...(before === undefined || was === undefined
      ? {}
      : changeOf({ sheet: before, kept: was }, { sheet: now, kept })),
  };
}

type Side = { readonly sheet: ExplainedFamily; readonly kept: KeptModels };

function changeOf(before: Side, now: Side): Pick<Why, "changed"> {
  const [was, is] = [before.sheet, now.sheet];
  if (was.decile === null || is.decile === null || is.score === null || !was.is_whole) return {};
  const scored = ({ sheet, kept }: Side) => ({
    model: modelOf(kept, sheet),
    answers: answersOf(sheet),
  });
  const change = explainChange(scored(before), scored(now));
  const cuts = before.kept.national_cuts;
  const place =
    cuts === null
      ? undefined
      : explainPlace({ before: was.decile, after: is.decile }, is.score, cuts);
  return {
    changed: {
      since: { label: was.label, asOf: was.as_of, decileBasis: before.kept.basis },
      decileBefore: was.decile,
      decileAfter: is.decile,
      ...(place === undefined ? {} : { byScore: place.byScore, byOthers: place.byOthers }),
      facts: change.facts.map(({ variable, words, direction, importance, ...answers }) => ({
        feature: variable,
        label: { ...words },
        before: { ...sayRanked(variable, answers.before) },
        after: { ...sayRanked(variable, answers.after) },
        direction: direction === "neither" ? "none" : direction,
        importance,
      })),
      byModel: directionOf(change.byModel),
    } satisfies WhyChanged,
  };
}

function sentenceOf(decile: number | null, basis: DecileBasis): Words {
  if (decile === null) return say("Belum diperingkat.", "Not ranked yet.");
  const by = DECILE_BASIS_WORDS[basis];
  return say(
    `Keluarga ini berada di desil ${decile} dari 10 (${by.id}) karena keterangan berikut.`,
    `This family is in decile ${decile} of 10 (${by.en}) because of these facts.`,
  );
}

const directionOf = (adds: number) => (adds > 0 ? "higher" : adds < 0 ? "lower" : "none");

function contributionOf(one: Explained, moved: number, sheet: ExplainedFamily): Contribution {
  const isEstimated = one.direction === "estimated";
  const { source, asOf } = isEstimated ? {} : originOf(one.variable, sheet);
  return {
    feature: one.variable,
    label: { ...one.words },
    text: { ...sayRanked(one.variable, one.answer) },
    direction: directionOf(one.adds),
    shareMilli: moved === 0 ? 0 : Math.round((Math.abs(one.adds) * 1000) / moved),
    importance: one.importance,
    estimated: isEstimated,
    ...(source === undefined ? {} : { source: { ...source } }),
    ...(asOf === undefined ? {} : { asOf }),
  };
}

/** What a family answered to a ranked variable, in words. */
export function sayRanked(variable: string, answer: number): Words {
  if (answer < 0) return say("tidak ada data", "no data");
  const id = ANSWERED_AS[variable] ?? variable;
  const known: Variable | undefined = VARIABLES.find((one) => one.id === id);
  return known === undefined ? same(String(answer)) : sayAnswer(known, answer);
}
