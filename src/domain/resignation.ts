import type { EvidenceStatement } from "./evidence-statement.ts";
import { say, type Words } from "./words.ts";

/**
 * Programs whose place a family may give back by its own word, each with the statement that a version reads of it; their rules ask
 * for it from the next version on.
 */
export const GAVE_UP = {
  pkh: "gave-up-pkh",
  sembako: "gave-up-sembako",
} as const satisfies Readonly<Record<string, EvidenceStatement>>;
export type ResignableProgram = keyof typeof GAVE_UP;
export const RESIGNABLE_PROGRAMS = Object.keys(GAVE_UP) as readonly ResignableProgram[];

/** The rule by which such a family has no place; whoever leaves by it is given no notice of removal: it asked for it. */
export const OWN_WORD_RULE = "own-word";

/** Calendar days in which anybody grown of the family may take it back in one step, from the day its identity was seen. */
export const COOLING_DAYS = 14;

/** Whoever speaks for the family is at least as old; younger heads of families are met by the social office in another way. */
export const GROWN_AGE = 17;

/** So many of one village within this time are looked at together: a village that presses its families is no family's own word. */
export const RESIGNATION_CLUSTER = { resignations: 5, days: 30 } as const;

/** Where the family was met face to face. */
export const MEETING_PLACES = ["home", "office"] as const;
export type MeetingPlace = (typeof MEETING_PLACES)[number];

export const MEETING_PLACE_WORDS = {
  home: say("di rumahnya", "at its home"),
  office: say("di kantor", "at the office"),
} as const satisfies Record<MeetingPlace, Words>;
