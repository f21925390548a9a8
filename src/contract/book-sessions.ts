import { Type } from "typebox";
import { ABSENCE_REASONS, ATTENDANCE_MARKS, SESSION_MODULES } from "#domain/session-terms.ts";
import { closed, Day, Id, Uuid } from "./book-terms.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

export const GroupParams = Type.Object({ groupNo: Id });
export const SessionParams = Type.Object({ sessionNo: Id });
const Text = Type.String({ minLength: 3, maxLength: 60, pattern: "^[\\p{L}\\p{N} .,'()/-]+$" });
const BookSession = Type.Object(
  {
    sessionNo: Id,
    on: Day,
    at: Type.String(),
    place: Type.String(),
    module: Words,
    families: Type.Integer(),
    present: Type.Integer(),
    absent: Type.Integer(),
  },
  closed,
);
export type BookSession = Type.Static<typeof BookSession>;

export const SessionBook = Type.Object(
  {
    mayKeep: Type.Boolean(),
    groups: Type.Array(
      Type.Object(
        {
          groupNo: Id,
          name: Type.String(),
          place: Place,
          families: Type.Integer(),
          isMine: Type.Boolean(),
          sessions: Type.Array(BookSession),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type SessionBook = Type.Static<typeof SessionBook>;

export const GroupDraft = Type.Object(
  { name: Text, families: Type.Array(Id, { minItems: 1, maxItems: 60, uniqueItems: true }) },
  closed,
);
export type GroupDraft = Type.Static<typeof GroupDraft>;
export const GroupReceipt = Type.Object({ groupNo: Id }, closed);
export type GroupReceipt = Type.Static<typeof GroupReceipt>;

export const SessionDraft = Type.Object(
  {
    heldOn: Day,
    startsAt: Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" }),
    module: Type.Enum([...SESSION_MODULES]),
    place: Text,
  },
  closed,
);
export type SessionDraft = Type.Static<typeof SessionDraft>;
export const SessionReceipt = Type.Object({ sessionNo: Id }, closed);
export type SessionReceipt = Type.Static<typeof SessionReceipt>;

export const SessionSheet = Type.Object(
  {
    ...BookSession.properties,
    group: Type.String(),
    mayTick: Type.Boolean(),
    rows: Type.Array(
      Type.Object(
        {
          familyId: Id,
          headName: Type.String(),
          rt: Type.Optional(Type.String()),
          mark: Type.Optional(Type.Enum([...ATTENDANCE_MARKS])),
          reason: Type.Optional(Type.Enum([...ABSENCE_REASONS])),
        },
        closed,
      ),
    ),
  },
  closed,
);
export type SessionSheet = Type.Static<typeof SessionSheet>;

/** Ticks as a phone kept them: each with an id of its own, so that sending them again acts once. */
export const Ticks = Type.Object(
  {
    ticks: Type.Array(
      Type.Object(
        {
          id: Uuid,
          family: Id,
          mark: Type.Enum([...ATTENDANCE_MARKS]),
          reason: Type.Optional(Type.Enum([...ABSENCE_REASONS])),
        },
        closed,
      ),
      { minItems: 1, maxItems: 200 },
    ),
  },
  closed,
);
export type Ticks = Type.Static<typeof Ticks>;
export const TickReceipt = Type.Object({ taken: Type.Integer(), known: Type.Integer() }, closed);
export type TickReceipt = Type.Static<typeof TickReceipt>;
