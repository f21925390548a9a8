import { holdsPlace } from "#domain/removal.ts";
import type { Expression } from "#domain/rule.ts";
import { VARIABLES } from "#domain/variables/catalogue.ts";
import type { FieldGroup } from "#domain/variables/variable.ts";
import { say, type Words } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import type { ExplainedFamily } from "./explained-family.ts";
import { type SourceNote, writeDay } from "./family-facts.ts";
import { saySource } from "./family-words.ts";
import type { OwnRemoval } from "./own-explanation-rows.ts";
import type { Language } from "./pages/language.ts";
import { removalSentence, ruleWords } from "./removal-words.ts";

/** Where a removal stands, as it is told to whom it concerns. */
export type OwnNoticeStanding = "looked-at" | "to-come" | "runs" | "objected" | "ended" | "stays";

/** A removal as a family reads of it. */
export type OwnNotice = {
  readonly program: string;
  readonly name: string;
  readonly standing: OwnNoticeStanding;
  readonly reason: string;
  readonly remedy: string;
  /** What it rests on: the source and the day of the fact, or the version that reckoned it. */
  readonly source: string;
  readonly asOf: string | undefined;
  readonly version: string;
  readonly legalBasis: string;
  readonly replyDays: number;
  readonly noticeOn: string | undefined;
  readonly effectOn: string | undefined;
  readonly objectedOn: string | undefined;
  readonly answeredOn: string | undefined;
};

const RECKONED = say("hitungan data tunggal", "the reckoning of the register");

/** The notices of a family in words; the same of several members is told once. */
export function ownNoticesOf(
  language: Language,
  removals: readonly OwnRemoval[],
  sheet: Pick<ExplainedFamily, "sources" | "persons"> | undefined,
): readonly OwnNotice[] {
  const told = removals.map((row): OwnNotice => {
    const { program, cause, detail } = row;
    const origin = originOf(row, sheet);
    const known = findProgram(program);
    const rule = known?.rules.findLast(({ id }) => id === detail);
    return {
      program,
      name: (known?.name ?? say(program, program))[language],
      standing: standingOf(row),
      reason: removalSentence(program, cause, detail)[language],
      remedy: ruleWords(program, detail).remedy[language],
      source: origin.source[language],
      asOf: origin.asOf,
      version: row.label,
      legalBasis: rule?.legalBasis ?? known?.legalBasis ?? "",
      replyDays: row.reply_days,
      noticeOn: row.notice_on ?? undefined,
      effectOn: row.effect_on ?? undefined,
      objectedOn: row.objected_on ?? undefined,
      answeredOn: row.answered_on ?? undefined,
    };
  });
  const keys = told.map((one) => JSON.stringify(one));
  return told.filter((_, i) => keys.indexOf(keys[i] ?? "") === i);
}

function standingOf({ state, notice_on, objected_on }: OwnRemoval): OwnNoticeStanding {
  if (!holdsPlace(state)) return "ended";
  if (state === "kept" || state === "reinstated") return "stays";
  if (state === "held" || state === "notice-proposed") return "looked-at";
  if (state === "appealed" || objected_on !== null) return "objected";
  return notice_on === null ? "to-come" : "runs";
}

type Told = { readonly source: Words; readonly asOf: string | undefined };

/** Where the fact comes from that the cause rests on; what was reckoned of everybody has the version's own day. */
function originOf(
  { program, cause, detail, as_of }: OwnRemoval,
  sheet: Pick<ExplainedFamily, "sources" | "persons"> | undefined,
): Told {
  const groups = groupsOf(program, cause, detail);
  const notes = [sheet, ...(sheet?.persons ?? [])]
    .flatMap((owner): (SourceNote | undefined)[] => groups.map((group) => owner?.sources[group]))
    .filter((note) => note !== undefined);
  const [first] = notes;
  if (first === undefined) return { source: RECKONED, asOf: as_of };
  const days = notes.flatMap((note) =>
    note.as_of === undefined || note.as_of === 0 ? [] : [note.as_of],
  );
  return {
    source: saySource(first.source),
    asOf: days.length === 0 ? undefined : writeDay(Math.max(...days)),
  };
}

function groupsOf(
  program: string,
  cause: OwnRemoval["cause"],
  detail: string,
): readonly FieldGroup[] {
  if (cause === "deceased" || cause === "membership") return ["civil-status"];
  if (cause !== "rule") return [];
  const rule = findProgram(program)?.rules.findLast(({ id }) => id === detail);
  // Places of the ranking and the size of a family are no variables of the catalogue.
  const asked = factsIn(rule?.when).flatMap(
    (fact) => VARIABLES.find(({ id }) => id === fact) ?? [],
  );
  return [...new Set(asked.map(({ group }) => group))];
}

function factsIn(when: Expression | undefined): readonly string[] {
  if (when === undefined) return [];
  if ("fact" in when) return [when.fact];
  if ("all" in when) return when.all.flatMap(factsIn);
  if ("any" in when) return when.any.flatMap(factsIn);
  if ("not" in when) return factsIn(when.not);
  if ("known" in when) return factsIn(when.known);
  return "members" in when ? factsIn(when.members) : [];
}
