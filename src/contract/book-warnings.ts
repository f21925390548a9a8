import { Type } from "typebox";
import { COMMITMENT_EXCUSES, COMMITMENTS } from "#domain/commitment.ts";
import { SUSPENSION_REFUSALS, WARNING_ACTS, WARNING_STATES } from "#domain/warning-terms.ts";
import { BookWarning } from "./book.ts";
import { closed, Day, Id, Paper, Phase } from "./book-terms.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

export const WarningParams = Type.Object({ warningNo: Id });

export const WarningOpen = Type.Object(
  { personId: Id, commitment: Type.Enum([...COMMITMENTS]), letter: Paper, letterOn: Day },
  closed,
);
export type WarningOpen = Type.Static<typeof WarningOpen>;

export const WarningStep = Type.Object(
  {
    act: Type.Enum([...WARNING_ACTS]),
    reason: Type.Optional(Type.Enum([...COMMITMENT_EXCUSES, ...SUSPENSION_REFUSALS])),
    letter: Type.Optional(Paper),
    letterOn: Type.Optional(Day),
  },
  closed,
);
export type WarningStep = Type.Static<typeof WarningStep>;

export const WarningReceipt = Type.Object(
  {
    warningNo: Id,
    state: Type.Enum([...WARNING_STATES]),
    words: Words,
    answerUntil: Type.Optional(Day),
    suspends: Type.Optional(Phase),
  },
  closed,
);
export type WarningReceipt = Type.Static<typeof WarningReceipt>;

/** Suspensions that wait for a second person, and answers that wait for a word on money. */
export const WarningList = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        { ...BookWarning.properties, familyId: Id, headName: Type.String(), place: Place },
        closed,
      ),
    ),
  },
  closed,
);
export type WarningList = Type.Static<typeof WarningList>;
