import type { Expression } from "#domain/rule.ts";

/** Levels of Regsosek 22-K 413. */
export const PRIMARY = [1, 5] as const;
export const JUNIOR = [6, 10] as const;
export const SENIOR = [11, 17] as const;
export const HIGHER = [18, 22] as const;

/** At school, at one of these levels and of school age. */
export const pupil = (level: readonly [number, number]): Expression => ({
  all: [
    { fact: "school_participation", in: [2] },
    { fact: "school_level", between: level },
    { fact: "age", between: [6, 21] },
  ],
});

/** "Cannot at all" in any of the difficulties that are facts; the vault is never asked. */
export const SEVERE_DISABILITY: Expression = {
  any: [
    { fact: "difficulty_sight", in: [1] },
    { fact: "difficulty_hearing", in: [1] },
    { fact: "difficulty_walking", in: [1] },
    { fact: "difficulty_hands", in: [1] },
    { fact: "difficulty_learning", in: [1] },
    { fact: "difficulty_speech", in: [1] },
    { fact: "difficulty_selfcare", in: [1] },
    { fact: "difficulty_memory", in: [1] },
  ],
};

export const aged = (from: number, to = 200): Expression => ({ fact: "age", between: [from, to] });

/** Not reported dead, nor moved inside or out of the country (Regsosek 404): of whom nobody knows counts as a member. */
export const NOT_GONE: Expression = { not: { known: { fact: "presence", in: [2, 3, 4] } } };

/** The only member of the family. */
export const ALONE: Expression = { fact: "size", in: [1] };
