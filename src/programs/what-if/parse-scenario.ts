import type { WhatIfScenario } from "#domain/what-if.ts";
import { say } from "#domain/words.ts";
import {
  type JobMistake,
  otherMistake,
  unknownWord,
  wrongValue,
} from "#matching/link-files/job-mistake.ts";
import {
  isKeys,
  type Keys,
  knownKeys,
  readChoice,
  readText,
  type Tell,
} from "#matching/link-files/read-keys.ts";
import { ALL_PROGRAMS, findProgram } from "../programs.ts";
import { between, whole } from "./read-numbers.ts";
import { readTerms } from "./read-terms.ts";

export type ParsedScenario = {
  readonly scenario?: WhatIfScenario;
  readonly mistakes: readonly JobMistake[];
};

/** The schema of scenario files: grows when a key changes its meaning. */
export const SCENARIO_SCHEMA = 1;

const KEYS = [
  "$schema",
  "schema",
  "name",
  "version",
  "program",
  "poor",
  "marginalPercentiles",
  "rho",
  "ties",
  "baseline",
  "reform",
];

/** Reads the text of a scenario file: everything wrong with it is told, each with its place and a remedy. */
export function parseScenario(text: string): ParsedScenario {
  const mistakes: JobMistake[] = [];
  const tell: Tell = (mistake) => mistakes.push(mistake);
  const keys = readJson(text, tell);
  if (keys === undefined) return { mistakes };
  const scenario = readScenario(keys, tell);
  return mistakes.length === 0 ? { scenario, mistakes } : { mistakes };
}

function readJson(text: string, tell: Tell): Keys | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    if (isKeys(value)) return value;
    tell(wrongValue("", say("objek JSON", "a JSON object"), '{ "schema": 1, … }'));
  } catch (error) {
    tell(
      otherMistake(
        "not-json",
        "",
        say(
          `Berkas skenario bukan JSON yang utuh: ${(error as Error).message}`,
          `The scenario is not whole JSON: ${(error as Error).message}`,
        ),
        say(
          "Periksa tanda kutip, koma dan kurung di tempat itu.",
          "Check quotes, commas and brackets at that place.",
        ),
      ),
    );
  }
  return undefined;
}

function readScenario(keys: Keys, tell: Tell): WhatIfScenario {
  knownKeys(keys, KEYS, "", tell);
  if (keys.schema !== SCENARIO_SCHEMA) {
    tell(
      wrongValue(
        "schema",
        say("1, versi bentuk berkas ini", "1, the version of this file's shape"),
        '"schema": 1',
      ),
    );
  }
  const name = readText(keys, "name", "", '"PKH sampai persentil 35"', tell) ?? "";
  const version = readText(keys, "version", "", '"2026-4"', tell) ?? "";
  const program = readText(keys, "program", "", '"pkh"', tell) ?? "";
  const found = findProgram(program);
  if (program !== "" && found === undefined) {
    tell(
      unknownWord(
        "program",
        program,
        ALL_PROGRAMS.map(({ id }) => id),
      ),
    );
  }
  const scenario: WhatIfScenario = {
    name,
    version,
    program,
    poorDecile: readPoor(keys.poor, tell),
    marginalPercentiles: whole(keys.marginalPercentiles ?? 2, "marginalPercentiles", [1, 20], tell),
    rhoTenths: Math.round(10 * between(keys.rho ?? 3, "rho", [0, 10], tell)),
    ties: readChoice(keys.ties ?? "draw", ["draw", "none"] as const, "ties", tell) ?? "draw",
    baseline:
      keys.baseline === "as-determined" || keys.baseline === undefined
        ? "as-determined"
        : readTerms(keys.baseline, "baseline", tell),
    reform: readTerms(keys.reform, "reform", tell),
  };
  tellClashes(scenario, found, tell);
  return scenario;
}

function readPoor(value: unknown, tell: Tell): number {
  if (value === undefined) return 4;
  if (!isKeys(value)) {
    tell(wrongValue("poor", say("objek", "an object"), '"poor": { "decile": 4 }'));
    return 4;
  }
  knownKeys(value, ["decile"], "poor", tell);
  return whole(value.decile, "poor.decile", [1, 9], tell);
}

/** What each key alone does not show. */
function tellClashes(
  { baseline, reform }: WhatIfScenario,
  program: ReturnType<typeof findProgram>,
  tell: Tell,
): void {
  const sides = [
    ["reform", reform] as const,
    ...(baseline === "as-determined" ? [] : [["baseline", baseline] as const]),
  ];
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
