import {
  type JointProgram,
  type JointScenario,
  MOST_JOINT_PROGRAMS,
  termsOf,
} from "#domain/joint-scenario.ts";
import { say } from "#domain/words.ts";
import { otherMistake, wrongValue } from "#matching/link-files/job-mistake.ts";
import {
  isKeys,
  type Keys,
  knownKeys,
  readChoice,
  readText,
  type Tell,
} from "#matching/link-files/read-keys.ts";
import { exclusionsOf } from "../../order-of-programs.ts";
import { findProgram } from "../../programs.ts";
import { between, whole } from "../read-numbers.ts";
import { readTerms } from "../read-terms.ts";
import { readPoor, readProgram, tellClashes } from "../scenario-parts.ts";

/** The shape of files about several programs. */
export const JOINT_SCHEMA = 2;

const KEYS = ["$schema", "schema", "name", "version", "programs", "poor", "rho", "ties"];
const OF_PROGRAM = ["program", "baseline", "reform", "phasesAYear", "administrationRupiah"];
const MOST_RUPIAH = 1_000_000_000;

/** Reads a question about several programs: everything wrong with it is told. */
export function readJoint(keys: Keys, tell: Tell): JointScenario {
  knownKeys(keys, KEYS, "", tell);
  const joint: JointScenario = {
    name: readText(keys, "name", "", '"Sembako sampai desil 5, BLT berakhir"', tell) ?? "",
    version: readText(keys, "version", "", '"2026-4"', tell) ?? "",
    programs: readPrograms(keys.programs, tell),
    poorDecile: readPoor(keys.poor, tell),
    rhoTenths: Math.round(10 * between(keys.rho ?? 3, "rho", [0, 10], tell)),
    ties: readChoice(keys.ties ?? "draw", ["draw", "none"] as const, "ties", tell) ?? "draw",
  };
  const isStill = ({ reform, baseline }: JointProgram) =>
    reform === "as-determined" && baseline === "as-determined";
  if (joint.programs.length > 0 && joint.programs.every(isStill)) {
    tell(
      otherMistake(
        "nothing-changes",
        "programs",
        say("Tidak ada program yang berubah di skenario ini.", "No program changes here."),
        say(
          'Beri paling sedikit satu program "reform" dengan syarat, atau "ended".',
          'Give at least one program a "reform" with terms, or "ended".',
        ),
      ),
    );
  }
  return joint;
}

function readPrograms(value: unknown, tell: Tell): readonly JointProgram[] {
  const example =
    '[{ "program": "sembako", "reform": { "cut": { "by": "decile", "atMost": 5 } } }]';
  if (!Array.isArray(value) || value.length === 0 || value.length > MOST_JOINT_PROGRAMS) {
    const most = MOST_JOINT_PROGRAMS;
    tell(
      wrongValue(
        "programs",
        say(`daftar 1 sampai ${most} program`, `a list of 1 to ${most} programs`),
        example,
      ),
    );
    return [];
  }
  const seen = new Set<string>();
  const programs = value.flatMap((one: unknown, i) => {
    const at = `programs[${i}]`;
    if (!isKeys(one)) {
      tell(wrongValue(at, say("objek", "an object"), example));
      return [];
    }
    const read = readOne(one, at, tell);
    if (seen.has(read.program)) tell(programTwice(`${at}.program`, read.program));
    seen.add(read.program);
    return [read];
  });
  tellPersons(programs, tell);
  return programs;
}

const programTwice = (at: string, program: string) =>
  otherMistake(
    "program-twice",
    at,
    say(`Program ${program} disebut dua kali.`, `The program ${program} stands here twice.`),
    say("Sebut tiap program satu kali.", "Name each program once."),
  );

function readOne(keys: Keys, at: string, tell: Tell): JointProgram {
  knownKeys(keys, OF_PROGRAM, at, tell);
  const { id: program, found } = readProgram(keys, at, tell);
  const baseline =
    keys.baseline === undefined || keys.baseline === "as-determined"
      ? "as-determined"
      : readTerms(keys.baseline, `${at}.baseline`, tell);
  const reform = readReform(keys.reform, `${at}.reform`, tell);
  const own = termsOf(reform) ?? termsOf(baseline);
  const { phasesAYear = own?.phasesAYear ?? 4 } = keys;
  const { administrationRupiah = own?.administrationRupiah ?? 0 } = keys;
  const sides = [["reform", reform] as const, ["baseline", baseline] as const].flatMap(
    ([side, given]) => {
      const terms = termsOf(given);
      return terms === undefined ? [] : [[`${at}.${side}`, terms] as const];
    },
  );
  tellClashes(sides, found, tell);
  return {
    program,
    baseline,
    reform,
    phasesAYear: whole(phasesAYear, `${at}.phasesAYear`, [1, 12], tell),
    administrationRupiah: whole(
      administrationRupiah,
      `${at}.administrationRupiah`,
      [0, MOST_RUPIAH],
      tell,
    ),
  };
}

function readReform(value: unknown, at: string, tell: Tell): JointProgram["reform"] {
  if (value === "as-determined" || value === "ended") return value;
  if (typeof value !== "string") return readTerms(value, at, tell);
  tell(
    wrongValue(
      at,
      say('syarat, "ended" atau "as-determined"', 'terms, "ended" or "as-determined"'),
      '"reform": "ended"',
    ),
  );
  return "as-determined";
}

/** Which person of a family holds what excludes the other, families do not tell. */
function tellPersons(programs: readonly JointProgram[], tell: Tell): void {
  for (const [i, { program: id, reform, baseline }] of programs.entries()) {
    const program = findProgram(id);
    const ofPersons = program?.unit === "person" ? exclusionsOf(program) : [];
    const other = ofPersons.find((one) => findProgram(one)?.unit === "person");
    const isAsked = programs.some((one) => one.program === other);
    const isStill = baseline === "as-determined" && typeof reform === "string";
    if (other === undefined || (isStill && (reform === "ended" || !isAsked))) continue;
    tell(
      otherMistake(
        "exclusive-by-person",
        `programs[${i}]`,
        say(
          `Program ini tidak menerima orang yang memegang ${other}; itu dihitung per orang, sedangkan skenario menghitung keluarga.`,
          `This program takes no person who holds ${other}; that goes by persons, and a scenario counts families.`,
        ),
        say(
          `Akhiri program ini ("ended"), atau biarkan "as-determined" tanpa ${other} di berkas ini.`,
          `End this program ("ended"), or leave it "as-determined" without ${other} in this file.`,
        ),
      ),
    );
  }
}
