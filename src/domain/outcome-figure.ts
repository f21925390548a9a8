import type { CaseState } from "./case-state.ts";
import { say, type Words } from "./words.ts";

/** Days within which a case has ended, each bound the end of one class; beyond the last is its own class. Own numbers. */
export const ENDED_WITHIN_DAYS = [14, 30, 60, 90] as const;

/**
 * What looking into something has found, of what was looked into: the errors of a list that its own correcting brings to light. Never
 * the error of the whole list: who is looked into is not drawn by lot.
 */
export const FOUND_MEASURES = [
  "listed-leaves",
  "objection-upheld",
  "proposal-gains",
  "visit-differs",
] as const;
export type FoundMeasure = (typeof FOUND_MEASURES)[number];

export type FoundTerms = {
  readonly words: Words;
  readonly looked: Words;
  readonly found: Words;
  /** Which error of a list it speaks of: somebody in it who should not be, somebody outside who should be in, a fact that was wrong. */
  readonly error: "inclusion" | "exclusion" | "fact";
};

export const FOUND_TERMS = {
  "listed-leaves": {
    words: say("Verval daftar penerima", "Verval of recipient lists"),
    looked: say("nama dijawab", "names answered"),
    found: say(
      "meninggalkan daftar, dipastikan dua orang",
      "leave the list, confirmed by two people",
    ),
    error: "inclusion",
  },
  "objection-upheld": {
    words: say("Sanggah yang diputus", "Objections decided"),
    looked: say("sanggah diputus", "objections decided"),
    found: say("keterangannya memang keliru", "the facts were wrong"),
    error: "inclusion",
  },
  "proposal-gains": {
    words: say("Usulan yang dijawab versi", "Proposals answered by a version"),
    looked: say("usulan dijawab", "proposals answered"),
    found: say("desilnya turun atau mendapat bantuan", "a lower decile, or a place"),
    error: "exclusion",
  },
  "visit-differs": {
    words: say("Kunjungan ke rumah", "Visits at home"),
    looked: say("kunjungan bertemu keluarganya", "visits that met the family"),
    found: say("ada keterangan yang berbeda", "some fact differs"),
    error: "fact",
  },
} as const satisfies Record<FoundMeasure, FoundTerms>;

/** Parts of a kind of case: how cases stand, which of those under way are late, how long the ended ones took. */
type CasePart = CaseState | "overdue" | `within-${number}` | "longer";
/** Cases of one kind in a region. */
export type CaseCounts = {
  readonly underWay: number;
  readonly overdue: number;
  readonly done: number;
  readonly refused: number;
  readonly withdrawn: number;
  /** Ended cases by ENDED_WITHIN_DAYS, and those that took longer. */
  readonly took: readonly number[];
};

/** Counts by part, summed up as screens show them. */
export function countCases(parts: ReadonlyMap<string, number>): CaseCounts {
  const of = (part: CasePart) => parts.get(part) ?? 0;
  return {
    underWay: of("open") + of("returned") + of("paused"),
    overdue: of("overdue"),
    done: of("done"),
    refused: of("refused"),
    withdrawn: of("withdrawn"),
    took: [...ENDED_WITHIN_DAYS.map((days) => of(`within-${days}`)), of("longer")],
  };
}
