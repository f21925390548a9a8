import { Type } from "typebox";
import { CANDIDATE_ANSWERS, DECLINE_REASONS } from "#domain/candidate-answer.ts";
import { CANDIDATE_LIST_STATES } from "#domain/candidate-list.ts";
import { Region } from "./region.ts";
import { Words } from "./words.ts";

const closed = { additionalProperties: false } as const;
const Name = Type.String({ minLength: 3, maxLength: 120 });
const Day = Type.String({ format: "date" });

/** A list handed over, as either side sees it: of nobody on it. */
export const CandidateListRow = Type.Object(
  {
    number: Type.Integer(),
    determination: Type.Integer(),
    program: Type.String(),
    programWords: Words,
    unit: Type.Enum(["family", "person"]),
    determiner: Words,
    /** A village answers with the minutes of its special deliberation. */
    needsMinutes: Type.Boolean(),
    version: Type.String({ description: "Label of the version it was drawn from" }),
    area: Region,
    noteNumber: Type.String(),
    handedOn: Type.String(),
    giver: Type.Object({ name: Type.String(), office: Type.String() }, closed),
    receiver: Type.Object({ name: Type.String(), office: Type.String() }, closed),
    units: Type.Integer(),
    villages: Type.Integer(),
    listSha256: Type.String({ description: "Of the CSV file as it was handed over" }),
    state: Type.Enum(CANDIDATE_LIST_STATES),
    stateWords: Words,
    receivedAt: Type.Optional(Type.String({ format: "date-time" })),
    reason: Type.Optional(Type.String({ description: "Why it was withdrawn" })),
    may: Type.Object(
      {
        receive: Type.Boolean(),
        withdraw: Type.Boolean(),
        read: Type.Boolean({ description: "Names, and the files" }),
        answer: Type.Boolean({ description: "Send its result" }),
      },
      closed,
    ),
  },
  closed,
);
export type CandidateListRow = Type.Static<typeof CandidateListRow>;

export const CandidateLists = Type.Object({ lists: Type.Array(CandidateListRow) }, closed);
export type CandidateLists = Type.Static<typeof CandidateLists>;

const Refused = Type.Object(
  { row: Type.Integer(), column: Type.String(), reason: Type.String(), words: Words },
  closed,
);

/** A result received back; the first is in force. */
export const CandidateResult = Type.Object(
  {
    number: Type.Integer(),
    way: Type.Enum(["file", "form"]),
    act: Type.Object({ number: Type.String(), signedOn: Type.String() }, closed),
    minutes: Type.Optional(
      Type.Object(
        {
          number: Type.String(),
          heldOn: Type.String(),
          attended: Type.Integer(),
          dissent: Type.Integer(),
          note: Type.Optional(Type.String()),
        },
        closed,
      ),
    ),
    isInForce: Type.Boolean(),
    reason: Type.Optional(Type.String({ description: "Why it took the place of the one before" })),
    accepted: Type.Integer(),
    declined: Type.Integer(),
    added: Type.Integer(),
    refused: Type.Integer(),
    recordedAt: Type.String({ format: "date-time" }),
    /** Accepted or added though a recipient of a program that excludes this one: for people to settle. */
    findings: Type.Array(Type.Object({ program: Words, units: Type.Integer() }, closed)),
    declinedFor: Type.Array(Type.Object({ reason: Words, units: Type.Integer() }, closed)),
    rows: Type.Array(Refused),
  },
  closed,
);
export type CandidateResult = Type.Static<typeof CandidateResult>;

export const CandidateList = Type.Object(
  { list: CandidateListRow, results: Type.Array(CandidateResult) },
  closed,
);
export type CandidateList = Type.Static<typeof CandidateList>;

