import type { Parameter, Program } from "#domain/program.ts";
import { PBI_JK } from "./pbi-jk.ts";
import { PKH } from "./pkh.ts";
import { SEMBAKO } from "./sembako.ts";

/** Programs of the first house; another is another file of data. */
export const PROGRAMS: readonly Program[] = [PKH, SEMBAKO, PBI_JK];

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

/** The program of that id; asking for another is a bug. */
export function getProgram(id: string): Program {
  const found = PROGRAMS.find((program) => program.id === id);
  if (found === undefined) throw new Error(`no program "${id}"; there are pkh, sembako, pbi-jk`);
  return found;
}
