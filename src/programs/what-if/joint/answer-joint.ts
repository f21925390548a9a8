import { join } from "node:path";
import { type JointProgram, type JointScenario, termsOf } from "#domain/joint-scenario.ts";
import type { Program } from "#domain/program.ts";
import type { WhatIfScenario, WhatIfTerms } from "#domain/what-if.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { exclusionsOf, orderOfPrograms } from "../../order-of-programs.ts";
import { type Expected, expectedOf, readBins, share } from "../answer.ts";
import { drawLines } from "../lines.ts";
import { binQuery, type Side } from "../tallies.ts";
import { measure, type Welfare } from "../welfare.ts";
import { type Exclusion, heldTable, heldWho, listSql, whoTable } from "./lists.ts";
import { givenStrata, type JointSums, plainStrata, readSums } from "./read-sums.ts";
import { familyTable, type JointGrouping, movesQuery, outsideQuery, programQuery } from "./sums.ts";

export type ProgramSide = {
  readonly families: number;
  readonly persons: number;
  readonly units: number;
  readonly rupiahAYear: number;
  readonly administrationAYear: number;
};

export type ProgramAnswer = {
  readonly entry: JointProgram;
  /** False where the version gave nobody a place: what was before is nought, or not known here. */
  readonly isOfVersion: boolean;
  readonly baseline: ProgramSide;
  readonly reform: ProgramSide;
  readonly winners: number;
  readonly losers: number;
  readonly staying: number;
};

export type JointSide = {
  readonly administrationAYear: number;
  readonly coverage: number;
  readonly expected: Expected;
  readonly welfare: Welfare;
};

export type Move = {
  readonly lost: boolean;
  readonly gained: boolean;
  readonly becomes: string;
  readonly families: number;
};

export type JointAnswer = {
  readonly all: JointSums;
  readonly baseline: JointSide;
  readonly reform: JointSide;
  readonly nothing: Welfare;
  /** In the order of the file. */
  readonly programs: readonly ProgramAnswer[];
  /** Ids in the order in which lists were made: after all that excludes them. */
  readonly order: readonly string[];
  readonly moves: readonly Move[];
  readonly groups: ReadonlyMap<JointGrouping, readonly JointSums[]>;
  /** Programs outside the question that exclude one in it, with the families who come to hold both. */
  readonly outside: readonly { readonly program: string; readonly families: number }[];
};

export type JointFiles = {
  /** Of the version: has outcome and rank .parquet. */
  readonly folder: string;
  /** Families of each program that has terms, and those of any program, for what does not differ between them. */
  readonly families: ReadonlyMap<string, string>;
  readonly base: string;
};

/** One program of a question as a scenario of its own: what decides who fits. */
export function aloneOf(joint: JointScenario, entry: JointProgram): WhatIfScenario {
  const { name, version, poorDecile, rhoTenths, ties } = joint;
  const { program, baseline } = entry;
  const reform = termsOf(entry.reform) ?? termsOf(baseline) ?? NOBODY;
  return {
    ...{ name, version, program, poorDecile, rhoTenths, ties, baseline, reform },
    marginalPercentiles: 1,
  };
}

const NOBODY: WhatIfTerms = {
  cut: { by: "percentile", atMost: 0 },
  programRules: true,
  conditions: [],
  benefit: { kind: "flat", rupiah: 0 },
  phasesAYear: 1,
};

type Entry = { readonly entry: JointProgram; readonly program: Program };

