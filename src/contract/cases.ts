import { Type } from "typebox";
import { OFFICER_ACTS } from "#domain/case-state.ts";
import { RegionCode } from "./families.ts";
import { Cursor, Limit } from "./page.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

const exact = { additionalProperties: false } as const;
export const CaseDay = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
export const CaseId = Type.String({ pattern: "^[1-9][0-9]{0,18}$" });
/** A number of a letter or a confirmation: no spaces, so that no sentence fits. */
export const CaseReference = Type.String({ pattern: "^[A-Za-z0-9./_-]{3,40}$" });

/** The key of what opens a case is the case's own id, made by the sender: the same key for ever is the same case. */
export const CaseKey = Type.Object({
  "idempotency-key": Type.String({
    pattern: "^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$",
    description: "A UUID made by the sender: the same for ever is the same case",
  }),
});

/** What every list of cases may be asked for, beside which of them are shown. */
export const CASE_FILTER = {
  region: Type.Optional(RegionCode),
  cursor: Type.Optional(Cursor),
  limit: Type.Optional(Limit),
} as const;

export const CaseReceipt = Type.Object(
  { caseId: CaseId, state: Type.String(), words: Words },
  exact,
);
export type CaseReceipt = Type.Static<typeof CaseReceipt>;

/** Whose turn it is, until when: the same of every kind of case. */
export const CASE_ROW = {
  caseId: CaseId,
  name: Type.String(),
  place: Place,
  state: Type.String(),
  stateWords: Words,
  /** From 1. */
  stepNo: Type.Integer({ minimum: 1 }),
  stepWords: Words,
  todo: Words,
  holder: Words,
  reason: Type.Optional(Words),
  openedOn: CaseDay,
  dueAt: Type.Optional(Type.String({ format: "date-time" })),
  isOverdue: Type.Boolean(),
  /** The next move is the caller's to make. */
  isMine: Type.Boolean(),
  /** The caller's office was called because a clock ran out, and nobody of it has said that it saw. */
  isCalled: Type.Boolean(),
} as const;

export const CaseStepLine = Type.Object(
  {
    no: Type.Integer({ minimum: 1 }),
    words: Words,
    holder: Words,
    state: Type.Enum(["done", "now", "ahead"]),
    at: Type.Optional(Type.String({ format: "date-time" })),
    reference: Type.Optional(Type.String()),
    referenceOn: Type.Optional(CaseDay),
  },
  exact,
);
export type CaseStepLine = Type.Static<typeof CaseStepLine>;

export const CaseBookLine = Type.Object(
  {
    at: Type.String({ format: "date-time" }),
    words: Words,
    step: Words,
    reason: Type.Optional(Words),
    remedy: Type.Optional(Words),
  },
  exact,
);
export type CaseBookLine = Type.Static<typeof CaseBookLine>;

/** A move that the caller may make now, with the reasons of which it asks for one. */
export const CaseTurn = Type.Object(
  {
    act: Type.Enum([...OFFICER_ACTS]),
    reasons: Type.Array(
      Type.Object(
        { code: Type.String(), words: Words, remedy: Words, needsReference: Type.Boolean() },
        exact,
      ),
    ),
    needsReference: Type.Boolean(),
  },
  exact,
);
export type CaseTurn = Type.Static<typeof CaseTurn>;
