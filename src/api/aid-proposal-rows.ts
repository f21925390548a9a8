import type {
  AidProposalCase,
  AidProposalFilter,
  AidProposalRow,
} from "#contract/aid-proposals.ts";
import {
  PROPOSAL_CHANNEL_WORDS,
  PROPOSAL_GROUND_WORDS,
  PROPOSER_WORDS,
  type ProposalAim,
  type ProposalChannel,
  type ProposalGround,
  type Proposer,
} from "#domain/aid-proposal.ts";
import { AID_PROPOSAL, type AidProposalStep } from "#domain/aid-proposal-procedure.ts";
import { type StepRule, wayOf } from "#domain/case-procedure.ts";
import { say, type Words } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";
import type { FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { readBook } from "#verification/case-book.ts";
import { openTold } from "#verification/proposal-book.ts";
import { readEvidence, readStandings } from "./aid-proposal-evidence.ts";
import {
  CASE_COLUMNS,
  type CaseColumns,
  readCaseParts,
  reasonOf,
  writeCase,
} from "./case-lines.ts";
import { villageRange } from "./region-code.ts";
import { cutSlice, readSlice } from "./slice.ts";

/** One proposal with what a list shows of it. */
export type ProposalRecord = CaseColumns<AidProposalStep> & {
  readonly rules: readonly StepRule[];
  readonly asked_for: ProposalAim;
  readonly program: string | null;
  readonly is_diverted: boolean;
  readonly proposer: Proposer;
  readonly channel: ProposalChannel;
  readonly grounds: readonly ProposalGround[];
  readonly head_name: string | null;
  readonly rt: string | null;
  readonly rw: string | null;
};

const CASES = `
select ${CASE_COLUMNS}, c.rules, x.asked_for, x.program, x.is_diverted, x.proposer, x.channel, x.grounds
from dtsen.case_file c join dtsen.aid_proposal x using (case_id)`;
const UNDER_WAY = "x.state in ('open', 'returned', 'paused')";
const SHOWN = {
  mine: `${UNDER_WAY} and (x.is_mine or x.is_called)`,
  open: UNDER_WAY,
  ended: "x.state in ('done', 'refused', 'withdrawn')",
} as const;
/** Names are asked for the page alone, as whoever sees the cases. */
const WITH_PEOPLE =
  "left join lateral (select * from dtsen.proposal_people(array[y.case_id])) h on true";

/** Proposals of one's region, whose clock ends first stands first. Row-level security keeps it there. */
export async function listProposals(
  tx: Tx,
  filter: AidProposalFilter,
): Promise<{
  readonly rows: readonly ProposalRecord[];
  readonly next: { readonly next?: string };
}> {
  const slice = readSlice(filter, [0, 0]);
  const rows = await tx.query<ProposalRecord>(
    `select y.*, h.head_name, h.rt, h.rw from (
       select * from (${CASES} where c.village_no between $1 and $2) x
       where ${SHOWN[filter.show ?? "mine"]} and (x.due_no, x.case_id) > ($3::bigint, $4::bigint)
       order by x.due_no, x.case_id limit $5) y ${WITH_PEOPLE} order by y.due_no, y.case_id`,
    [...villageRange(filter.region ?? ""), ...slice.after, slice.limit + 1],
  );
  const { shown, next } = cutSlice(rows, slice, (row) => [row.due_no, row.case_id]);
  return { rows: shown, next };
}

const NOT_NAMED = say("Keluarga belum dikenali", "Family not found out yet");
const DATA_UPDATE = say("Pembaruan data keluarga", "Update of the family's data");

/** What is asked for, in words: the program's name, or that the data be brought up to date. */
export function askedWords({
  asked_for,
  program,
}: Pick<ProposalRecord, "asked_for" | "program">): Words {
  if (asked_for === "data-update" || program === null) return DATA_UPDATE;
  return findProgram(program)?.name ?? say(program, program);
}

export function writeProposalRow(row: ProposalRecord, now: Date): AidProposalRow {
  const way = wayOf(AID_PROPOSAL, row.rules);
  return {
    ...writeCase(way, row, row.head_name ?? NOT_NAMED.id, now),
    steps: way.steps.length,
    asked: { ...askedWords(row) },
    proposer: { ...PROPOSER_WORDS[row.proposer] },
    grounds: row.grounds.map((ground) => ({ ...PROPOSAL_GROUND_WORDS[ground] })),
    isDiverted: row.is_diverted,
    ...(row.rt === null ? {} : { rt: row.rt }),
    ...(row.rw === null ? {} : { rw: row.rw }),
  };
}

/** One proposal whole. Undefined where nobody of the reader's has that number. */
export async function readProposal(
  tx: Tx,
  keys: FieldKeys,
  caseId: string,
  now: Date,
): Promise<AidProposalCase | undefined> {
  const [record] = await tx.query<ProposalRecord>(
    `select y.*, h.head_name, h.rt, h.rw from (${CASES} where c.case_id = $1) y ${WITH_PEOPLE}`,
    [caseId],
  );
  const book = await readBook(tx, AID_PROPOSAL, Number(caseId));
  if (record === undefined || book === undefined) return undefined;
  const { steps, lines, turns, rights } = await readCaseParts(tx, book.procedure, book, now);
  const reason = reasonOf(AID_PROPOSAL, record);
  const told = rights.has("check-proposal") ? await readTold(tx, keys, Number(caseId)) : undefined;
  return {
    ...writeProposalRow(record, now),
    ...(reason === undefined ? {} : { remedy: { ...reason.remedy } }),
    ...(record.family_id === null ? {} : { familyId: String(record.family_id) }),
    channel: { ...PROPOSAL_CHANNEL_WORDS[record.channel] },
    ...(told === undefined ? {} : { told }),
    stepLines: steps,
    book: lines,
    turns,
    ...(await readEvidence(tx, Number(caseId))),
    ...(rights.has("read-family") ? await readStandings(tx, Number(caseId)) : {}),
  };
}

async function readTold(tx: Tx, keys: FieldKeys, caseId: number) {
  const [row] = await tx.query<{ told_enc: Buffer | null }>(
    "select told_enc from dtsen.aid_proposal where case_id = $1",
    [caseId],
  );
  return row?.told_enc == null ? undefined : openTold(keys, caseId, row.told_enc);
}
