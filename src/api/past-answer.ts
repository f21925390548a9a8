import type { FamilyAsOf } from "#contract/family-as-of.ts";
import { AS_OF_NOTES, type AsOfNote } from "#domain/as-of.ts";
import type { ToldPast } from "#store/past-family.ts";
import { writeVersion } from "./current-version.ts";
import { splitEvents } from "./past-events.ts";
import { type Reading, writePastFamily } from "./past-family.ts";
import type { PastAsked } from "./past-question.ts";
import { writePublication } from "./versions.ts";

/** Which version answers, when it was in force, and what was asked: the frame of every answer. */
export function framed(
  { question, version, publications, earlierThatDay }: PastAsked,
  familyId: number,
  state: FamilyAsOf["state"],
): FamilyAsOf {
  return {
    state,
    familyId: String(familyId),
    asked: question.kind === "day" ? { day: question.day } : { version: question.label },
    version: writeVersion(version),
    publications: publications.map(writePublication),
    earlierThatDay: [...earlierThatDay],
    known: [],
    later: [],
    notes: [],
  };
}

/** The whole answer; undefined where the version had no such family. */
export function composeAsOf(
  asked: PastAsked,
  told: ToldPast,
  reading: Reading,
): FamilyAsOf | undefined {
  const past = writePastFamily(told, reading);
  if (past === undefined) return undefined;
  return {
    ...framed(asked, reading.now.family.family_id, "ready"),
    readFrom: told.from,
    past,
    ...(asked.knownBy === undefined ? {} : splitEvents(told, asked.knownBy)),
    notes: notesOf(asked, past).map((code) => ({ code, words: { ...AS_OF_NOTES[code] } })),
  };
}

function notesOf({ version, publications }: PastAsked, past: FamilyAsOf["past"]): AsOfNote[] {
  const isErased = past?.members.some(({ since }) => since === "erased") === true;
  return [
    "names-of-today",
    "rights-of-today",
    ...(isErased ? (["erased"] as const) : []),
    ...(version.state === "withdrawn" ? (["withdrawn"] as const) : []),
    ...(publications.some(({ isRebuilt }) => isRebuilt) ? (["rebuilt-history"] as const) : []),
  ];
}
