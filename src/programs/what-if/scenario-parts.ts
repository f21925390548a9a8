import type { WhatIfTerms } from "#domain/what-if.ts";
import { say } from "#domain/words.ts";
import { otherMistake, unknownWord, wrongValue } from "#matching/link-files/job-mistake.ts";
import {
  isKeys,
  type Keys,
  knownKeys,
  readText,
  type Tell,
} from "#matching/link-files/read-keys.ts";
import { ALL_PROGRAMS, findProgram } from "../programs.ts";
import { whole } from "./read-numbers.ts";

type KnownProgram = ReturnType<typeof findProgram>;

/** The id of a program, and the program where it is known. */
export function readProgram(
  keys: Keys,
  at: string,
  tell: Tell,
): { readonly id: string; readonly found: KnownProgram } {
  const id = readText(keys, "program", at, '"pkh"', tell) ?? "";
  const found = findProgram(id);
  if (id !== "" && found === undefined) {
    const known = ALL_PROGRAMS.map((program) => program.id);
    tell(unknownWord(at === "" ? "program" : `${at}.program`, id, known));
  }
  return { id, found };
}

/** Whom the answer calls poor: the poorest four tenths where nothing is said. */
export function readPoor(value: unknown, tell: Tell): number {
  if (value === undefined) return 4;
  if (!isKeys(value)) {
    tell(wrongValue("poor", say("objek", "an object"), '"poor": { "decile": 4 }'));
    return 4;
  }
  knownKeys(value, ["decile"], "poor", tell);
  return whole(value.decile, "poor.decile", [1, 9], tell);
}

/** What each key of the terms of one program alone does not show; sides stand at their places in the file. */
export function tellClashes(
  sides: readonly (readonly [at: string, terms: WhatIfTerms])[],
  program: KnownProgram,
  tell: Tell,
): void {
  const chances = sides.filter(([, { cut }]) => cut.by === "probability");
  const deciles = new Set(
    sides.flatMap(([, { cut }]) => (cut.by === "probability" ? [cut.decile] : [])),
  );
  for (const [at, { cut, benefit }] of sides) {
    const needsPercentiles =
      cut.by === "percentile" ||
      cut.by === "score" ||
      cut.by === "quota" ||
      benefit.kind === "tapered";
    if (chances.length > 0 && (needsPercentiles || deciles.size > 1)) {
      tell(
        otherMistake(
          "probability-with-place",
          at,
          say(
            "Peluang mengurutkan keluarga lain daripada tempatnya; keduanya tidak dibandingkan dalam satu skenario.",
            "Chances order families otherwise than places do; one scenario does not lay one over the other.",
          ),
          say(
            'Pakai "probability" dengan desil yang sama, atau "decile", di kedua sisi, dan manfaat yang tidak menurun.',
            'Cut both sides by "probability" of the same decile, or by "decile", and do not taper the benefit.',
          ),
        ),
      );
      break;
    }
    if (
      benefit.kind === "program" &&
      program?.unit === "person" &&
      program.benefit.kind !== "flat"
    ) {
      tell(
        otherMistake(
          "benefit-by-person",
          `${at}.benefit`,
          say(
            "Program ini membayar tiap orang berbeda menurut aturan orang, yang tidak dihitung per keluarga.",
            "This program pays each person by rules about persons, which families do not add up.",
          ),
          say('Pakai "flat" dengan satu jumlah.', 'Use "flat" with one amount.'),
        ),
      );
    }
  }
}
