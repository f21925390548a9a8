import type { CandidateListRow, CandidateResult, Candidates } from "#contract/candidates.ts";
import {
  CANDIDATE_ANSWER_WORDS,
  CANDIDATE_ROW_PROBLEM_WORDS,
  type CandidateAnswer,
  type CandidateRowProblem,
  DECLINE_REASON_WORDS,
  type DeclineReason,
} from "#domain/candidate-answer.ts";
import { CANDIDATE_LIST_STATE_WORDS, type CandidateListState } from "#domain/candidate-list.ts";
import { maskNumber } from "#domain/disclosure.ts";
import { type ProgramInstitution, programInstitutionWords } from "#domain/program-terms.ts";
import type { Words } from "#domain/words.ts";
import type { CandidateRow } from "#programs/candidate-file.ts";
import { findProgram } from "#programs/programs.ts";
import { findVillage } from "#regions/place.ts";
import { decryptField, type FieldKeys } from "#store/field-cipher.ts";
import type { Tx } from "#store/transact.ts";
import { nikPlace } from "./family-sheet.ts";
import { namedRegion, readRegionNames } from "./region-names.ts";

export type ListRow = {
  readonly list_no: number;
  readonly determination_no: number;
  readonly program_code: string;
  readonly label: string;
  readonly area: string;
  readonly note_number: string;
  readonly handed_on: string;
  readonly giver_name: string;
  readonly giver_office: string;
  readonly receiver_name: string;
  readonly receiver_office: string;
  readonly units: number;
  readonly villages: number;
  readonly determiner: ProgramInstitution;
  readonly state: CandidateListState;
  readonly list_sha256: string;
  readonly reason: string | null;
  readonly received_at: Date | null;
  readonly may_receive: boolean;
  readonly is_giver: boolean;
  readonly has_result: boolean;
  readonly public_code: string;
  readonly outcome_sha256: string;
};

/** Lists that whoever acts hands over or receives: all, those of one determination, or one. */
export async function readLists(
  tx: Tx,
  { determination = null, list = null }: { determination?: number | null; list?: number | null },
): Promise<readonly ListRow[]> {
  return await tx.query<ListRow>(
    `select l.list_no, l.determination_no, l.program_code, v.label, l.area, l.note_number, l.handed_on::text, l.giver_name,
       l.giver_office, l.receiver_name, l.receiver_office, l.units, l.villages, l.determiner, l.state, l.list_sha256, l.reason,
       l.received_at, l.may_receive, l.is_giver, exists (select from dtsen.candidate_results_here(l.list_no)) as has_result,
       l.public_code, l.outcome_sha256
     from dtsen.candidate_lists_here($1, $2) l join dtsen.version v on v.version_no = l.version_no order by l.list_no desc`,
    [determination, list],
  );
}

export async function writeLists(tx: Tx, rows: readonly ListRow[]): Promise<CandidateListRow[]> {
  const names = await readRegionNames(tx, [...new Set(rows.map(({ area }) => area))]);
  return rows.map((row) => ({
    number: Number(row.list_no),
    determination: Number(row.determination_no),
    program: row.program_code,
    programWords: programWords(row.program_code),
    unit: findProgram(row.program_code)?.unit ?? "family",
    determiner: { ...programInstitutionWords(row.determiner) },
    needsMinutes: row.determiner === "village-government",
    version: row.label,
    area: namedRegion(row.area, names),
    noteNumber: row.note_number,
    handedOn: row.handed_on,
    giver: { name: row.giver_name, office: row.giver_office },
    receiver: { name: row.receiver_name, office: row.receiver_office },
    units: row.units,
    villages: row.villages,
    listSha256: row.list_sha256,
    state: row.state,
    stateWords: { ...CANDIDATE_LIST_STATE_WORDS[row.state] },
    ...(row.received_at === null ? {} : { receivedAt: row.received_at.toISOString() }),
    ...(row.state !== "withdrawn" || row.reason === null ? {} : { reason: row.reason }),
    may: {
      receive: row.may_receive && row.state === "made",
      withdraw: row.is_giver && row.state !== "withdrawn" && !row.has_result,
      read: row.is_giver || row.state === "received",
      answer: row.may_receive && row.state === "received",
    },
  }));
}

type NamedRow = {
  readonly candidate_no: number;
  readonly village_no: number;
  readonly person_id: number | null;
  readonly name: string | null;
  readonly nik_enc: Buffer | null;
};

