import { ABSENT } from "#domain/absent.ts";
import type { DeliverySet } from "#domain/source.ts";
import { FAMILY_FACTS, PERSON_FACTS, PERSON_VAULT_FACTS } from "#domain/variables/catalogue.ts";
import { STAGED_IDENTITY } from "#lake/staged-identity.ts";
import {
  type LakeTable,
  STAGED_EVIDENCE,
  STAGED_FAMILY,
  STAGED_PERSON,
  STAGED_SURVEY,
} from "#lake/tables.ts";

/** The shape that rows of a set are brought into. */
export const STAGED_TABLES: Readonly<Record<DeliverySet, LakeTable>> = {
  person: STAGED_PERSON,
  family: STAGED_FAMILY,
  evidence: STAGED_EVIDENCE,
  survey: STAGED_SURVEY,
  identity: STAGED_IDENTITY,
};

/** Columns that receiving gives to every row; the rest comes from the file. */
const RECORD_COLUMNS = ["record_key", "delivery_no", "row_no", "source", "as_of"] as const;

const FACTS = new Set([...PERSON_FACTS, ...PERSON_VAULT_FACTS, ...FAMILY_FACTS, "life_status"]);

/** Facts are never null: blank is "not known", a column that the layout lacks "not asked". */
function isFact(column: string): boolean {
  return FACTS.has(column) || SURVEY_SUMMARIES.has(column);
}

const SURVEY_SUMMARIES = new Set(
  Object.keys(STAGED_SURVEY.columns).filter((name) => /^(head|members|max)_/.test(name)),
);

/** What stands where no answer was read. */
export function absentValue(column: string, isAsked: boolean): string {
  if (!isFact(column)) return "null";
  return String(isAsked ? ABSENT["not-known"] : ABSENT["not-asked"]);
}

/** Columns of a set that come from the file, with their types. */
export function deliveredColumns(set: DeliverySet): readonly (readonly [string, string])[] {
  const own = new Set<string>(RECORD_COLUMNS);
  return Object.entries(STAGED_TABLES[set].columns).filter(([name]) => !own.has(name));
}