/** Candidates by name; numbers masked. What the result in force says of each stands beside. */
export const Candidates = Type.Object(
  {
    candidates: Type.Array(
      Type.Object(
        {
          candidateNo: Type.Integer(),
          name: Type.String(),
          nik: Type.String({ description: "Masked" }),
          village: Type.String(),
          answer: Type.Optional(Type.Enum(CANDIDATE_ANSWERS)),
          answerWords: Type.Optional(Words),
          findings: Type.Array(Words),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type Candidates = Type.Static<typeof Candidates>;

export const HandoverDraft = Type.Object(
  {
    area: Type.String({ pattern: "^(ID|[0-9]{2}|[0-9]{4}|[0-9]{10})$" }),
    noteNumber: Type.String({ minLength: 5, maxLength: 120 }),
    handedOn: Day,
    giver: Type.Object({ name: Name, office: Name }, closed),
    receiver: Type.Object({ name: Name, office: Name }, closed),
  },
  closed,
);
export type HandoverDraft = Type.Static<typeof HandoverDraft>;

export const HandedOver = Type.Object({ number: Type.Integer() }, closed);

export const CandidateListAnswer = Type.Object(
  {
    answer: Type.Enum(["received", "withdrawn"]),
    reason: Type.Optional(Type.String({ maxLength: 500 })),
  },
  closed,
);

export const CandidateListAnswered = Type.Object(
  { state: Type.Enum(CANDIDATE_LIST_STATES) },
  closed,
);

/** The act that a result rests on, of a village with the minutes of its special deliberation. */
const ResultHeadDraft = {
  act: Type.Object(
    { number: Type.String({ maxLength: 120 }), signedOn: Type.Optional(Day) },
    closed,
  ),
  minutes: Type.Optional(
    Type.Object(
      {
        number: Type.String({ maxLength: 120 }),
        heldOn: Type.Optional(Day),
        attended: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
        dissent: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
        note: Type.Optional(Type.String({ maxLength: 500 })),
      },
      closed,
    ),
  ),
  reason: Type.Optional(Type.String({ maxLength: 500 })),
} as const;

/** A result as a form sends it: candidates by their number on the list, additions by their NIK. */
export const CandidateResultDraft = Type.Object(
  {
    ...ResultHeadDraft,
    answers: Type.Array(
      Type.Object(
        {
          candidateNo: Type.Integer({ minimum: 1 }),
          answer: Type.Enum(["accepted", "declined"]),
          reason: Type.Optional(Type.Enum(DECLINE_REASONS)),
        },
        closed,
      ),
      { maxItems: 2_000 },
    ),
    added: Type.Array(
      Type.Object(
        { nik: Type.String({ maxLength: 30 }), note: Type.String({ maxLength: 300 }) },
        closed,
      ),
      { maxItems: 200 },
    ),
  },
  closed,
);
export type CandidateResultDraft = Type.Static<typeof CandidateResultDraft>;

export const CandidateResultReceipt = Type.Object(
  {
    number: Type.Integer(),
    isRepeat: Type.Boolean(),
    accepted: Type.Integer(),
    declined: Type.Integer(),
    added: Type.Integer(),
    refused: Type.Integer(),
  },
  closed,
);
export type CandidateResultReceipt = Type.Static<typeof CandidateResultReceipt>;

/** A CSV or XLSX file inside JSON, some three megabytes at most. */
const FileBytes = Type.String({
  minLength: 4,
  maxLength: 4_000_000,
  pattern: "^[A-Za-z0-9+/]+={0,2}$",
  description: "The file, CSV or XLSX, in base64",
});

export const CandidateResultLook = Type.Object({ file: FileBytes }, closed);
export type CandidateResultLook = Type.Static<typeof CandidateResultLook>;

/** What a file would do; nothing of it is recorded. */
export const CandidateResultPreview = Type.Object(
  {
    read: Type.Integer({ description: "Rows below the header" }),
    accepted: Type.Integer(),
    declined: Type.Integer(),
    added: Type.Integer(),
    again: Type.Integer({ description: "Rows that say the same of somebody once more" }),
    refused: Type.Integer(),
    repeats: Type.Optional(Type.Integer({ description: "The result that this very file is" })),
    rows: Type.Array(Refused, { description: "The first 200 that could not be taken" }),
  },
  closed,
);
export type CandidateResultPreview = Type.Static<typeof CandidateResultPreview>;

export const CandidateResultFile = Type.Object({ ...ResultHeadDraft, file: FileBytes }, closed);
export type CandidateResultFile = Type.Static<typeof CandidateResultFile>;
