import {
  type DecisionStanding,
  isCandidate,
  standingOfDecision,
} from "#domain/decision-standing.ts";
import type { InForce } from "#domain/determination.ts";
import { OUTCOMES, type Program } from "#domain/program.ts";
import type { Words } from "#domain/words.ts";
import { outcomeSentence } from "#programs/outcome-sentences.ts";
import { findIn, type ProgramBook } from "#programs/program-book.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import type { ExplainedFamily } from "./explained-family.ts";
import type { OwnOutcome } from "./own-explanation-rows.ts";
import type { Language } from "./pages/language.ts";
import { sayStanding } from "./pages/standing.ts";

/** One program as a family reads of it: what was decided, why, and whether it is determined yet. */
export type OwnProgram = {
  readonly reasons: readonly string[];
  readonly standing: string;
};

/** The family's programs in words; several of its members with the same reason are told once. */
export function ownProgramsOf(
  language: Language,
  outcomes: readonly OwnOutcome[],
  { as_of: asOf, version_no: versionNo }: Pick<ExplainedFamily, "as_of" | "version_no">,
  inForce: readonly InForce[],
  book: ProgramBook,
): readonly OwnProgram[] {
  const programs = [...new Set(outcomes.map(({ program }) => program))].flatMap(
    (id) => findIn(book, id) ?? [],
  );
  return programs.map((program) => {
    const own = outcomes.filter((row) => row.program === program.id);
    const reasons = own.flatMap((row) => reasonOf(program, row, asOf)?.[language] ?? []);
    const named = { id: program.id, name: program.name[language] };
    return {
      reasons: [...new Set(reasons)],
      standing:
        ownStanding(language, named.name, own) ?? sayStanding(language, named, versionNo, inForce),
    };
  });
}

/** What a determiner elsewhere said of this very family, or that it waits; nothing where the list alone stands. */
function ownStanding(
  language: Language,
  name: string,
  own: readonly OwnOutcome[],
): string | undefined {
  const said = own
    .map(({ program, unit, unit_id: unitId, outcome, standings }) =>
      standingOfDecision(
        { program, unit, unitId: BigInt(unitId), isListed: isCandidate(outcome) },
        standings,
      ),
    )
    .filter(({ stands }) => OF_THE_FAMILY.includes(stands));
  if (said.length === 0) return undefined;
  const sentences = said.map(({ words }) => words[language]);
  return [...new Set(sentences)]
    .map((words) => `${name}: ${words.charAt(0).toLowerCase()}${words.slice(1)}`)
    .join(" ");
}

const OF_THE_FAMILY: readonly DecisionStanding["stands"][] = [
  "candidate",
  "accepted",
  "declined",
  "added",
  "revoked",
];

/** Nothing where it was decided under rules that this program no longer has: no other reason is made up. */
function reasonOf(program: Program, row: OwnOutcome, asOf: string): Words | undefined {
  const { id, rules } = rulesetOn(program, asOf);
  const outcome = OUTCOMES.find((known) => known === row.outcome);
  if (outcome === undefined || id !== row.ruleset_id) return undefined;
  const firstReason = row.first_reason ?? "";
  const deciding = rules.find((rule) => rule.id === firstReason);
  return outcomeSentence({ outcome, firstReason }, program, deciding).sentence;
}
