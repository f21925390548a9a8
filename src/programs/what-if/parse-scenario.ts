import type { JointScenario } from "#domain/joint-scenario.ts";
import type { WhatIfScenario } from "#domain/what-if.ts";
import { say } from "#domain/words.ts";
import { type JobMistake, otherMistake, wrongValue } from "#matching/link-files/job-mistake.ts";
import {
  isKeys,
  type Keys,
  knownKeys,
  readChoice,
  readText,
  type Tell,
} from "#matching/link-files/read-keys.ts";
import { JOINT_SCHEMA, readJoint } from "./joint/read-joint.ts";
import { between, whole } from "./read-numbers.ts";
import { readTerms } from "./read-terms.ts";
import { readPoor, readProgram, tellClashes } from "./scenario-parts.ts";

/** A question about one program or about several, or what is wrong with the file. */
export type ParsedScenario = {
  readonly scenario?: WhatIfScenario;
  readonly joint?: JointScenario;
  readonly mistakes: readonly JobMistake[];
};

/** The shape of files about one program; those about several have the next number. */
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
  if (keys.schema === JOINT_SCHEMA) {
    const joint = readJoint(keys, tell);
    return mistakes.length === 0 ? { joint, mistakes } : { mistakes };
  }
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
        say(
          "1 untuk satu program, atau 2 untuk beberapa sekaligus",
          "1 for one program, or 2 for several at once",
        ),
        '"schema": 1',
      ),
    );
  }
  const name = readText(keys, "name", "", '"PKH sampai persentil 35"', tell) ?? "";
  const version = readText(keys, "version", "", '"2026-4"', tell) ?? "";
  const { id: program, found } = readProgram(keys, "", tell);
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
  const { reform, baseline } = scenario;
  const before = baseline === "as-determined" ? [] : [["baseline", baseline] as const];
  tellClashes([["reform", reform], ...before], found, tell);
  return scenario;
}
