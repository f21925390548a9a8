import type pg from "pg";

/** What pages say about the version in force. Days are ISO text. */
export type CurrentSheet = {
  readonly version_no: number;
  readonly label: string;
  readonly as_of: string;
  readonly next_on: string;
  readonly period_from: string;
  readonly period_to: string;
  readonly programs: readonly string[];
  readonly program_names: readonly string[];
};

/** The version in force as every page cites it, or undefined before the first publication. */
export async function readCurrentSheet(
  caller: Pick<pg.Pool, "query">,
): Promise<CurrentSheet | undefined> {
  const { rows } = await caller.query<CurrentSheet>({
    name: "current-sheet",
    text: `select s.version_no, s.label, s.as_of::text, s.next_on::text, s.period_from::text,
        s.period_to::text, s.programs, s.program_names
      from publication_pointer p join publication_sheet s on s.version_no = p.version_no`,
  });
  return rows[0];
}
