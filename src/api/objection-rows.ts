import type { ObjectionCase, ObjectionFilter, ObjectionRow } from "#contract/objections.ts";
import {
  CLUSTER,
  OBJECTION_ANSWER_WORDS,
  type ObjectionAnswer,
  type ObjectionGround,
  QUESTIONED_FACTS,
} from "#domain/objection.ts";
import { OBJECTION, type ObjectionStep } from "#domain/objection-procedure.ts";
import { say } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import type { FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { readBook } from "#verification/case-book.ts";
import { openTold } from "#verification/proposal-book.ts";
import { readEvidence } from "./aid-proposal-evidence.ts";
import {
  CASE_COLUMNS,
  type CaseColumns,
  readCaseParts,
  reasonOf,
  writeCase,
} from "./case-lines.ts";
import { villageRange } from "./region-code.ts";
import { cutSlice, readSlice } from "./slice.ts";

/** One objection with what a list shows of it. */
export type ObjectionRecord = CaseColumns<ObjectionStep> & {
  readonly program: string;
  readonly grounds: readonly ObjectionGround[];
  readonly answer: ObjectionAnswer | null;
  readonly answer_until: string | null;
  readonly head_name: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
  readonly against_same: number | null;
  readonly by_same: number | null;
};

const CASES = `
select ${CASE_COLUMNS}, o.program, o.grounds, o.answer, o.answer_until::text
from dtsen.case_file c join dtsen.objection o using (case_id)`;
const UNDER_WAY = "x.state in ('open', 'returned', 'paused')";
const SHOWN = {
  mine: `${UNDER_WAY} and (x.is_mine or x.is_called)`,
  open: UNDER_WAY,
  ended: "x.state in ('done', 'refused', 'withdrawn')",
} as const;
const WITH_PEOPLE = `left join lateral (select * from dtsen.objection_people(array[y.case_id], ${CLUSTER.days})) h on true`;
const PEOPLE = "h.head_name, h.rt, h.rw, h.against_same::int, h.by_same::int";

/** Objections of one's region, whose clock ends first stands first. Row-level security keeps it there. */
export async function listObjections(
  tx: Tx,
  filter: ObjectionFilter,
): Promise<{
  readonly rows: readonly ObjectionRecord[];
  readonly next: { readonly next?: string };
}> {
  const slice = readSlice(filter, [0, 0]);
  const rows = await tx.query<ObjectionRecord>(
    `select y.*, ${PEOPLE} from (
       select * from (${CASES} where c.village_no between $1 and $2) x
       where ${SHOWN[filter.show ?? "mine"]} and (x.due_no, x.case_id) > ($3::bigint, $4::bigint)
       order by x.due_no, x.case_id limit $5) y ${WITH_PEOPLE} order by y.due_no, y.case_id`,
    [...villageRange(filter.region ?? ""), ...slice.after, slice.limit + 1],
  );
  const { shown, next } = cutSlice(rows, slice, (row) => [row.due_no, row.case_id]);
  return { rows: shown, next };
}

const NOT_NAMED = say("Keluarga belum dikenali", "Family not found out yet");

export function writeObjectionRow(row: ObjectionRecord, now: Date): ObjectionRow {
  const [againstSame, bySame] = [row.against_same ?? 0, row.by_same ?? 0];
  return {
    ...writeCase(OBJECTION, row, row.head_name ?? NOT_NAMED.id, now),
    program: { ...(findProgram(row.program)?.name ?? say(row.program, row.program)) },
    grounds: row.grounds.map((ground) => ({ ...QUESTIONED_FACTS[ground] })),
    ...(row.rt === null ? {} : { rt: row.rt }),
    ...(row.rw === null ? {} : { rw: row.rw }),
    againstSame,
    bySame,
    isCluster: againstSame >= CLUSTER.objections || bySame >= CLUSTER.objections,
  };
}

/** One objection whole. Undefined where nobody of the reader's has that number. */
export async function readObjection(
  tx: Tx,
  keys: FieldKeys,
  caseId: string,
  now: Date,
): Promise<ObjectionCase | undefined> {
  const [record] = await tx.query<ObjectionRecord>(
    `select y.*, ${PEOPLE} from (${CASES} where c.case_id = $1) y ${WITH_PEOPLE}`,
    [caseId],
  );
  const book = await readBook(tx, OBJECTION, Number(caseId));
  if (record === undefined || book === undefined) return undefined;
  const { steps, lines, turns, rights } = await readCaseParts(tx, book.procedure, book, now);
  const reason = reasonOf(OBJECTION, record);
  const [sealed] = await tx.query<{ told_enc: Buffer | null; objector: number | null }>(
    `select o.told_enc, (select x.family_id from dtsen.objector x where x.case_id = o.case_id) as objector
     from dtsen.objection o where o.case_id = $1`,
    [caseId],
  );
  const mayCheck = rights.has("check-objection");
  const { visits } = await readEvidence(tx, Number(caseId));
  return {
    ...writeObjectionRow(record, now),
    ...(reason === undefined ? {} : { remedy: { ...reason.remedy } }),
    ...(record.family_id === null ? {} : { familyId: String(record.family_id) }),
    ...(mayCheck && sealed?.told_enc != null
      ? { told: openTold(keys, Number(caseId), sealed.told_enc) }
      : {}),
    ...(sealed?.objector == null ? {} : { objectorFamilyId: String(sealed.objector) }),
    ...(record.answer_until === null ? {} : { answerUntil: record.answer_until }),
    ...(record.answer === null ? {} : { answer: { ...OBJECTION_ANSWER_WORDS[record.answer] } }),
    stepLines: steps,
    book: lines,
    turns,
    visits,
  };
}
