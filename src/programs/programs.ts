import { isInForce, type Parameter, type Program, type ProgramCard } from "#domain/program.ts";
import { ATENSI, PERMAKANAN, YAPI } from "./atensi.ts";
import { BLT_DESA } from "./blt-desa.ts";
import { BLT_KESRA } from "./blt-kesra.ts";
import { PENA, SEKOLAH_RAKYAT } from "./empowerment.ts";
import { KAJ, KLJ, KPDJ } from "./jakarta.ts";
import { KIP_KULIAH } from "./kip-kuliah.ts";
import { PBI_JK } from "./pbi-jk.ts";
import { PIP } from "./pip.ts";
import { PKH } from "./pkh.ts";
import { PRAKERJA } from "./prakerja.ts";
import { REGIONAL_PBI } from "./regional-pbi.ts";
import { RICE } from "./rice.ts";
import { SEMBAKO } from "./sembako.ts";
import { TEMPLATES } from "./templates.ts";

/** Programs that every version determines. */
export const PROGRAMS: readonly Program[] = [PKH, SEMBAKO, PBI_JK];

/** Every program whose rules are known, those of past and region too: `dtsen determine --programs` names any of them. */
export const ALL_PROGRAMS: readonly Program[] = [
  ...PROGRAMS,
  PIP,
  KIP_KULIAH,
  PRAKERJA,
  BLT_KESRA,
  BLT_DESA,
  ATENSI,
  YAPI,
  PERMAKANAN,
  RICE,
  KLJ,
  KPDJ,
  KAJ,
  PENA,
  SEKOLAH_RAKYAT,
  REGIONAL_PBI,
];

/** Every program as people read of it, with the patterns that have no rules. */
export const PROGRAM_CARDS: readonly ProgramCard[] = [...ALL_PROGRAMS, ...TEMPLATES];

/**
 * Amounts that regulations set year by year. Governors decree minimum wages province by province;
 * here stands one example for all, to be replaced by the decrees.
 */
export const PARAMETERS: readonly Parameter[] = [
  {
    id: "above-minimum-wage",
    name: { id: "Satu rupiah di atas upah minimum", en: "One rupiah above the minimum wage" },
    values: [
      {
        rupiah: 3_000_001,
        validFrom: "2025-01-01",
        legalBasis: "contoh; diganti keputusan gubernur tentang UMP",
        isExample: true,
      },
    ],
  },
];

/** Of these, whichever are in force on a day. */
export const inForceOn = (programs: readonly Program[], day: string): readonly Program[] =>
  programs.filter((program) => isInForce(program, day));

export const findProgram = (id: string): Program | undefined =>
  ALL_PROGRAMS.find((program) => program.id === id);

/** The program of that id; asking for another is a bug. */
export function getProgram(id: string): Program {
  const found = findProgram(id);
  if (found === undefined) throw new Error(`no program "${id}"; see ALL_PROGRAMS`);
  return found;
}