/** Answers a question about several programs to the last family: list after list, then what they come to together. */
export async function answerJoint(
  db: DuckDb,
  joint: JointScenario,
  book: readonly Program[],
  { folder, families, base }: JointFiles,
): Promise<JointAnswer> {
  const entries = joint.programs.map((entry): Entry => {
    const program = book.find(({ id }) => id === entry.program);
    if (program === undefined) throw new Error(`no program "${entry.program}" in the book`);
    return { entry, program };
  });
  const ordered = orderOfPrograms(entries);
  if (!ordered.ok) throw new Error("programs exclude each other in a circle");
  await db.run(heldTable(join(folder, "outcome.parquet")));
  const held = new Set(
    (await db.all<{ program: string }>("select distinct program from held")).map(
      ({ program }) => program,
    ),
  );
  for (const [i, one] of ordered.value.entries()) {
    await makeList(db, i, one, {
      joint,
      file: families.get(one.program.id),
      exclusion: exclusionOf(one.program, ordered.value, held),
    });
  }
  const numbers = ordered.value.map((_, i) => i);
  await db.run(familyTable(base, join(folder, "rank.parquet"), numbers));
  const programs = await Promise.all(
    entries.map((one) =>
      programAnswer(db, one.entry, {
        query: programQuery(ordered.value.indexOf(one), base),
        isOfVersion: held.has(one.program.id),
      }),
    ),
  );
  const { all, groups } = await readSums(db);
  const nothing = await plainStrata(db);
  const welfare = async (side: "before" | "after") =>
    measure(
      {
        before: nothing.strata,
        after: await givenStrata(db, side, nothing.living),
        rupiahAYear: all[`${side}_rupiah`],
      },
      joint,
    );
  const sideOf = async (of: Side, side: "before" | "after"): Promise<JointSide> => ({
    administrationAYear: programs.reduce((sum, one) => sum + one[of].administrationAYear, 0),
    coverage: share(all[`${side}_persons`], all.persons) ?? 0,
    expected: expectedOf(
      all.poor,
      all[`${side}_poor`],
      all[`${side}_persons`],
      all[`${side}_rupiah`],
    ),
    welfare: await welfare(side),
  });
  return {
    all,
    baseline: await sideOf("baseline", "before"),
    reform: await sideOf("reform", "after"),
    nothing: measure({ before: nothing.strata, after: nothing.strata, rupiahAYear: 0 }, joint),
    programs,
    order: ordered.value.map(({ program }) => program.id),
    moves: (await db.all(movesQuery)).map((row) => ({
      lost: row.lost === true,
      gained: row.gained === true,
      becomes: String(row.becomes),
      families: Number(row.families),
    })),
    groups,
    outside: await readOutside(db, ordered.value, book, held),
  };
}

function exclusionOf(
  program: Program,
  ordered: readonly Entry[],
  held: ReadonlySet<string>,
): Exclusion {
  const numberOf = (id: string) => ordered.findIndex((one) => one.program.id === id);
  const ids = exclusionsOf(program);
  return {
    lists: ids.map(numberOf).filter((i) => i >= 0),
    outside: ids.filter((id) => numberOf(id) < 0 && held.has(id)),
  };
}

async function makeList(
  db: DuckDb,
  i: number,
  { entry, program }: Entry,
  {
    joint,
    file,
    exclusion,
  }: {
    readonly joint: JointScenario;
    readonly file: string | undefined;
    readonly exclusion: Exclusion;
  },
): Promise<void> {
  await db.run(file === undefined ? heldWho(program.id) : whoTable(file, exclusion));
  const drawn = async (side: Side) => {
    const terms = termsOf(entry[side]);
    if (terms === undefined) return {};
    const bins = await readBins((sql) => db.all(sql), binQuery("who", side, terms));
    return { [side]: { terms, lines: drawLines(terms, bins) } };
  };
  const { ties } = joint;
  await db.run(
    listSql(i, {
      ...{ entry, ties, exclusion },
      ...(await drawn("reform")),
      ...(await drawn("baseline")),
    }),
  );
}

async function programAnswer(
  db: DuckDb,
  entry: JointProgram,
  { query, isOfVersion }: { readonly query: string; readonly isOfVersion: boolean },
): Promise<ProgramAnswer> {
  const [row = {}] = await db.all(query);
  const number = (column: string) => Number(row[column] ?? 0);
  const each = (side: Side) =>
    termsOf(entry[side])?.administrationRupiah ?? entry.administrationRupiah;
  const side = (of: Side, at: "before" | "after"): ProgramSide => {
    const units = number(`${at}_units`);
    return {
      families: number(`${at}_families`),
      persons: number(`${at}_persons`),
      units,
      rupiahAYear: number(`${at}_rupiah`),
      administrationAYear: units * each(of),
    };
  };
  return {
    entry,
    isOfVersion,
    baseline: side("baseline", "before"),
    reform: side("reform", "after"),
    winners: number("winners"),
    losers: number("losers"),
    staying: number("staying"),
  };
}

async function readOutside(
  db: DuckDb,
  ordered: readonly Entry[],
  book: readonly Program[],
  held: ReadonlySet<string>,
): Promise<JointAnswer["outside"]> {
  const found: { program: string; families: number }[] = [];
  for (const outside of book) {
    const lists = ordered.flatMap(({ program }, i) =>
      exclusionsOf(outside).includes(program.id) ? [i] : [],
    );
    const isAsked = ordered.some(({ program }) => program.id === outside.id);
    if (isAsked || lists.length === 0 || !held.has(outside.id)) continue;
    const [row] = await db.all<{ families: bigint }>(outsideQuery(outside.id, lists));
    found.push({ program: outside.id, families: Number(row?.families ?? 0) });
  }
  return found;
}