/** A list by name with whole numbers, for its file; the desk notes the reading in its audit log. */
export async function readCandidates(
  tx: Tx,
  keys: FieldKeys,
  list: number,
  reading: { readonly how: string; readonly requestId: string },
): Promise<readonly CandidateRow[]> {
  const rows = await tx.query<NamedRow>(
    "select candidate_no, village_no, person_id, name, nik_enc from dtsen.read_candidates_here($1, $2, $3)",
    [list, reading.how, reading.requestId],
  );
  return rows.map((row) => {
    const villageNo = String(row.village_no).padStart(10, "0");
    return {
      candidateNo: row.candidate_no,
      villageNo,
      village: findVillage(villageNo)?.name ?? villageNo,
      name: row.name ?? "",
      nik:
        row.nik_enc === null || row.person_id === null
          ? ""
          : decryptField(keys, nikPlace(row.person_id), row.nik_enc),
    };
  });
}

type AnswerRow = {
  readonly candidate_no: number | null;
  readonly answer: CandidateAnswer;
  readonly receives: readonly string[];
};

/** The same for the screen: numbers masked, with what the result in force says of each. */
export async function writeCandidates(
  tx: Tx,
  list: number,
  rows: readonly CandidateRow[],
): Promise<Candidates> {
  const answers = await tx.query<AnswerRow>(
    "select candidate_no, answer, receives from dtsen.candidate_answers_here($1) where candidate_no is not null",
    [list],
  );
  const byNumber = new Map(answers.map((row) => [row.candidate_no, row]));
  return {
    candidates: rows.map(({ candidateNo, name, nik, village }) => {
      const said = byNumber.get(candidateNo);
      return {
        candidateNo,
        name: name === "" ? "–" : name,
        nik: nik === "" ? "–" : maskNumber(nik),
        village,
        ...(said === undefined
          ? {}
          : { answer: said.answer, answerWords: { ...CANDIDATE_ANSWER_WORDS[said.answer] } }),
        findings: (said?.receives ?? []).map((program) => programWords(program)),
      };
    }),
  };
}

type ResultRow = {
  readonly result_no: number;
  readonly way: "file" | "form";
  readonly act_number: string;
  readonly act_signed_on: string;
  readonly minutes_number: string | null;
  readonly minutes_held_on: string | null;
  readonly attended: number | null;
  readonly dissent: number | null;
  readonly dissent_note: string | null;
  readonly reason: string | null;
  readonly accepted: number;
  readonly declined: number;
  readonly added: number;
  readonly refused: number;
  readonly is_in_force: boolean;
  readonly recorded_at: Date;
  readonly findings: Readonly<Record<string, number>>;
  readonly reasons: Readonly<Record<string, number>>;
  readonly refusals: readonly {
    readonly row: number;
    readonly column: string;
    readonly reason: CandidateRowProblem;
  }[];
};

/** Results of a list, the newest first. */
export async function readResults(tx: Tx, list: number): Promise<CandidateResult[]> {
  const rows = await tx.query<ResultRow>(
    `select result_no, way, act_number, act_signed_on::text, minutes_number, minutes_held_on::text, attended, dissent, dissent_note,
       reason, accepted, declined, added, refused, is_in_force, recorded_at, findings, reasons, refusals
     from dtsen.candidate_results_here($1)`,
    [list],
  );
  return rows.map(writeResult);
}

const writeResult = (row: ResultRow): CandidateResult => ({
  number: Number(row.result_no),
  way: row.way,
  act: { number: row.act_number, signedOn: row.act_signed_on },
  ...minutesOf(row),
  isInForce: row.is_in_force,
  ...(row.reason === null ? {} : { reason: row.reason }),
  accepted: row.accepted,
  declined: row.declined,
  added: row.added,
  refused: row.refused,
  recordedAt: row.recorded_at.toISOString(),
  findings: Object.entries(row.findings).map(([code, units]) => ({
    program: programWords(code),
    units,
  })),
  declinedFor: Object.entries(row.reasons).map(([code, units]) => ({
    reason: { ...DECLINE_REASON_WORDS[code as DeclineReason] },
    units,
  })),
  rows: row.refusals.map((one) => ({
    ...one,
    words: { ...CANDIDATE_ROW_PROBLEM_WORDS[one.reason] },
  })),
});

function minutesOf({
  minutes_number: number,
  minutes_held_on: heldOn,
  attended,
  dissent,
  dissent_note: note,
}: ResultRow): Pick<CandidateResult, "minutes"> {
  if (number === null || heldOn === null || attended === null || dissent === null) return {};
  return { minutes: { number, heldOn, attended, dissent, ...(note === null ? {} : { note }) } };
}

function programWords(code: string): Words {
  const name = findProgram(code)?.name;
  return name === undefined ? { id: code, en: code } : { ...name };
}
