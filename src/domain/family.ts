import { say } from "./words.ts";

/**
 * Keluarga: the persons on one family card (KK). It is the unit that DTSEN ranks, that programs for
 * families decide on, and that keeps its id where most of its persons continue.
 */
export const FAMILY_WORDS = say("keluarga", "family");

/**
 * Rumah tangga: those who share a kitchen. A notion of surveys, such as the sample with
 * expenditure; several families may live in one household and one family in two. Never a synonym.
 */
export const HOUSEHOLD_WORDS = say("rumah tangga", "household");

/** What is ranked or decided on: the family, or one person of it (PBI-JK, PIP, ATENSI). */
export const UNITS = ["family", "person"] as const;
export type Unit = (typeof UNITS)[number];

export const UNIT_WORDS = {
  family: FAMILY_WORDS,
  person: say("individu", "person"),
} as const;

/** Which card a family stands on: its own, the old one, or split off from one (item 115). */
export const KK_STATUS_NUMBERS = { agrees: 0, origin: 1, "split-off": 2 } as const;
