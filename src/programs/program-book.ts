import { type Program, type ProgramChange, programOn } from "#domain/program.ts";
import type { Desk } from "#store/open.ts";
import type { Tx } from "#store/transact.ts";
import { ALL_PROGRAMS, PROGRAMS } from "./programs.ts";

/** A rule that two people put into force: from its day on it stands in the place of the one before. */
export type ActivatedRule = { readonly program: string; readonly change: ProgramChange };

/** Every program whose rules are known, with all that was put into force at this desk. */
export type ProgramBook = readonly Program[];

/** The law book with these rules laid over it, each from its day on. */
export const bookOf = (activated: readonly ActivatedRule[]): ProgramBook =>
  ALL_PROGRAMS.map((program) =>
    activated
      .filter((one) => one.program === program.id)
      .map(({ change }) => change)
      .sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1))
      .reduce(withChange, program),
  );

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
  return rows.length === 0 ? ALL_PROGRAMS : bookOf(rows);
}

/** Of a book, the programs that every version determines. */
/** The same for pages that everybody may read: rules are law, and nobody's data. */
export const readPublicBook = (pool: Desk["app"]): Promise<ProgramBook> =>
  readProgramBook({
    query: async <Row>(sql: string) => (await pool.query(sql)).rows as Row[],
  });

export const ofEveryVersion = (book: ProgramBook): readonly Program[] =>
  book.filter(({ id }) => PROGRAMS.some((program) => program.id === id));

export const findIn = (book: ProgramBook, id: string): Program | undefined =>
  book.find((program) => program.id === id);

/** The program of that id; asking for another is a bug. */
export function getIn(book: ProgramBook, id: string): Program {
  const found = findIn(book, id);
  if (found === undefined) throw new Error(`no program "${id}" in the book`);
  return found;
}
