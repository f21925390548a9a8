import type { Program } from "#domain/program.ts";
import { getProgram } from "#programs/programs.ts";

/** In the last phase of 2025 all of them were in force. */
export const TEN_PROGRAMS_ON = "2025-11-01";

/** Places of programs whose quota regions or owners set: as many as were paid, or a round number. */
const PLACES: Readonly<Record<string, number>> = { pip: 17_900_000, "blt-desa": 2_900_000 };

/** Two of them serve the whole nation by persons, three by persons of one province, the others by families; one excludes two. */
export const TEN_PROGRAMS: readonly Program[] = [
  "pkh",
  "sembako",
  "pbi-jk",
  "pip",
  "blt-kesra",
  "blt-desa",
  "bantuan-pangan-beras",
  "klj",
  "kpdj",
  "kaj",
].map((id) => {
  const program = getProgram(id);
  return { ...program, nationalPlaces: PLACES[id] ?? program.nationalPlaces };
});
