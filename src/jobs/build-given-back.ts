import { createHash } from "node:crypto";
import { GAVE_UP, RESIGNABLE_PROGRAMS, type ResignableProgram } from "#domain/resignation.ts";
import type { GivenBack } from "#registry/given-back.ts";
import type { Tx } from "#store/transact.ts";

/** A place given back as the desk keeps it: its family by the id of the day it was opened. */
export type DeskGivenBack = Omit<GivenBack, "standsId">;

type Row = {
  readonly case_id: string;
  readonly family_id: string;
  readonly program: ResignableProgram;
  readonly since: number;
};

/** Places given back that hold now: confirmed by a second officer, taken back by nobody, not proposed for again since. */
export async function readGivenBack(tx: Tx): Promise<readonly DeskGivenBack[]> {
  const rows = await tx.query<Row>(
    `select case_id::text, family_id::text, program, to_char(effective_on, 'YYYYMMDD')::int as since
     from dtsen.gave_up_places()`,
  );
  return rows.map(({ case_id, family_id, program, since }) => ({
    recordKey: recordKeyOf(Number(case_id), program),
    askedId: BigInt(family_id),
    statement: GAVE_UP[program],
    since,
  }));
}

/** Below every delivery's, one for each place of a case. */
const recordKeyOf = (caseId: number, program: ResignableProgram): number =>
  caseId * RESIGNABLE_PROGRAMS.length + RESIGNABLE_PROGRAMS.indexOf(program);

/** By their number and a digest of all of them; without any there is no such input. */
export function hashedGivenBack(
  places: readonly DeskGivenBack[],
): Readonly<Record<string, string>> {
  if (places.length === 0) return {};
  const rows = places.map(({ recordKey, askedId, statement, since }) => [
    ...[recordKey, String(askedId), statement, since],
  ]);
  const digest = createHash("sha256").update(JSON.stringify(rows)).digest("hex");
  return { [`places given back (${places.length})`]: digest };
}
