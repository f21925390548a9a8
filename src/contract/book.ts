import { Type } from "typebox";
import {
  COMMITMENT_EXCUSES,
  COMMITMENT_RESULTS,
  COMMITMENT_SOURCES,
  COMMITMENTS,
} from "#domain/commitment.ts";
import { WARNING_ACTS, WARNING_STATES } from "#domain/warning-terms.ts";
import { closed, Day, Id, Phase, Uuid } from "./book-terms.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

const Coded = Type.Object({ code: Type.String(), words: Words }, closed);

/** The key of whoever acts is the thing's own id: the same key for ever is the same check, letter, group or session. */
export const BookKey = Type.Object({ "idempotency-key": Uuid });
export const BookFamilyParams = Type.Object({ familyId: Id });

export const BookAsk = Type.Object(
  {
    facilitator: Type.Optional(
      Type.String({ ...Id, description: "Whose book, for those who oversee" }),
    ),
  },
  closed,
);

/** Why a family asks for attention; what the chips above the list count. */
export const BOOK_SIGNS = ["warning", "not-met", "unchecked", "payment", "changes"] as const;
const Sign = Type.Enum([...BOOK_SIGNS]);
export type BookSign = Type.Static<typeof Sign>;

const BookMember = Type.Object(
  {
    personId: Id,
    name: Type.String(),
    age: Type.Optional(Type.Integer()),
    component: Coded,
    /** False where the limits of the family leave no place for them. */
    isCounted: Type.Boolean(),
    commitment: Type.Optional(Type.Enum([...COMMITMENTS])),
    /** How the commitment stands in this phase; absent where nobody has looked. */
    result: Type.Optional(Type.Enum([...COMMITMENT_RESULTS])),
    resultWords: Type.Optional(Words),
    warning: Type.Optional(Words),
    isSuspended: Type.Boolean(),
    isPregnant: Type.Boolean(),
  },
  closed,
);
export type BookMember = Type.Static<typeof BookMember>;

const BookPayment = Type.Object(
  {
    phase: Type.String(),
    words: Words,
    meaning: Words,
    /** What to do, by whom; absent where nothing stands still. */
    remedy: Type.Optional(Words),
    dueOn: Type.Optional(Day),
    isLate: Type.Boolean(),
    isStuck: Type.Boolean(),
    amountRupiah: Type.Optional(Type.String()),
    reportedOn: Day,
  },
  closed,
);
export type BookPayment = Type.Static<typeof BookPayment>;

const NextSession = Type.Object(
  { sessionNo: Id, on: Day, at: Type.String(), place: Type.String(), module: Words },
  closed,
);

const CARD = {
  familyId: Id,
  /** The family it goes on in; the sheet stands under this number. */
  sheetId: Id,
  headName: Type.String(),
  place: Place,
  rt: Type.Optional(Type.String()),
  rw: Type.Optional(Type.String()),
  isRecipient: Type.Boolean(),
  members: Type.Array(BookMember),
  others: Type.Integer(),
  /** Absent where a member is not shown: the sum would tell of them. */
  nowRupiah: Type.Optional(Type.String()),
  nextRupiah: Type.Optional(Type.String()),
  /** What changes with the next phase, a sentence each. */
  changes: Type.Array(Words),
  payment: Type.Optional(BookPayment),
  nextSession: Type.Optional(NextSession),
  signs: Type.Array(Sign),
};

export const BookCard = Type.Object(CARD, closed);
export type BookCard = Type.Static<typeof BookCard>;

export const Book = Type.Object(
  {
    asOf: Day,
    phase: Phase,
    nextPhase: Phase,
    nextPhaseFrom: Day,
    mayKeep: Type.Boolean(),
    items: Type.Array(BookCard),
    /** Persons of each component, by the rule of the day. */
    components: Type.Array(
      Type.Object({ code: Type.String(), words: Words, persons: Type.Integer() }, closed),
    ),
    atMost: Type.Integer(),
    atMostChildren: Type.Integer(),
    legalBasis: Type.String(),
  },
  closed,
);
export type Book = Type.Static<typeof Book>;

const BookCheck = Type.Object(
  {
    on: Day,
    phase: Phase,
    name: Type.String(),
    commitment: Words,
    result: Words,
    due: Type.Integer(),
    done: Type.Integer(),
    excuse: Type.Optional(Words),
    source: Words,
  },
  closed,
);

const WarningTurn = Type.Object(
  {
    act: Type.Enum([...WARNING_ACTS]),
    words: Words,
    reasons: Type.Array(Coded),
    needsLetter: Type.Boolean(),
  },
  closed,
);
export type WarningTurn = Type.Static<typeof WarningTurn>;

export const BookWarning = Type.Object(
  {
    warningNo: Id,
    name: Type.String(),
    commitment: Words,
    state: Type.Enum([...WARNING_STATES]),
    stateWords: Words,
    answerUntil: Type.Optional(Day),
    suspends: Type.Optional(Phase),
    isSuspended: Type.Boolean(),
    lines: Type.Array(
      Type.Object(
        {
          on: Day,
          words: Words,
          reason: Type.Optional(Words),
          letter: Type.Optional(Type.String()),
          letterOn: Type.Optional(Day),
        },
        closed,
      ),
    ),
    turns: Type.Array(WarningTurn),
  },
  closed,
);
export type BookWarning = Type.Static<typeof BookWarning>;

export const BookFamily = Type.Object(
  {
    ...CARD,
    phase: Phase,
    nextPhase: Phase,
    mayKeep: Type.Boolean(),
    checks: Type.Array(BookCheck),
    warnings: Type.Array(BookWarning),
    /** Members whom a first letter may be sent about now. */
    mayWarn: Type.Array(
      Type.Object(
        { personId: Id, name: Type.String(), commitment: Type.Enum([...COMMITMENTS]) },
        closed,
      ),
    ),
    attendance: Type.Array(
      Type.Object(
        {
          on: Day,
          module: Words,
          mark: Type.Optional(Words),
          reason: Type.Optional(Words),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type BookFamily = Type.Static<typeof BookFamily>;

export const CheckDraft = Type.Object(
  {
    personId: Id,
    phase: Phase,
    commitment: Type.Enum([...COMMITMENTS]),
    due: Type.Integer({ minimum: 0, maximum: 366 }),
    done: Type.Integer({ minimum: 0, maximum: 366 }),
    excuse: Type.Optional(Type.Enum([...COMMITMENT_EXCUSES])),
    source: Type.Enum([...COMMITMENT_SOURCES]),
    /** Of a pregnancy: when the birth is expected. */
    expectedOn: Type.Optional(Day),
  },
  closed,
);
export type CheckDraft = Type.Static<typeof CheckDraft>;

export const CheckReceipt = Type.Object(
  { result: Type.Enum([...COMMITMENT_RESULTS]), words: Words },
  closed,
);
export type CheckReceipt = Type.Static<typeof CheckReceipt>;
