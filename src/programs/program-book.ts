import { isInForce, type Program, type ProgramChange, programOn } from "#domain/program.ts";
import { isDetermined } from "#domain/program-terms.ts";
import type { Budget, Quota } from "#domain/quota.ts";
import type { Desk } from "#store/open.ts";
import type { Tx } from "#store/transact.ts";
import { ALL_PROGRAMS, PROGRAMS } from "./programs.ts";

/** A rule that two people put into force: from its day on it stands in the place of the one before. */
export type ActivatedRule = { readonly program: string; readonly change: ProgramChange };

/** That two people let versions determine a program, as of days from one to another. */
export type ListedProgram = {
  readonly program: string;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly quotas: readonly Quota[] | null;
  /** Rupiah as text: there are more of them than a number of JSON holds for certain. */
  readonly budgets: readonly StoredBudget[] | null;
};
type StoredBudget = Omit<Budget, "rupiah"> & { readonly rupiah: string };

/** Every program whose rules are known, with all that was put into force at this desk. */
export type ProgramBook = readonly Program[];

/** The law book with these rules laid over it, each from its day on, and what versions determine beside those of every version. */
export const bookOf = (
  activated: readonly ActivatedRule[],
  listed: readonly ListedProgram[] = [],
): ProgramBook =>
  ALL_PROGRAMS.map((program) =>
    activated
      .filter((one) => one.program === program.id)
      .map(({ change }) => change)
      .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
      .reduce(withChange, withListed(program, listed)),
  );

function withListed(program: Program, listed: readonly ListedProgram[]): Program {
  const own = listed.filter((one) => one.program === program.id);
  if (own.length === 0) return program;
  const ofVersions = own.map(({ valid_from, valid_to, quotas, budgets }) => ({
    validFrom: valid_from,
    ...(valid_to === null ? {} : { validTo: valid_to }),
    ...(quotas === null ? {} : { quotas }),
    ...(budgets === null
      ? {}
      : { budgets: budgets.map((one) => ({ ...one, rupiah: BigInt(one.rupiah) })) }),
  }));
  return { ...program, ofVersions };
}

/** One more change; what it leaves as it was is the very same thing. */
export function withChange(program: Program, change: ProgramChange): Program {
  const before = programOn(program, change.validFrom);
  const isSame = JSON.stringify(before.benefit) === JSON.stringify(change.benefit);
  const laid = isSame ? { ...change, benefit: before.benefit } : change;
  return { ...program, changes: [...(program.changes ?? []), laid] };
}

/** The book as it stands now. */
export async function readProgramBook(tx: Pick<Tx, "query">): Promise<ProgramBook> {
  const rows = await tx.query<ActivatedRule>(
    "select program_code as program, change from dtsen.activated_rules()",
  );
  const listed = await tx.query<ListedProgram>(
    "select program, valid_from::text, valid_to::text, quotas, budgets from dtsen.version_programs()",
  );
  return rows.length + listed.length === 0 ? ALL_PROGRAMS : bookOf(rows, listed);
}

/** The same for pages that everybody may read: rules are law, and nobody's data. */
export const readPublicBook = (pool: Desk["app"]): Promise<ProgramBook> =>
  readProgramBook({
    query: async <Row>(sql: string) => (await pool.query(sql)).rows as Row[],
  });

/**
 * Of a book, the programs that a version as of a day determines: those of every version, those that two people added, and
 * those whose recipients they do not take, for without them nobody could say who has a place.
 */
export function ofVersionOn(book: ProgramBook, day: string): readonly Program[] {
  const chosen = new Set<string>();
  const waiting = book.filter((program) => isOfVersion(program, day)).map(({ id }) => id);
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const program = findIn(book, id);
    if (chosen.has(id) || program === undefined || !mayBeOf(program, day)) continue;
    chosen.add(id);
    waiting.push(...program.exclusiveWith.map((other) => other.program));
  }
  return book.filter(({ id }) => chosen.has(id));
}

const isOfEveryVersion = ({ id }: Program): boolean =>
  PROGRAMS.some((program) => program.id === id);

const mayBeOf = (program: Program, day: string): boolean =>
  isOfEveryVersion(program) || isInForce(program, day);

const isOfVersion = (program: Program, day: string): boolean =>
  isOfEveryVersion(program) || (program.ofVersions ?? []).some((one) => isInForce(one, day));

/** Of programs that a version determined, those of which whoever asks by a Kode Cek is told: there it says who has a place. */
export const publicOf = (determined: ReadonlySet<string>): readonly string[] =>
  ALL_PROGRAMS.filter(
    (program) =>
      isOfEveryVersion(program) ||
      (program.isPublic === true && isDetermined(program) && determined.has(program.id)),
  ).map(({ id }) => id);

export const findIn = (book: ProgramBook, id: string): Program | undefined =>
  book.find((program) => program.id === id);

/** The program of that id; asking for another is a bug. */
export function getIn(book: ProgramBook, id: string): Program {
  const found = findIn(book, id);
  if (found === undefined) throw new Error(`no program "${id}" in the book`);
  return found;
}
