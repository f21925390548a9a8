import type {
  HolderChangeCase,
  HolderChangeFilter,
  HolderChangeRow,
} from "#contract/holder-changes.ts";
import { HOLDER_PAPERS, HOLDER_REASON_WORDS, type HolderReason } from "#domain/card-holder.ts";
import { HOLDER_CHANGE, type HolderStep } from "#domain/holder-procedure.ts";
import { say } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import type { Tx } from "#store/transact.ts";
import { readBook } from "#verification/case-book.ts";
import {
  CASE_COLUMNS,
  type CaseColumns,
  readCaseParts,
  reasonOf,
  writeCase,
} from "./case-lines.ts";
import { readCandidates, writeCandidates } from "./holder-candidates.ts";
import { todayOf } from "./office-day.ts";
import { villageRange } from "./region-code.ts";
import { cutSlice, readSlice } from "./slice.ts";

/** One change of holder with what a list shows of it. */
export type HolderRecord = CaseColumns<HolderStep> & {
  readonly family_id: number;
  readonly person_id: number;
  readonly cause: HolderReason;
  readonly known_from: "register" | "officer";
  readonly changed_on: string | null;
  readonly outgoing: string | null;
  readonly proposed: string | null;
  readonly programs: readonly string[];
};

const CASES = `
select ${CASE_COLUMNS}, x.reason as cause, x.known_from, x.changed_on::text
from dtsen.case_file c join dtsen.holder_change x using (case_id)`;

const UNDER_WAY = "x.state in ('open', 'returned', 'paused')";
const SHOWN = {
  mine: `${UNDER_WAY} and (x.is_mine or x.is_called)`,
  open: UNDER_WAY,
  ended: "x.state in ('done', 'refused', 'withdrawn')",
} as const;

/** Names and programs are asked for the page alone, as whoever sees the cases. */
const WITH_PEOPLE =
  "left join lateral (select * from dtsen.holder_people(array[y.case_id])) h on true";

/** Changes of one's region, whose clock ends first stands first. Row-level security keeps it there. */
export async function listHolderChanges(
  tx: Tx,
  filter: HolderChangeFilter,
): Promise<{
  readonly rows: readonly HolderRecord[];
  readonly next: { readonly next?: string };
}> {
  const slice = readSlice(filter, [0, 0]);
  const rows = await tx.query<HolderRecord>(
    `select y.*, h.outgoing, h.proposed, h.programs from (
       select * from (${CASES} where c.village_no between $1 and $2) x
       where ${SHOWN[filter.show ?? "mine"]} and (x.due_no, x.case_id) > ($3::bigint, $4::bigint)
       order by x.due_no, x.case_id limit $5) y ${WITH_PEOPLE} order by y.due_no, y.case_id`,
    [...villageRange(filter.region ?? ""), ...slice.after, slice.limit + 1],
  );
  const { shown, next } = cutSlice(rows, slice, (row) => [row.due_no, row.case_id]);
  return { rows: shown, next };
}

const REGISTER = say("ditemukan data tunggal", "found by the register");
const OFFICER = say("dilaporkan petugas", "told by an officer");

export function writeHolderRow(row: HolderRecord, now: Date): HolderChangeRow {
  return {
    ...writeCase(HOLDER_CHANGE, row, row.outgoing ?? "–", now),
    cause: { ...HOLDER_REASON_WORDS[row.cause] },
    foundBy: { ...(row.known_from === "register" ? REGISTER : OFFICER) },
    programs: row.programs.map((id) => ({ ...(findProgram(id)?.name ?? say(id, id)) })),
    ...(row.proposed === null ? {} : { newName: row.proposed }),
  };
}

/** One case whole. Undefined where nobody of the reader's has that number. */
export async function readHolderChange(
  tx: Tx,
  caseId: string,
  now: Date,
): Promise<{ readonly sheet: HolderChangeCase; readonly record: HolderRecord } | undefined> {
  const [record] = await tx.query<HolderRecord>(
    `select y.*, h.outgoing, h.proposed, h.programs from (${CASES} where c.case_id = $1) y ${WITH_PEOPLE}`,
    [caseId],
  );
  const book = await readBook(tx, HOLDER_CHANGE, Number(caseId));
  if (record === undefined || book === undefined) return undefined;
  const { steps, lines, turns } = await readCaseParts(tx, HOLDER_CHANGE, book, now);
  const reason = reasonOf(HOLDER_CHANGE, record);
  const members = await readCandidates(tx, Number(caseId));
  return {
    record,
    sheet: {
      ...writeHolderRow(record, now),
      ...(reason === undefined ? {} : { remedy: { ...reason.remedy } }),
      familyId: String(record.family_id),
      steps,
      book: lines,
      turns,
      papers: HOLDER_PAPERS.map((paper) => ({ ...paper })),
      ...(members.length === 0 ? {} : { candidates: writeCandidates(members, todayOf(now)) }),
      ...(record.changed_on === null ? {} : { changedOn: record.changed_on }),
    },
  };
}
